"""Who may read, draft and put in force a charter, and go without a name: tables of standing and state."""

from dataclasses import replace
from typing import Any

import pytest

from plenary.charter import permissions, starting
from plenary.charter.models import CharterDraft
from plenary.charter.permissions import ADMINISTER
from plenary.charter.rules.schema import Charter, Disclosed, Protection
from plenary.charter.tests.in_force import in_force
from plenary.core.standing import Mandate
from plenary.core.tests.standings import NOW, OBSERVES, OUTSIDE, SYSTEM, one

BOARD = starting.shipped("elected-board")
POWER = {"powers": frozenset({ADMINISTER}), **OUTSIDE}
OFFICER = {"offices": frozenset({"chair"})}


@pytest.fixture(autouse=True)
def charters(monkeypatch: pytest.MonkeyPatch) -> dict[str, Charter]:
    """Charters in force by the id of the coalition; of drafts the one called "held" is before the members."""
    monkeypatch.setattr(permissions, "is_held", lambda _coalition, draft: draft == "held")
    return in_force(monkeypatch, c=BOARD)


def test_who_reads_the_charter(charters: dict[str, Charter]) -> None:
    readers = [one(**SYSTEM), one(**POWER), one(), one(**OUTSIDE)]
    for disclosed, outside in ((Disclosed.PUBLIC, True), (Disclosed.MEMBERS, False)):
        charters["c"] = replace(BOARD, disclosure=replace(BOARD.disclosure, charter=disclosed))
        assert [permissions.may_read_charter(each).allowed for each in readers] == [True, True, True, outside]
    charters.clear()
    assert [permissions.may_read_charter(each).allowed for each in readers] == [True, True, True, False]
    assert [permissions.may_see_drafts(each).allowed for each in readers] == [True, True, True, False]


@pytest.mark.parametrize(
    ("changes", "drafts", "comments"),
    [
        ({}, "", ""),
        ({"mandate": Mandate.CONSULTS}, "", ""),
        (SYSTEM, "", "core.members_only"),
        (POWER, "", "core.members_only"),
        (OUTSIDE, "core.members_only", "core.members_only"),
        ({"member_status": "suspended"}, "charter.suspended", "charter.suspended"),
        (OBSERVES, "charter.observers_do_not_draft", "charter.observers_do_not_comment"),
        ({**OBSERVES, **OFFICER}, "", ""),
    ],
)
def test_who_drafts_and_comments(changes: dict[str, Any], drafts: str, comments: str) -> None:
    draft = CharterDraft(id="d", coalition_id="c", made_by="p")
    drafting, changing, commenting = (
        permissions.may_draft_charter(one(**changes)),
        permissions.may_amend_draft(one(**changes), draft),
        permissions.may_comment_on_draft(one(**changes), draft),
    )
    assert (drafting.allowed, drafting.reason) == (not drafts, drafts)
    assert (changing.allowed, changing.reason) == (not drafts, drafts)
    assert (commenting.allowed, commenting.reason) == (not comments, comments)


def test_a_draft_that_was_put_aside_or_is_before_the_members_stays_as_it_is() -> None:
    closed = CharterDraft(id="d", coalition_id="c", made_by="p", closed_at=NOW)
    held = CharterDraft(id="held", coalition_id="c", made_by="p")
    asked = [(permissions.may_amend_draft, closed), (permissions.may_close_draft, closed)]
    asked += [(permissions.may_comment_on_draft, closed), (permissions.may_amend_draft, held)]
    reasons = [may(one(), draft).reason for may, draft in asked]
    assert reasons == ["charter.draft_closed"] * 3 + ["charter.draft_held"]


@pytest.mark.parametrize(
    ("changes", "made_by", "closes"),
    [
        ({}, "p", True),
        ({}, "q", False),
        ({"person": ""}, "", False),
        (SYSTEM, "q", True),
        (POWER, "q", True),
        (OBSERVES, "p", False),
    ],
)
def test_who_puts_a_draft_aside(changes: dict[str, Any], made_by: str, closes: bool) -> None:
    draft = CharterDraft(id="d", coalition_id="c", made_by=made_by)
    assert permissions.may_close_draft(one(**changes), draft).allowed is closes


@pytest.mark.parametrize(
    ("changes", "rule", "may", "offered"),
    [
        ({}, Protection(allowed=True), True, True),
        ({}, Protection(allowed=True, unnamed=False), False, False),
        ({}, Protection(allowed=False), False, False),
        ({"is_protected": True}, Protection(allowed=True, unnamed=False), True, False),
        ({"member": ""}, Protection(allowed=True), False, False),
    ],
)
def test_who_goes_without_a_name(
    charters: dict[str, Charter], changes: dict[str, Any], rule: Protection, may: bool, offered: bool
) -> None:
    charters["c"] = replace(BOARD, protection=rule)
    assert permissions.may_go_unnamed(one(**changes)).allowed is may
    assert permissions.offers_unnamed(one(**changes)) is offered


def test_the_first_charter_is_its_founders_and_any_other_is_decided(charters: dict[str, Charter]) -> None:
    assert permissions.may_adopt_first_charter(one()).reason == "charter.has_charter"
    charters.clear()
    founders = [one(**SYSTEM), one(), one(account="")]
    assert [permissions.may_adopt_first_charter(each).allowed for each in founders] == [True, True, False]
    assert [permissions.may_put_in_force(each).allowed for each in (one(**SYSTEM), one(**POWER))] == [True, False]
