"""The universalisation drive of an instrument: regions with their states, the core group, and what the pace comes to."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import get_language

from plenary.core import clock
from plenary.core.standing import Standing
from plenary.core.verdicts import Label
from plenary.directory.rules.names import fold
from plenary.directory.rules.regions import region_of
from plenary.membership.models import Member
from plenary.monitoring.labels import (
    STANDS,
    STEP,
    expected_in_words,
    pace_in_words,
    projection_in_words,
    region_in_words,
)
from plenary.monitoring.models import Approach, Instrument, Target
from plenary.monitoring.permissions.drive import may_write_approach
from plenary.monitoring.permissions.instruments import may_keep
from plenary.monitoring.queries.actors import Names, names_of_actors
from plenary.monitoring.queries.drive import approaches_of, led_by, targets_of
from plenary.monitoring.rules.driving import EVERYWHERE, REGIONS, Step, by_region, likely_step
from plenary.monitoring.rules.entering import lacking
from plenary.monitoring.rules.instruments import ActorKind
from plenary.monitoring.rules.projecting import Pace, expected, pace_of, projection, yearly_gains
from plenary.monitoring.rules.standings import BINDS, Stands, stands_on
from plenary.monitoring.rules.states import STATES
from plenary.monitoring.rules.statuses import Status
from plenary.monitoring.shown.status import status_of


@dataclass(frozen=True, slots=True, kw_only=True)
class StateLine:
    """A state and how the coalition goes about it; `lead` is empty where there is none, or none that is shown."""

    code: str
    name: str
    stands: Stands | None
    step: Step | None
    is_friend: bool
    approach: Approach | None
    lead: str
    is_late: bool
    may_write: bool

    @property
    def label(self) -> Label:
        """How it stands, in words; empty where it has nothing to do with the instrument."""
        return STANDS[self.stands] if self.stands else ""

    @property
    def step_label(self) -> Label:
        """Its next step, in words; empty where it is a party."""
        return STEP[self.step] if self.step else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RegionShown:
    """A region: parties of how many, its target and who leads it, and those of its states that are no party (or leave)."""

    code: str
    name: str
    parties: int
    states: int
    target: Target | None
    lead: str
    lines: Sequence[StateLine]


@dataclass(frozen=True, slots=True, kw_only=True)
class DriveShown:
    """The drive of an instrument today. `needed` are the parties to which is projected: those that bring it into force, else the
    target for all; `words` tell the projection, and on what it rests."""

    instrument: Instrument
    parties: int
    states: int
    target: Target | None
    lead: str
    needed: int | None
    words: Sequence[str]
    regions: Sequence[RegionShown]
    friends: Sequence[StateLine]
    may_keep: bool


def drive_shown(standing: Standing, instrument: Instrument) -> DriveShown:
    """The drive as the reader sees it, in the active language. Five queries, whatever the number of states."""
    today = clock.now().date()
    found, rows = status_of(instrument)
    names = names_of_actors(instrument.coalition_id, get_language() or "en")
    approaches, targets = approaches_of(instrument), targets_of(instrument)
    leaving = {row.actor for row in rows if row.takes_effect and row.day <= today < row.takes_effect}
    keeps, leads = bool(may_keep(standing)), bool(may_write_approach(standing, standing.member))
    maker = _Lines(standing, found, names, approaches, targets, today, leaving, keeps, leads)
    lines = sorted(map(maker.line, _states(found, names, approaches)), key=lambda line: fold(line.name))
    lines.sort(key=lambda line: (line.stands is not Stands.SIGNED, line.stands is None))
    grouped = by_region(line.code for line in lines)
    by_code = {line.code: line for line in lines}
    parties = len(found.parties(today))
    whole = targets.get(EVERYWHERE)
    begun = found.in_force_since is not None and found.in_force_since <= today
    left = 0 if begun else lacking(instrument.enters, (row.told for row in rows), today).get("", 0)
    pace = pace_of(yearly_gains(found.timelines.values(), today, since=instrument.adopted_on))
    needed = parties + left if left else whole.parties if whole else None
    return DriveShown(
        instrument=instrument,
        parties=parties,
        states=len(lines),
        target=whole,
        lead=_name(whole.lead if whole else None),
        needed=needed,
        words=_words(pace, parties, needed, whole, today),
        regions=[
            _region(code, [by_code[each] for each in grouped.get(code, ())], targets.get(code))
            for code in (*REGIONS, EVERYWHERE)
            if code in grouped or (code and code in targets)
        ],
        friends=[line for line in sorted(lines, key=lambda line: fold(line.name)) if line.is_friend],
        may_keep=keeps,
    )


@dataclass(frozen=True, slots=True)
class _Lines:
    """Makes the line of a state from what was read."""

    standing: Standing
    found: Status
    names: Names
    approaches: Mapping[str, Approach]
    targets: Mapping[str, Target]
    today: date
    leaving: set[str]
    keeps: bool
    leads: bool

    def line(self, code: str) -> StateLine:
        """The line of a state."""
        told = self.found.timelines.get(code)
        stands = stands_on(told, self.today) if told else None
        approach = self.approaches.get(code)
        target = self.targets.get(region_of(code)) if region_of(code) else None
        lead = approach.lead if approach and approach.lead else target.lead if target else None
        begun = self.found.in_force_since is not None and self.found.in_force_since <= self.today
        step = likely_step(stands, in_force=begun, leaves=code in self.leaving)
        if approach and approach.step and step:
            step = Step(approach.step)
        return StateLine(
            code=code,
            name=self.names[code],
            stands=stands,
            step=step,
            is_friend=bool(approach and approach.is_friend),
            approach=approach,
            lead=_name(lead),
            is_late=bool(approach and approach.next_action and approach.due_on and approach.due_on < self.today),
            may_write=self.keeps or (self.leads and lead is not None and lead.id == self.standing.member),
        )


def _states(found: Status, names: Names, approaches: Mapping[str, Approach]) -> frozenset[str]:
    """Whom the drive counts: all states, those that the coalition words as such, and whoever took a step or is worked on."""
    worded = {code for code, row in names.rows.items() if row.kind == ActorKind.STATE}
    return STATES | worded | found.timelines.keys() | approaches.keys()


def _region(code: str, lines: Sequence[StateLine], target: Target | None) -> RegionShown:
    return RegionShown(
        code=code,
        name=region_in_words(code) if code else "",
        parties=sum(line.stands in BINDS for line in lines),
        states=len(lines),
        target=target if code else None,
        lead=_name(target.lead if target and code else None),
        lines=[line for line in lines if line.step],
    )


def _name(lead: Member | None) -> str:
    return lead.name if lead and not lead.protected else ""


def _words(pace: Pace | None, parties: int, needed: int | None, whole: Target | None, today: date) -> list[str]:
    if pace is None:
        return []
    said = (
        [projection_in_words(projection(parties, needed, pace, today), needed)] if needed and needed > parties else []
    )
    if whole and whole.until > today:
        then = expected(parties, pace.middle, (whole.until - today).days)
        said.append(expected_in_words(whole.until, then, whole.parties))
    return [*said, pace_in_words(pace)]


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekLine:
    """What is next of a state that the reader's member leads."""

    approach: Approach
    name: str
    title: str
    is_late: bool


def week_shown(standing: Standing) -> list[WeekLine]:
    """What is next of all states that the reader's member leads, first what is due first, what has no day last. Two queries."""
    today, language = clock.now().date(), get_language() or "en"
    names = names_of_actors(standing.coalition, language)
    lines = [
        WeekLine(
            approach=row,
            name=names[row.actor],
            title=row.instrument.name_in(language),
            is_late=bool(row.due_on and row.due_on < today),
        )
        for row in led_by(standing)
    ]
    return sorted(lines, key=lambda line: (line.approach.due_on or date.max, fold(line.name)))
