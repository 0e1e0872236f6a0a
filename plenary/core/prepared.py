"""Queries of fixed shape, which are put into words once a process: what every request asks, each ballot, each entry.

Django builds and compiles a query anew each time it is asked, which takes ten times as long as the database takes to answer
it. Where the same is asked all the time with other values, a function that gives the query set is marked::

    @prepared
    def _held_by(coalition_id: str, person_id: str) -> QuerySet[Representative]:
        return Representative.objects.of(coalition_id).filter(person_id=person_id, until=None)

and gives the rows: ``_held_by(coalition.id, person.id)``. What is in reach is asked each time. See ADR 19.

What decides the form of the question, and is no value in it, comes by name: ``_newest(coalition.id, sight=sight, most=10)``.
"""

from collections.abc import Callable, Hashable, Iterable, Sequence
from copy import copy
from datetime import UTC, datetime
from functools import partial, wraps
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connections, models

from plenary.core import reach
from plenary.core.models import ScopedQuerySet

type Value = str | int | datetime | tuple[str, ...]

_MARK = "\0A%_\\"  # begins each mark: with all that a pattern or a change of case would change
_MARKED = "\\x00"  # how a mark reads within another value
_MOST_FORMS = 500  # of one query in a process; beyond, all are put into words anew


def prepared[**Given, Row](shape: Callable[Given, models.QuerySet[Any, Row]]) -> Callable[Given, list[Row]]:
    """Give the rows of a query whose form does not change. By position it takes values: texts, whole numbers, moments, and
    tuples of texts; it may ask of each only whether it is empty, and each must come into the query as it is (not within a
    pattern). By name it takes what decides the form of the query: anything hashable, of which it may ask all.

    Raises TypeError for another kind of value, ValueError where one does not come into the query, and what the query set
    itself raises where it is not narrowed to a coalition, or to one out of reach.
    """
    words: dict[Hashable, _Words[Row]] = {}

    @wraps(shape)
    def rows(*values: Given.args, **form: Given.kwargs) -> list[Row]:
        given: tuple[Any, ...] = values
        kind = (tuple(map(_kind, given)), tuple((name, type(each), each) for name, each in form.items()))
        found = words.get(kind)
        if found is None:
            if len(words) >= _MOST_FORMS:
                words.clear()
            found = words[kind] = _Words(partial(shape, **form), given)
        return found.rows(given)

    return rows


def _kind(value: Value) -> tuple[Any, int]:
    if isinstance(value, tuple):
        return (tuple, all(isinstance(each, str) for each in value)), len(value)
    return type(value), bool(value)


class _Words[Row]:
    """A query in words, with the places of the values that it is asked with."""

    def __init__(self, shape: Callable[..., models.QuerySet[Any, Row]], values: tuple[Value, ...]) -> None:
        marked = [_marked(place, value) for place, value in enumerate(values)]
        self._asked: Any = shape(*marked)
        self._compiler = self._asked.query.get_compiler(using=self._asked.db)
        marks = {place: mark for place, mark in enumerate(_one_by_one(marked)) if mark}
        try:
            self._sql, params = self._compiler.as_sql()
        except EmptyResultSet:  # Django's word for a question that nothing can answer
            self._sql, params, marks = "", (), {}
        self._converters = self._compiler.get_converters([each for each, *_ in self._compiler.select or ()])
        places = {_adapted(mark, self._compiler.connection): place for place, mark in marks.items()}
        self._params = [_Given(each, places) for each in params]
        self._reached = [
            _Given(each, places) for each in (self._asked.reached() if isinstance(self._asked, ScopedQuerySet) else ())
        ]
        changed = any(_MARKED in repr(each.value) for each in self._params if each.place is None)
        if changed or marks.keys() - {each.place for each in self._params}:
            raise ValueError(f"{shape}: not every value comes into the query as it is")
        if getattr(self._asked, "_prefetch_related_lookups", ()):
            raise ValueError(f"{shape}: what hangs on the rows is asked for by itself")

    def rows(self, values: tuple[Value, ...]) -> list[Row]:
        """The rows, asked now."""
        single = _one_by_one(values)
        reach.require(each.of(single) for each in self._reached)
        if not self._sql:
            return []
        compiler = copy(self._compiler)
        compiler.connection = connection = connections[self._asked.db]  # this thread's own
        bound = tuple(_adapted(each.of(single), connection) for each in self._params)
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

    def of(self, values: Sequence[Value]) -> Any:
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


def _one_by_one(values: Iterable[Value]) -> list[Value]:
    """The values in their order, those of a tuple one by one."""
    return [each for value in values for each in (value if isinstance(value, tuple) else (value,))]


def _marked(place: int, value: Value) -> Value:
    """What stands for a value while the query is put into words: of its kind, as empty, and found again among the others."""
    match value:
        case bool():
            raise TypeError("whether something holds decides the form of a query: it is given by name")
        case tuple() if all(isinstance(each, str) for each in value):
            return tuple(f"{_MARK}{place}.{number}\0" for number in range(len(value)))
        case str():
            return f"{_MARK}{place}\0" if value else value
        case datetime():
            return datetime(9000 + place, 1, 1, tzinfo=UTC)
        case int():
            return 32_700 + place if value else value  # fits a small column; greater ones are compared with no row
    raise TypeError(f"{type(value).__name__} is not prepared for")
