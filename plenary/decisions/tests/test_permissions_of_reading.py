"""Who reads of proposals, who has a voice in them, and who moved one: tables, by who asks."""

from dataclasses import replace
from typing import Any

import pytest

from plenary.charter.rules.schema import Category, Charter, Disclosed, Disclosure
from plenary.core.tests.standings import OBSERVES, OUTSIDE, STRANGER, SYSTEM, one, said
from plenary.decisions import permissions
from plenary.decisions.permissions.reading import acts_for_mover
from plenary.decisions.rules.phases import Phase
from plenary.decisions.tests.in_memory import (
    CHARTER,
    SPEAKS,
    WHO,
    Rows,
    proposal,
)

NOT_YOURS = "no, not_yours"
MOVERS = ("moved_it", "consults_for_the_mover", "moved_it_and_is_suspended")


pytestmark = pytest.mark.usefixtures("rows")


def disclosing(charter: Charter, proposals: Disclosed, outcomes: Disclosed) -> Charter:
    """A charter that says who reads proposals, and what came of them."""
    return replace(charter, disclosure=Disclosure(proposals=proposals, outcomes=outcomes))


SHUT = {**OUTSIDE, "bodies": frozenset({"board"})}
ON_A_CARD = {**OUTSIDE, "member": "", "offices": frozenset({"chair"})}
READERS = [one(member="n"), one(member="n", **SHUT), one(**ON_A_CARD), one(**SYSTEM), one(**STRANGER)]


def test_who_reads_proposals(rows: Rows) -> None:
    public, members, officers = Disclosed.PUBLIC, Disclosed.MEMBERS, Disclosed.OFFICERS
    degrees = [(public, members, True), (members, public, True), (members, members, False), (officers, officers, False)]
    for proposals, outcomes, told in degrees:
        rows.charters["c"] = disclosing(CHARTER, proposals, outcomes)
        strangers = "yes, : disclosure" if told else "no, members_only: disclosure"
        assert [said(permissions.may_read_proposals(each)) for each in READERS] == ["yes, : disclosure"] * 4 + [
            strangers
        ]
    rows.charters.clear()
    assert said(permissions.may_read_proposals(one())) == said(permissions.may_draft(one())) == "no, not_yet"


def test_who_reads_what_was_said_on_the_way(rows: Rows) -> None:
    rows.charters["c"] = disclosing(CHARTER, Disclosed.OFFICERS, Disclosed.PUBLIC)
    asked = [*READERS, one(**OUTSIDE), one(**OUTSIDE, member="n")]
    yes, no = "yes, : disclosure", "no, members_only: disclosure"
    told = [said(permissions.may_read_the_way(each, proposal(Phase.DECIDED))) for each in asked]
    assert told == [yes, yes, yes, yes, no, yes, no]
    told = [said(permissions.may_read_the_way(each, proposal())) for each in asked]
    assert told == [yes] * 7
    rows.charters["c"] = disclosing(CHARTER, Disclosed.PUBLIC, Disclosed.PUBLIC)
    assert permissions.may_read_the_way(one(**STRANGER), proposal(Phase.DECIDED))


def test_who_has_a_voice_and_drafts(rows: Rows) -> None:
    assert WHO.told(permissions.has_a_voice) == WHO.told(permissions.may_draft) == SPEAKS
    asked: list[tuple[dict[str, Any], str]] = [
        ({**OBSERVES, "offices": frozenset({"chair"})}, "yes, you_may: category.member"),
        ({"member_status": "applied", "offices": frozenset({"chair"})}, "yes, you_may"),
        ({"member": "", "person": "", "offices": frozenset({"chair"})}, "no, not_acting"),
        ({"member_status": "suspended", "offices": frozenset({"chair"})}, "no, suspended: accountability"),
        ({"member": "", "member_status": "active"}, "no, not_acting"),
    ]
    assert [said(permissions.has_a_voice(one(**changes))) for changes, _answer in asked] == [each for _c, each in asked]
    mute = Category(code="member", names={"en": "Friend"}, voice=False)
    rows.charters["c"] = replace(CHARTER, categories=(mute,))
    assert said(permissions.has_a_voice(one())) == "no, no_voice: category.member"


def test_who_is_a_mover() -> None:
    by_member = [name for name, standing in WHO.items() if permissions.is_mover(standing, proposal())]
    assert by_member == ["moved it", "consults for the mover", "moved it and is suspended"]
    by_person = proposal(moved_by_member_id=None, moved_by_person="q")
    assert [name for name, standing in WHO.items() if permissions.is_mover(standing, by_person)] == ["sits for herself"]
    by_charter = proposal(moved_by_member_id=None)
    assert not any(permissions.is_mover(standing, by_charter) for standing in WHO.values())


def test_what_is_for_the_movers_alone_and_not_while_they_are_suspended() -> None:
    told = WHO.told(acts_for_mover, proposal())
    assert told == {name: SPEAKS[name] if name.replace(" ", "_") in MOVERS else NOT_YOURS for name in WHO}
    without_a_voice = one(person="q", member="", member_status="")
    assert (
        said(acts_for_mover(without_a_voice, proposal(moved_by_member_id=None, moved_by_person="q"))) == "yes, you_may"
    )
