"""The feed: what was entered, newest first, as far as the reader's standing shares its audience."""

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from plenary.core.prepared import prepared
from plenary.core.standing import Standing
from plenary.record.facts import FactShown, fact_shown
from plenary.record.models import Entry
from plenary.record.queries.reading import Opened, Reader, readable, readable_by, tokens_readable, with_openings
from plenary.record.sentences import sentence

_ENDLESS = 2**63 - 1  # the greatest place that a database compares with


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedLine:
    """One entry as a reader sees it. `n` is its place in the record, counted from 0; `at` is exact; `id` is the entry's.

    Where an officer acted by a power, `power` and `office` are its codes and `under` the key of the clause that gives it.
    """

    id: str
    n: int
    at: datetime
    kind: str
    sentence: str
    about: str
    facts: dict[str, Any] = field(default_factory=dict)
    power: str = ""
    office: str = ""
    under: str = ""

    @property
    def entry(self) -> str:
        """The entry's id."""
        return self.id


@dataclass(frozen=True, slots=True, kw_only=True)
class OpeningShown:
    """One opening as the entry's page shows it: `payload` is its exact text, empty when erased or not for this reader."""

    position: int
    payload: str
    salt: str
    facts: dict[str, Any]
    erased_at: datetime | None

    @property
    def facts_shown(self) -> list[tuple[str, FactShown]]:
        """Each fact by its name, as people read it."""
        return [(name, fact_shown(value)) for name, value in self.facts.items()]


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryShown:
    """One entry with all that its reader may see of it."""

    line: FeedLine
    envelope: str
    audience: list[str]
    by: dict[str, Any]
    openings: list[OpeningShown]


def feed(
    standing: Standing,
    *,
    before: int | None = None,
    about: str = "",
    kinds: Iterable[str] = (),
    without: Iterable[str] = (),
    limit: int = 50,
) -> list[FeedLine]:
    """What the standing may read, newest first: at most `limit` entries, of a place before `before`. Three queries a thousand.

    `about` keeps those about one thing (its id), `kinds` those of some kinds; `without` leaves kinds out.
    """
    reader = Reader.of(standing)
    if before == 0 or not (reader.tokens or reader.is_system):
        return []
    tokens = () if reader.is_system else reader.in_order
    asked = (standing.coalition, tokens, about, tuple(kinds), min(before or 0, _ENDLESS))
    some = 1 << (limit - 1).bit_length()  # of few sizes, for each makes another form of the question
    found = _newest(*asked, without=tuple(without), is_system=reader.is_system, limit=some)
    return lines_of(found[:limit], standing)


@prepared
def _newest(
    coalition_id: str,
    tokens: tuple[str, ...],
    about: str,
    kinds: tuple[str, ...],
    before: int,
    *,
    without: tuple[str, ...],
    is_system: bool,
    limit: int,
) -> QuerySet[Entry]:
    found = readable_by(coalition_id, tokens, is_system=is_system)
    found = found.filter(about=about) if about else found
    found = found.filter(kind__in=kinds) if kinds else found
    found = found.exclude(kind__in=without) if without else found
    found = found.filter(n__lt=before) if before else found
    return found.order_by("-n")[:limit]


def entries_about(standing: Standing, about: str) -> list[FeedLine]:
    """All that the standing may read about one thing (its id), oldest first. Three queries."""
    return lines_of(readable(standing).filter(about=about).order_by("n"), standing)


def entries_after(standing: Standing, place: int, *, without: Iterable[str] = (), limit: int = 50) -> list[FeedLine]:
    """What the standing may read after a place, oldest first: at most `limit` entries, kinds in `without` left out. Three
    queries. For what follows the record entry by entry."""
    found = readable(standing).filter(n__gt=place)
    if unwanted := list(without):
        found = found.exclude(kind__in=unwanted)
    return lines_of(found.order_by("n")[:limit], standing)


def entry_shown(standing: Standing, entry_id: str) -> EntryShown | None:
    """One entry with its openings, or None when there is none that the standing may read. Three queries."""
    found = with_openings(readable(standing).filter(id=entry_id), standing.coalition)
    if not found:
        return None
    (entry,) = found
    reader = Reader.of(standing)
    audience = entry.tokens
    openings = []
    for opening in entry.openings:
        is_open = reader.opens(opening, audience)
        payload = bytes(opening.payload).decode() if is_open else ""
        openings.append(
            OpeningShown(
                position=opening.position,
                payload=payload,
                salt=bytes(opening.salt).hex() if is_open else "",
                facts=json.loads(payload)["facts"] if is_open else {},
                erased_at=opening.erased_at if opening.withheld_at is None else None,
            )
        )
    by = json.loads(openings[0].payload)["by"] if openings[0].payload else {}
    return EntryShown(
        line=_line(entry, reader),
        envelope=bytes(entry.entry.envelope).decode(),
        audience=audience,
        by=by,
        openings=openings,
    )


def has_readable(standing: Standing) -> bool:
    """True when the standing may read an entry that tells more than the record tells of itself. One query."""
    return tokens_readable(standing).exclude(entry__kind__startswith="record.").exists()


def lines_of(entries: Iterable[Entry], standing: Standing) -> list[FeedLine]:
    """These entries as the standing sees them, in their order. Serves the reads of this room. Three queries."""
    reader = Reader.of(standing)
    return [_line(entry, reader) for entry in with_openings(entries, standing.coalition)]


def _line(opened: Opened, reader: Reader) -> FeedLine:
    facts: dict[str, Any] = {}
    by: dict[str, Any] = {}
    entry, audience = opened.entry, opened.tokens
    for opening in opened.openings:
        if reader.opens(opening, audience):
            payload = json.loads(bytes(opening.payload))
            facts |= payload["facts"]
            by |= payload.get("by", {})
    return FeedLine(
        id=entry.id,
        n=entry.n,
        at=entry.at,
        kind=entry.kind,
        sentence=sentence(entry.kind, facts),
        about=entry.about,
        facts=facts,
        power=by.get("power", ""),
        office=by.get("office", ""),
        under=by.get("under", ""),
    )
