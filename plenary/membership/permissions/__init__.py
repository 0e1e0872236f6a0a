"""Who may see, keep and act for members, join, and name whom they gladly work with; each answer names its clause."""

from plenary.charter.queries import NoCharterError, charter_of, clause_of_power
from plenary.charter.rules.schema import Charter, Disclosed
from plenary.core.standing import Mandate, Standing
from plenary.core.verdicts import Verdict, allow, refuse
from plenary.membership.matters import ADMINISTER, ADMISSION, CHANGE_CATEGORY, FACILITATE, SEE_PROTECTED
from plenary.membership.models import Accommodation, Member
from plenary.membership.rules import BELONGING, SPEAKING, WAITING, Status, has_voice


def may_read_members(standing: Standing) -> Verdict:
    """To read the list of members, as the charter's disclosure says: the public, members, or officers alone."""
    try:
        disclosed = charter_of(standing.coalition).disclosure.members
    except NoCharterError:
        return refuse("core.not_yet")
    if disclosed is Disclosed.PUBLIC:
        return allow("membership.is_public", "disclosure")
    if standing.offices or standing.is_system:
        return allow("membership.by_office", "disclosure")
    if disclosed is Disclosed.OFFICERS:
        return refuse("membership.officers_only", "disclosure")
    return (
        allow("membership.is_member", "disclosure") if standing.is_inside else refuse("core.members_only", "disclosure")
    )


def may_read_applicants(standing: Standing) -> Verdict:
    """To read who waits for admission: members and officers; never the public."""
    if standing.is_inside or standing.is_system:
        return may_read_members(standing)
    return refuse("core.members_only", "disclosure")


def may_administer_members(standing: Standing) -> Verdict:
    """To keep the list: applications, representatives, leave. An office with the power, or a rule at its deadline."""
    if standing.is_system:
        return allow("membership.system", standing.clause)
    if standing.has_power(ADMINISTER):
        return allow("membership.by_office", _clause_of_power(standing, ADMINISTER))
    return refuse("membership.not_administrator", clause_of_power(standing.coalition, ADMINISTER))


def may_carry_out(standing: Standing) -> Verdict:
    """To admit, suspend or remove: the coalition's own decision, carried out by the rules and by nobody else."""
    return (
        allow("membership.system", standing.clause)
        if standing.is_system
        else refuse("membership.only_by_decision", "matter.membership.admit")
    )


def may_see_protected(standing: Standing) -> Verdict:
    """To know the protected members (C4): an office with the power, where the charter has protection."""
    if standing.has_power(SEE_PROTECTED):
        return allow("membership.by_office", "protection")
    return refuse("membership.not_to_see", "protection")


def may_act_for(standing: Standing, member: Member) -> Verdict:
    """To act for a member in its own affairs: its representatives who may decide."""
    if standing.member == member.id and standing.mandate is Mandate.DECIDES:
        return allow("membership.yours", f"category.{member.category}")
    return refuse("membership.not_yours", f"category.{member.category}")


def may_keep(standing: Standing, member: Member) -> Verdict:
    """To name its representatives, change mandates or its degree of commitment: those who may decide for it, and officers;
    of a protected member, only an officer who may know it. The program carries out what one of them began."""
    if standing.is_system:
        return allow("membership.system", standing.clause)
    mine = may_act_for(standing, member)
    if mine:
        return mine
    officer = may_see_protected(standing) if member.protected else may_administer_members(standing)
    return officer or mine


def may_return(standing: Standing, member: Member) -> Verdict:
    """To bring a member back from leave or dormancy, which takes nothing from it: any of its representatives who does not
    merely observe, and those who may keep it."""
    if standing.member == member.id and standing.mandate is Mandate.CONSULTS:
        return allow("membership.is_member", f"category.{member.category}")
    return may_keep(standing, member)


def may_open_members(standing: Standing) -> Verdict:
    """To open members' pages at all: those who read the list, and applicants and others for their own page."""
    return allow("membership.is_member") if standing.member else may_read_members(standing)


def may_be_welcomed(standing: Standing) -> Verdict:
    """To read the first steps of a member (B4): its own representatives, from its admission on; each reads its own alone."""
    if not standing.member:
        return refuse("membership.not_acting", "disclosure")
    clause = f"category.{standing.category}"
    if standing.member_status not in BELONGING:
        return refuse("core.members_only", clause)
    return allow("membership.is_member", clause)


def may_take_over(standing: Standing) -> Verdict:
    """To read what is taken over from representatives who went (B1): those who act for the member now, each for its own."""
    return may_be_welcomed(standing)


def may_hear_opening(standing: Standing) -> Verdict:
    """To take part in the conversation of the opening questions (A8): those who represent a member or hold an office."""
    return (
        allow("membership.is_member", "disclosure") if standing.is_inside else refuse("core.members_only", "disclosure")
    )


def may_facilitate(standing: Standing) -> Verdict:
    """To lead the opening conversation: hear what is said to its facilitator alone, type in what was said on paper."""
    if standing.has_power(FACILITATE):
        return allow("membership.by_office", _clause_of_power(standing, FACILITATE))
    return refuse("membership.not_facilitator", clause_of_power(standing.coalition, FACILITATE))


def may_answer(standing: Standing, member: Member) -> Verdict:
    """To say of a member what it is, brings and cannot give: any of its representatives who does not merely observe, while it
    belongs; and whoever leads the conversation, who types in what it said."""
    if member.status not in BELONGING:
        return refuse("membership.among_members", f"category.{member.category}")
    if standing.member == member.id and standing.mandate in (Mandate.DECIDES, Mandate.CONSULTS):
        return allow("membership.is_member", f"category.{member.category}")
    return may_facilitate(standing)


def may_promise(standing: Standing, member: Member) -> Verdict:
    """To promise for a member: its representatives who may decide, while it belongs; and whoever leads the conversation, who
    types in what one of them said."""
    if standing.member == member.id and standing.mandate is not Mandate.DECIDES:
        return refuse("membership.not_yours", f"category.{member.category}")
    return may_answer(standing, member)


def may_agree_accommodation(standing: Standing, accommodation: Accommodation) -> Verdict:
    """To agree to an accommodation: the other side than the one that asked. Where the member asked, whoever leads the
    conversation, of another member; where it was typed in, the member's own."""
    member = accommodation.member
    own = standing.member == member.id
    if accommodation.is_typed_in:
        return may_answer(standing, member) if own else refuse("membership.other_side", f"category.{member.category}")
    if own:
        return refuse("membership.other_side", f"category.{member.category}")
    return may_facilitate(standing)


def may_consent(standing: Standing, accommodation: Accommodation) -> Verdict:
    """To say whether authors are told, and that one has seen what touched a subject: the member's own alone."""
    clause = f"category.{accommodation.member.category}"
    if standing.member == accommodation.member_id and standing.mandate in (Mandate.DECIDES, Mandate.CONSULTS):
        return allow("membership.is_member", clause)
    return refuse("membership.own_alone", clause)


def may_vouch(standing: Standing) -> Verdict:
    """To vouch for a protected member: a representative who may decide for a member in good standing with a voice."""
    if not standing.member or standing.mandate is not Mandate.DECIDES:
        return refuse("membership.not_acting", "protection")
    categories = {category.code: category for category in charter_of(standing.coalition).categories}
    category = categories.get(standing.category)
    if category is None or not has_voice(category, Status(standing.member_status)):
        return refuse("membership.voice_only", "protection")
    return allow("membership.is_member", "protection")


def may_apply(standing: Standing) -> Verdict:
    """To apply for membership: anyone signed in who does not represent a member already, and may read the purpose."""
    if standing.member:
        return refuse("membership.you_represent")
    if not standing.account:
        return refuse("core.sign_in")
    try:
        disclosed = charter_of(standing.coalition).disclosure.charter
    except NoCharterError:
        return refuse("core.not_yet")
    if disclosed is Disclosed.PUBLIC or standing.is_known:
        return allow()
    return refuse("membership.by_invitation", "disclosure")


def may_read_application(standing: Standing, member: Member, category: str = "") -> Verdict:
    """To read what an applicant says: its own, those who decide on admission under the charter, and who keeps the list; of a
    protected one, those who may know it. With the code of another `category`: to read what a member says of that one alone,
    which those read too who decide on it."""
    if standing.member == member.id:
        return allow("membership.is_member", f"category.{member.category}")
    if member.protected:
        return may_see_protected(standing)
    if officer := may_administer_members(standing):
        return officer
    charter = charter_of(standing.coalition)
    clause = f"process.{charter.process_for(ADMISSION).code}"
    if standing.is_inside and standing.bodies & deciding_bodies(charter, member, category):
        return allow("membership.decides_on_admission", clause)
    return refuse("membership.not_deciding_on_admission", clause)


def deciding_bodies(charter: Charter, member: Member, category: str = "") -> frozenset[str]:
    """The bodies (codes) that decide whether what a member says of requirements is enough: those of admission, and of what it
    says of another `category` (code) while it belongs, those that put it there too."""
    is_other = member.status in BELONGING and category not in ("", member.category)
    matters = (ADMISSION, CHANGE_CATEGORY) if is_other else (ADMISSION,)
    return frozenset(charter.process_for(matter).electorate for matter in matters)


def may_give_evidence(standing: Standing, member: Member, category: str = "") -> Verdict:
    """To say how an applicant meets what its category requires: who may decide for it, while it waits, the purpose first; and
    how a member meets what another category (code) requires, while it belongs and is not protected."""
    allowed = may_act_for(standing, member)
    if not allowed:
        return allowed
    if category and category != member.category and member.status not in WAITING:
        if member.protected:
            return refuse("membership.stays_unnamed", "protection")
        return allowed if member.status in BELONGING else refuse("membership.among_members", allowed.clause)
    if member.status not in WAITING:
        return refuse("membership.not_waiting_now", allowed.clause)
    return allowed if member.accepted_purpose_at else refuse("membership.purpose_first", "purpose")


def may_recommend(standing: Standing, member: Member) -> Verdict:
    """To recommend an applicant: an office that keeps the list, for one that waits and is not protected, which members
    vouch for."""
    allowed = may_administer_members(standing)
    if not allowed:
        return allowed
    if standing.member == member.id:
        return refuse("membership.is_ones_own", f"category.{member.category}")
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
    fits = other in SPEAKING | WAITING if own in SPEAKING else own in WAITING and other in BELONGING
    return allow("membership.is_member") if fits else refuse("membership.voice_only", clause)


def _clause_of_power(standing: Standing, power: str) -> str:
    charter = charter_of(standing.coalition)
    held = (office for office in charter.offices if office.code in standing.offices and power in office.powers)
    office = next(held, None)
    return f"office.{office.code}" if office else ""
