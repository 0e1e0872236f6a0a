"""What went wrong, as the API says it: RFC 9457 problems, with the verdict's reason and clause, in the reader's language."""

import json
from collections.abc import Mapping, Sequence
from http import HTTPStatus
from typing import Any

from django.core.exceptions import BadRequest, RequestDataTooBig, SuspiciousOperation
from django.forms import BaseForm
from django.http import Http404, HttpRequest, HttpResponse, UnreadablePostError
from django.utils.translation import gettext_lazy as _

from plenary.core import clauses
from plenary.core.http.busy import RETRY_AFTER, tell_operator
from plenary.core.trouble import Trouble, trouble_of
from plenary.core.verdicts import Label, Refused, Verdict, refuse, register_reasons

PLACE = "/api/v1/"
"""Under this address every answer is the API's, errors too."""
MEDIA_TYPE = "application/problem+json"

register_reasons(
    {
        "core.unreadable": _("This request cannot be read: its body is not JSON, or a header is malformed."),
        "core.other_method": _("This address does not answer to that method."),
        "core.changed_meanwhile": _(
            "This was changed meanwhile. Read it again, then decide whether your change still fits."
        ),
        "core.too_large": _("This request is too large."),
        "core.not_as_described": _("Something in the request is missing, or is not as the description says."),
        "core.too_many": _("There were too many requests. Wait, then try again."),
        "core.broken": _("Something broke on our side. Nothing was saved."),
        f"core.{Trouble.BUSY}": _(
            "The server is busy with another's change. Nothing was saved; try again in some seconds."
        ),
        f"core.{Trouble.FULL}": _("Nothing can be saved at present: the server has no room. Nothing was changed."),
        f"core.{Trouble.AWAY}": _(
            "The server cannot reach its database. Look whether your change is there, then try again."
        ),
    }
)


class Declined(Exception):
    """An answer of the API that is no success and no refusal by a rule: its status, its reason, and further headers."""

    def __init__(self, status: int, reason: str, **headers: str) -> None:
        super().__init__(reason)
        self.status, self.reason = status, reason
        self.headers = {name.replace("_", "-"): value for name, value in headers.items()}


class Invalid(Exception):
    """What was sent cannot be taken (422); `errors` says why, in sentences, by field. Nothing was changed."""

    def __init__(self, errors: Mapping[str, Sequence[Label]], reason: str = "core.not_as_described") -> None:
        super().__init__(reason)
        self.errors = {field: [str(said) for said in told] for field, told in errors.items()}
        self.reason = reason


def cleaned(form: BaseForm) -> dict[str, Any]:
    """The values of a page's form that was filled by the API, so that both take the same. Raises Invalid."""
    if not form.is_valid():
        raise Invalid({name.removeprefix("__"): [str(said) for said in told] for name, told in form.errors.items()})
    return form.cleaned_data


def is_api(request: HttpRequest) -> bool:
    """True when the answer goes to a program: no page then, whatever went wrong."""
    return request.path.startswith(PLACE)


def problem(
    status: int,
    verdict: Verdict,
    *,
    clause: dict[str, str] | None = None,
    errors: dict[str, list[str]] | None = None,
    headers: Mapping[str, str] | None = None,
) -> HttpResponse:
    """The answer that says what went wrong, as `described.Problem` describes it."""
    told = {"type": "about:blank", "title": HTTPStatus(status).phrase, "status": status}
    told |= {"detail": verdict.sentence, "reason": verdict.reason}
    told |= {name: given for name, given in (("clause", clause), ("errors", errors)) if given is not None}
    answer = HttpResponse(json.dumps(told), status=status, content_type=MEDIA_TYPE)
    answer["Cache-Control"] = "no-store"
    for name, value in (headers or {}).items():
        answer[name] = value
    return answer


def problem_of(request: HttpRequest, exception: Exception) -> HttpResponse | None:
    """The answer to what a view or the API itself raised; None for a mistake of the program, which stays one."""
    told: HttpResponse | None
    match exception:
        case Refused(verdict=verdict, status=status):
            told = problem(status, verdict, clause=_cited(request, verdict.clause))
        case Http404():
            told = problem(404, refuse("core.not_here"))
        case Declined(status=status, reason=reason, headers=headers):
            told = problem(status, refuse(reason), headers=headers)
        case Invalid(reason=reason, errors=errors):
            told = problem(422, refuse(reason), errors=errors)
        case RequestDataTooBig():
            told = problem(413, refuse("core.too_large"))
        case BadRequest() | SuspiciousOperation() | UnreadablePostError():
            told = problem(400, refuse("core.unreadable"))
        case _ if trouble := trouble_of(exception):
            tell_operator(trouble, exception)
            told = problem(503, refuse(f"core.{trouble}"), headers={"Retry-After": str(RETRY_AFTER[trouble])})
        case _:
            told = None
    return told


def _cited(request: HttpRequest, key: str) -> dict[str, str] | None:
    """As pages do: only inside a coalition that the reader knows of."""
    coalition = getattr(request, "coalition", None)
    found = clauses.citation(coalition.id, coalition.slug, key) if coalition is not None and key else None
    return {"key": key, "number": found.number, "url": found.url} if found else None
