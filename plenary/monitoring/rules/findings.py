"""Findings: in which words an actor is judged, how sure that is, what speaks for and against it, and its way to the public."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from plenary.monitoring.rules.instruments import Binds
from plenary.monitoring.rules.sources import Reliability
from plenary.monitoring.rules.spans import Span
from plenary.monitoring.rules.standings import BINDS, Stands

LONGEST_TEXT = 5000  # characters
LONGEST_CLAIM = 1000
LONGEST_PLACE = 100
LONGEST_WHY = 1000
MOST_CLAIMS = 100
MOST_SOURCES = 20
FIRST_YEAR = 1900

type Standings = Iterable[tuple[Span, Stands, bool]]
"""How one actor stood to an instrument, and whether its signature stood, from one day to another (`rules.standings`)."""


class Judged(StrEnum):
    """What a finding says of practice, before it is known whether the actor is bound."""

    MEETS = "meets"
    AGAINST = "against"
    OF_CONCERN = "of-concern"
    UNKNOWN = "unknown"


class Word(StrEnum):
    """The verdict: the first two of those bound, the next two of others, the last two of both."""

    COMPLIANT = "compliant"
    NON_COMPLIANT = "non-compliant"
    COMPATIBLE = "compatible"
    NOT_COMPATIBLE = "not-compatible"
    OF_CONCERN = "of-concern"
    UNKNOWN = "unknown"


_BOUND = {
    Judged.MEETS: Word.COMPLIANT,
    Judged.AGAINST: Word.NON_COMPLIANT,
    Judged.OF_CONCERN: Word.OF_CONCERN,
    Judged.UNKNOWN: Word.UNKNOWN,
}
_OTHERS = _BOUND | {Judged.MEETS: Word.COMPATIBLE, Judged.AGAINST: Word.NOT_COMPATIBLE}


class Confidence(StrEnum):
    """How sure those who judge are of it."""

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"


class Side(StrEnum):
    """Which way a claim speaks."""

    SUPPORTS = "supports"
    CONTRADICTS = "contradicts"


class Stage(StrEnum):
    """How far a finding is on its way; in this order."""

    DRAFT = "draft"
    CHECKED = "checked"
    CLEARED = "cleared"
    SIGNED_OFF = "signed-off"
    PUBLISHED = "published"


INSIDE = (Stage.CLEARED, Stage.SIGNED_OFF, Stage.PUBLISHED)
"""From clearance on everybody inside the coalition reads it; before it only those who keep, and whoever wrote it."""


class Step(StrEnum):
    """What is done on the way, in this order; the two clearances in either."""

    CHECK = "check"
    CLEAR_AS_WRITER = "clear-as-writer"
    CLEAR_AS_KEEPER = "clear-as-keeper"
    SIGN_OFF = "sign-off"
    PUBLISH = "publish"


class Lacks(StrEnum):
    """What a finding needs before it is laid open."""

    TEXT = "text"
    CLAIMS = "claims"
    SOURCES = "sources"


class Against(StrEnum):
    """How what contradicts a finding rests beside what supports it. It is told; it decides nothing."""

    NOTHING = "nothing"
    WEAKER = "weaker"
    EQUAL = "equal"
    STRONGER = "stronger"
    NOT_JUDGED = "not-judged"


@dataclass(frozen=True, slots=True)
class Claim:
    """Which way a claim speaks, and how far each of its sources is relied on; withdrawn sources are left out."""

    side: Side
    sources: tuple[Reliability, ...]


@dataclass(frozen=True, slots=True)
class Weighed:
    """How many claims speak for and against, the best source of each side, and how the two stand to each other."""

    supporting: int
    contradicting: int
    best_for: Reliability | None
    best_against: Reliability | None
    against: Against

    @property
    def is_conflict(self) -> bool:
        """True where claims speak against it: that is shown, whatever the sources weigh."""
        return self.contradicting > 0


def year_is_known(year: int, today: date) -> bool:
    """True for a year of which something can be known: none that lies ahead."""
    return FIRST_YEAR <= year <= today.year


def is_bound(binds: Binds, standings: Standings, year: int) -> bool:
    """True where an obligation bound an actor on at least one day of a year: parties by what was in force for them, signatories
    by their signature or as parties, everybody always."""
    if binds is Binds.EVERYBODY:
        return True
    first, after = date(year, 1, 1), date(year + 1, 1, 1)
    within = [(stands, signed) for span, stands, signed in standings if _meet(span, first, after)]
    if binds is Binds.SIGNATORIES:
        return any(signed or stands in BINDS for stands, signed in within)
    return any(stands is Stands.IN_FORCE for stands, _signed in within)


def word_of(judged: Judged, *, bound: bool) -> Word:
    """The word in which it is said of those bound, and of others."""
    return (_BOUND if bound else _OTHERS)[judged]


def judged_of(word: Word) -> Judged:
    """What a word says of practice, whoever it is said of."""
    return next(judged for words in (_BOUND, _OTHERS) for judged, each in words.items() if each is word)


def weighed(claims: Sequence[Claim]) -> Weighed:
    """What speaks for a finding beside what speaks against it. A side without a judged source is not compared: `F` is neither
    good nor bad (AJP-2.1)."""
    sides = {side: [each for each in claims if each.side is side] for side in Side}
    best = {side: _best(own) for side, own in sides.items()}
    ours, theirs = best[Side.SUPPORTS], best[Side.CONTRADICTS]
    return Weighed(
        supporting=len(sides[Side.SUPPORTS]),
        contradicting=len(sides[Side.CONTRADICTS]),
        best_for=ours,
        best_against=theirs,
        against=_against(ours, theirs) if sides[Side.CONTRADICTS] else Against.NOTHING,
    )


def lacking(texts: Iterable[str], judged: Judged, claims: Sequence[Claim]) -> tuple[Lacks, ...]:
    """What a finding still needs before it is laid open: words in one language, something that supports what it says (unless it
    says that nothing is known), and under each claim a source that was not withdrawn."""
    found = []
    if not any(each.strip() for each in texts):
        found.append(Lacks.TEXT)
    if judged is not Judged.UNKNOWN and not any(each.side is Side.SUPPORTS for each in claims):
        found.append(Lacks.CLAIMS)
    if any(not each.sources for each in claims):
        found.append(Lacks.SOURCES)
    return tuple(found)


def next_steps(stage: Stage, done: Iterable[Step] = ()) -> tuple[Step, ...]:
    """What can be done next: both clearances where neither is done, none once it is published."""
    if stage is Stage.CHECKED:
        taken = set(done)
        return tuple(each for each in (Step.CLEAR_AS_WRITER, Step.CLEAR_AS_KEEPER) if each not in taken)
    follows = {Stage.DRAFT: Step.CHECK, Stage.CLEARED: Step.SIGN_OFF, Stage.SIGNED_OFF: Step.PUBLISH}
    return (follows[stage],) if stage in follows else ()


def stage_after(stage: Stage, step: Step, done: Iterable[Step] = ()) -> Stage:
    """Where a finding is after a step; `done` are the steps before it. It is cleared when writer and keeper both said so. Raises
    ValueError for a step that is not next."""
    if step not in next_steps(stage, done):
        raise ValueError(f"{step} does not follow {stage}")
    if stage is Stage.CHECKED:
        return Stage.CLEARED if len(next_steps(stage, [*done, step])) == 0 else Stage.CHECKED
    return list(Stage)[list(Stage).index(stage) + 1]


def _meet(span: Span, first: date, after: date) -> bool:
    return span.first < after and (span.until is None or span.until > first)


def _best(claims: Sequence[Claim]) -> Reliability | None:
    judged = [each for claim in claims for each in claim.sources if each is not Reliability.NOT_JUDGED]
    return min(judged, default=None)


def _against(ours: Reliability | None, theirs: Reliability | None) -> Against:
    if ours is None or theirs is None:
        return Against.NOT_JUDGED
    if ours == theirs:
        return Against.EQUAL
    return Against.WEAKER if ours < theirs else Against.STRONGER
