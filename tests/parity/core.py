"""How the API does what the pages of core do (see tests/parity/__init__.py)."""

DONE_BY: dict[str, tuple[str, ...]] = {}

EXCEPTIONS: dict[str, str] = {
    "core:style": "a page of samples for those who build pages",
    "core:offline": "what a browser shows without a line",
}

NOT_YET: set[str] = set()

WRITES: dict[str, str] = {}
