"""What the API's description (OpenAPI) says of each route besides its schemas: who may ask, the headers, what may go wrong."""

from dataclasses import dataclass
from typing import Any

from plenary.accounts.rules import Scope
from plenary.core.http.access import Access
from plenary.core.http.problems import MEDIA_TYPE

_ANY = (400, 401, 403, 404, 422, 429, 503)
_WRITE = (409, 412, 413)
_SAID = {
    400: "The request cannot be read.",
    401: "A token is needed, or this one does not hold.",
    403: "Refused: the reason says why, and the clause on which of the charter's it rests.",
    404: "There is nothing here, or nothing that this reader may see.",
    409: "A request with this Idempotency-Key is being carried out.",
    412: "What should be changed is no longer what If-Match names.",
    413: "The request is too large.",
    422: "Something is missing or not as described; `errors` says what, by field.",
    429: "Too many requests; Retry-After says when to try again.",
    503: "The database is busy; nothing was saved. Retry-After says when to try again.",
}


@dataclass(frozen=True, slots=True)
class Raw:
    """An answer that is no JSON of a schema: its media type, and in a few words what it is."""

    media_type: str
    what: str
    schema: str = "string"


def description_of(gives: Any, *, scope: Scope, access: Access, is_write: bool) -> dict[str, Any]:
    """What is added to a route's entry in the description."""
    responses: dict[int, dict[str, Any]] = {status: {"$ref": f"#/components/responses/{status}"} for status in _ANY}
    if is_write:
        responses |= {status: {"$ref": f"#/components/responses/{status}"} for status in _WRITE}
    else:
        responses[304] = {"description": "The reader has it already."}
    if isinstance(gives, Raw):
        content = {gives.media_type: {"schema": {"type": gives.schema}}}
        responses[200] = {"description": gives.what, "content": content}
    needs_token = is_write or access.kind == "signed_in"
    told: dict[str, Any] = {
        "responses": responses,
        "parameters": [_KEY, _MATCH] if is_write else [_NONE_MATCH],
        "security": [{"token": [scope.value]}] if needs_token else [{}, {"token": [scope.value]}],
    }
    if access.permission:
        told["x-permission"] = access.permission.removeprefix("plenary.").replace(".permissions.", ".")
    return told


def components() -> dict[str, Any]:
    """What routes refer to: the problems, by status, and the token."""
    return {
        "responses": {
            str(status): {
                "description": said,
                "content": {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}},
            }
            for status, said in _SAID.items()
        },
        "securitySchemes": {
            "token": {"type": "http", "scheme": "bearer", "description": "A personal token, made at /account/tokens/."}
        },
    }


def _header(name: str, description: str, **shape: Any) -> dict[str, Any]:
    schema = {"type": "string", **shape}
    return {"in": "header", "name": name, "required": False, "description": description, "schema": schema}


_KEY = _header(
    "Idempotency-Key",
    "16 to 200 random characters, such as a UUID. The same request with the same key is carried out once, for 48 hours.",
    pattern="^[!-~]{16,200}$",
)
_MATCH = _header(
    "If-Match", "The ETag of what is changed; 412 where it has changed meanwhile, on routes that look at it."
)
_NONE_MATCH = _header("If-None-Match", "The ETag of an answer that the reader has.")
