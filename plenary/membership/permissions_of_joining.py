"""Who reads an application, answers its requirements, recommends an applicant, and says with whom it would gladly work."""

from plenary.charter.queries import charter_of
from plenary.core.standing import Mandate, Standing
from plenary.core.verdicts import Verdict, allow, refuse
from plenary.membership.models import Member
from plenary.membership.permissions import may_act_for, may_administer_members, may_see_protected
from plenary.membership.rules import BELONGING, INSIDE, WAITING, Status

ADMISSION = "membership.admit"


def may_read_application(standing: Standing, member: Member) -> Verdict:
    """To read what an applicant says: its own, those who decide on admission under the charter, and who keeps the list; of a
    protected one, those who may know it."""
    if standing.member == member.id:
        return allow("membership.is_member", f"category.{member.category}")
    if member.protected:
        return may_see_protected(standing)
    if officer := may_administer_members(standing):
        return officer
    process = charter_of(standing.coalition).process_for(ADMISSION)
    clause, deciding = f"process.{process.code}", charter_of(standing.coalition).body(process.electorate)
    if standing.is_inside and (not deciding.seats or deciding.code in standing.bodies):
        return allow("membership.decides_on_admission", clause)
    return refuse("membership.not_deciding_on_admission", clause)


def may_give_evidence(standing: Standing, member: Member) -> Verdict:
    """To say how an applicant meets what its category requires: who may decide for it, while it waits, the purpose first."""
    allowed = may_act_for(standing, member)
    if not allowed:
        return allowed
    if member.status not in WAITING:
        return refuse("membership.not_waiting_now", allowed.clause)
    return allowed if member.accepted_purpose_at else refuse("membership.purpose_first", "purpose")


def may_recommend(standing: Standing, member: Member) -> Verdict:
    """To recommend an applicant: an office that keeps the list, for one that waits and is not protected, which members
    vouch for."""
    allowed = may_administer_members(standing)
    if not allowed:
        return allowed
    if member.protected:
        return refuse("membership.protected_otherwise", "protection")
    return allowed if member.status in WAITING else refuse("membership.not_waiting_now", allowed.clause)


def may_say_willing(standing: Standing, member: Member) -> Verdict:
    """To say that one's member would gladly work with another: who may decide for a member in good standing, of an applicant
    or of another such member; an applicant, of members. Neither is protected, for the yes would name it."""
    clause = f"category.{member.category}"
    if not standing.member or standing.mandate is not Mandate.DECIDES:
        return refuse("membership.not_acting", clause)
    if standing.is_protected or member.protected:
        return refuse("membership.stays_unnamed", "protection")
    if standing.member == member.id:
        return refuse("membership.is_ones_own", clause)
    own, other = Status(standing.member_status), Status(member.status)
    fits = other in INSIDE | WAITING if own in INSIDE else own in WAITING and other in BELONGING
    return allow("membership.is_member") if fits else refuse("membership.voice_only", clause)
