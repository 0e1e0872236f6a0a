"""The status of an instrument: who had signed and who was bound on any day, and what changed between two."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from plenary.monitoring.rules.entering import Entering, met_on
from plenary.monitoring.rules.spans import Spans, Timeline, timeline
from plenary.monitoring.rules.treaty_actions import BESIDE, TreatyAction


class Change(StrEnum):
    """What may change for one actor on a day."""

    SIGNED = "signed"
    BECAME_PARTY = "became-party"
    ENTERED_INTO_FORCE = "entered-into-force"
    APPLIES_PROVISIONALLY = "applies-provisionally"
    SIGNATURE_ENDED = "signature-ended"
    CEASED_TO_BE_PARTY = "ceased-to-be-party"


_BEGINS_AND_ENDS = {
    "signed": (Change.SIGNED, Change.SIGNATURE_ENDED),
    "party": (Change.BECAME_PARTY, Change.CEASED_TO_BE_PARTY),
    "in_force": (Change.ENTERED_INTO_FORCE, None),
    "provisional": (Change.APPLIES_PROVISIONALLY, None),
}


@dataclass(frozen=True, slots=True)
class Status:
    """An instrument through all days: the timeline of each actor by its code, and the day on which it entered into force."""

    timelines: Mapping[str, Timeline]
    in_force_since: date | None

    def signatories(self, day: date) -> list[str]:
        """Who had signed, and had not withdrawn, in the order of their codes."""
        return sorted(actor for actor, each in self.timelines.items() if each.had_signed(day))

    def parties(self, day: date) -> list[str]:
        """Who had consented to be bound, and had not withdrawn."""
        return sorted(actor for actor, each in self.timelines.items() if each.was_party(day))

    def bound(self, day: date) -> list[str]:
        """For whom it was in force."""
        return sorted(actor for actor, each in self.timelines.items() if each.was_bound(day))

    def changes(self, after: date, until: date) -> list[tuple[date, str, Change]]:
        """What changed after one day, up to another and with it, in the order of days."""
        found = (change for actor, each in self.timelines.items() for change in _changes(actor, each))
        return sorted(change for change in found if after < change[0] <= until)


def status(entering: Entering, actions: Iterable[TreatyAction]) -> Status:
    """The status of an instrument from all its treaty actions, in any order. Reservations, declarations and objections change
    nothing of it."""
    by_actor: dict[str, list[TreatyAction]] = defaultdict(list)
    for action in actions:
        if action.kind not in BESIDE:
            by_actor[action.actor].append(action)
    met = met_on(entering, (action for own in by_actor.values() for action in own))
    return Status(
        timelines={actor: timeline(own, entering, met) for actor, own in by_actor.items()},
        in_force_since=entering.begun(met) if met else None,
    )


def _changes(actor: str, told: Timeline) -> Iterator[tuple[date, str, Change]]:
    for name, (begins, ends) in _BEGINS_AND_ENDS.items():
        spans: Spans = getattr(told, name)
        for span in spans:
            yield span.first, actor, begins
            if ends and span.until:
                yield span.until, actor, ends
