"""Rows that are written by statements put into words once: they are what the models would have written."""

from datetime import timedelta

import pytest
from django.core.exceptions import FieldDoesNotExist
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from plenary.core import clock, writing
from plenary.directory.models import Person
from plenary.record.models import Entry
from tests import founding

pytestmark = pytest.mark.django_db


def someone(of, name: str, **more) -> Person:
    return Person(coalition=of, name=name, name_key=name.lower(), made_at=clock.now(), **more)


def test_what_is_inserted_reads_as_it_was(django_assert_num_queries):
    house = founding.coalition()
    rows = [someone(house, "Amina", protected=True), someone(house, "Luis", removed_at=clock.now())]
    with django_assert_num_queries(1):
        writing.insert(rows)
    found = {row.name: row for row in Person.objects.of(house.id).filter(pk__in=[row.pk for row in rows])}
    for row in rows:
        assert not row._state.adding
        assert {name: getattr(found[row.name], name) for name in columns()} == {
            name: getattr(row, name) for name in columns()
        }


def test_many_rows_are_written_a_hundred_to_a_statement_and_none_by_none():
    house = founding.coalition()
    before = Person.objects.of(house.id).count()
    with CaptureQueriesContext(connection) as asked:
        writing.insert(someone(house, f"Person {number}") for number in range(2 * writing.AT_ONCE + 1))
        writing.insert([])
    assert len(asked) == 3
    assert Person.objects.of(house.id).count() == before + 2 * writing.AT_ONCE + 1


def test_a_row_that_is_there_already_is_refused_as_by_the_models():
    house = founding.coalition()
    row = someone(house, "Amina")
    writing.insert([row])
    with pytest.raises(IntegrityError), transaction.atomic():
        writing.insert([row])


def test_what_is_updated_is_changed_and_nothing_else():
    house = founding.coalition()
    row, other = someone(house, "Amina"), someone(house, "Luis")
    writing.insert([row, other])
    row.name, row.made_at = "Amina B.", row.made_at + timedelta(days=1)
    writing.update(row, ["name"])
    found = Person.objects.of(house.id).get(pk=row.pk)
    assert (found.name, found.made_at) == ("Amina B.", row.made_at - timedelta(days=1))
    writing.update(row)
    assert Person.objects.of(house.id).get(pk=row.pk).made_at == row.made_at
    assert Person.objects.of(house.id).get(pk=other.pk).name == "Luis"


def test_a_row_that_is_not_there_is_not_changed_in_silence():
    with pytest.raises(writing.MissedError):
        writing.update(someone(founding.coalition(), "Nobody"))


def test_what_is_only_added_is_not_changed_by_this_door_either():
    house = founding.coalition()
    entry = Entry(coalition=house, n=10_000, at=clock.now(), kind="test.heard", envelope=b"e", hashes=b"h")
    writing.insert([entry])
    entry.kind = "test.forged"
    with pytest.raises(writing.MissedError):
        writing.update(entry)
    assert Entry.objects.of(house.id).get(n=10_000).kind == "test.heard"


def test_a_field_that_is_none_is_told():
    row = someone(founding.coalition(), "Amina")
    writing.insert([row])
    with pytest.raises(FieldDoesNotExist):
        writing.update(row, ["name", "nmae"])


def test_of_many_rows_all_are_written_or_none():
    house = founding.coalition()
    rows = [someone(house, f"Person {number}") for number in range(writing.AT_ONCE)]
    before = Person.objects.of(house.id).count()
    with pytest.raises(IntegrityError), transaction.atomic():
        writing.insert([*rows, rows[0]])
    assert Person.objects.of(house.id).count() == before


def columns() -> list[str]:
    return [field.attname for field in Person._meta.concrete_fields]
