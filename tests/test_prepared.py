"""Queries that are put into words once: they give what their query sets give, with other values too, and both walls stand."""

from collections.abc import Callable
from datetime import datetime, timedelta
from threading import Thread
from typing import Any

import pytest
from django.db import connection
from django.db.models import Count, Q, QuerySet
from django.test.utils import CaptureQueriesContext

from plenary.coalitions.models import Coalition
from plenary.core import clock, reach
from plenary.core.models import UnscopedQueryError
from plenary.core.prepared import prepared
from plenary.directory.models import Person
from plenary.membership.models import Member, Representative
from tests import founding

pytestmark = pytest.mark.django_db


@pytest.fixture
def there() -> Coalition:
    """A coalition with three members, each with a representative."""
    made = founding.coalition()
    for name in ("Amina", "Luis", "Oumou"):
        joined = founding.member(made, name)
        person = Person.objects.create(coalition=made, name=name, name_key=name.lower(), made_at=clock.now())
        Representative.objects.create(
            coalition=made, member=joined, person=person, mandate="decides", since=clock.now()
        )
    return made


def of_name(coalition_id: str, name: str) -> QuerySet[Person]:
    return Person.objects.of(coalition_id).filter(name=name)


def with_member(coalition_id: str, name: str) -> QuerySet[Representative]:
    rows = Representative.objects.of(coalition_id).filter(person__name=name)
    return rows.select_related("member__organisation", "person").defer("person__name_key")


def keys(coalition_id: str, name: str) -> QuerySet[Any, Any]:
    return Person.objects.of(coalition_id).filter(name=name).values_list("pk", flat=True)


def named(coalition_id: str, name: str) -> QuerySet[Any, Any]:
    return Person.objects.of(coalition_id).filter(name=name).values("pk", "name")


def counted(coalition_id: str, name: str) -> QuerySet[Any, Any]:
    rows = Representative.objects.of(coalition_id).exclude(person__name=name).order_by().values("coalition")
    return rows.annotate(all=Count("pk"), held=Count("pk", filter=Q(until=None))).values_list("all", "held")


def seen(rows: Any) -> list[Any]:
    return [{**vars(row), "_state": sorted(row._state.fields_cache)} if hasattr(row, "_state") else row for row in rows]


@pytest.mark.parametrize("shape", [of_name, with_member, keys, named, counted])
def test_it_gives_what_its_query_set_gives(there: Coalition, shape: Callable[..., QuerySet[Any, Any]]) -> None:
    ask = prepared(shape)
    for name in ("Amina", "Luis", "Nobody", "Oumou", "Amina"):
        assert seen(ask(there.id, name)) == seen(shape(there.id, name))


def test_moments_and_numbers_are_values_too(there: Coalition) -> None:
    @prepared
    def since(coalition_id: str, moment: datetime, least: int) -> QuerySet[Representative]:
        rows = Representative.objects.of(coalition_id).filter(since__lte=moment)
        return rows.annotate(places=Count("person")).filter(places__gte=least)

    now = clock.now()
    hour = timedelta(hours=1)
    asked = [(now + hour, 1), (now - hour, 1), (now + hour, 2)]
    assert [len(since(there.id, *values)) for values in asked] == [3, 0, 0]


def test_whether_a_value_is_empty_makes_another_query(there: Coalition) -> None:
    @prepared
    def of_member(coalition_id: str, member_id: str) -> QuerySet[Representative]:
        rows = Representative.objects.of(coalition_id)
        return rows.filter(member=member_id) if member_id else rows

    first = Member.objects.of(there.id)[0]
    assert [len(of_member(there.id, each)) for each in (first.id, "", first.id, "")] == [1, 3, 1, 3]


def test_it_is_one_statement_with_the_values_beside_it(there: Coalition) -> None:
    ask = prepared(of_name)
    ask(there.id, "Amina")
    with CaptureQueriesContext(connection) as asked:
        assert [row.name for row in ask(there.id, "x' OR 'a'='a")] == []
        assert [row.name for row in ask(there.id, "Luis")] == ["Luis"]
    assert len(asked) == 2


def test_a_coalition_out_of_reach_is_refused_each_time(there: Coalition) -> None:
    other = founding.coalition("clear-water")
    ask = prepared(of_name)
    with reach.only(there.id):
        assert len(ask(there.id, "Amina")) == 1
        with pytest.raises(reach.OutOfReachError):
            ask(other.id, "Amina")
    with reach.nowhere(), pytest.raises(reach.OutOfReachError):
        ask(there.id, "Amina")


def test_a_query_that_names_no_coalition_is_refused(there: Coalition) -> None:
    @prepared
    def everywhere(name: str) -> QuerySet[Person]:
        return Person.objects.filter(name=name)

    with pytest.raises(UnscopedQueryError):
        everywhere("Amina")


def test_a_value_that_does_not_come_into_the_query_as_it_is_is_refused(there: Coalition) -> None:
    @prepared
    def like(coalition_id: str, name: str) -> QuerySet[Person]:
        return Person.objects.of(coalition_id).filter(name__contains=name)

    with pytest.raises(ValueError, match="not every value"):
        like(there.id, "Amina")


@pytest.mark.parametrize("lookup", ["contains", "startswith"])
def test_a_value_that_comes_in_as_it_is_and_otherwise_too_is_refused(there: Coalition, lookup: str) -> None:
    @prepared
    def either(coalition_id: str, name: str) -> QuerySet[Person]:
        return Person.objects.of(coalition_id).filter(Q(name=name) | Q(**{f"name__{lookup}": name}))

    with pytest.raises(ValueError, match="not every value"):
        either(there.id, "Amina")


def test_rows_that_hang_on_others_are_not_left_out_in_silence(there: Coalition) -> None:
    with pytest.raises(ValueError, match="by itself"):
        prepared(lambda of: Member.objects.of(of).prefetch_related("representatives"))(there.id)


def test_of_nothing_nothing_is_asked(there: Coalition) -> None:
    @prepared
    def called(coalition_id: str, names: tuple[str, ...]) -> QuerySet[Person]:
        return Person.objects.of(coalition_id).filter(name__in=names)

    assert [len(called(there.id, names)) for names in ((), ("Luis",), ())] == [0, 1, 0]


def test_what_comes_by_name_decides_the_form(there: Coalition) -> None:
    @prepared
    def first(coalition_id: str, *, backwards: bool, most: int) -> QuerySet[Person]:
        return Person.objects.of(coalition_id).order_by("-name" if backwards else "name")[:most]

    asked = [(False, 1), (True, 1), (True, 2), (False, 1)]
    told = [[row.name for row in first(there.id, backwards=each, most=most)] for each, most in asked]
    assert told == [["Amina"], ["Oumou"], ["Oumou", "Luis"], ["Amina"]]


def test_several_texts_are_one_value(there: Coalition) -> None:
    @prepared
    def called(coalition_id: str, names: tuple[str, ...], but: str) -> QuerySet[Person]:
        return Person.objects.of(coalition_id).filter(name__in=names).exclude(name=but).order_by("name")

    asked = [("Luis", "Amina"), ("Oumou", "Nobody"), ("Oumou", "Oumou"), ("Luis",), ("Amina", "Luis", "Oumou")]
    told = [[row.name for row in called(there.id, names, "Luis")] for names in asked]
    assert told == [["Amina"], ["Oumou"], ["Oumou"], [], ["Amina", "Oumou"]]


def test_a_text_among_several_that_does_not_come_into_the_query_is_refused(there: Coalition) -> None:
    @prepared
    def first_of(coalition_id: str, names: tuple[str, ...]) -> QuerySet[Person]:
        return Person.objects.of(coalition_id).filter(name=names[0])

    with pytest.raises(ValueError, match="not every value"):
        first_of(there.id, ("Amina", "Luis"))


@pytest.mark.parametrize("value", [True, 1.5, None, ["Amina"], ("Amina", 1), (None,)])
def test_other_kinds_of_values_are_refused(there: Coalition, value: Any) -> None:
    with pytest.raises(TypeError):
        prepared(of_name)(there.id, value)


@pytest.mark.django_db(transaction=True)
def test_each_thread_asks_over_its_own_connection(there: Coalition) -> None:
    ask = prepared(of_name)
    assert len(ask(there.id, "Amina")) == 1
    came: list[Any] = []

    def elsewhere() -> None:
        try:
            with reach.only(there.id):
                came.append([row.name for row in ask(there.id, "Luis")])
        except Exception as error:
            came.append(error)
        finally:
            connection.close()

    thread = Thread(target=elsewhere)
    thread.start()
    thread.join(20)
    assert came == [["Luis"]]
