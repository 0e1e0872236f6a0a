"""How the API does what the pages of api do (see tests/parity/__init__.py)."""

EXCEPTIONS: dict[str, str] = {
    "api:tokens": "a token makes no other tokens",
    "api:end_token": "a token that was stolen does not end the others",
    "api:description": "the API’s own description",
}
