"""Entry into force: what an instrument needs to begin, and when it begins for each that joins."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Self

from plenary.monitoring.rules.delays import AT_ONCE, Delay
from plenary.monitoring.rules.treaty_actions import BINDING, Kind, TreatyAction, in_order


@dataclass(frozen=True, slots=True)
class Category:
    """So many of these actors must be among the parties."""

    name: str
    actors: frozenset[str]
    parties: int


@dataclass(frozen=True, slots=True)
class Entering:
    """What brings an instrument into force: so many parties, so many of each category among them, and then a delay. Whoever joins
    later is bound after a delay of its own. `entered` is the day that the depositary tells, where it does."""

    parties: int
    delay: Delay = AT_ONCE
    delay_of_each: Delay = AT_ONCE
    categories: tuple[Category, ...] = ()
    entered: date | None = None

    def for_one(self, binding: TreatyAction, met_on: date) -> date:
        """From when on it is in force for an actor that consented by this treaty action: with the instrument where it was among
        those who brought it into force, else after its own delay; a successor is bound at once, as its predecessor was."""
        begun = self.begun(met_on)
        if binding.counts_from <= met_on:
            return begun
        if binding.kind is Kind.SUCCESSION:
            return max(begun, binding.counts_from)
        return max(begun, self.delay_of_each.after(binding.counts_from))

    def begun(self, met_on: date) -> date:
        """The day on which the instrument enters into force, once all that it needs was there on `met_on`."""
        return self.entered or self.delay.after(met_on)

    @property
    def document(self) -> dict[str, Any]:
        """As it is kept, without the day that the depositary tells."""
        categories = [
            {"name": each.name, "actors": sorted(each.actors), "parties": each.parties} for each in self.categories
        ]
        each = self.delay_of_each.document
        return {"parties": self.parties, "delay": self.delay.document, "each": each, "categories": categories}

    @classmethod
    def of(cls, document: Mapping[str, Any], entered: date | None = None) -> Self:
        """That of which `document` tells, with the day that the depositary tells. Raises ValueError."""
        return cls(
            parties=int(document.get("parties", 1)),
            delay=Delay.of(document.get("delay", {})),
            delay_of_each=Delay.of(document.get("each", {})),
            categories=tuple(
                Category(each["name"], frozenset(each["actors"]), int(each["parties"]))
                for each in document.get("categories", ())
            ),
            entered=entered,
        )


UNKNOWN = Entering(parties=1)
"""Where nobody said what an instrument needs: enough to tell who had signed and who was a party."""


@dataclass(slots=True)
class _Gathered:
    """Who is a party, as the days go by."""

    parties: set[str] = field(default_factory=set)

    def take(self, action: TreatyAction) -> None:
        if action.kind is Kind.WITHDRAWAL:
            self.parties.discard(action.actor)
        elif action.kind in BINDING:
            self.parties.add(action.actor)

    def lacking(self, entering: Entering) -> dict[str, int]:
        own = {"": entering.parties - len(self.parties)}
        own |= {each.name: each.parties - len(each.actors & self.parties) for each in entering.categories}
        return {name: number for name, number in own.items() if number > 0}


def met_on(entering: Entering, actions: Iterable[TreatyAction]) -> date | None:
    """The day on which an instrument first had all that it needs to enter into force, from the treaty actions of all actors; None
    where it never had. What is withdrawn later changes nothing of it."""
    gathered = _Gathered()
    ordered = in_order(actions)
    for place, action in enumerate(ordered):
        gathered.take(action)
        ends_the_day = place + 1 == len(ordered) or ordered[place + 1].counts_from != action.counts_from
        if ends_the_day and not gathered.lacking(entering):
            return action.counts_from
    return None


def lacking(entering: Entering, actions: Iterable[TreatyAction], day: date) -> Mapping[str, int]:
    """How many parties were lacking on a day, in all (the empty name) and of each category; nothing that is not lacking."""
    gathered = _Gathered()
    for action in in_order(actions):
        if action.counts_from <= day:
            gathered.take(action)
    return gathered.lacking(entering)
