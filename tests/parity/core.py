"""How the API does what the pages of core do (see tests/parity/__init__.py)."""

EXCEPTIONS: dict[str, str] = {
    "core:style": "a page of samples for those who build pages",
    "core:offline": "what a browser shows without a line",
}
