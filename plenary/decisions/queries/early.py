"""Reads for closing early: which votes may, and whether the outcome of one is certain."""

from datetime import datetime

from django.db.models import Q

from plenary.charter import decidable
from plenary.decisions.models import Proposal
from plenary.decisions.queries.amendments import amendments_of
from plenary.decisions.queries.effects import effects_of, standing_objections
from plenary.decisions.queries.tally import tally_now
from plenary.decisions.rules.settled import is_settled


def voting_early(moment: datetime) -> list[Proposal]:
    """Every coalition's proposals in voting at a moment whose process closes early. Serves the task."""
    rows = Proposal.objects.across_coalitions().filter(withdrawn_at=None, outcome="", process__early=True)
    found = rows.filter(opened_at__isnull=False, voting_from__lte=moment, voting_until__gte=moment)
    return list(found.exclude(stage="recorded").order_by("voting_until"))


def due_to_follow() -> list[Proposal]:
    """Every coalition's urgent decisions that are not in force yet, or not undone yet, and were not tried. Serves the task."""
    rows = Proposal.objects.across_coalitions().filter(stage="confirming", not_carried_out={}, withdrawn_at=None)
    undone = Q(effects__undone_at=None, effects__severed_at=None, outcome="lapsed", carried_out_at__isnull=False)
    return list(rows.filter(Q(outcome="", carried_out_at=None) | undone).distinct())


def is_certain(proposal: Proposal) -> bool:
    """True when no missing ballot could change the outcome of the present round. For the task alone.

    Never while members may still object to a part that can be taken out: the outcome holds which parts are. Nor while an
    amendment is to be decided with it: what its text will be is then not certain. What an officer entered for an elector
    may still be changed by that elector, as what is carried for it.
    """
    process = proposal.frozen_process
    if any(row.state == "open" for row in amendments_of(proposal)):
        return False
    if process.objections and any(decidable.effect(row.kind).severable for row in effects_of(proposal)):
        return False
    told = tally_now(proposal)
    whole = [row.elector.key for row in standing_objections(proposal) if row.effect_id is None and row.elector]
    cast = {ballot.elector.key: ballot.votes for ballot in told.ballots if not ballot.entered_by}
    others = {ballot.elector.key: ballot.votes for ballot in told.ballots if ballot.entered_by}
    carried = {**told.carried, **others}
    return is_settled(process, told.electors.values(), cast, carried=carried, objections=frozenset(whole))
