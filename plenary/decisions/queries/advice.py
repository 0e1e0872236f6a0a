"""Reads of advice: what was asked of which body, what it said, and what became of it."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet

from plenary.core import clock
from plenary.core.models import ScopedQuerySet
from plenary.core.prepared import prepared
from plenary.core.standing import Standing
from plenary.decisions.models import Advice, Proposal
from plenary.decisions.queries.sight import moved_by
from plenary.decisions.rules.phases import OPEN


def advice_on(proposal: Proposal) -> list[Advice]:
    """The advice that was asked for on a proposal, in the order in which it was."""
    return list(Advice.objects.of(proposal.coalition_id).filter(proposal=proposal))


def advice_of(proposal: Proposal, advice_id: str) -> Advice | None:
    """The advice of this id on a proposal for which the caller vouches."""
    rows = Advice.objects.of(proposal.coalition_id).filter(proposal=proposal)
    return rows.select_related("proposal").filter(pk=advice_id).first()


def advice_away(proposal: Proposal) -> Advice | None:
    """The referral that is out now: sent to a body, not yet due, not sent back."""
    rows = Advice.objects.of(proposal.coalition_id).filter(proposal=proposal, is_referral=True)
    return rows.filter(due__gt=clock.now()).first()


def advice_facts(proposal: Proposal) -> Mapping[str, Any]:
    """What the entry of the outcome tells of advice: of each body whether it gave any and what became of it, even where
    nobody said so; nothing where none was asked for."""
    rows = advice_on(proposal)
    told = [
        {"body": row.body, "given": bool(row.words), "became": row.became or "not_said", "why": row.became_why}
        for row in rows
    ]
    return {"advice": told} if told else {}


def advice_waiting(standing: Standing) -> list[Advice]:
    """The advice that waits for a standing, soonest due first: not given yet and not due, of a body in which it sits; or
    given (`words`) on a proposal that it moved, and not said what became of it."""
    whose = standing.member, standing.person, tuple(sorted(standing.bodies))
    return [row for row in _waiting(standing.coalition, *whose, standing.as_of) if row.proposal.phase in OPEN]


@prepared
def _waiting(coalition_id: str, member: str, person: str, bodies: tuple[str, ...], now: datetime) -> QuerySet[Advice]:
    to_give = Q(body__in=bodies or [""], words="", due__gt=now)
    to_answer = Q(moved_by(member, person, "proposal__"), ~Q(words=""), became="")
    rows = Advice.objects.of(coalition_id).filter(_OPEN, to_give | to_answer)
    return rows.select_related("proposal").order_by("due", "id")


def advice_due(coalition_id: str, after: datetime, until: datetime) -> ScopedQuerySet[Advice]:
    """The advice on what is open, not given yet and due after one moment and up to another."""
    return Advice.objects.of(coalition_id).filter(_OPEN, words="", due__gt=after, due__lte=until)


_OPEN = Q(proposal__outcome="", proposal__withdrawn_at=None)
