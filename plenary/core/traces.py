"""Traces of a person: rooms register where one is named; in danger all of it is taken out of the rows at once, and put back.

What is taken leaves the rows themselves, not only pages: no query, page, export or mail can forget to leave it out, and a
room that registers its fields needs nothing else. Whoever takes keeps what was taken, sealed, until it is put back.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Protocol

from django.db import models

from plenary.core.verdicts import Label

type Payload = list[Any]
"""What was taken, as JSON: opaque to all but the trace that took it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """Whose traces: the account, and within a coalition the coalition's own card of the person (else both empty).

    `names` are all by which they are known (names, address); `unnamed` is what stands where a name stood and something
    must stand; `at` is the moment (aware) at which the taking began.
    """

    account: str
    coalition: str = ""
    person: str = ""
    names: tuple[str, ...] = ()
    unnamed: str = ""
    at: datetime

    def is_named_in(self, shown: str) -> bool:
        """True when a shown name is the person's, alone or with the member spoken for."""
        return any(shown == name or shown.startswith(f"{name}, ") for name in self.names)

    def without_name(self, shown: str) -> str:
        """A shown name without the person: of ``Amina Diallo, Green Valley`` the member, of the name alone what is neutral."""
        for name in self.names:
            if shown.startswith(f"{name}, "):
                return shown.removeprefix(f"{name}, ")
        return self.unnamed


class Trace(Protocol):
    """Where one is named. Each takes a constant number of queries, and may be asked to take again: it gives what is new."""

    def take(self, subject: Subject) -> Payload:
        """Take out what tells of the subject; give what was there, empty when nothing was."""
        ...

    def put_back(self, subject: Subject, taken: Payload) -> None:
        """Put back what was taken, where nothing else was written meanwhile."""
        ...


type Rows = Callable[[Subject], models.QuerySet[Any]]
type Instead = Callable[[Subject, Mapping[str, Any]], Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class Fields:
    """Fields of rows: `rows` gives those of a subject, `instead` what stands in them afterwards, from what stands now (`pk` too).

    One query reads, one writes for each different outcome (for a person one or two). Rows that say it already are left.
    """

    model: type[models.Model]
    fields: Sequence[str]
    rows: Rows
    instead: Instead

    def take(self, subject: Subject) -> Payload:
        """Replace the fields; give key, what was and what is now, of each row that changed."""
        taken, groups = [], dict[str, tuple[dict[str, Any], list[Any]]]()
        for whole in self.rows(subject).order_by("pk").values("pk", *self.fields):
            row = {name: whole[name] for name in self.fields}
            key, now = whole["pk"], {**row, **self.instead(subject, whole)}
            if now != row:
                taken.append([key, _plain(row), _plain(now)])
                groups.setdefault(repr(sorted(_plain(now).items())), (now, []))[1].append(key)
        for now, keys in groups.values():
            self.rows(subject).filter(pk__in=keys).update(**now)
        return taken

    def put_back(self, subject: Subject, taken: Payload) -> None:
        """Give each field back what it said, unless somebody wrote another thing since. Rows that are gone stay gone."""
        was = {key: (before, after) for key, before, after in taken}
        columns = {field.name: field for field in self.model._meta.concrete_fields}
        changed = []
        for row in self._all(subject, was):
            before, after = was[row.pk]
            for name in self.fields:
                if _plain_value(getattr(row, name)) == after[name]:
                    setattr(row, name, columns[name].to_python(before[name]))
            changed.append(row)
        if changed:
            rows = self._all(subject, was)
            rows.bulk_update(changed, self.fields, batch_size=500)

    def _all(self, subject: Subject, keys: Iterable[Any]) -> models.QuerySet[Any]:
        rows: models.QuerySet[Any] = self.model._default_manager.all()
        if subject.coalition:
            rows = rows.filter(coalition_id=subject.coalition)
        return rows.filter(pk__in=list(keys))


@dataclass(frozen=True, slots=True)
class Whole:
    """Whole rows that are nothing without the person, such as keys: taken out of their table, and made again as they were."""

    model: type[models.Model]
    rows: Rows

    def take(self, subject: Subject) -> Payload:
        """Take the rows out; give every column of each."""
        columns = [field.attname for field in self.model._meta.concrete_fields]
        taken = [_plain(row) for row in self.rows(subject).order_by("pk").values(*columns)]
        if taken:
            self.rows(subject).filter(pk__in=[row[self.model._meta.pk.attname] for row in taken]).delete()
        return taken

    def put_back(self, subject: Subject, taken: Payload) -> None:
        """Make the rows again; one whose place is taken stays away."""
        fields = {field.attname: field for field in self.model._meta.concrete_fields}
        rows = [self.model(**{name: fields[name].to_python(value) for name, value in row.items()}) for row in taken]
        self.model._default_manager.bulk_create(rows, ignore_conflicts=True)


@dataclass(frozen=True, slots=True)
class Gone:
    """What is dropped for good and never put back, such as a mail that waits: `drop` does it."""

    drop: Callable[[Subject], object]

    def take(self, subject: Subject) -> Payload:
        """Drop it; nothing is kept."""
        self.drop(subject)
        return []

    def put_back(self, subject: Subject, taken: Payload) -> None:
        """Nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Left:
    """What cannot be called back: in words, with how many where rows tell it, and since when and until when these were."""

    words: Label
    number: int | None = None
    first: date | None = None
    last: date | None = None


type Finder = Callable[[Subject], Iterable[Left]]

_of_accounts: dict[str, Trace] = {}
_of_persons: dict[str, Trace] = {}
_left: list[Finder] = []


def register_account_trace(name: str, trace: Trace) -> None:
    """Register what tells of an account outside every coalition. Raises ValueError when the name is taken."""
    _register(_of_accounts, name, trace)


def register_person_trace(name: str, trace: Trace) -> None:
    """Register what tells of a person within a coalition. Taken in the order of rooms, the highest first: what a lower
    room names stands until those above have read it. Raises ValueError when the name is taken."""
    _register(_of_persons, name, trace)


def register_left(finder: Finder) -> Finder:
    """Register what cannot be called back: for the account (a subject without a coalition), and for each coalition."""
    _left.append(finder)
    return finder


def account_traces() -> Mapping[str, Trace]:
    """The traces of an account, by name, in the order in which they are taken."""
    return dict(reversed(_of_accounts.items()))


def person_traces() -> Mapping[str, Trace]:
    """The traces of a person within a coalition, by name, in the order in which they are taken."""
    return dict(reversed(_of_persons.items()))


def left_of(subject: Subject) -> list[Left]:
    """All that cannot be called back of a subject."""
    return [found for finder in _left for found in finder(subject)]


def covered_fields() -> frozenset[tuple[str, str]]:
    """Model and field of everything that is registered field by field: for the walk that looks for what is not."""
    traces = [*_of_accounts.values(), *_of_persons.values()]
    by_field = {(each.model._meta.label, name) for each in traces if isinstance(each, Fields) for name in each.fields}
    whole = [each.model for each in traces if isinstance(each, Whole)]
    return frozenset(by_field | {(model._meta.label, field.name) for model in whole for field in model._meta.fields})


def _register(traces: dict[str, Trace], name: str, trace: Trace) -> None:
    if traces.get(name, trace) is not trace:
        raise ValueError(f"the trace {name} is registered twice")
    traces[name] = trace


def _plain(row: Mapping[str, Any]) -> dict[str, Any]:
    return {name: _plain_value(value) for name, value in row.items()}


def _plain_value(value: Any) -> Any:
    return value.isoformat() if isinstance(value, datetime | date) else value
