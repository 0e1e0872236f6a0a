"""Who reads, adds and removes files, as the room says on whose row they hang: tables of standings and rows."""

from collections.abc import Iterable
from typing import Any

import pytest

from plenary.core.standing import Standing
from plenary.core.tests.standings import NOW, OUTSIDE, STRANGER, Around, one, said
from plenary.core.verdicts import Verdict, allow, refuse
from plenary.files import parents, permissions
from plenary.files.models import File
from plenary.files.parents import Guard, Parent

KIND = "test.row"
WHO = Around(
    {
        "keeps the row": one(member="keeper"),
        "reads it": one(member="reader"),
        "takes away": one(member="remover"),
        "a stranger": one(**STRANGER),
    }
)
NOT_HERE, NOT_YOURS = "no, not_here", "no, not_yours"


def _only(member: str) -> Any:
    """A permission that one member alone has."""

    def may(standing: Standing, _row: str) -> Verdict:
        return allow() if standing.member == member else refuse("texts.not_yours")

    return may


def _visible(standing: Standing, rows: Iterable[str]) -> set[str]:
    """To those inside the row "r" is visible."""
    return set(rows) & {"r"} if standing.is_inside else set()


def hangs_on(monkeypatch: pytest.MonkeyPatch, **more: Any) -> None:
    """Let files hang on rows of a kind."""
    told = {"visible": _visible, "audience": lambda _c, _row: ["members"], "may_keep": _only("keeper")}
    monkeypatch.setitem(parents._parents, KIND, Parent(kind=KIND, **(told | more)))


def test_who_asks_for_a_file(monkeypatch: pytest.MonkeyPatch) -> None:
    known, stranger = one(**OUTSIDE), one(**STRANGER)
    for verdict in (allow(), refuse("record.not_readable")):
        monkeypatch.setattr(permissions, "may_read_record", lambda _standing, verdict=verdict: verdict)
        assert said(permissions.may_ask(known)) == "yes, "
        assert permissions.may_ask(stranger) is verdict


def test_who_adds_a_file(monkeypatch: pytest.MonkeyPatch) -> None:
    assert said(permissions.may_keep(WHO["keeps the row"], KIND, "r")) == NOT_HERE  # no room knows of such rows
    hangs_on(monkeypatch)
    assert WHO.told(permissions.may_keep, KIND, "r") == WHO.all(NOT_YOURS, keeps_the_row="yes, ", a_stranger=NOT_HERE)
    assert WHO.told(permissions.may_keep, KIND, "another") == WHO.all(NOT_HERE)


def test_who_removes_a_file(monkeypatch: pytest.MonkeyPatch) -> None:
    file, removed = File(kind=KIND, parent_id="r"), File(kind=KIND, parent_id="r", removed_at=NOW)
    assert WHO.told(permissions.may_remove, file) == WHO.all(NOT_HERE)
    hangs_on(monkeypatch)  # whoever adds takes away, where the room says nothing else
    assert WHO.told(permissions.may_remove, file) == WHO.all(NOT_YOURS, keeps_the_row="yes, ", a_stranger=NOT_HERE)
    hangs_on(monkeypatch, may_remove=_only("remover"))
    assert WHO.told(permissions.may_remove, file) == WHO.all(NOT_YOURS, takes_away="yes, ", a_stranger=NOT_HERE)
    assert WHO.told(permissions.may_remove, removed) == WHO.all("no, removed", a_stranger=NOT_HERE)
    assert WHO.told(permissions.may_remove, File(kind=KIND, parent_id="another")) == WHO.all(NOT_HERE)


def test_what_takes_more_than_a_session_left_open(monkeypatch: pytest.MonkeyPatch) -> None:
    assert permissions.is_guarded(one(), KIND, "r") is False
    hangs_on(monkeypatch)
    assert permissions.is_guarded(one(), KIND, "r") is False
    guard = Guard(matters=lambda standing, row: standing.is_inside and row == "r", looked=lambda _standing, _row: None)
    hangs_on(monkeypatch, guard=guard)
    told = [
        permissions.is_guarded(one(**changes), KIND, row) for changes, row in (({}, "r"), ({}, "s"), (OUTSIDE, "r"))
    ]
    assert told == [True, False, False]
