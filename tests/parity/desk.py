"""How the API does what the pages of desk do (see tests/parity/__init__.py)."""

DONE_BY: dict[str, tuple[str, ...]] = {}

EXCEPTIONS: dict[str, str] = {}

NOT_YET: set[str] = {
    "desk:welcome",
    "desk:desk",
    "desk:coalition",
}

WRITES: dict[str, str] = {}
