"""Who may open a matter of conduct, lead it, answer in it, and decide on what follows (B5)."""

from collections.abc import Sequence

from plenary.charter.queries import charter_of
from plenary.core.standing import Mandate, Standing
from plenary.core.verdicts import Verdict, allow, refuse
from plenary.membership.leading import led_instead, member_led_instead
from plenary.membership.matters import ADMINISTER
from plenary.membership.models import ConductCase, Member, Vouch
from plenary.membership.models.conduct import NOBODY, Taker
from plenary.membership.permissions import may_act_for, may_administer_members, may_see_protected
from plenary.membership.rules import SPEAKING
from plenary.membership.rules.conduct import BY_MEMBER, Taken


def may_read_conduct(standing: Standing) -> Verdict:
    """To open the pages of conduct at all: those who represent a member, and officers; each sees the matters that are theirs."""
    if standing.member or standing.is_inside:
        return allow("membership.is_member", "accountability")
    return refuse("core.members_only", "accountability")


def may_accompany(standing: Standing, member: Member) -> Verdict:
    """To open a matter of conduct, and to lead it: an office that keeps the list, never for the member that one represents; of a
    protected member one that may know it. Where all who keep the list represent the member, another office leads
    (`rules.leading`). One query more for officers who do not keep the list, and for one's own member."""
    if standing.member == member.id:
        return _not_for_ones_own(standing, member)
    if member.protected and not standing.is_system:
        return may_see_protected(standing)
    if member_led_instead(standing) == member.id:
        return allow("membership.leads_instead", "accountability")
    return may_administer_members(standing)


def _not_for_ones_own(standing: Standing, member: Member) -> Verdict:
    """Why one does not lead what is about one's own member: somebody else does, or nobody else is there."""
    if not member.protected and standing.has_power(ADMINISTER):
        found = led_instead(standing.coalition)
        if found.member == member.id and not found.offices:
            return refuse("membership.nobody_else_leads", "accountability")
    return refuse("membership.own_conduct", "accountability")


def may_take_step(
    standing: Standing, case: ConductCase, step: Taken, *, measure_by: Taker = NOBODY, decided_by: Taker = NOBODY
) -> Verdict:
    """To take a step in a matter of conduct, whatever its stage: the member answers, makes a statement and appeals, through those
    who may decide for it; all else is an officer's. What came of an appeal is entered by another than took the measure
    (`measure_by`), and by the proposal alone where it is voted on. A grave measure against a protected member is decided, and an
    appeal ruled on, by others who know it and act for other members (`decided_by`: who decided)."""
    if step in BY_MEMBER:
        return may_act_for(standing, case.member)
    if standing.is_system:
        return allow("membership.system", standing.clause)
    if case.is_sealed and step in (Taken.DECIDED, Taken.RULING):
        return _may_decide_sealed(standing, case, step, (measure_by, decided_by))
    held = _held_back(standing, case, step, measure_by.person)
    return may_accompany(standing, case.member) if held is None else held


def _held_back(standing: Standing, case: ConductCase, step: Taken, measure_by: str) -> Verdict | None:
    """Why an officer does not take a step that is the clock's, a proposal's, or another's; None where nothing holds it back."""
    if step in (Taken.LAPSE, Taken.DECIDED):
        return refuse("membership.only_by_decision", "accountability")
    if step is Taken.RULING and case.is_voted_on(charter_of(case.coalition_id).disclosure):
        return refuse("membership.ruling_by_proposal", "accountability")
    if step is Taken.RULING and measure_by and measure_by == standing.person:
        return refuse("membership.ruling_by_another", "accountability")
    return None


def _may_decide_sealed(standing: Standing, case: ConductCase, step: Taken, before: Sequence[Taker]) -> Verdict:
    """To decide on a grave measure against a protected member: who knows it by an office, or decides for a member that vouched
    for it; never its own, and nobody who took part in it `before`, or who acts for the member of one who did: no organisation
    does it alone."""
    if standing.member == case.member_id:
        return refuse("membership.own_conduct", "accountability")
    knows = may_see_protected(standing)
    if not knows and not has_vouched(standing, case.member):
        return knows
    if standing.person and standing.person in {each.person for each in before}:
        reason = "membership.ruling_by_another" if step is Taken.RULING else "membership.decided_by_another"
        return refuse(reason, "accountability")
    if standing.member and standing.member in {each.member for each in before}:
        return refuse("membership.decided_by_other_member", "accountability")
    return allow("membership.knows_it", "protection")


def has_vouched(standing: Standing, member: Member) -> bool:
    """True for one who decides for a member in good standing that vouched for a protected one. One query."""
    if standing.mandate is not Mandate.DECIDES or standing.member_status not in SPEAKING:
        return False
    rows = Vouch.objects.of(standing.coalition).filter(member=member, by_member=standing.member)
    return rows.exists()
