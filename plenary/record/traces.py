"""What the record says about a person: withheld from every reader, and released again. The tree and its proofs stay whole.

Withheld are the openings about the person, and every other that says one of the person's names as a value of its own, such
as a roll call; not those in whose prose somebody else wrote the name. Bundles and receipts carry their commitments alone, as
of any opening that is for others.
"""

import json
from collections.abc import Iterable, Iterator
from typing import Any

from django.db.models import BinaryField, BooleanField, Func, Q, QuerySet, Value

from plenary.core.traces import Left, Payload, Subject, register_left, register_person_trace
from plenary.record.labels import NOT_CALLED_BACK
from plenary.record.models import Opening
from plenary.record.rules import canonical

OPENINGS = "record.openings"
"""The name of the trace of openings, which withholds them."""

_CHUNK = 2000


class _Holds(Func):
    """True where the bytes of a column hold these bytes, on either database."""

    output_field = BooleanField()
    arity = 2

    def as_sqlite(self, compiler: Any, connection: Any, **context: Any) -> Any:
        """SQLite's `instr` reads bytes in bytes."""
        return self.as_sql(compiler, connection, template="instr(%(expressions)s) > 0", **context)

    def as_postgresql(self, compiler: Any, connection: Any, **context: Any) -> Any:
        """PostgreSQL's `position` reads bytes in bytes; its arguments stand the other way."""
        swapped = self.copy()
        swapped.set_source_expressions(self.get_source_expressions()[::-1])
        template = "position(%(expressions)s) > 0"
        return super(_Holds, swapped).as_sql(compiler, connection, template=template, arg_joiner=" in ", **context)


class Openings:
    """The openings that name a person: which are withheld stands in their rows."""

    def take(self, subject: Subject) -> Payload:
        """Withhold them; give their ids, for the person may be named in openings that are withheld for another too."""
        about = Opening.objects.of(subject.coalition).about_person(subject.person).filter(withheld_at=None)
        taken = list(about.values_list("pk", flat=True))
        names = {*subject.names, *_names_in(about)}
        held = _holding(subject.coalition, names).values_list("pk", "payload")
        taken += [pk for pk, payload in held if _says(json.loads(bytes(payload)), names)]
        for start in range(0, len(taken), _CHUNK):
            Opening.objects.of(subject.coalition).filter(pk__in=taken[start : start + _CHUNK]).withhold(subject.at)
        return sorted(set(taken))

    def put_back(self, subject: Subject, taken: Payload) -> None:
        """Release them."""
        for start in range(0, len(taken), _CHUNK):
            Opening.objects.of(subject.coalition).filter(pk__in=taken[start : start + _CHUNK]).release()


def names_told(coalition_id: str, person: str) -> list[str]:
    """The names by which the record knows a person, former ones too, as far as they were not erased. One query."""
    return sorted(set(_names_in(Opening.objects.of(coalition_id).about_person(person))))


def _names_in(about: QuerySet[Opening]) -> Iterator[str]:
    """The names that the person went by in what the record says about them, former ones too."""
    for payload in about.values_list("payload", flat=True):
        facts = json.loads(bytes(payload))["facts"]
        yield from (facts[key] for key in ("name", "representative") if isinstance(facts.get(key), str) and facts[key])


def _holding(coalition_id: str, names: Iterable[str]) -> QuerySet[Opening]:
    """The openings whose bytes hold one of the names anywhere, as canonical text writes it. One query over all of them."""
    held = Q(pk__in=[])
    for name in sorted(names):
        written = canonical.bytes_of(name)[1:-1]
        held |= Q(_Holds("payload", Value(written, output_field=BinaryField())))
    rows = Opening.objects.of(coalition_id).filter(held, erased_at=None, withheld_at=None)
    return rows.exclude(entry__kind__startswith="record.")


def _says(value: Any, names: Iterable[str]) -> bool:
    """True when a value, or one within it, is one of the names, or a name with the member spoken for (`Amina, Green Valley`);
    or, as `people`, names several in one, in whatever way they are joined."""
    if isinstance(value, str):
        return any(value == name or value.startswith(f"{name}, ") for name in names)
    people = value.get("people") if isinstance(value, dict) else None
    if isinstance(people, str) and any(name in people for name in names):
        return True
    within = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return any(_says(each, names) for each in within)


@register_left
def in_the_record(subject: Subject) -> Iterable[Left]:
    """What others took home before; and where somebody else wrote the name, which nobody can tell from other words."""
    if not subject.coalition:
        return
    yield Left(words=NOT_CALLED_BACK["bundles"])
    prose = _holding(subject.coalition, subject.names).count()
    if prose:
        yield Left(words=NOT_CALLED_BACK["prose"], number=prose)


register_person_trace(OPENINGS, Openings())
