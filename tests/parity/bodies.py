"""How the API does what the pages of bodies do (see tests/parity/__init__.py)."""

DONE_BY: dict[str, tuple[str, ...]] = {}

EXCEPTIONS: dict[str, str] = {}

NOT_YET: set[str] = {
    "bodies:form",
    "bodies:bodies",
    "bodies:body",
    "bodies:give_up",
}

WRITES: dict[str, str] = {}
