"""The status of an instrument on a day: who stands how, since when, what changed, what is due."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.utils.translation import get_language

from plenary.core.verdicts import Label
from plenary.directory.rules.names import fold
from plenary.monitoring.labels import CHANGE, KINDS, STANDS
from plenary.monitoring.models import Instrument, Obligation, TreatyAction
from plenary.monitoring.queries.actors import Names, names_of_actors
from plenary.monitoring.queries.instruments import actions_of, extensions_of, obligations_of
from plenary.monitoring.rules.entering import lacking
from plenary.monitoring.rules.obligations import due
from plenary.monitoring.rules.spans import Timeline
from plenary.monitoring.rules.standings import BINDS, Stands, stands_on
from plenary.monitoring.rules.statuses import Change, Status, status
from plenary.monitoring.rules.treaty_actions import BINDING, Kind
from plenary.monitoring.rules.treaty_actions import TreatyAction as Told

AHEAD = timedelta(days=365)
BEHIND = timedelta(days=365)


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorLine:
    """How one actor stood on the day: since when its signature stood, by what and since when it was a party, from when on it is
    in force, and on which later day a withdrawal takes effect that was notified by then."""

    code: str
    name: str
    wording: str
    stands: Stands
    signed_on: date | None = None
    consent: Label = ""
    consent_on: date | None = None
    in_force_on: date | None = None
    leaves_on: date | None = None

    @property
    def label(self) -> Label:
        """How it stands, in words."""
        return STANDS[self.stands]


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeLine:
    """What changed for an actor on a day."""

    day: date
    code: str
    name: str
    change: str

    @property
    def label(self) -> Label:
        """What changed, in words."""
        return CHANGE[self.change]


@dataclass(frozen=True, slots=True, kw_only=True)
class DueLine:
    """By when an actor is to have done what an obligation asks; `extended` where it was given longer."""

    day: date
    code: str
    name: str
    obligation: Obligation
    extended: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class DueTogether:
    """What is due of several on one day, or has passed for several: the obligation, and each of them."""

    obligation: Obligation
    day: date
    lines: Sequence[DueLine]

    @property
    def last(self) -> date:
        """The latest of their days."""
        return max(line.day for line in self.lines)


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusShown:
    """An instrument on a day. `lacking` tells how many parties it still needs, in all (the empty name) and of categories."""

    instrument: Instrument
    day: date
    lines: Sequence[ActorLine]
    in_force_since: date | None
    lacking: Mapping[str, int]
    changes: Sequence[ChangeLine]
    due: Sequence[DueLine]
    overdue: Sequence[DueLine]
    signatories: int

    @property
    def counts(self) -> Mapping[Stands, int]:
        """How many stand how."""
        return Counter(line.stands for line in self.lines)

    @property
    def parties(self) -> int:
        """How many are parties, in force or not yet."""
        return sum(line.stands in BINDS for line in self.lines)

    @property
    def due_together(self) -> Sequence[DueTogether]:
        """What is due, each obligation on each day once, in the order of days."""
        return _together(self.due, lambda line: (line.day, line.obligation.place))

    @property
    def passed_together(self) -> Sequence[DueTogether]:
        """Of each obligation whose deadlines have passed those for whom they did, in the order of obligations."""
        return _together(self.overdue, lambda line: line.obligation.place)


def _together(lines: Sequence[DueLine], by: Callable[[DueLine], Any]) -> Sequence[DueTogether]:
    found: dict[Any, list[DueLine]] = {}
    for line in lines:
        found.setdefault(by(line), []).append(line)
    return [
        DueTogether(obligation=own[0].obligation, day=own[0].day, lines=sorted(own, key=lambda one: fold(one.name)))
        for _place, own in sorted(found.items())
    ]


def status_of(instrument: Instrument) -> tuple[Status, Sequence[TreatyAction]]:
    """The status of an instrument through all days, and the rows that it rests on. One query."""
    rows = list(actions_of(instrument))
    return status(instrument.enters, [row.told for row in rows]), rows


def status_shown(instrument: Instrument, day: date) -> StatusShown:
    """An instrument on a day, in the active language. Four queries, whatever the number of actors."""
    found, rows = status_of(instrument)
    names = names_of_actors(instrument.coalition_id, get_language() or "en")
    by_actor: dict[str, list[Told]] = {}
    for row in rows:
        by_actor.setdefault(row.actor, []).append(row.told)
    lines = [line for code, told in found.timelines.items() if (line := _line(code, told, day, by_actor[code], names))]
    begun = found.in_force_since if found.in_force_since and found.in_force_since <= day else None
    ahead = sorted(_due(instrument, found, day, names), key=lambda one: (one.day, fold(one.name)))
    return StatusShown(
        instrument=instrument,
        day=day,
        lines=sorted(lines, key=lambda line: fold(line.name)),
        in_force_since=begun,
        lacking={} if begun else lacking(instrument.enters, (row.told for row in rows), day),
        changes=_changes(found, day, names),
        due=[line for line in ahead if day <= line.day <= day + AHEAD],
        overdue=[line for line in ahead if line.day < day],
        signatories=len(found.signatories(day)),
    )


def _changes(found: Status, day: date, names: Names) -> list[ChangeLine]:
    """The newest first; of who leaves it is not told besides that its signature ended."""
    told = found.changes(day - BEHIND, day)
    left = {(at, code) for at, code, change in told if change is Change.CEASED_TO_BE_PARTY}
    return [
        ChangeLine(day=at, code=code, name=names[code], change=change)
        for at, code, change in reversed(told)
        if change is not Change.SIGNATURE_ENDED or (at, code) not in left
    ]


def _line(code: str, told: Timeline, day: date, own: Sequence[Told], names: Names) -> ActorLine | None:
    stands = stands_on(told, day)
    if stands is None:
        return None
    since = next((span.first for span in told.party if span.holds(day)), None)
    consent = next((each for each in own if each.kind in BINDING and each.counts_from == since), None)
    leaves = [each.counts_from for each in own if each.kind is Kind.WITHDRAWAL and each.day <= day < each.counts_from]
    return ActorLine(
        code=code,
        name=names[code],
        wording=names.wording(code),
        stands=stands,
        signed_on=next((span.first for span in told.signed if span.holds(day)), None),
        consent=KINDS[consent.kind] if consent else "",
        consent_on=since,
        in_force_on=next((span.first for span in told.in_force if span.until is None or day < span.until), None),
        leaves_on=min(leaves, default=None),
    )


def _due(instrument: Instrument, found: Status, day: date, names: Names) -> list[DueLine]:
    """What is due of each that is bound on a day; what comes back each year is never overdue here."""
    extended, lines = extensions_of(instrument), []
    with_deadline = [(each, each.due_by) for each in obligations_of(instrument)]
    for code in found.bound(day):
        for obligation, deadline in with_deadline:
            longer = extended.get((obligation.id, code), ())
            by = deadline and due(
                deadline, found.timelines[code], in_force_since=found.in_force_since, day=day, extended=longer
            )
            if by:
                one = DueLine(day=by, code=code, name=names[code], obligation=obligation, extended=by in longer)
                lines.append(one)
    return lines
