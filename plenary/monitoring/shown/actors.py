"""One actor: how it stands to each instrument that the reader may see, and what it did about each."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import get_language

from plenary.core.standing import Standing
from plenary.core.verdicts import Label
from plenary.directory.rules.names import fold
from plenary.monitoring.labels import ACTOR_KIND, KINDS, STANDS
from plenary.monitoring.models import Actor, Instrument, StatusSpan, TreatyAction
from plenary.monitoring.queries.actors import names_of_actors
from plenary.monitoring.queries.instruments import visible_instruments
from plenary.monitoring.rules.actors import is_known_code
from plenary.monitoring.rules.instruments import in_language


@dataclass(frozen=True, slots=True, kw_only=True)
class Before:
    """An actor before one instrument: how it stands on the day, and each treaty action with its word."""

    instrument: Instrument
    name: str
    stands: Label
    actions: Sequence[tuple[TreatyAction, Label]]


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorShown:
    """An actor on a day, before each instrument."""

    code: str
    name: str
    wording: str
    within: str
    day: date
    before: Sequence[Before]


@dataclass(frozen=True, slots=True, kw_only=True)
class WordedLine:
    """An actor that the coalition words itself."""

    row: Actor
    name: str
    kind: Label


def actor_shown(standing: Standing, code: str, day: date) -> ActorShown | None:
    """An actor on a day, in the active language; None where there is no such actor for this reader: those outside know one that
    the coalition words itself where a public instrument tells of it. Four queries."""
    coalition_id = standing.coalition
    names = names_of_actors(coalition_id, get_language() or "en")
    instruments = list(visible_instruments(standing))
    ids = [row.id for row in instruments]
    done = (
        TreatyAction.objects.of(coalition_id)
        .filter(actor=code, instrument__in=ids)
        .select_related("taken", "instrument")
    )
    rows = list(done)
    is_worded = code in names.rows
    if not (is_worded or is_known_code(code)) or (is_worded and not standing.is_inside and not rows):
        return None
    spans = StatusSpan.objects.of(coalition_id).filter(actor=code, instrument__in=ids, first__lte=day)
    stands = {span.instrument_id: STANDS[span.stands] for span in spans if span.until is None or day < span.until}
    row = names.rows.get(code)
    before = [
        Before(
            instrument=each,
            name=each.name_in(names.language),
            stands=stands.get(each.id, ""),
            actions=[(one, KINDS[one.told.kind]) for one in rows if one.instrument_id == each.id],
        )
        for each in instruments
    ]
    return ActorShown(
        code=code,
        name=names[code],
        wording=names.wording(code),
        within=names[row.within] if row and row.within else "",
        day=day,
        before=sorted(before, key=lambda one: (fold(one.name), one.instrument.id)),
    )


def actors_shown(rows: Sequence[Actor]) -> Sequence[WordedLine]:
    """Actors that the coalition words itself, by name, in the active language."""
    language = get_language() or ""
    lines = [
        WordedLine(
            row=row,
            name=in_language(row.names, language),
            kind=ACTOR_KIND[row.kind],
        )
        for row in rows
    ]
    return sorted(lines, key=lambda line: (fold(line.name), line.row.code))
