"""How the API does what the pages of demo do (see tests/parity/__init__.py)."""

EXCEPTIONS: dict[str, str] = {
    "demo:sign_in": "the demonstration’s own way in, by a browser",
}
