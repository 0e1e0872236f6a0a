"""Queries of fixed shape, which are put into words once a process: what every request asks, each ballot, each entry.

Django builds and compiles a query anew each time it is asked, which takes ten times as long as the database takes to answer
it. Where the same is asked all the time with other values, a function that gives the query set is marked::

    @prepared
    def _held_by(coalition_id: str, person_id: str) -> QuerySet[Representative]:
        return Representative.objects.of(coalition_id).filter(person_id=person_id, until=None)

and gives the rows: ``_held_by(coalition.id, person.id)``. What is in reach is asked each time. See ADR 19.
"""

from collections.abc import Callable, Hashable
from copy import copy
from datetime import UTC, datetime
from functools import wraps
from typing import Any

from django.db import connections, models

from plenary.core import reach
from plenary.core.models import ScopedQuerySet

type Value = str | int | datetime


def prepared[*Values, Row](shape: Callable[[*Values], models.QuerySet[Any, Row]]) -> Callable[[*Values], list[Row]]:
    """Give the rows of a query whose shape does not change. It takes texts, whole numbers and moments, by position, and may
    ask of each only whether it is empty; each must come into the query as it is (not within a pattern).

    Raises TypeError for another kind of value, ValueError where one does not come into the query, and what the query set
    itself raises where it is not narrowed to a coalition, or to one out of reach.
    """
    words: dict[Hashable, _Words[Row]] = {}

    @wraps(shape)
    def rows(*values: *Values) -> list[Row]:
        given: tuple[Any, ...] = values
        kind = tuple((type(value), bool(value)) for value in given)
        if kind not in words:
            words[kind] = _Words(shape, given)
        return words[kind].rows(given)

    return rows


class _Words[Row]:
    """A query in words, with the places of the values that it is asked with."""

    def __init__(self, shape: Callable[..., models.QuerySet[Any, Row]], values: tuple[Value, ...]) -> None:
        marks = {place: mark for place, value in enumerate(values) if (mark := _mark(place, value)) and value}
        self._asked: Any = shape(*(marks.get(place, value) for place, value in enumerate(values)))
        self._compiler = self._asked.query.get_compiler(using=self._asked.db)
        self._sql, params = self._compiler.as_sql()
        self._converters = self._compiler.get_converters([each for each, *_ in self._compiler.select])
        places = {_adapted(mark, self._compiler.connection): place for place, mark in marks.items()}
        self._params = [_Given(each, places) for each in params]
        self._reached = [
            _Given(each, places) for each in (self._asked.reached() if isinstance(self._asked, ScopedQuerySet) else ())
        ]
        if missing := marks.keys() - {each.place for each in self._params}:
            raise ValueError(f"{shape.__qualname__}: {sorted(missing)} do not come into the query as they are")

    def rows(self, values: tuple[Value, ...]) -> list[Row]:
        """The rows, asked now."""
        reach.require(each.of(values) for each in self._reached)
        compiler = copy(self._compiler)
        compiler.connection = connection = connections[self._asked.db]  # this thread's own
        bound = tuple(_adapted(each.of(values), connection) for each in self._params)
        compiler.as_sql = lambda *_args, **_options: (self._sql, bound)
        compiler.get_converters = lambda _columns: self._converters
        query: Any = _Bound(self._asked.query, compiler)
        asked: Any = models.QuerySet(self._asked.model, query, self._asked.db)
        for name in ("_iterable_class", "_fields", "_known_related_objects"):
            setattr(asked, name, getattr(self._asked, name))
        return list(asked)


class _Given:
    """One of the values that are sent with the words: always the same, or the value of a place."""

    def __init__(self, value: Any, places: dict[Any, int]) -> None:
        self.value = value
        self.place = places.get(value) if isinstance(value, Hashable) else None

    def of(self, values: tuple[Value, ...]) -> Any:
        """What is sent, where these values are asked with."""
        return self.value if self.place is None else values[self.place]


class _Bound:
    """Stands where a query set has its query: it is compiled already, and knows its values."""

    def __init__(self, query: Any, compiler: Any) -> None:
        self._query, self._compiler = query, compiler

    def __getattr__(self, name: str) -> Any:
        return getattr(self._query, name)

    def get_compiler(self, *_args: Any, **_options: Any) -> Any:
        """The compiler, as Django's iterables ask for it."""
        return self._compiler


def _adapted(value: Any, connection: Any) -> Any:
    return connection.ops.adapt_datetimefield_value(value) if isinstance(value, datetime) else value


def _mark(place: int, value: Value) -> Value:
    """What stands for a value while the query is put into words: of its kind, and found again among the others."""
    match value:
        case str():
            return f"\0{place}\0"
        case datetime():
            return datetime(9000 + place, 1, 1, tzinfo=UTC)
        case bool():
            raise TypeError("whether something holds is part of the shape")
        case int():
            return 32_700 + place  # fits a small column; greater ones are compared with no row
    raise TypeError(f"{type(value).__name__} is not prepared for")
