"""When terms end that begin together, so that the seats of a kind are filled in turns: about as many at each (B10)."""

from collections.abc import Collection
from datetime import datetime

from plenary.bodies.rules import Place, term_end
from plenary.core.clock import months_later


def ends_in_turns(
    place: Place, starts: datetime, running: Collection[datetime], count: int
) -> tuple[datetime | None, ...]:
    """The ends of so many terms of a place that begin at a moment, in the order in which their holders were chosen.

    `running` are the ends of the terms of the place that last beyond the moment. Those chosen first get the longest that is
    free, a whole term at most; the others end at the turns before it, so that no turn has more than its share. The turns
    lie in step with the terms that are running; one that is less than a month away is passed over. Where a place has one
    turn, or terms without limit, all get the same.
    """
    whole = term_end(starts, place.term_months)
    if whole is None or place.turns < 2:
        return (whole,) * count
    turns = _turns(place, starts, whole, running)
    free = _free(place, turns, running)
    found = [turn for turn in reversed(turns) for _seat in range(free[turn])][:count]
    return tuple(found + [whole] * (count - len(found)))


def _turns(place: Place, starts: datetime, whole: datetime, running: Collection[datetime]) -> list[datetime]:
    """The moments at which seats fall vacant between a month from the start and a whole term, soonest first; with nothing
    running they are counted from the start."""
    anchor, soonest = max(running, default=whole), months_later(starts, 1)
    steps = [place.term_months * number // place.turns for number in range(place.turns + 1)]
    found = {months_later(anchor, sign * step) for step in steps for sign in (-1, 1)}
    within = sorted(turn for turn in found if soonest <= turn <= whole)
    return within[-place.turns :] or [whole]


def _free(place: Place, turns: list[datetime], running: Collection[datetime]) -> dict[datetime, int]:
    """How many seats are still to end at each turn: its share, less the running terms that end nearest to it; those of a turn
    that was passed over are none of these. What does not go into equal shares goes to the later turns."""
    share, over = divmod(place.number, place.turns)
    late = place.turns - over
    first = place.turns - len(turns)  # turns that were passed over come before these
    free = {turn: share + (first + number >= late) for number, turn in enumerate(turns)}
    edge = months_later(turns[0], -(place.term_months // (2 * place.turns)))
    for end in (each for each in running if each >= edge):
        nearest = min(turns, key=lambda turn: (abs(turn - end), turn))
        free[nearest] = max(0, free[nearest] - 1)
    return free
