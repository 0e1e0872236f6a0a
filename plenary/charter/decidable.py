"""What can be decided, and what an adopted proposal can do: the registries that rooms above fill.

They lie here, below the rooms that bring matters and effects and below `decisions`, which carries them out.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any, Protocol

from plenary.core.standing import Standing
from plenary.core.verdicts import Label

type Payload = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Matter:
    """A kind of question that the charter may give a process of its own. `label` is what people read."""

    code: str
    label: Label


class CannotCarryOut(Exception):
    """An effect that can no longer be done; `reason` is a registered reason code, `facts` fill its words; `mark` tells what else
    became of it."""

    mark = ""

    def __init__(self, reason: str, **facts: object) -> None:
        super().__init__(reason)
        self.reason = reason
        self.facts = facts


class Waits(CannotCarryOut):
    """An effect that cannot be done yet, until something else is settled: it is tried again by itself until then."""

    mark = "waits"


class Dropped(CannotCarryOut):
    """An effect that will never be done, for what was decided since: nobody is offered to try it again."""

    mark = "dropped"


class EffectKind(Protocol):
    """One thing that an adopted proposal can do. Payloads are JSON and hold ids, codes and words, never copies of rows."""

    code: str  # such as membership.admit
    matter: str  # the matter that it makes the proposal
    label: Label
    severable: bool  # may be taken out alone on an objection, where the process allows
    revocable: bool  # can be undone, and so be decided urgently
    governs: bool  # changes rules, roles or who belongs, as most do: who opens or enters it shows again who they are

    def problems(self, coalition_id: str, payload: Payload) -> list[str]:
        """Reason codes why it could not be done now; empty when it could. Asked before a proposal opens."""
        ...

    def sentences(self, coalition_id: str, payloads: Iterable[Payload]) -> list[str]:
        """What happens if adopted: one sentence a payload, in the active language, in a constant number of queries."""
        ...

    def carry_out(self, by: Standing, payload: Payload) -> None:
        """Do it, within the caller's record.act. Raises CannotCarryOut."""
        ...

    def undo(self, by: Standing, payload: Payload) -> None:
        """Undo what was carried out, within the caller's record.act; nothing where it no longer holds. Raises
        CannotCarryOut."""
        ...


class Lasting:
    """What kinds of effect share that cannot be undone: they are never decided urgently."""

    revocable = False
    governs = True

    def undo(self, by: Standing, payload: Payload) -> None:
        """Cannot."""
        raise CannotCarryOut("decisions.not_revocable")


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """One of those that stand for choice: its id within the effect, its title, what explains it (Markdown), and what it costs in
    minor units."""

    id: str
    title: str
    body: str = ""
    cost: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Keeping:
    """Seats kept for a group: its code, its name (language tag -> text), how many, and whether a candidate says itself that it
    belongs to it."""

    group: str
    names: Mapping[str, str]
    at_least: int
    is_declared: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What an effect that chooses asks: how many, out of which options; or which projects, out of a budget in minor units of a
    currency. Where candidates are `nominated` there are no options yet, and some seats may be kept for groups."""

    seats: int = 1
    options: tuple[Option, ...] = ()
    budget: int = 0
    currency: str = ""
    nominated: bool = False
    of_persons: bool = False  # who is nominated is a person in its own name, not a member
    kept: tuple[Keeping, ...] = ()
    electorate: str = ""  # body code; empty: that of the process

    def to_json(self) -> dict[str, Any]:
        """What is asked as plain JSON: held fast when a proposal opens, for the charter may change under it."""
        return asdict(self)

    @classmethod
    def from_json(cls, told: Mapping[str, Any]) -> "Asked":
        """What `to_json` wrote."""
        options = tuple(Option(**each) for each in told["options"])
        return cls(**{**told, "options": options, "kept": tuple(Keeping(**each) for each in told["kept"])})


AGAIN = "again"
"""The id of the answer that nominations are opened again, where a ballot is held though no more stand than there are seats."""


class Choosing:
    """What kinds of effect share that choose one or several: their proposal is decided by a process that chooses, and holds
    nothing else. `carry_out` finds in its payload ``"chosen"``: a list of ``{"id", "name", "member", "person", "groups"}``, in
    the order in which they were chosen; one whose id is `AGAIN` stands for opening nominations again."""

    severable = False
    governs = True
    nominates = False  # those who stand are nominated once the proposal is open
    spends = False  # out of a budget: what stands for choice has a cost

    def asked(self, coalition_id: str, payload: Payload) -> Asked:
        """What is asked. Raises CannotCarryOut where it can no longer be asked."""
        raise NotImplementedError  # each kind says what it asks

    def candidate_problem(self, coalition_id: str, payload: Payload, *, member: str, person: str) -> str:
        """Why a member or a person (ids) may not stand, as a reason code, or empty. Asked where candidates are nominated."""
        return "decisions.nobody_nominated_here"

    def holders(self, coalition_id: str, payload: Payload) -> frozenset[str]:
        """The ids of members and persons who may not stand for what they hold already, so that no form offers them. A constant
        number of queries."""
        return frozenset()

    def is_same(self, one: Payload, other: Payload) -> bool:
        """Whether two payloads choose for the same: where candidates are nominated no second is open beside the first."""
        return dict(one) == dict(other)

    def groups_of(
        self, coalition_id: str, payload: Payload, *, member: str, declared: Iterable[str]
    ) -> tuple[str, ...]:
        """The groups with kept seats to which a candidate belongs: of those that it declares, and those that are known of it."""
        return ()


def _at_once(_payload: Payload) -> None:
    """What begins as soon as it is decided has no start of its own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Arising:
    """A proposal that arises by the charter, moved by nobody: the effect that it has, its title (language tag -> words, the
    authentic language first), the clause that calls for it, since when (None: it arises only where an earlier one called for
    nominations again), and by when it is to be over and in force (None: as soon as it can). Of the payload of an earlier proposal
    of this kind `is_same` tells whether it was for the same, and `starts_of` when what it decided begins (None: at once).
    """

    kind: str
    payload: Payload
    titles: Mapping[str, str]
    clause: str
    since: datetime | None
    over_by: datetime | None = None
    is_same: Callable[[Payload], bool]
    starts_of: Callable[[Payload], datetime | None] = _at_once


type Arises = Callable[[str], Iterable[Arising]]

_arising: list[Arises] = []


def register_arising(tells: Arises) -> Arises:
    """Register what tells which proposals arise by themselves in a coalition (by its id), now or at a coming moment. It may be
    asked at any time; whoever opens them sees to it that each is opened once."""
    _arising.append(tells)
    return tells


def arising(coalition_id: str) -> Iterable[Arising]:
    """All proposals that arise by themselves in a coalition."""
    return [found for tells in _arising for found in tells(coalition_id)]


_matters: dict[str, Matter] = {}
_effects: dict[str, EffectKind] = {}
_powers: dict[str, Label] = {}
_rights: dict[str, Label] = {}


def register_matter(code: str, label: Label) -> None:
    """Bring a kind of matter. Raises ValueError when the code is taken."""
    if code in _matters:
        raise ValueError(f"matter {code} is registered twice")
    _matters[code] = Matter(code, label)


def register_effect(effect: EffectKind, *, matter: Label | None = None) -> None:
    """Bring a kind of effect, and with `matter` the matter that it makes a proposal, by what people read; without, the effect is
    of a matter that another brings, or of none of its own. Raises ValueError when a code is taken."""
    if effect.code in _effects:
        raise ValueError(f"effect {effect.code} is registered twice")
    _effects[effect.code] = effect
    if matter is not None:
        register_matter(effect.matter, matter)


def register_power(code: str, label: Label) -> None:
    """Bring a power that the charter may give to an office. Raises ValueError when the code is taken."""
    if code in _powers:
        raise ValueError(f"power {code} is registered twice")
    _powers[code] = label


def register_right(code: str, label: Label) -> None:
    """Bring what the charter gives to offices elsewhere than in their list of powers, such as in a process. Entries made by
    it say so with a `record.Exercise`. Raises ValueError when the code is taken."""
    if code in _rights or code in _powers:
        raise ValueError(f"right {code} is registered twice")
    _rights[code] = label


def matters() -> Mapping[str, Matter]:
    """Every matter, by code."""
    return dict(_matters)


def effects() -> Mapping[str, EffectKind]:
    """Every kind of effect, by code."""
    return dict(_effects)


def effect(code: str) -> EffectKind:
    """The kind of effect of this code. Raises KeyError."""
    return _effects[code]


def choosing(code: str) -> Choosing | None:
    """The kind of effect of this code where it chooses among several, else None. Raises KeyError."""
    found: object = _effects[code]
    return found if isinstance(found, Choosing) else None


def powers() -> Mapping[str, Label]:
    """Every power, by code."""
    return dict(_powers)


def rights() -> Mapping[str, Label]:
    """What the charter gives to offices elsewhere than among their powers, by code."""
    return dict(_rights)
