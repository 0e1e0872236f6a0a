"""Who may apply, vouch, recommend, and read and say what is required of those who join: tables."""

from dataclasses import replace
from typing import Any

import pytest

from plenary.charter.rules.schema import Charter, Disclosed, Disclosure
from plenary.core.tests.standings import (
    CONSULTS,
    OUTSIDE,
    STRANGER,
    SUSPENDED,
    officer,
    one,
    said,
)
from plenary.membership import permissions
from plenary.membership.matters import ADMINISTER, ADMISSION, CHANGE_CATEGORY, FACILITATE
from plenary.membership.models import Member
from plenary.membership.tests.around import (
    APPLICANT,
    BOARD,
    BY_COORDINATOR,
    COORDINATOR,
    ITS_OWN,
    NOT_AMONG,
    NOT_KEEPING,
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
    ("changes", "answer"),
    [
        ({}, "yes, is_member"),
        ({"member_status": "provisional"}, "yes, is_member"),
        (CONSULTS, "no, not_acting"),
        ({"member": ""}, "no, not_acting"),
        (SUSPENDED, "no, voice_only"),
        (APPLICANT, "no, voice_only"),
        ({"category": "is no more"}, "no, voice_only"),
    ],
)
def test_who_vouches_for_a_protected_member(changes: dict[str, Any], answer: str) -> None:
    assert said(permissions.may_vouch(one(**changes))) == f"{answer}: protection"


@pytest.mark.parametrize(
    ("changes", "where_public", "elsewhere"),
    [
        ({}, "no, you_represent", "no, you_represent"),
        ({"member": ""}, "yes, ", "yes, "),
        ({"member": "", "person": ""}, "yes, ", "no, by_invitation: disclosure"),
        (STRANGER, "no, sign_in", "no, sign_in"),
    ],
)
def test_who_applies(charters: dict[str, Charter], changes: dict[str, Any], where_public: str, elsewhere: str) -> None:
    for disclosed, answer in ((Disclosed.PUBLIC, where_public), (Disclosed.MEMBERS, elsewhere)):
        charters["c"] = replace(BOARD, disclosure=Disclosure(charter=disclosed))
        assert said(permissions.may_apply(one(**changes))) == answer


def test_who_reads_what_an_applicant_says(charters: dict[str, Charter]) -> None:
    matters = BOARD.matters | {ADMISSION: "between", CHANGE_CATEGORY: "ordinary"}
    charters["c"] = replace(BOARD, matters=matters)
    of_board, of_all = ({"member": "n", "bodies": frozenset({body})} for body in ("board", "plenary"))
    no, decides = "no, not_deciding_on_admission: process.between", "yes, decides_on_admission: process.between"
    may = permissions.may_read_application
    assert answers(may, member("applied")) == everybody(
        no,
        decides_for_it=ITS_OWN,
        consults_for_it=ITS_OWN,
        observes_for_it=ITS_OWN,
        keeps_the_list=BY_COORDINATOR,
        the_program=PROGRAM,
    )
    asked = [(of_board, "applied", ""), (of_all, "applied", ""), (of_all, "applied", "partner")]
    asked += [(of_all, "active", ""), (of_all, "active", "member"), (of_all, "active", "partner")]
    asked += [({**of_board, **OUTSIDE}, "applied", "")]
    told = [said(may(one(**changes), member(status), category)) for changes, status, category in asked]
    assert told == [decides, no, no, no, no, decides, no]
    assert answers(may, member("applied", protected=True)) == everybody(
        NOT_SEEING,
        decides_for_it=ITS_OWN,
        consults_for_it=ITS_OWN,
        observes_for_it=ITS_OWN,
        knows_the_protected="yes, by_office: protection",
    )


@pytest.mark.parametrize(
    ("of", "category", "answer"),
    [
        (member("applied"), "", YES_YOURS),
        (member("applied"), "partner", YES_YOURS),
        (member("applied", accepted_purpose_at=None), "", "no, purpose_first: purpose"),
        (member("applied", protected=True), "partner", YES_YOURS),
        (member(), "", "no, not_waiting_now: category.member"),
        (member(), "member", "no, not_waiting_now: category.member"),
        (member(), "partner", YES_YOURS),
        (member(protected=True), "partner", "no, stays_unnamed: protection"),
        (member("removed"), "partner", NOT_AMONG),
    ],
)
def test_who_says_how_a_member_meets_what_is_required(of: Member, category: str, answer: str) -> None:
    assert said(permissions.may_give_evidence(one(), of, category)) == answer
    assert said(permissions.may_give_evidence(one(**CONSULTS), of, category)) == NOT_YOURS


@pytest.mark.parametrize(
    ("changes", "of", "answer"),
    [
        ({}, member("applied"), BY_COORDINATOR),
        ({"powers": frozenset({FACILITATE})}, member("applied"), NOT_KEEPING),
        ({"powers": frozenset({FACILITATE})}, member("applied", protected=True), NOT_KEEPING),
        ({"member": "m"}, member("applied"), "no, is_ones_own: category.member"),
        ({}, member("applied", protected=True), "no, protected_otherwise: protection"),
        ({}, member(), f"no, not_waiting_now: {COORDINATOR}"),
    ],
)
def test_who_recommends_an_applicant(changes: dict[str, Any], of: Member, answer: str) -> None:
    assert said(permissions.may_recommend(officer("coordinator", ADMINISTER, **changes), of)) == answer


@pytest.mark.parametrize(
    ("changes", "other", "answer"),
    [
        ({}, {}, "yes, is_member"),
        ({}, {"status": "applied"}, "yes, is_member"),
        ({"member_status": "applied"}, {}, "yes, is_member"),
        ({"member_status": "applied"}, {"status": "suspended"}, "yes, is_member"),
        ({"member_status": "applied"}, {"status": "applied"}, "no, voice_only: category.member"),
        ({}, {"status": "suspended"}, "no, voice_only: category.member"),
        (SUSPENDED, {}, "no, voice_only: category.member"),
        ({}, {"id": "m"}, "no, is_ones_own: category.member"),
        ({"is_protected": True}, {}, "no, stays_unnamed: protection"),
        ({}, {"protected": True}, "no, stays_unnamed: protection"),
        (CONSULTS, {}, "no, not_acting: category.member"),
        ({"member": ""}, {}, "no, not_acting: category.member"),
    ],
)
def test_who_says_with_whom_one_would_gladly_work(changes: dict[str, Any], other: dict[str, Any], answer: str) -> None:
    assert said(permissions.may_say_willing(one(**changes), member(**({"id": "n"} | other)))) == answer
