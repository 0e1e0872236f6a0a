"""How the API does what the pages of api do (see tests/parity/__init__.py)."""

DONE_BY: dict[str, tuple[str, ...]] = {}

EXCEPTIONS: dict[str, str] = {
    "api:tokens": "a token makes no other tokens",
    "api:end_token": "a token that was stolen does not end the others",
    "api:description": "the API’s own description",
}

NOT_YET: set[str] = set()

WRITES: dict[str, str] = {}
