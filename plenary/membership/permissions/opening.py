"""Who takes part in the opening conversation while it asks to join (A8): answers, reads the sheet, hears an applicant."""

from plenary.charter.queries import charter_of
from plenary.core.standing import Mandate, Standing
from plenary.core.verdicts import Verdict, allow
from plenary.membership.matters import ADMINISTER, ADMISSION, FACILITATE
from plenary.membership.models import Member
from plenary.membership.permissions import may_answer, may_facilitate, may_hear_opening
from plenary.membership.rules import WAITING


def may_answer_opening(standing: Standing, member: Member) -> Verdict:
    """To answer the opening questions for a member: as `may_answer`; of one that waits for admission, its own representatives
    who do not merely observe, and whoever leads the conversation."""
    if member.status not in WAITING:
        return may_answer(standing, member)
    if standing.member == member.id and standing.mandate in (Mandate.DECIDES, Mandate.CONSULTS):
        return allow("membership.yours", f"category.{member.category}")
    return may_facilitate(standing) or may_answer(standing, member)


def may_print_opening(standing: Standing) -> Verdict:
    """To read and print the sheet: whoever takes part in the conversation, and those who wait for admission."""
    waits = bool(standing.member) and standing.member_status in {str(each) for each in WAITING}
    return allow("membership.yours", f"category.{standing.category}") if waits else may_hear_opening(standing)


def hears_applicants(standing: Standing) -> bool:
    """True for whoever may hear what an applicant says, as far as they are in its audience: who leads the conversation, who
    decides on admission under the charter, who keeps the list."""
    if standing.has_power(FACILITATE) or standing.has_power(ADMINISTER):
        return True
    return standing.is_inside and charter_of(standing.coalition).process_for(ADMISSION).electorate in standing.bodies
