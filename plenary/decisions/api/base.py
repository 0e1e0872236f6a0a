"""What the routes of decisions share: who enters, how a proposal is found, how forms are filled, what every answer may hold."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Annotated, Any

from django.forms import BaseForm
from django.http import Http404, QueryDict
from django.utils.translation import gettext as _
from ninja import Schema
from pydantic import BeforeValidator, Field

from plenary.accounts.routes import Routes
from plenary.charter import decidable
from plenary.coalitions.access import CoalitionRequest, InCoalition
from plenary.core.http.problems import Invalid
from plenary.core.standing import Standing
from plenary.core.verdicts import Verdict
from plenary.decisions import permissions, queries
from plenary.decisions.asks import state_of
from plenary.decisions.forms import EFFECT_FORMS
from plenary.decisions.forms.starting import start_of
from plenary.decisions.models import Proposal
from plenary.decisions.shown.proposal import failure_of

routes = Routes("decisions")
READERS = InCoalition(permissions.may_read_proposals)
ALL = "/coalitions/{slug}/proposals"
ONE = f"{ALL}/{{proposal_id}}"

Said = Annotated[str, BeforeValidator(str)]
"""Words in the reader's language, which the house keeps unwritten until they are needed."""
type Fields = Mapping[str, str | Sequence[str]]


class ProposalMayOut(Schema):
    """Whether the reader may do something, and why."""

    allowed: bool
    reason: str = Field(description="code; empty where nothing needs to be said")
    sentence: Said = Field(description="the reason in words")
    clause: str = Field(description="the key of the clause on which it rests, or empty")


class ProposalStateOut(Schema):
    """Where a proposal stands."""

    id: str
    phase: Said = Field(description="draft, translation, notice, discussion, voting, window, closed, decided …")
    label: Said = Field(description="its state in a word")
    outcome: str = Field(description="adopted, rejected, lapsed; empty before there is one")
    voting_from: datetime | None
    voting_until: datetime | None
    failure: Said = Field(description="why it could not be carried out, or undone, in words; else empty")


class ProposalPartMadeOut(Schema):
    """The id of what was made."""

    id: str


def proposal_of(request: CoalitionRequest, proposal_id: str) -> Proposal:
    """The proposal of the address, when the reader may see it. Raises Http404."""
    return found(queries.visible_proposal(request.standing, proposal_id))


def found[T](row: T | None) -> T:
    """What a query gave. Raises Http404 where it gave nothing."""
    if row is None:
        raise Http404
    return row


def stands(proposal: Proposal) -> dict[str, Any]:
    """Where a proposal stands now, as `ProposalStateOut`."""
    return {
        "id": proposal.pk,
        "phase": proposal.phase.value,
        "label": state_of(proposal)[1],
        "outcome": proposal.outcome,
        "voting_from": proposal.voting_from,
        "voting_until": proposal.voting_until,
        "failure": failure_of(proposal),
    }


def verdicts(may: Mapping[str, Verdict | None]) -> dict[str, Verdict]:
    """The verdicts that there are."""
    return {name: verdict for name, verdict in may.items() if isinstance(verdict, Verdict)}


def require_filled(**forms: BaseForm | None) -> None:
    """Go on when all these forms can be read, as a page with several does. Raises Invalid with what each says, by field;
    what the form called `fields` says stands under `fields.`."""
    errors: dict[str, list[str]] = {}
    for where, form in forms.items():
        if form is not None and not form.is_valid():
            under = "fields." if where == "fields" else ""
            errors |= {
                under + name.removeprefix("__"): [str(one) for one in told] for name, told in form.errors.items()
            }
    if errors:
        raise Invalid(errors)


def posted(fields: Fields) -> QueryDict:
    """Fields as a browser would have sent them."""
    sent = QueryDict(mutable=True)
    for name, value in fields.items():
        sent.setlist(name, [value] if isinstance(value, str) else list(value))
    return sent


def require_kind(kind: str) -> None:
    """Go on when there is a form for this kind of effect. Raises Invalid."""
    if kind not in EFFECT_FORMS or kind not in decidable.effects():
        raise Invalid({"kind": [_("This is none of the values that are possible.")]})


def require_known(where: str, given: Mapping[str, Any], known: Mapping[str, Any]) -> None:
    """Go on when all that is given by name is known by that name. Raises Invalid, so that nothing is lost unseen."""
    unknown = sorted(given.keys() - known.keys())
    if unknown:
        raise Invalid({f"{where}.{name}": [_("There is no such field.")] for name in unknown})


def require_begun(standing: Standing, begun_from: str, at: str = "begun_from") -> None:
    """Raise Invalid, at this field, for a beginning (`forms.starting`) that the standing may not read; empty is none."""
    if begun_from and start_of(standing, begun_from) is None:
        raise Invalid({at: [str(_("There is nothing of that kind that you may read."))]})
