"""How the API does what the pages of demo do (see tests/parity/__init__.py)."""

DONE_BY: dict[str, tuple[str, ...]] = {}

EXCEPTIONS: dict[str, str] = {
    "demo:sign_in": "the demonstration’s own way in, by a browser",
}

NOT_YET: set[str] = set()

WRITES: dict[str, str] = {}
