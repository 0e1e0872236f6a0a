"""Spans: from which day until which day an actor had signed, was a party, applied provisionally, was bound."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from plenary.monitoring.rules.entering import Entering
from plenary.monitoring.rules.treaty_actions import BINDING, Kind, TreatyAction, in_order


@dataclass(frozen=True, slots=True)
class Span:
    """From `first` on, that day included, to the day before `until`; `until` is None where nothing ended it."""

    first: date
    until: date | None = None

    def holds(self, day: date) -> bool:
        """Whether a day lies within."""
        return self.first <= day and (self.until is None or day < self.until)


type Spans = tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Timeline:
    """One actor and one instrument. Spans of a kind do not touch and stand in order; whoever is bound by what is in force is a
    party."""

    signed: Spans = ()
    party: Spans = ()
    in_force: Spans = ()
    provisional: Spans = ()

    def had_signed(self, day: date) -> bool:
        """Whether a signature stood on a day; one that was ratified stands on."""
        return any(each.holds(day) for each in self.signed)

    def was_party(self, day: date) -> bool:
        """Whether it had consented to be bound, in force or not yet: as the depositary counts parties."""
        return any(each.holds(day) for each in self.party)

    def was_bound(self, day: date) -> bool:
        """Whether the instrument was in force for it."""
        return any(each.holds(day) for each in self.in_force)

    def applied_provisionally(self, day: date) -> bool:
        """Whether it applied the instrument before that was in force for it."""
        return any(each.holds(day) for each in self.provisional)


def timeline(actions: Iterable[TreatyAction], entering: Entering, met_on: date | None) -> Timeline:
    """The timeline of one actor from its treaty actions. `met_on` is the day on which what brings the instrument into force was
    met, None where it is not."""
    own = in_order(actions)
    party = _spans(own, BINDING)
    in_force = _in_force(party, {each.counts_from: each for each in own if each.kind in BINDING}, entering, met_on)
    return Timeline(
        signed=_spans(own, frozenset({Kind.SIGNATURE})),
        party=party,
        in_force=in_force,
        provisional=_until_in_force(_spans(own, frozenset({Kind.PROVISIONAL})), in_force),
    )


def _spans(own: list[TreatyAction], kinds: frozenset[Kind]) -> Spans:
    """Spans that begin by these kinds and end by withdrawals. What ends on the day on which it begins never was."""
    found: list[Span] = []
    first: date | None = None
    for action in own:
        if action.kind in kinds and first is None:
            first = action.counts_from
        elif action.kind is Kind.WITHDRAWAL and first is not None:
            found += [Span(first, action.counts_from)] if first < action.counts_from else []
            first = None
    return (*found, *([Span(first)] if first else []))


def _in_force(party: Spans, binding: dict[date, TreatyAction], entering: Entering, met_on: date | None) -> Spans:
    if met_on is None:
        return ()
    begun = ((entering.for_one(binding[span.first], met_on), span.until) for span in party)
    return tuple(Span(first, until) for first, until in begun if until is None or first < until)


def _until_in_force(provisional: Spans, in_force: Spans) -> Spans:
    """What is applied provisionally ends where it is in force."""
    found = []
    for span in provisional:
        ends = [each.first for each in in_force if each.first >= span.first] + ([span.until] if span.until else [])
        until = min(ends, default=None)
        if not any(each.holds(span.first) for each in in_force) and (until is None or span.first < until):
            found.append(Span(span.first, until))
    return tuple(found)
