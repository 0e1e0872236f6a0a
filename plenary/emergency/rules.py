"""Pure rules of alarms: how long an agreement to undo holds, how often one may raise, which two may undo together."""

from dataclasses import dataclass
from datetime import timedelta

AGREED = timedelta(hours=48)  # so long the first of two who undo waits for the second
OFTEN = timedelta(days=7)
MOST_RAISED = 3  # by one colleague for one person, in that time
LATE = timedelta(minutes=15)  # so long after an alarm it is looked for what requests wrote that were under way
FEWEST_GUIDES = 2


@dataclass(frozen=True, slots=True)
class Place:
    """Through what one guides the way back: an office in a coalition (its id); empty: chosen, or named by the operator."""

    coalition: str = ""


def may_pair(one: Place, other: Place) -> bool:
    """True when two undo together: officers with those of their own coalition, all others with anyone."""
    return not one.coalition or not other.coalition or one.coalition == other.coalition
