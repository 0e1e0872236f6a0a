"""How the API does what the pages of record do (see tests/parity/__init__.py)."""

DONE_BY: dict[str, tuple[str, ...]] = {
    "record:verify": ("record_head",),
}
