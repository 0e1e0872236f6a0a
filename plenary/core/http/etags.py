"""ETags of the API: the weak hash of an answer. Who has it already is told so; who changes what changed meanwhile is too."""

from hashlib import sha256

from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers
from django.utils.http import parse_etags
from ninja import Schema
from ninja.renderers import JSONRenderer

from plenary.core.http.problems import Declined


def tag(content: bytes) -> str:
    """The ETag of an answer, weak: equal answers say the same, compressed or not."""
    return f'W/"{sha256(content).hexdigest()[:32]}"'


def with_tag(request: HttpRequest, answer: HttpResponse) -> HttpResponse:
    """The answer to a read with its ETag, or 304 without a body when the reader has it. Kept by readers alone, and asked
    again each time."""
    answer["ETag"] = tag(answer.content)
    answer["Cache-Control"] = "private, no-cache"
    patch_vary_headers(answer, ["Authorization", "Accept-Language"])
    known = parse_etags(request.headers.get("If-None-Match", ""))
    if answer["ETag"] in {_weak(each) for each in known} or known == ["*"]:
        kept = HttpResponse(status=304, headers={name: answer[name] for name in ("ETag", "Cache-Control", "Vary")})
        del kept["Content-Type"]
        return kept
    return answer


def require_unchanged(request: HttpRequest, current: Schema) -> None:
    """Go on when the writer named no version in If-Match, or the present one: what a read of `current` answers now.

    Call it where the row is locked. Raises Declined (412). Versions are compared weakly: answers are the same byte for byte.
    """
    named = parse_etags(request.headers.get("If-Match", ""))
    if not named or named == ["*"]:
        return
    content = JSONRenderer().render(request, current.model_dump(), response_status=200)
    if tag(content.encode()) not in {_weak(each) for each in named}:
        raise Declined(412, "core.changed_meanwhile")


def _weak(named: str) -> str:
    return named if named.startswith("W/") else f"W/{named}"
