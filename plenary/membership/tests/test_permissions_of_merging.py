"""Who lets two members become one: each side for itself, and then the coalition: tables."""

from dataclasses import replace
from typing import Any

import pytest

from plenary.charter.rules.schema import Charter, Disclosed, Disclosure
from plenary.core.tests.standings import CONSULTS, NOW, SYSTEM, officer, one, said
from plenary.membership.matters import ADMINISTER
from plenary.membership.models import Merging, Representative
from plenary.membership.permissions import merging as permissions
from plenary.membership.tests.around import (
    BOARD,
    BY_COORDINATOR,
    NOT_KEEPING,
    NOT_YOURS,
    PROGRAM,
    YES_YOURS,
    answers,
    everybody,
    member,
)

OVER, AGREED = "no, merging_over: category.member", "no, merging_agreed: category.member"
NOT_AGREED = "no, merging_not_agreed: category.member"
ASKS_NO_MORE = "no, merging_asks_no_more: category.member"
SAID, UNSAID = Representative(mandate="decides"), None
WENT, CONSULTS_NOW = Representative(mandate="decides", until=NOW), Representative(mandate="consults")
OVER_ALREADY = [{"merged_at": NOW}, {"dropped_at": NOW}]


@pytest.fixture(autouse=True)
def _nothing_required(charters: dict[str, Charter]) -> None:
    """The charter asks nothing of those who join."""
    charters["c"] = replace(BOARD, categories=tuple(replace(each, requirements=()) for each in BOARD.categories))


def merging(**changes: Any) -> Merging:
    """The member "m" goes into the member "n", which has not agreed yet."""
    told = {"gone": member(), "into": member(id="n"), "asked_by": SAID, "agreed_by": UNSAID}
    return Merging(**(told | changes))


@pytest.mark.parametrize(
    ("of", "fits"),
    [
        ({}, True),
        ({"status": "dormant"}, True),
        ({"status": "suspended"}, False),
        ({"status": "applied"}, False),
        ({"organisation_id": None}, False),
        ({"protected": True}, False),
    ],
)
def test_who_asks_that_a_member_goes_into_another(of: dict[str, Any], fits: bool) -> None:
    otherwise = "no, merging_otherwise: disclosure"
    yes = "yes, is_public: disclosure" if fits else otherwise
    assert answers(permissions.may_merge, member(**of)) == everybody(NOT_YOURS, decides_for_it=yes)


def test_nobody_merges_who_may_not_read_which_members_there_are(charters: dict[str, Charter]) -> None:
    charters["c"] = replace(BOARD, disclosure=Disclosure(members=Disclosed.OFFICERS))
    assert said(permissions.may_merge(one(), member())) == "no, officers_only: disclosure"
    assert said(permissions.may_merge(one(), member(protected=True))) == "no, officers_only: disclosure"


@pytest.mark.parametrize(
    ("asked_by", "agreed_by", "asks_again", "takes_in"),
    [
        (SAID, UNSAID, AGREED, YES_YOURS),
        (SAID, SAID, AGREED, AGREED),
        (SAID, WENT, AGREED, YES_YOURS),
        (SAID, CONSULTS_NOW, AGREED, YES_YOURS),
        (WENT, UNSAID, YES_YOURS, ASKS_NO_MORE),
        (UNSAID, SAID, YES_YOURS, ASKS_NO_MORE),
        (CONSULTS_NOW, SAID, YES_YOURS, ASKS_NO_MORE),
    ],
)
def test_each_side_agrees_once_and_again_when_whoever_did_decides_no_more(
    asked_by: Representative | None, agreed_by: Representative | None, asks_again: str, takes_in: str
) -> None:
    found = merging(asked_by=asked_by, agreed_by=agreed_by)
    assert answers(permissions.may_agree_merging, found) == everybody(
        NOT_YOURS, decides_for_it=asks_again, decides_for_another=takes_in
    )


def test_either_side_gives_it_up() -> None:
    assert answers(permissions.may_drop_merging, merging()) == everybody(
        NOT_YOURS, decides_for_it=YES_YOURS, decides_for_another=YES_YOURS
    )


@pytest.mark.parametrize("changes", OVER_ALREADY)
def test_what_was_carried_out_or_given_up_stays_as_it_is(changes: dict[str, Any]) -> None:
    over = merging(agreed_by=SAID, **changes)
    for may in permissions.MAY_TAKE.values():
        assert answers(may, over) == everybody(OVER)


KEEPS = officer("coordinator", ADMINISTER)
OF_EITHER = [officer("coordinator", ADMINISTER, member=each) for each in ("m", "n")]


@pytest.mark.parametrize(("asked_by", "agreed_by"), [(SAID, UNSAID), (WENT, SAID), (SAID, WENT), (UNSAID, UNSAID)])
def test_nothing_is_carried_out_before_the_word_of_both_stands(
    asked_by: Representative | None, agreed_by: Representative | None
) -> None:
    found = merging(asked_by=asked_by, agreed_by=agreed_by)
    asked = [KEEPS, one(**SYSTEM), *OF_EITHER, one()]
    told = [said(permissions.may_enter_merging(each, found)) for each in asked]
    assert told == [*[NOT_AGREED] * 4, NOT_KEEPING]


def test_who_carries_it_out(charters: dict[str, Charter]) -> None:
    agreed = merging(agreed_by=SAID)
    of_another = officer("coordinator", ADMINISTER, member="o")
    asked = [KEEPS, of_another, one(**SYSTEM), *OF_EITHER, one(), one(member="n", **CONSULTS)]
    own, by_decision = "no, is_ones_own: category.member", "no, merging_by_decision: category.member"
    told = [said(permissions.may_enter_merging(each, agreed)) for each in asked]
    assert told == [BY_COORDINATOR, BY_COORDINATOR, PROGRAM, own, own, NOT_KEEPING, NOT_KEEPING]
    charters["c"] = BOARD  # which asks something of those who join
    told = [said(permissions.may_enter_merging(each, agreed)) for each in asked]
    assert told == [by_decision, by_decision, PROGRAM, own, own, NOT_KEEPING, NOT_KEEPING]
