"""Answers that were given without a line and are sent by the keeper when it returns: what became of each, in plain words.

In time means received by the server at or before the deadline; what the device's clock said when it was given does not matter.
"""

from collections.abc import Callable
from datetime import datetime

from django.forms import Form
from django.http import JsonResponse
from django.utils import timezone
from django.utils.translation import get_language

from plenary.coalitions.access import CoalitionRequest
from plenary.core import clock, times
from plenary.core.verdicts import Refused, Verdict
from plenary.decisions import queries
from plenary.decisions.labels import later as labels
from plenary.decisions.models import Ballot, Objection, Proposal

_STATES = {
    "decisions.asked_otherwise": "changed",
    "decisions.replaced_since": "replaced",
    "decisions.too_late": "late",
    "decisions.over": "late",
}


class UnreadableError(Exception):
    """The form of an answer is filled in wrongly; carries the sentences."""


def is_sent_later(request: CoalitionRequest) -> bool:
    """True for what the keeper sends: it reads JSON, a browser reads pages."""
    return request.headers.get("Accept") == "application/json"


def require_filled(form: Form) -> None:
    """Go on when the form can be read. Raises UnreadableError with what it says."""
    if not form.is_valid():
        raise UnreadableError(" ".join(str(error) for errors in form.errors.values() for error in errors))


def told(proposal: Proposal, answer: Callable[[], Ballot | Objection]) -> JsonResponse:
    """Enter an answer, and say what became of it: `state` is counted, late, changed, replaced or refused; `says` the sentence."""
    title = queries.titles_of([proposal])[proposal.pk][0]
    try:
        row = answer()
    except UnreadableError as error:
        return JsonResponse({"state": "refused", "says": labels.not_taken(title, str(error))})
    except Refused as refused:
        return _refused(proposal, title, refused.verdict)
    at = _exact(row.cast_at if isinstance(row, Ballot) else row.at)
    is_back = isinstance(row, Objection) and row.withdrawn_at is not None
    says = labels.taken_back_since(title, at) if is_back else labels.arrived_in_time(title, at)
    return JsonResponse({"state": "counted", "says": says})


def _refused(proposal: Proposal, title: str, verdict: Verdict) -> JsonResponse:
    state = _STATES.get(verdict.reason, "refused")
    until = proposal.voting_until
    if state == "late" and until is not None and until < clock.now() and proposal.withdrawn_at is None:
        return JsonResponse({"state": "late", "says": labels.too_late(title, _exact(clock.now()), _exact(until))})
    state = "refused" if state == "late" else state
    return JsonResponse({"state": state, "says": labels.not_taken(title, verdict.sentence)})


def _exact(moment: datetime) -> str:
    """A moment in the reader's zone, with its place."""
    zone, language = times.zone_of(timezone.get_current_timezone_name()), get_language() or "en"
    return times.exact(moment, now=clock.now(), zone=zone, language=language)
