"""Who may see, keep and act for a member, join and be heard, by standing and by where the member stands: tables."""

from dataclasses import replace
from typing import Any

import pytest

from plenary.charter.rules.schema import Charter, Disclosed, Disclosure
from plenary.core.tests.standings import (
    OBSERVES,
    OUTSIDE,
    STRANGER,
    SUSPENDED,
    SYSTEM,
    officer,
    one,
    said,
)
from plenary.membership import permissions
from plenary.membership.matters import ADMINISTER, ADMISSION, FACILITATE, SEE_PROTECTED
from plenary.membership.models import Accommodation, Member
from plenary.membership.permissions import networks, opening
from plenary.membership.tests.around import (
    APPLICANT,
    BOARD,
    BY_COORDINATOR,
    ITS_OWN,
    NOT_AMONG,
    NOT_KEEPING,
    NOT_LEADING,
    NOT_SEEING,
    NOT_YOURS,
    PROGRAM,
    YES_YOURS,
    answers,
    everybody,
    member,
)

pytestmark = pytest.mark.usefixtures("charters")


@pytest.mark.parametrize(
    ("disclosed", "answers_of_four"),
    [
        (Disclosed.PUBLIC, ["yes, is_public"] * 4),
        (Disclosed.MEMBERS, ["yes, by_office", "yes, by_office", "yes, is_member", "no, members_only"]),
        (Disclosed.OFFICERS, ["yes, by_office", "yes, by_office", "no, officers_only", "no, officers_only"]),
    ],
)
def test_who_reads_the_list(charters: dict[str, Charter], disclosed: Disclosed, answers_of_four: list[str]) -> None:
    charters["c"] = replace(BOARD, disclosure=Disclosure(members=disclosed))
    readers = [one(**SYSTEM), officer("chair"), one(), one(**STRANGER)]
    told = [f"{each}: disclosure" for each in answers_of_four]
    assert [said(permissions.may_read_members(each)) for each in readers] == told
    waiting = [*told[:3], "no, members_only: disclosure"]  # whatever the public reads, it never reads who waits
    assert [said(permissions.may_read_applicants(each)) for each in readers] == waiting
    opens = [*told[:2], "yes, is_member", told[3]]
    assert [said(permissions.may_open_members(each)) for each in readers] == opens
    assert permissions.may_open_members(one(**APPLICANT))


def test_before_there_is_a_charter_nobody_reads_the_list_or_applies(charters: dict[str, Charter]) -> None:
    charters.clear()
    assert said(permissions.may_read_members(one())) == "no, not_yet"
    assert said(permissions.may_apply(one(member=""))) == "no, not_yet"


def test_who_keeps_the_list_and_who_knows_the_protected() -> None:
    assert answers(permissions.may_administer_members) == everybody(
        NOT_KEEPING, keeps_the_list=BY_COORDINATOR, the_program=PROGRAM
    )
    assert answers(permissions.may_see_protected) == everybody(
        NOT_SEEING, knows_the_protected="yes, by_office: protection"
    )
    assert answers(permissions.may_facilitate) == everybody(NOT_LEADING, leads_the_conversation=BY_COORDINATOR)
    assert answers(permissions.may_carry_out) == everybody(
        "no, only_by_decision: matter.membership.admit", the_program=PROGRAM
    )


def test_the_clause_of_an_office_is_that_of_the_one_held_which_has_the_power(charters: dict[str, Charter]) -> None:
    powers = {"chair": (ADMINISTER,), "treasurer": (), "coordinator": (ADMINISTER,)}
    offices = tuple(replace(each, powers=powers[each.code]) for each in BOARD.offices)
    charters["c"] = replace(BOARD, offices=offices)
    several = frozenset({"treasurer", "coordinator"})
    assert said(permissions.may_administer_members(officer("", ADMINISTER, offices=several))) == BY_COORDINATOR
    assert said(permissions.may_administer_members(officer("treasurer", ADMINISTER))) == "yes, by_office"


def test_who_acts_for_a_member_and_keeps_it() -> None:
    assert answers(permissions.may_act_for, member()) == everybody(NOT_YOURS, decides_for_it=YES_YOURS)
    kept = {"decides_for_it": YES_YOURS, "the_program": PROGRAM}
    by_its_list = everybody(NOT_YOURS, **kept, keeps_the_list=BY_COORDINATOR)
    assert answers(permissions.may_keep, member()) == answers(networks.may_keep_network, member()) == by_its_list
    assert answers(permissions.may_keep, member(protected=True)) == everybody(
        NOT_YOURS, **kept, knows_the_protected="yes, by_office: protection"
    )
    officer_of_its_own = one(offices=frozenset({"coordinator"}), powers=frozenset({ADMINISTER}))
    assert said(permissions.may_keep(officer_of_its_own, member())) == YES_YOURS
    assert answers(permissions.may_return, member("dormant")) == by_its_list | {"consults for it": ITS_OWN}


@pytest.mark.parametrize("of", [member("applied"), member("withdrawn"), member(organisation_id=None)])
def test_what_belongs_to_a_member_is_listed_of_an_organisation_that_belongs(of: Member) -> None:
    assert answers(networks.may_keep_network, of) == everybody(
        NOT_YOURS, decides_for_it=NOT_AMONG, keeps_the_list=NOT_AMONG, the_program=NOT_AMONG
    )


@pytest.mark.parametrize(
    ("changes", "answer"),
    [
        ({}, ITS_OWN),
        (OBSERVES, ITS_OWN),
        (SUSPENDED, ITS_OWN),
        (APPLICANT, "no, members_only: category.member"),
        ({"member_status": "removed"}, "no, members_only: category.member"),
        (STRANGER, "no, not_acting: disclosure"),
    ],
)
def test_who_is_welcomed_and_takes_over(changes: dict[str, Any], answer: str) -> None:
    assert said(permissions.may_be_welcomed(one(**changes))) == answer
    assert said(permissions.may_take_over(one(**changes))) == answer


def test_who_answers_and_promises_in_the_opening_conversation() -> None:
    own = {"decides_for_it": ITS_OWN, "leads_the_conversation": BY_COORDINATOR}
    answered = everybody(NOT_LEADING, consults_for_it=ITS_OWN, **own)
    assert answers(permissions.may_answer, member()) == answered
    assert answers(permissions.may_promise, member()) == everybody(
        NOT_LEADING, consults_for_it=NOT_YOURS, observes_for_it=NOT_YOURS, **own
    )
    assert answers(opening.may_answer_opening, member("suspended")) == answered
    assert answers(permissions.may_answer, member("applied")) == everybody(NOT_AMONG)
    assert answers(opening.may_answer_opening, member("applied")) == everybody(
        NOT_AMONG, decides_for_it=YES_YOURS, consults_for_it=YES_YOURS, leads_the_conversation=BY_COORDINATOR
    )


@pytest.mark.parametrize(
    ("changes", "hears", "prints"),
    [
        ({}, "yes, is_member: disclosure", "yes, is_member: disclosure"),
        (APPLICANT, "no, members_only: disclosure", "yes, yours: category.member"),
        ({**APPLICANT, "member": ""}, "no, members_only: disclosure", "no, members_only: disclosure"),
        ({"member_status": "removed", **OUTSIDE}, "no, members_only: disclosure", "no, members_only: disclosure"),
    ],
)
def test_who_hears_the_opening_and_prints_its_sheet(changes: dict[str, Any], hears: str, prints: str) -> None:
    assert said(permissions.may_hear_opening(one(**changes))) == hears
    assert said(opening.may_print_opening(one(**changes))) == prints


def test_who_hears_what_an_applicant_says_in_the_opening() -> None:
    admits = {"bodies": frozenset({BOARD.process_for(ADMISSION).electorate})}
    hearing = [officer("coordinator", FACILITATE), officer("coordinator", ADMINISTER), one(**admits)]
    deaf = [one(), one(**admits, **OUTSIDE), officer("chair", SEE_PROTECTED), one(**SYSTEM)]
    assert [opening.hears_applicants(each) for each in (*hearing, *deaf)] == [True] * 3 + [False] * 4


def test_an_accommodation_is_agreed_by_the_other_side_and_consented_to_by_its_own() -> None:
    asked = Accommodation(member=member())
    other = "no, other_side: category.member"
    assert answers(permissions.may_agree_accommodation, asked) == everybody(
        NOT_LEADING,
        decides_for_it=other,
        consults_for_it=other,
        observes_for_it=other,
        leads_the_conversation=BY_COORDINATOR,
    )
    typed_in = Accommodation(member=member(), is_typed_in=True)
    assert answers(permissions.may_agree_accommodation, typed_in) == everybody(
        other, decides_for_it=ITS_OWN, consults_for_it=ITS_OWN, observes_for_it=NOT_LEADING
    )
    assert answers(permissions.may_consent, asked) == everybody(
        "no, own_alone: category.member", decides_for_it=ITS_OWN, consults_for_it=ITS_OWN
    )
