"""How matters are decided: the process of a kind of matter, what may be decided urgently, which days count; how agreements are
signed, and what becomes of a member that does not do its part."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from plenary.charter.rules.choices import (
    Base,
    Completion,
    Method,
    Second,
    Secrecy,
    Strength,
    TooFew,
    Uncontested,
    Vacancies,
    Weekday,
)
from plenary.charter.rules.countings import Counting

type Words = Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Process:
    """How a kind of matter is decided (B3). Frozen whole into a proposal when it opens.

    Days are whole days, hours pass as on a clock. `fallback` names the process that decides when a silence is broken or
    consensus is not reached; without one the proposal is then not adopted.
    """

    code: str
    names: Words
    method: Method
    electorate: str  # body code
    moved_by: str = "plenary"  # body code whose electors may move
    seconders: int = 0
    notice_days: int = 0
    discussion_days: int = 0
    voting_days: int = 7
    voting_hours: int = 0  # besides the days: for what cannot wait for a day
    early: bool = False  # closes as soon as no ballot that is missing could change the outcome
    quorum: Fraction = Fraction(0)  # share of the electorate (ballots, not weight) that must take part
    presence: bool = False  # at a meeting those who are present count for the quorum, whether they vote or not
    threshold: Fraction = Fraction(1, 2)
    strictly: bool = True  # more than the threshold; False: at least
    base: Base = Base.CAST
    second: Second = Second.NONE  # of a majority: another that is needed besides
    counting: Counting = Counting.STV_SCOTTISH  # of a choice among several
    strength: Strength = Strength.WINNING_VOTES  # of majorities, where pairs are counted
    completion: Completion = Completion.INCREMENT_GREEDY  # of a budget by Equal Shares
    grades: int = 5  # the highest grade, where ballots give grades from 0 on
    points: int = 0  # how many points a ballot shares out over the projects of a budget; 0: it ticks them
    secrecy: Secrecy = Secrecy.OPEN
    objections: bool = False  # a member may object to a severable effect until voting closes; it is then taken out
    objectors: int = 1  # how many it takes, and how many break a silence
    rounds: int = 1  # tests of consensus at most, each after a time of discussion
    fallback: str = ""  # process code
    advice_from: tuple[str, ...] = ()  # body codes that are heard first; what became of their advice is recorded
    referral_days: int = 0  # a discussion may be sent to a body for advice, for so many days at most; 0: it may not
    recorded_by: tuple[str, ...] = ()  # office codes that may enter what was decided on a call; none: not on calls
    window_hours: int = 72  # how long a decision of a call waits for objections
    extension_days: int = 0  # a member that must consult may ask once for so many days more; 0: it may not
    delegation: bool = False  # an elector may let another cast its ballot
    carries: int = 2  # how many ballots of others one elector may carry at most
    again_after_days: int = 0  # how long a decided question rests before it may be put again; 0: it may at once
    hold_hours: int = 0  # between adoption and effect


@dataclass(frozen=True, slots=True, kw_only=True)
class Urgent:
    """What a few may decide when it cannot wait (B3): by `process`; it lapses unless `confirmed_by` adopts it too."""

    process: str = ""  # process code; empty: nothing is decided urgently
    confirmed_by: str = ""  # process code
    matters: tuple[str, ...] = ("other",)  # matter codes


@dataclass(frozen=True, slots=True, kw_only=True)
class Elections:
    """What holds for every election (B10): nominations are open in the days of notice of its process."""

    uncontested: Uncontested = Uncontested.ELECTED
    too_few: TooFew = TooFew.FILL
    vacancies: Vacancies = Vacancies.BY_ELECTION
    handover_days: int = 14  # an election is over so many days before the terms end that it follows


@dataclass(frozen=True, slots=True, kw_only=True)
class Days:
    """Which days count: a deadline that falls on a day of rest moves to the same hour of the next day that is none."""

    time_zone: str = ""  # IANA name; empty: the coalition's
    rest_days: tuple[Weekday, ...] = ()
    holidays: tuple[str, ...] = ()  # "12-25" for every year, "2026-11-25" for one


@dataclass(frozen=True, slots=True, kw_only=True)
class Accountability:
    """What happens when a member does not do its part (B5): a conversation first, then notice and time to answer."""

    conversation_first: bool = True
    answer_days: int = 21
    dormant_after_months: int = 12
    small: Fraction = Fraction(1)  # the share of a counted duty that is asked of a member of small capacity
    medium: Fraction = Fraction(1)
    text: Words = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Signing:
    """What makes a signature under an agreement count (B7)."""

    second_address: bool = False  # that of an organisation counts once a second address of it has confirmed it


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """Where a concern goes, and how soon something is done (B8); what is late goes on. Days: 0 for none."""

    receiver: str = ""  # office code
    instead: str = ""  # office code, when the receiver is concerned
    further: tuple[str, ...] = ()  # office codes, after both
    outside: Words = field(default_factory=dict)  # who outside may be turned to, and how
    acknowledge_hours: int = 72
    answer_days: int = 0  # from then to a first answer
    hear_days: int = 0  # from then until the one concerned is asked for a statement
    outcome_days: int = 0  # from the statement, or the last day for it
    outside_mediator: bool = True
    text: Words = field(default_factory=dict)

    @property
    def order(self) -> tuple[str, ...]:
        """The codes of the offices that receive, each once, in their order."""
        return tuple(dict.fromkeys(filter(None, (self.receiver, self.instead, *self.further))))
