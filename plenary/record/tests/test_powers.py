"""Entries say by which power an officer acted; what a reader may not read of it is counted, under seal by days."""

import json
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from plenary.coalitions.models import Coalition
from plenary.core import clock, visibility
from plenary.core.standing import Standing
from plenary.core.tests.roles import owner_at_work
from plenary.record import actions as record
from plenary.record import kinds, queries
from plenary.record.actions import Exercise
from plenary.record.models import AppendOnlyQuerySet, Entry
from plenary.record.tests.factories import NOTED
from tests import founding

pytestmark = pytest.mark.django_db

KEEP, SEE = "test.keep", "test.see"
PUBLIC, MEMBERS = [visibility.PUBLIC], [visibility.MEMBERS]
SEALED = [visibility.SEALED, "member:m"]


@pytest.fixture(autouse=True)
def _powers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kinds, "_powers", {NOTED: KEEP})


@pytest.fixture
def coalition() -> Coalition:
    return founding.unchartered()


def officer(coalition: Coalition, *powers: str, office: str = "coordinator") -> Standing:
    granted = frozenset((power, office) for power in powers)
    return replace(founding.somebody(coalition), offices=frozenset({office}), powers=frozenset(powers), granted=granted)


def enter(
    by: Standing, power: str | Exercise | None = None, *, audience: Iterable[str] = MEMBERS, text: str = "a word"
) -> str:
    with record.act(by=by):
        return record.enter(by=by, kind=NOTED, audience=list(audience), facts={"text": text}, power=power)


def said(entry_id: str) -> dict[str, object]:
    entry = Entry.objects.across_coalitions().get(id=entry_id)
    by = json.loads(bytes(entry.openings.get(position=0).payload))["by"]
    told = {name: by.get(name, "") for name in ("power", "office", "under")}
    assert (entry.power, entry.office) == (told["power"], told["office"])
    return told


NONE = {"power": "", "office": "", "under": ""}


def test_an_officer_who_has_the_power_of_the_kind_exercises_it(coalition: Coalition) -> None:
    told = said(enter(officer(coalition, KEEP)))
    assert told == {"power": KEEP, "office": "coordinator", "under": "office.coordinator"}


def test_whoever_has_it_not_or_needs_it_not_exercises_none(coalition: Coalition) -> None:
    assert said(enter(founding.somebody(coalition))) == NONE
    assert said(enter(officer(coalition, SEE))) == NONE
    assert said(enter(officer(coalition, KEEP), "")) == NONE
    assert said(enter(officer(coalition, KEEP), SEE)) == NONE
    assert said(enter(replace(officer(coalition, KEEP), clause="process.ordinary"))) == NONE


def test_another_power_than_that_of_the_kind_can_be_named(coalition: Coalition) -> None:
    told = said(enter(officer(coalition, KEEP, SEE), SEE))
    assert told == {"power": SEE, "office": "coordinator", "under": "office.coordinator"}


def test_what_the_charter_gives_elsewhere_is_told_with_its_clause(coalition: Coalition) -> None:
    told = said(enter(officer(coalition), Exercise("test.call", "chair", "process.ordinary.also")))
    assert told == {"power": "test.call", "office": "chair", "under": "process.ordinary.also"}


def test_of_several_offices_that_give_it_the_first_is_named(coalition: Coalition) -> None:
    both = replace(officer(coalition, KEEP), granted=frozenset({(KEEP, "deputy"), (KEEP, "chair"), (SEE, "a")}))
    assert said(enter(both))["office"] == "chair"


def test_a_reader_reads_the_uses_that_are_theirs_newest_first(coalition: Coalition) -> None:
    enter(founding.somebody(coalition), text="no power")
    enter(officer(coalition, KEEP), audience=PUBLIC, text="for all")
    enter(officer(coalition, KEEP, office="deputy"), text="for members")
    enter(officer(coalition, SEE), SEE, text="another power")
    enter(officer(coalition, KEEP), audience=SEALED, text="under seal")

    def read(by: Standing, **narrowed: str) -> list[str]:
        return [line.facts["text"] for line in queries.uses_of_powers(by, **narrowed)]

    member = founding.somebody(coalition)
    assert read(member) == ["another power", "for members", "for all"]
    assert read(member, power=KEEP) == ["for members", "for all"]
    assert read(member, office="deputy") == ["for members"]
    assert read(member, power=SEE, office="deputy") == []
    assert read(Standing.nobody(coalition.id)) == ["for all"]
    assert read(founding.somebody(coalition, audiences=[visibility.MEMBERS, "member:m"]))[0] == "under seal"
    (line,) = queries.uses_of_powers(member, limit=1)
    assert (line.power, line.office, line.under) == (SEE, "coordinator", "office.coordinator")
    assert [later.facts["text"] for later in queries.uses_of_powers(member, before=line.n)] == [
        "for members",
        "for all",
    ]


def test_what_is_not_for_the_reader_is_counted_and_under_seal_the_days_alone(coalition: Coalition) -> None:
    by, other = officer(coalition, KEEP, SEE), officer(coalition, SEE, office="chair")
    for month, day, times in ((3, 1, 4), (3, 2, 1), (4, 9, 2)):
        for each in range(times):
            with clock.set_to(datetime(2026, month, day, 10 + each, tzinfo=UTC)):
                enter(other, SEE, audience=SEALED)
                enter(by, audience=["member:n"])
    with clock.set_to(datetime(2026, 3, 2, tzinfo=UTC)):
        enter(by, audience=SEALED)
        enter(founding.somebody(coalition), audience=SEALED)
    march, april = datetime(2026, 3, 1, tzinfo=UTC), datetime(2026, 4, 1, tzinfo=UTC)

    def counted(reader: Standing, **narrowed: str) -> list[tuple[object, ...]]:
        found = queries.uses_out_of_sight(reader, **narrowed)
        return [(use.month, use.power, use.office, use.number, use.is_sealed) for use in found]

    assert counted(founding.somebody(coalition)) == [
        (april, SEE, "chair", 1, True),
        (april, KEEP, "coordinator", 2, False),
        (march, SEE, "chair", 2, True),
        (march, KEEP, "coordinator", 5, False),
        (march, KEEP, "coordinator", 1, True),
    ]
    assert counted(founding.somebody(coalition), power=SEE) == [
        (april, SEE, "chair", 1, True),
        (march, SEE, "chair", 2, True),
    ]
    assert counted(founding.somebody(coalition, audiences=["member:m", "member:n"])) == []
    assert queries.offices_that_acted(coalition.id) == ["chair", "coordinator"]


def test_the_audit_finds_a_use_that_was_hidden_by_hand(coalition: Coalition) -> None:
    entry = enter(officer(coalition, KEEP))
    assert queries.verify_record(coalition.id) == []
    rows = Entry.objects.of(coalition.id).filter(id=entry)
    with owner_at_work():
        super(AppendOnlyQuerySet, rows).update(power="")
    assert queries.verify_record(coalition.id) == [
        "Entry 1 does not hold: its row says something else than its opening."
    ]
