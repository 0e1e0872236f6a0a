"""Who may see who sits where, form a coalition, seat its first bodies, and give up a seat."""

from django.conf import settings

from plenary.bodies.matters import ADMINISTER
from plenary.bodies.models import ChairTurn, Countback, FormedBody, Term
from plenary.charter.queries import NoCharterError, charter_of, clause_of_power, version_in_force
from plenary.charter.rules.schema import Disclosed
from plenary.coalitions.models import Coalition
from plenary.core import clock
from plenary.core.standing import Mandate, Standing
from plenary.core.verdicts import Verdict, allow, refuse
from plenary.membership.rules import SEATED

ANYONE_SIGNED_IN = "anyone-signed-in"


def may_form() -> Verdict:
    """To form a coalition on this server, once signed in: as PLENARY_FORMING says."""
    return allow() if settings.FORMING == ANYONE_SIGNED_IN else refuse("bodies.operator_forms")


def may_read_bodies(standing: Standing) -> Verdict:
    """To read who sits where, as the charter's disclosure says: the public, members, or officers alone."""
    try:
        disclosed = charter_of(standing.coalition).disclosure.bodies
    except NoCharterError:
        return refuse("core.not_yet")
    if disclosed is Disclosed.PUBLIC:
        return allow("bodies.is_public", "disclosure")
    if standing.offices or standing.is_system:
        return allow("bodies.by_office", "disclosure")
    if disclosed is Disclosed.OFFICERS:
        return refuse("bodies.officers_only", "disclosure")
    return allow("bodies.is_member", "disclosure") if standing.is_inside else refuse("core.members_only", "disclosure")


def may_read_uses(standing: Standing) -> Verdict:
    """To read what officers did with their powers: everyone who represents a member or holds an office."""
    if not (standing.is_inside or standing.is_system):
        return refuse("core.members_only")
    return allow("bodies.is_member") if version_in_force(standing.coalition) else refuse("core.not_yet")


def may_look_after_seats(standing: Standing) -> Verdict:
    """To be told of vacancies and of members on no committee (B2): the offices with the power."""
    if standing.has_power(ADMINISTER):
        return allow("bodies.by_office", "disclosure")
    return refuse("bodies.not_looking_after", clause_of_power(standing.coalition, ADMINISTER))


def may_read_workload(standing: Standing) -> Verdict:
    """To read what those carry who act for members: those of one's own, and for who looks after seats all."""
    if standing.has_power(ADMINISTER):
        return allow("bodies.by_office", clause_of_power(standing.coalition, ADMINISTER))
    return allow("bodies.is_member") if standing.is_inside else refuse("core.members_only")


def may_fill(standing: Standing) -> Verdict:
    """To fill a seat or office or take it away: the coalition's own decision, carried out by the rules."""
    return (
        allow("bodies.system", standing.clause)
        if standing.is_system
        else refuse("bodies.only_by_decision", "matter.bodies.appoint")
    )


def may_seat_founders(standing: Standing, coalition: Coalition) -> Verdict:
    """To seat the first bodies: an officer, while the coalition is forming."""
    if coalition.state == Coalition.FORMING and (standing.offices or standing.is_system):
        return allow("bodies.by_office", "purpose")
    return refuse("bodies.not_founding", "purpose")


def _sits(standing: Standing, term: Term) -> bool:
    """True for the person whom a term names, while they act for the member whose seat it is, if it is one's."""
    own = bool(standing.person) and term.person_id == standing.person
    return own and (term.member_id is None or term.member_id == standing.member)


def may_give_up(standing: Standing, term: Term) -> Verdict:
    """To give up a seat or office: the person who holds it, or for a member's seat its representatives who may decide."""
    own = _sits(standing, term)
    deciding = bool(term.member_id) and term.member_id == standing.member and standing.mandate is Mandate.DECIDES
    if own or deciding:
        return allow("bodies.yours")
    return refuse("bodies.not_yours", f"office.{term.office}" if term.office else f"body.{term.body}")


def may_join(standing: Standing, body: FormedBody) -> Verdict:
    """To take a seat for one's member in a formed body (B2): its representatives who may decide, where the body is open to
    whoever wants to. A member under protection takes no seat that others could see."""
    clause = "matter.bodies.form"
    if body.closed_at is not None:
        return refuse("bodies.body_is_closed", clause)
    if not body.is_open:
        return refuse("bodies.filled_by_decision", clause)
    if not standing.member or standing.member_status not in SEATED:
        return refuse("bodies.members_join", clause)
    if standing.mandate is not Mandate.DECIDES:
        return refuse("bodies.joins_with_mandate", clause)
    if standing.is_protected:
        return refuse("bodies.protected", clause)
    return refuse("bodies.sits_already", clause) if body.code in standing.bodies else allow("bodies.is_open", clause)


def may_pass_on(standing: Standing, turn: ChairTurn) -> Verdict:
    """To decline one's turn to chair a body: the person whose turn it is, before it begins."""
    clause = "matter.bodies.form"
    if not standing.person or turn.person_id != standing.person:
        return refuse("bodies.not_your_turn", clause)
    if turn.answer or clock.received() >= turn.starts:
        return refuse("bodies.turn_is_over", clause)
    return allow("bodies.your_turn", clause)


def may_answer_offer(standing: Standing, countback: Countback) -> Verdict:
    """To accept or decline the rest of a term that is offered: the person, or for a member its representatives who may decide,
    until the offer ends."""
    clause = "elections"
    if countback.answered_at is not None or countback.until is None:
        return refuse("bodies.offer_answered", clause)
    own = not countback.member_id and bool(standing.person) and countback.person_id == standing.person
    of_member = bool(countback.member_id) and countback.member_id == standing.member
    if not (own or (of_member and standing.mandate is Mandate.DECIDES)):
        return refuse("bodies.offer_not_yours", clause)
    return refuse("bodies.offer_over", clause) if clock.received() > countback.until else allow("bodies.yours", clause)


def may_hand_over(standing: Standing, term: Term) -> Verdict:
    """To read the list for handing over a seat or office: the person who holds or held it, or for a member's seat its
    representatives but for those who observe. It tells what waits for them, and so nobody else."""
    own = _sits(standing, term)
    of_member = bool(term.member_id) and term.member_id == standing.member and standing.mandate is not Mandate.OBSERVES
    if own or of_member:
        return allow("bodies.yours")
    return refuse("bodies.not_your_list", f"office.{term.office}" if term.office else f"body.{term.body}")
