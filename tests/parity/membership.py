"""How the API does what the pages of membership do (see tests/parity/__init__.py)."""

DONE_BY: dict[str, tuple[str, ...]] = {}

EXCEPTIONS: dict[str, str] = {}

NOT_YET: set[str] = {
    "membership:members",
    "membership:applicants",
    "membership:protected",
    "membership:take_up",
    "membership:admit_protected",
    "membership:vouch",
    "membership:here",
    "membership:apply",
    "membership:member",
    "membership:change",
    "membership:withdraw",
    "membership:invite",
    "membership:commitment",
    "membership:mandate",
}

WRITES: dict[str, str] = {}
