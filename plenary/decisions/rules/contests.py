"""What is chosen among: the candidates, how many seats, and which of them are kept; as values and as plain JSON."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """One of those that may be chosen: a candidate, a project, an answer. `cost` in minor units, of a project; `groups` are
    those for which seats are kept and to which it belongs; `unnamed` says that its name was taken out, and words stand there."""

    id: str
    name: str
    cost: int = 0
    groups: tuple[str, ...] = ()
    unnamed: bool = False

    def to_json(self) -> dict[str, Any]:
        """The candidate as plain JSON."""
        told = {"id": self.id, "name": self.name, "cost": self.cost, "groups": list(self.groups)}
        return told | ({"unnamed": True} if self.unnamed else {})


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """Seats that are kept for a group: its code, what it is called (language tag -> text), how many at the least."""

    group: str
    names: Mapping[str, str] = field(default_factory=dict)
    at_least: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Contest:
    """What is chosen: candidates in the order of the list, how many seats, which of them are kept for a group; or a budget in
    minor units of a currency, of which the projects are paid."""

    candidates: tuple[Candidate, ...]
    seats: int = 1
    kept: tuple[Kept, ...] = ()
    budget: int = 0
    currency: str = ""
    drawn: tuple[int, ...] = ()  # the lots, once they are drawn: places in the list, the first drawn first

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids of the candidates, in the order of the list."""
        return tuple(each.id for each in self.candidates)

    def to_json(self) -> dict[str, Any]:
        """The contest as plain JSON."""
        return {
            "candidates": [each.to_json() for each in self.candidates],
            "seats": self.seats,
            "kept": [{"group": each.group, "names": dict(each.names), "at_least": each.at_least} for each in self.kept],
            "budget": self.budget,
            "currency": self.currency,
            "drawn": list(self.drawn),
        }

    @classmethod
    def from_json(cls, told: Mapping[str, Any]) -> "Contest":
        """The contest that `to_json` wrote."""
        return cls(
            candidates=tuple(Candidate(**{**each, "groups": tuple(each["groups"])}) for each in told["candidates"]),
            seats=told["seats"],
            kept=tuple(Kept(**each) for each in told["kept"]),
            budget=told["budget"],
            currency=told["currency"],
            drawn=tuple(told.get("drawn", ())),
        )
