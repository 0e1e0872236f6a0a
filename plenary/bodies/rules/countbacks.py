"""Vacancies that are filled from the ballots of an election: which of them wait for it, and how an offer ends (B10)."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Answer(StrEnum):
    """How a countback ended."""

    ACCEPTED = "accepted"
    DECLINED = "declined"
    SILENT = "silent"  # not answered in time
    UNABLE = "unable"  # who was asked can no longer serve
    VOID = "void"  # the place is filled otherwise, or no longer to be filled so
    NOBODY = "nobody"  # the ballots choose nobody more
    NO_BALLOTS = "no_ballots"  # there are none that can be counted again


LEFT_OPEN = frozenset({Answer.NOBODY, Answer.NO_BALLOTS})
"""After these the vacancy is filled by election."""


class Out(StrEnum):
    """Why one who stood is passed over. What the program knows of members and persons besides is told to nobody."""

    DECLINED = "bodies.rest_declined"
    SILENT = "bodies.rest_not_answered"
    TOOK_ONE = "bodies.rest_taken_before"
    ASKED = "bodies.rest_asked_for_another"
    SEATED = "bodies.holds_already"
    UNABLE = "bodies.cannot_serve"


AS_OUT = {Answer.DECLINED: Out.DECLINED, Answer.SILENT: Out.SILENT}
"""Why who was asked before is passed over when the same seat is counted again."""


def out_of(problem: str) -> Out:
    """What is told of one who may not serve: that it holds a seat already, which all see, or no more than that it cannot."""
    return Out.SEATED if problem == "bodies.holds_already" else Out.UNABLE


@dataclass(frozen=True, slots=True, kw_only=True)
class Vacated:
    """A term that ended before its time and whose rest is not taken: of which place (body, seats, office), since when, and
    whether its rest is offered to somebody now or was left to an election."""

    id: str
    place: tuple[str, str, str]
    ended: datetime
    is_offered: bool = False
    is_left_open: bool = False


def waiting(vacated: Iterable[Vacated], vacant: Counter[tuple[str, str, str]]) -> tuple[str, ...]:
    """The ids of those whose rest is to be filled from ballots: of each place as many as are vacant, what is offered first, then
    what fell vacant last; of these all that are not left to an election. An earlier vacancy was filled in another way."""
    left, found = Counter(vacant), []
    for each in sorted(vacated, key=lambda row: (row.is_offered, row.ended, row.id), reverse=True):
        if left[each.place] <= 0:
            continue
        left[each.place] -= 1
        if not each.is_left_open:
            found.append(each.id)
    return tuple(found)
