"""How the API does what the pages of notices do (see tests/parity/__init__.py)."""

DONE_BY: dict[str, tuple[str, ...]] = {}

EXCEPTIONS: dict[str, str] = {}

NOT_YET: set[str] = {
    "notices:inbox",
    "notices:choices",
    "notices:held",
    "notices:own",
    "notices:calendar",
    "notices:stop",
    "notices:deadlines",
}

WRITES: dict[str, str] = {}
