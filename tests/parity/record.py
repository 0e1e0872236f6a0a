"""How the API does what the pages of record do (see tests/parity/__init__.py)."""

DONE_BY: dict[str, tuple[str, ...]] = {
    "record:feed": ("record_feed",),
    "record:verify": ("record_head",),
    "record:bundle": ("record_bundle",),
    "record:head": ("record_head",),
    "record:entry": ("record_entry",),
    "record:receipt": ("record_receipt",),
}

EXCEPTIONS: dict[str, str] = {}

NOT_YET: set[str] = set()

WRITES: dict[str, str] = {}
