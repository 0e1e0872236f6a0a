"""Reads of seconders: who seconds a draft, and how many more must."""

from plenary.bodies.queries import electorate
from plenary.core.standing import Standing
from plenary.decisions.models import Proposal, Seconding
from plenary.decisions.queries.proposals import process_of
from plenary.decisions.rules.seconding import seconders_needed


def seconders_of(proposal: Proposal) -> list[str]:
    """The names of the members that second it, in the order in which they did; protected ones are not named."""
    rows = Seconding.objects.of(proposal.coalition_id).filter(proposal=proposal, member__protected=False)
    return [row.member.name for row in rows.select_related("member__organisation", "member__individual").order_by("at")]


def missing_seconders(proposal: Proposal) -> int:
    """How many more members must second it before it may open."""
    process = process_of(proposal)
    if not process.seconders:
        return 0
    have = Seconding.objects.of(proposal.coalition_id).filter(proposal=proposal).count()
    movers = (place.member for place in electorate(proposal.coalition_id, process.moved_by) if not place.away)
    return max(0, seconders_needed(process, proposal.moved_by_member_id or "", movers) - have)


def has_seconded(standing: Standing, proposal: Proposal) -> bool:
    """True when the standing's member seconds it."""
    rows = Seconding.objects.of(proposal.coalition_id).filter(proposal=proposal)
    return bool(standing.member) and rows.filter(member=standing.member).exists()
