"""Reads of proposals. Those that take a standing return only what it may see; those of every coalition serve the tasks."""

from datetime import datetime
from typing import cast

from django.db.models import BooleanField, Count, Exists, ExpressionWrapper, IntegerField, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from plenary.charter.queries import charter_of
from plenary.charter.rules.schema import Process
from plenary.core.models import ScopedQuerySet
from plenary.core.prepared import prepared
from plenary.core.standing import Standing
from plenary.decisions.models import Ballot, Elector, Proposal, Seconding
from plenary.decisions.queries.electors import is_asked
from plenary.decisions.queries.sight import Sight, as_seen, moved_by, seen_by, visible_proposals

OPEN = Q(opened_at__isnull=False, withdrawn_at=None, outcome="")
"""Opened, neither counted yet nor withdrawn."""
DRAFT = Q(opened_at=None, withdrawn_at=None, outcome="")
"""Neither opened nor given up."""
DECIDED = ~Q(outcome="")
"""With an outcome."""


def visible_proposal(standing: Standing, proposal_id: str) -> Proposal | None:
    """The proposal of this id, when the standing may see it."""
    return next(iter(as_seen(_visible_proposal, standing, proposal_id)), None)


@prepared
def _visible_proposal(
    coalition_id: str, member: str, person: str, proposal_id: str, *, sight: Sight
) -> ScopedQuerySet[Proposal]:
    return seen_by(coalition_id, member, person, sight).filter(pk=proposal_id)


def open_proposals(standing: Standing) -> ScopedQuerySet[Proposal]:
    """Opened and not yet counted, the nearest deadline first."""
    return visible_proposals(standing).filter(OPEN).order_by("voting_until", "id")


def decided_proposals(standing: Standing) -> ScopedQuerySet[Proposal]:
    """Those with an outcome, newest first."""
    return visible_proposals(standing).filter(DECIDED).order_by("-decided_at", "id")


def withdrawn_proposals(standing: Standing) -> ScopedQuerySet[Proposal]:
    """Those that were withdrawn after they had opened, newest first."""
    found = visible_proposals(standing).filter(opened_at__isnull=False, withdrawn_at__isnull=False)
    return found.order_by("-withdrawn_at", "id")


def draft_proposals(standing: Standing) -> ScopedQuerySet[Proposal]:
    """One's own drafts and those that look for seconders, newest first."""
    return visible_proposals(standing).filter(DRAFT).order_by("-drafted_at", "id")


def moved_and_undecided(standing: Standing) -> list[Proposal]:
    """The drafts and open proposals that the standing's member, or the person in its own name, moved; oldest first."""
    own = moved_by(standing.member, standing.person)
    rows = Proposal.objects.of(standing.coalition).filter(own, withdrawn_at=None, outcome="")
    return list(rows.select_related("moved_by_member").order_by("drafted_at", "id"))


def with_turnout(
    proposals: ScopedQuerySet[Proposal], coalition_id: str, member: str, person: str
) -> ScopedQuerySet[Proposal]:
    """The same proposals, each with `size` (electors), `voted` (ballots), and `has_place` and `has_voted` for a member and a
    person (ids, or empty)."""
    present = {"proposal": OuterRef("pk"), "recused_at": None, "round": OuterRef("round")}
    electors = Elector.objects.of(coalition_id).filter(**present)
    ballots = Ballot.objects.of(coalition_id).filter(
        proposal=OuterRef("pk"), elector__round=OuterRef("round"), elector__recused_at=None
    )
    given = Ballot.objects.of(coalition_id).filter(elector=OuterRef("pk"))
    waited_for = electors.filter(is_away=False)  # all that it asks lies in an index
    of_away = ballots.filter(elector__is_away=True)
    found = proposals.annotate(
        size=number_of(waited_for) + number_of(of_away),
        voted=number_of(ballots),
        has_place=_said(is_asked(electors, member, person)),
        has_voted=_said(is_asked(electors.filter(Exists(given)), member, person)),
    )
    return cast("ScopedQuerySet[Proposal]", found)


def _said(condition: Q) -> ExpressionWrapper[Q]:
    return ExpressionWrapper(condition, output_field=BooleanField())


def number_of(rows: ScopedQuerySet[Elector] | ScopedQuerySet[Ballot] | ScopedQuerySet[Seconding]) -> Coalesce:
    """How many rows lead to each proposal, of rows that are narrowed to an outer one."""
    counted = rows.order_by().values("proposal").annotate(number=Count("*")).values("number")
    return Coalesce(Subquery(counted, output_field=IntegerField()), 0)


def process_of(proposal: Proposal) -> Process:
    """The process by which it is decided: frozen once it opened; for a draft, the one now in force for its matter."""
    if proposal.process:
        return proposal.frozen_process
    return charter_of(proposal.coalition_id).process_for(proposal.matter)


def due_to_close(moment: datetime) -> list[Proposal]:
    """Every coalition's proposals whose voting ended by a moment and whose count is not entered. Serves the task."""
    rows = Proposal.objects.across_coalitions().filter(opened_at__isnull=False, withdrawn_at=None, outcome="")
    return list(rows.filter(voting_until__lt=moment).order_by("voting_until"))


def due_to_carry_out(moment: datetime) -> list[Proposal]:
    """Every coalition's adopted proposals whose effects are due and were not tried, or wait for something else to be settled.
    Serves the task."""
    rows = Proposal.objects.across_coalitions().filter(outcome="adopted", carried_out_at=None)
    rows = rows.filter(Q(not_carried_out={}) | Q(not_carried_out__waits=True))
    return list(rows.filter(effects_due__lte=moment).order_by("effects_due"))
