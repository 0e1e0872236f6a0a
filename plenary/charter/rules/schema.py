"""The typed charter: what a coalition may rule on, chapter by chapter. Only frozen dataclasses stand here.

Words that people read are `Words`: language tag -> text. Codes are short ASCII names (`board`, `chair`, `member`) by which
the program obeys; a coalition gives them names of its own. Shares are `Fraction`s (2/3), lengths whole days or months.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from plenary.charter.rules.choices import (
    Base,
    BodyKind,
    Commitment,
    Completion,
    Disclosed,
    Filled,
    Holder,
    Method,
    Second,
    Secrecy,
    Strength,
    TooFew,
    Uncontested,
    Vacancies,
    Weekday,
    Who,
)
from plenary.charter.rules.countings import Counting
from plenary.charter.rules.processes import Accountability, Conflict, Days, Elections, Process, Signing, Urgent, Words

__all__ = [
    "OTHER_MATTER",
    "SCHEMA_VERSION",
    "Accountability",
    "Base",
    "Body",
    "BodyKind",
    "Category",
    "Charter",
    "Commitment",
    "Completion",
    "Conflict",
    "Counting",
    "Days",
    "Disclosed",
    "Disclosure",
    "Elections",
    "Ending",
    "Filled",
    "Holder",
    "Host",
    "Method",
    "Office",
    "Process",
    "Protection",
    "Purpose",
    "Review",
    "Seats",
    "Second",
    "Secrecy",
    "Sharing",
    "Signing",
    "Speaking",
    "Strength",
    "TooFew",
    "Uncontested",
    "Urgent",
    "Vacancies",
    "Weekday",
    "Who",
    "Words",
]

SCHEMA_VERSION = 4
OTHER_MATTER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class Purpose:
    """Chapter 1: what the alliance is for, and the degree of commitment (A1, B6)."""

    purpose: Words
    principles: tuple[Words, ...] = ()
    commitment: Commitment = Commitment.COORDINATION
    goals: tuple[Words, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Category:
    """A kind of member (B4): `weight` votes a ballot, `quota` of the whole is not limited. No vote means voice alone."""

    code: str
    names: Words
    who: Who = Who.ORGANISATIONS
    voice: bool = True
    vote: bool = True
    weight: int = 1
    split: bool = False  # a ballot that counts several times may be split between the answers
    personal: bool = False  # whoever belongs takes part in a personal capacity and speaks for no institution
    commitment: Commitment = Commitment.NETWORKING  # the least degree asked of it
    requirements: tuple[Words, ...] = ()
    provisional_months: int = 0  # 0: admitted at once
    provisional_vote: bool = False
    duties: tuple[Words, ...] = ()
    meetings_a_year: int = 0  # of all members, that a member of large capacity attends at least; 0: none are asked
    tasks_a_year: int = 0  # that it takes on at least: promises and actions; 0: none are asked


@dataclass(frozen=True, slots=True, kw_only=True)
class Seats:
    """Seats of one kind in a body: how many, for whom, how filled, for how long (B1, B10)."""

    code: str
    names: Words
    number: int
    holder: Holder = Holder.MEMBER
    filled: Filled = Filled.ELECTION
    filled_by: str = "plenary"  # body code
    reserved_for: Words = field(default_factory=dict)  # whom the seats are kept for, in words
    reserved_category: str = ""  # category code the holder must stand in
    term_months: int = 24
    term_limit: int = 2  # terms in a row; 0: no limit
    turns: int = 1  # they are filled in so many turns, spread over a term: with 2, half of them at a time


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """A body (B1, B2): the plenary of every member, a board, a steering committee, a committee, a task force."""

    code: str
    kind: BodyKind
    names: Words
    duties: tuple[Words, ...] = ()
    seats: tuple[Seats, ...] = ()  # none for the plenary: every voting member
    reports_to: str = ""  # body code
    meets_every_months: int = 0
    proxies: int = 0  # for how many others one may act by proxy at its meetings; 0: as many as ask


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """An office (B10): chair, treasurer, coordinator. `powers` are the power codes that rooms register."""

    code: str
    names: Words
    body: str = ""  # body code to which it belongs
    filled: Filled = Filled.ELECTION
    filled_by: str = "plenary"  # body code
    powers: tuple[str, ...] = ()
    duties: tuple[Words, ...] = ()
    term_months: int = 24
    term_limit: int = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Sharing:
    """What leadership shares with whom, and within how many days (C1)."""

    what: Words
    audience: Disclosed = Disclosed.MEMBERS
    within_days: int = 14


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaking:
    """Who may speak for the coalition, and who signs off (C2)."""

    offices: tuple[str, ...] = ()  # office codes
    sign_off: str = OTHER_MATTER  # process code
    rotation: bool = False
    text: Words = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Disclosure:
    """What is open to whom (B11)."""

    charter: Disclosed = Disclosed.PUBLIC
    members: Disclosed = Disclosed.MEMBERS
    bodies: Disclosed = Disclosed.MEMBERS
    proposals: Disclosed = Disclosed.MEMBERS
    outcomes: Disclosed = Disclosed.MEMBERS
    record_heads: Disclosed = Disclosed.PUBLIC


@dataclass(frozen=True, slots=True, kw_only=True)
class Protection:
    """Members unnamed to others (C4): only where allowed, up to a cap, with vouchers; voice, by default without vote.

    Where they are, every other member may go unnamed too, unless the charter says otherwise: else what has no name would mark
    who is protected.
    """

    allowed: bool = False
    cap: int = 0
    vouchers: int = 2
    vote: bool = False
    known_to: tuple[str, ...] = ()  # office codes whose holders may know
    unnamed: bool = True  # every member may move, amend and speak without its name


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """When the rules are looked at again (G1)."""

    every_months: int = 24
    by: str = "plenary"  # body code


@dataclass(frozen=True, slots=True, kw_only=True)
class Ending:
    """How the coalition ends, and where what it holds goes (G3)."""

    process: str = OTHER_MATTER  # process code
    remains: Words = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Host:
    """Who employs staff and holds money for the coalition (B1, B9): a category, in words; the charter names no member."""

    has_host: bool = False
    duties: tuple[Words, ...] = ()
    reports_to: str = ""  # body code


@dataclass(frozen=True, slots=True, kw_only=True)
class Charter:
    """A coalition's rules in force, whole. `matters` maps each matter's code to a process code; `other` is always there."""

    schema: int = SCHEMA_VERSION
    languages: tuple[str, ...] = ("en",)  # BCP 47; the first is the authentic one
    required_languages: tuple[str, ...] = ()  # those in which a proposal must stand before its notice starts
    purpose: Purpose
    categories: tuple[Category, ...]
    accountability: Accountability = field(default_factory=Accountability)
    bodies: tuple[Body, ...]
    offices: tuple[Office, ...] = ()
    elections: Elections = field(default_factory=Elections)
    longest_term_months: int = 0  # no term of a seat or an office is longer; 0: no such limit
    processes: tuple[Process, ...]
    matters: Mapping[str, str]
    urgent: Urgent = field(default_factory=Urgent)
    days: Days = field(default_factory=Days)
    signing: Signing = field(default_factory=Signing)
    sharing: tuple[Sharing, ...] = ()
    speaking: Speaking = field(default_factory=Speaking)
    credit: Words = field(default_factory=dict)
    disclosure: Disclosure = field(default_factory=Disclosure)
    protection: Protection = field(default_factory=Protection)
    conflict: Conflict = field(default_factory=Conflict)
    review: Review = field(default_factory=Review)
    ending: Ending = field(default_factory=Ending)
    host: Host = field(default_factory=Host)

    def category(self, code: str) -> Category:
        """The category of this code. Raises KeyError."""
        return _by_code(self.categories, code)

    def requirements(self, code: str) -> tuple[Words, ...]:
        """What is asked of those who join a category; nothing of a code that is none."""
        return next((each.requirements for each in self.categories if each.code == code), ())

    def body(self, code: str) -> Body:
        """The body of this code. Raises KeyError."""
        return _by_code(self.bodies, code)

    def office(self, code: str) -> Office:
        """The office of this code. Raises KeyError."""
        return _by_code(self.offices, code)

    def process(self, code: str) -> Process:
        """The process of this code. Raises KeyError."""
        return _by_code(self.processes, code)

    def process_for(self, matter: str) -> Process:
        """The process by which a matter is decided: its own, else that of any other matter."""
        return self.process(self.matters.get(matter) or self.matters[OTHER_MATTER])


def _by_code[T: (Category, Body, Office, Process)](things: tuple[T, ...], code: str) -> T:
    for thing in things:
        if thing.code == code:
            return thing
    raise KeyError(code)
