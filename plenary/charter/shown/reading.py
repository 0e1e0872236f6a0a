"""A charter before it is kept: what a text that was brought has wrong, what it would say, and what would differ."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import get_language

from plenary.charter import queries
from plenary.charter.labels import sentence_of
from plenary.charter.models import CharterVersion
from plenary.charter.rules.clauses import Chapter, numbers
from plenary.charter.rules.comparison import Change, compare
from plenary.charter.rules.exchange import Reading
from plenary.charter.rules.schema import Charter
from plenary.charter.shown.contradictions import Contradicting, contradictions_shown

SHOWN = 100  # problems that are told at once


@dataclass(frozen=True, slots=True, kw_only=True)
class WrongPlace:
    """What is wrong on one line: its path in the document, in words, the number of the clause, the line as it was written."""

    line: int
    path: str
    words: str
    number: str
    written: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """What a charter would say, what would differ from the version in force, and what contradicts itself in it."""

    chapters: Sequence[Chapter]
    present: CharterVersion | None
    changes: Sequence[Change]
    contradictions: Sequence[Contradicting]


def wrong_places(text: str, reading: Reading) -> Sequence[WrongPlace]:
    """What is wrong in a text that was read, in the order of its lines: the first hundred of all."""
    written = text.split("\n")
    numbered = numbers(queries.prose_of_charter(reading.charter)) if reading.charter else {}
    return [
        WrongPlace(
            line=found.line,
            path=found.path,
            words=sentence_of(found),
            number=numbered.get(found.clause, ""),
            written="".join(written[found.line - 1 : found.line]).strip(),
        )
        for found in reading.findings[:SHOWN]
    ]


def preview_of(coalition_id: str, charter: Charter) -> Preview:
    """A charter that is not kept yet, in the active language."""
    said = queries.prose_of_charter(charter)
    present = queries.version_in_force(coalition_id)
    return Preview(
        chapters=said,
        present=present,
        changes=compare(queries.prose_in(present, get_language() or "en"), said) if present else (),
        contradictions=contradictions_shown(charter),
    )
