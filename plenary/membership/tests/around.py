"""A member that no database holds, everybody around it, and what they are told: for tables of what is allowed."""

from typing import Any

from plenary.charter import starting
from plenary.core.tests.standings import CONSULTS, NOW, OBSERVES, OUTSIDE, STRANGER, SYSTEM, Around, officer, one
from plenary.membership.matters import ADMINISTER, FACILITATE, SEE_PROTECTED
from plenary.membership.models import Member

BOARD = starting.shipped("elected-board")
COORDINATOR, CHAIR = "office.coordinator", "office.chair"
APPLICANT = {"member_status": "applied", **OUTSIDE}

WHO = Around(
    {
        "decides for it": one(),
        "consults for it": one(**CONSULTS),
        "observes for it": one(**OBSERVES),
        "decides for another": one(member="n"),
        "consults for another": one(member="n", **CONSULTS),
        "keeps the list": officer("coordinator", ADMINISTER),
        "leads the conversation": officer("coordinator", FACILITATE),
        "knows the protected": officer("chair", SEE_PROTECTED),
        "the program": one(**SYSTEM),
        "a stranger": one(**STRANGER),
    }
)
answers, everybody = WHO.told, WHO.all
YES_YOURS, NOT_YOURS = "yes, yours: category.member", "no, not_yours: category.member"
ITS_OWN = "yes, is_member: category.member"
NOT_AMONG = "no, among_members: category.member"
NOT_LEADING = f"no, not_facilitator: {COORDINATOR}"
NOT_KEEPING = f"no, not_administrator: {COORDINATOR}"
NOT_SEEING = "no, not_to_see: protection"
BY_COORDINATOR = f"yes, by_office: {COORDINATOR}"
PROGRAM = "yes, system: process.p"


def member(status: str = "active", **changes: Any) -> Member:
    """The member "m", an organisation."""
    told = {"id": "m", "category": "member", "organisation_id": "o", "accepted_purpose_at": NOW}
    return Member(**(told | {"status": status} | changes))
