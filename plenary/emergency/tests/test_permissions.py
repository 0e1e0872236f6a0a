"""Who raises an alarm for a person, how often, and who undoes one: tables."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from plenary.accounts.models import Account
from plenary.core import clock
from plenary.core.tests.standings import NOW, said
from plenary.emergency import permissions
from plenary.emergency.models import Alarm, Chosen, Guide

AMINA, CHOSEN, OTHER = (Account(id=each, is_active=True) for each in ("amina", "chosen", "other"))
WEEK = timedelta(days=7)


class Alarms:
    """Alarms, in memory, as they are asked for."""

    def __init__(self, rows: list[Alarm]) -> None:
        self.rows = rows

    def filter(self, *, account: Account, raised_by: Account, raised_at__gt: Any) -> "Alarms":
        """Those raised for an account by another, later than a moment."""
        found = [each for each in self.rows if (each.account, each.raised_by) == (account, raised_by)]
        return Alarms([each for each in found if each.raised_at > raised_at__gt])

    def count(self) -> int:
        """How many there are."""
        return len(self.rows)


def alarm(by: Account, ago: timedelta, about: Account = AMINA) -> Alarm:
    """An alarm that was raised so long ago."""
    return Alarm(account=about, raised_by=by, raised_at=NOW - ago)


@pytest.fixture
def raises(monkeypatch: pytest.MonkeyPatch) -> Callable[..., str]:
    """What is said to whoever would raise an alarm for Amina, who chose one for it, after these alarms."""

    def asked(by: Account, *before: Alarm) -> str:
        monkeypatch.setattr(permissions, "Alarm", type("Alarm", (), {"objects": Alarms(list(before))}))
        with clock.set_to(NOW):
            return said(permissions.may_raise(by, AMINA))

    def chose(about: Account, role: str, by: Account) -> bool:
        return (about, role, by) == (AMINA, Chosen.RAISES, CHOSEN)

    monkeypatch.setattr(permissions, "chose", chose)
    return asked


def test_a_person_and_those_whom_they_chose_raise_an_alarm(raises: Callable[..., str]) -> None:
    assert [raises(each) for each in (AMINA, CHOSEN, OTHER)] == ["yes, ", "yes, ", "no, not_chosen"]


def test_nobody_but_the_person_raises_it_a_fourth_time_in_a_week(raises: Callable[..., str]) -> None:
    day = timedelta(days=1)
    three, often = [alarm(CHOSEN, day)] * 3, "no, too_often"
    assert raises(CHOSEN, *three) == often
    assert raises(CHOSEN, *three[:2]) == "yes, "
    assert raises(CHOSEN, *three[:2], alarm(CHOSEN, WEEK)) == "yes, "
    assert raises(CHOSEN, *three[:2], alarm(CHOSEN, WEEK - timedelta(seconds=1))) == often
    assert raises(CHOSEN, *three[:2], alarm(OTHER, day), alarm(CHOSEN, day, about=OTHER)) == "yes, "
    assert raises(AMINA, *[alarm(AMINA, day)] * 3) == "yes, "
    assert raises(OTHER, *[alarm(OTHER, day)] * 3) == "no, not_chosen"


@pytest.mark.parametrize(
    ("guide", "undone", "answer"),
    [
        (OTHER, False, "yes, "),
        (OTHER, True, "no, undone"),
        (AMINA, False, "no, not_a_guide"),
        (AMINA, True, "no, not_a_guide"),
        (Account(id="gone", is_active=False), False, "no, not_a_guide"),
        (None, False, "no, not_a_guide"),
    ],
)
def test_who_undoes_an_alarm(guide: Account | None, undone: bool, answer: str) -> None:
    raised = Alarm(account=AMINA, undone_at=NOW if undone else None)
    assert said(permissions.may_undo(Guide(alarm=raised, account=guide) if guide else None)) == answer
