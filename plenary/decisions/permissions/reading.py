"""Who may see proposals, who has a voice in them, and who moved one."""

from plenary.charter.queries import audience_for, charter_of, version_in_force
from plenary.core.standing import Mandate, Standing
from plenary.core.verdicts import Verdict, allow, refuse
from plenary.decisions.models import Proposal
from plenary.membership.rules import SPEAKING, Status, has_voice


def may_read_proposals(standing: Standing) -> Verdict:
    """To open the list: those to whom the charter discloses proposals or outcomes, members, and holders of offices.

    Before there is a charter there is nothing by which to decide.
    """
    if version_in_force(standing.coalition) is None:
        return refuse("core.not_yet")
    if standing.is_system or standing.is_inside or standing.offices or standing.bodies:
        return allow(clause="disclosure")
    charter = charter_of(standing.coalition)
    for disclosed in (charter.disclosure.proposals, charter.disclosure.outcomes):
        if standing.may_read(audience_for(charter, disclosed)):
            return allow(clause="disclosure")
    return refuse("decisions.members_only", "disclosure")


def may_read_the_way(standing: Standing, proposal: Proposal) -> Verdict:
    """To read what was said on the way to a decision: comments, concerns, advice, amendments, objections, minutes.

    Whoever sees an undecided proposal reads it. Once it is decided the outcome may be for more readers than the proposal
    was: for them the outcome alone.
    """
    if proposal.decided_at is None or standing.is_system or standing.is_inside or standing.offices or standing.bodies:
        return allow(clause="disclosure")
    charter = charter_of(standing.coalition)
    if is_mover(standing, proposal) or standing.may_read(audience_for(charter, charter.disclosure.proposals)):
        return allow(clause="disclosure")
    return refuse("decisions.members_only", "disclosure")


def has_a_voice(standing: Standing) -> Verdict:
    """Whether a standing takes part in discussion at all: for a member with a voice, or in a seat or office of its own."""
    if standing.is_silenced:
        return refuse("decisions.suspended", "accountability")
    if standing.member and standing.member_status in SPEAKING:
        clause = f"category.{standing.category}"
        category = charter_of(standing.coalition).category(standing.category)
        if not has_voice(category, Status(standing.member_status)):
            return refuse("decisions.no_voice", clause)
        if standing.mandate is Mandate.OBSERVES and not standing.offices:
            return refuse("decisions.observes", clause)
        return allow("decisions.you_may", clause)
    if standing.person and (standing.offices or standing.bodies):
        return allow("decisions.you_may")
    return refuse("decisions.not_acting")


def acts_for_mover(standing: Standing, proposal: Proposal) -> Verdict:
    """Whether a standing may do now what is for those who moved a proposal alone: not while their member is suspended."""
    if not is_mover(standing, proposal):
        return refuse("decisions.not_yours")
    return has_a_voice(standing) if proposal.moved_by_member_id else allow("decisions.you_may")


def is_mover(standing: Standing, proposal: Proposal) -> bool:
    """True for those who act for the member that moved it, or for the person who did in their own name."""
    if proposal.moved_by_member_id:
        return standing.member == proposal.moved_by_member_id and standing.mandate is not Mandate.OBSERVES
    return bool(standing.person) and standing.person == proposal.moved_by_person
