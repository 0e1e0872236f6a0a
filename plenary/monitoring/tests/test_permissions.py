"""Who may read instruments and keep them, by standing and by what the charter says: tables."""

from dataclasses import replace

import pytest

from plenary.charter.rules.schema import Charter, Disclosed, Disclosure, Office
from plenary.charter.tests.in_force import in_force
from plenary.core.tests.standings import OBSERVES, OUTSIDE, STRANGER, SUSPENDED, SYSTEM, Around, officer, one
from plenary.monitoring.matters import KEEP
from plenary.monitoring.permissions.instruments import may_keep, may_read_instruments
from tests import founding

OPEN = replace(founding.charter(), offices=(), disclosure=Disclosure(outcomes=Disclosed.PUBLIC))
KEPT = replace(OPEN, offices=(Office(code="editor", names={"en": "Editor"}, powers=(KEEP,)),))
CLOSED = replace(OPEN, disclosure=Disclosure(outcomes=Disclosed.MEMBERS))

AROUND = Around(
    {
        "who keeps": officer("editor", KEEP),
        "another office": officer("chair"),
        "a member": one(),
        "an observer": one(**OBSERVES),
        "a suspended one": one(**SUSPENDED),
        "who left": one(**OUTSIDE),
        "a stranger": one(**STRANGER),
        "the program": one(**SYSTEM),
    }
)


@pytest.fixture(autouse=True)
def charter(monkeypatch: pytest.MonkeyPatch) -> dict[str, Charter]:
    """The charter in force, by the id of its coalition."""
    return in_force(monkeypatch, c=OPEN)


def test_instruments_are_read_inside_and_by_all_where_outcomes_are_public(charter: dict[str, Charter]) -> None:
    public = "yes, is_public: disclosure"
    assert AROUND.told(may_read_instruments) == AROUND.all("yes, is_member", who_left=public, a_stranger=public)
    charter["c"] = CLOSED
    hidden = "no, members_only: disclosure"
    assert AROUND.told(may_read_instruments) == AROUND.all("yes, is_member", who_left=hidden, a_stranger=hidden)
    charter.clear()
    nobody = "no, members_only"
    assert AROUND.told(may_read_instruments) == AROUND.all("yes, is_member", who_left=nobody, a_stranger=nobody)


def test_where_the_charter_gives_it_to_no_office_whoever_represents_a_member_keeps() -> None:
    assert AROUND.told(may_keep) == AROUND.all(
        "no, members_only",
        who_keeps="yes, by_office",
        the_program="yes, by_office",
        another_office="no, not_keeping",
        a_member="yes, nobody_keeps",
        an_observer="no, observes: category.member",
        a_suspended_one="no, suspended: accountability",
    )


def test_where_an_office_keeps_nobody_else_does(charter: dict[str, Charter]) -> None:
    charter["c"] = KEPT
    assert AROUND.told(may_keep) == AROUND.all(
        "no, not_keeping: office.editor",
        who_keeps="yes, by_office: office.editor",
        the_program="yes, by_office: office.editor",
        who_left="no, members_only",
        a_stranger="no, members_only",
    )
