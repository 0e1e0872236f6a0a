"""Routes of suggestions on a draft: what was suggested; making one, taking it over, declining it, taking it back."""

from datetime import datetime
from typing import Any, Literal

from django.http import Http404
from ninja import Schema
from pydantic import Field

from plenary.agreements import actions, permissions, queries
from plenary.agreements.api.given import INSIDE, ONE, routes
from plenary.agreements.forms import DeclineForm, SuggestForm
from plenary.agreements.queries import Suggested
from plenary.agreements.shown.finding import agreement_found
from plenary.coalitions.access import CoalitionRequest
from plenary.core.http.problems import cleaned
from plenary.core.verdicts import require


class AgreementSuggestionOut(Schema):
    """A suggestion on a paragraph of the draft."""

    id: str
    act: str = Field(description="replace the paragraph, add one after it, or strike it")
    paragraph: str = Field(description="its key")
    against: str = Field(description="the words that the paragraph had")
    words: str
    reason: str
    name: str = Field(description="of the member; empty: without attribution")
    is_own: bool = Field(description="the reader's member made it")
    state: str = Field(
        description="open, taken, declined, withdrawn; older: open, and about an older wording; gone: open, and its paragraph "
        "was taken out"
    )
    answer: str = Field(description="why it was declined")
    made_at: datetime
    answered_at: datetime | None


class AgreementSuggestionBesideOut(AgreementSuggestionOut):
    """A suggestion beside its paragraph as it stands."""

    stands: str = Field(description="the words of the paragraph now; empty: it was taken out")
    revision: int = Field(description="of the paragraph now, as to take the suggestion over; 0: it was taken out")


class AgreementSuggestionsOut(Schema):
    """The suggestions on a draft."""

    suggestions: list[AgreementSuggestionOut] = Field(
        description="those that wait, the oldest first; then the newest 50 that were answered or taken back"
    )


class AgreementSuggestionIn(Schema):
    """A change to one paragraph of a draft."""

    act: Literal["replace", "add", "strike"] = Field(
        "replace", description="replace it, add one after it, or strike it"
    )
    words: str = Field("", max_length=8000, description="Markdown; none to strike")
    reason: str = Field("", max_length=4000)
    unnamed: bool = Field(False, description="without the name of one's member, where the charter allows it")


class AgreementSuggestionTakenIn(Schema):
    """What was read beside a suggestion that is taken over."""

    revision: int = Field(
        0, ge=0, le=2**31 - 1, description="of the paragraph that was compared; 0: none, where it has not changed"
    )


class AgreementSuggestionDeclinedIn(Schema):
    """Why a suggestion is declined."""

    answer: str = Field("", max_length=4000)


@routes.get(f"{ONE}/suggestions", INSIDE, gives=AgreementSuggestionsOut)
def suggestions(request: CoalitionRequest, agreement_id: str) -> Any:
    """The suggestions on the draft."""
    found = agreement_found(request, agreement_id)
    rows = queries.suggestions_on(request.standing, found, queries.draft_lines(found))
    return {"suggestions": [_told(one) for one in rows]}


@routes.get(f"{ONE}/suggestions/{{suggestion_id}}", INSIDE, gives=AgreementSuggestionBesideOut)
def suggestion(request: CoalitionRequest, agreement_id: str, suggestion_id: str) -> Any:
    """One suggestion on the draft, beside the words that stand now."""
    one = _found(request, agreement_id, suggestion_id)
    stands = queries.paragraph_of(one.row.agreement, one.row.paragraph)
    beside = {"stands": stands.words, "revision": stands.revision} if stands else {"stands": "", "revision": 0}
    return {**_told(one), **beside}


@routes.post(f"{ONE}/paragraphs/{{paragraph_id}}/suggestions", INSIDE, gives=AgreementSuggestionOut, status=201)
def suggest(request: CoalitionRequest, agreement_id: str, paragraph_id: str, given: AgreementSuggestionIn) -> Any:
    """Suggest a change to a paragraph of the draft, for one's member."""
    found = agreement_found(request, agreement_id)
    row = queries.paragraph_of(found, paragraph_id)
    if row is None:
        raise Http404
    require(permissions.may_suggest(request.standing, found))
    form = SuggestForm(given.model_dump())
    cleaned(form)
    made = actions.suggest(by=request.standing, agreement=found, paragraph=row, **form.given())
    return _told(_found(request, agreement_id, made.id))


@routes.post(f"{ONE}/suggestions/{{suggestion_id}}/take", INSIDE, gives=AgreementSuggestionOut)
def take_suggestion(
    request: CoalitionRequest, agreement_id: str, suggestion_id: str, given: AgreementSuggestionTakenIn
) -> Any:
    """Take a suggestion over: the draft changes at once."""
    one = _found(request, agreement_id, suggestion_id)
    actions.take_suggestion(by=request.standing, suggestion=one.row, revision=given.revision)
    return _told(_found(request, agreement_id, suggestion_id))


@routes.post(f"{ONE}/suggestions/{{suggestion_id}}/decline", INSIDE, gives=AgreementSuggestionOut)
def decline_suggestion(
    request: CoalitionRequest, agreement_id: str, suggestion_id: str, given: AgreementSuggestionDeclinedIn
) -> Any:
    """Decline a suggestion, with the reason."""
    one = _found(request, agreement_id, suggestion_id)
    require(permissions.may_answer_suggestion(request.standing, one.row))
    actions.decline_suggestion(by=request.standing, suggestion=one.row, **cleaned(DeclineForm(given.model_dump())))
    return _told(_found(request, agreement_id, suggestion_id))


@routes.delete(f"{ONE}/suggestions/{{suggestion_id}}", INSIDE)
def withdraw_suggestion(request: CoalitionRequest, agreement_id: str, suggestion_id: str) -> None:
    """Take a suggestion of one's member back."""
    actions.withdraw_suggestion(by=request.standing, suggestion=_found(request, agreement_id, suggestion_id).row)


def _found(request: CoalitionRequest, agreement_id: str, suggestion_id: str) -> Suggested:
    found = agreement_found(request, agreement_id)
    one = queries.suggestion_on(request.standing, found, queries.draft_lines(found), suggestion_id)
    if one is None:
        raise Http404
    return one


def _told(one: Suggested) -> dict[str, Any]:
    row = one.row
    names = ("id", "act", "paragraph", "against", "words", "reason", "answer", "made_at", "answered_at")
    told = {name: getattr(row, name) for name in names}
    return {**told, "name": one.name, "is_own": one.is_own, "state": one.state}
