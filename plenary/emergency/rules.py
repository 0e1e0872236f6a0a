"""Pure rules of alarms: how long an agreement to undo holds, how often one may raise, which two may undo together."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from plenary.core.standing import Mandate

AGREED = timedelta(hours=48)  # so long the first of two who undo waits for the second
OFTEN = timedelta(days=7)
MOST_RAISED = 3  # by one colleague for one person, in that time
LATE = timedelta(minutes=15)  # so long after an alarm it is looked for what requests wrote that were under way
FEWEST_GUIDES = 2
KNOWN = timedelta(days=30)  # so long one has belonged to a coalition before its officers may let one in again


class Role(StrEnum):
    """Why one guides the way back: the person chose them, the operator named them, or they hold an office."""

    CHOSEN = "chosen"
    NAMED = "named"
    OFFICER = "officer"


@dataclass(frozen=True, slots=True)
class Place:
    """Through what one guides the way back; an officer with the coalition (its id)."""

    role: Role
    coalition: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tie:
    """What binds a person to a coalition: since when they represent a member that belongs, with which mandate; since when
    they hold an office. None where they do not."""

    mandate: Mandate | None = None
    represents_since: datetime | None = None
    office_since: datetime | None = None


def is_known(tie: Tie, now: datetime) -> bool:
    """True when officers of a coalition may let a person in again who did not choose enough: it has been theirs for a month,
    as one who decides or consults for a member there, or holds an office. Whoever merely observes, or came lately, may have
    been invited by those from whom they are in danger."""
    takes_part = tie.mandate in (Mandate.DECIDES, Mandate.CONSULTS)
    moments = [tie.office_since, tie.represents_since if takes_part else None]
    return any(moment is not None and now - moment >= KNOWN for moment in moments)


def may_pair(one: Place, other: Place, chosen: int) -> bool:
    """True when two undo together, where the person chose so many: of two or more, those alone; one only with that one or
    with those whom the operator named; none, officers of the same coalition. One whom the operator named stands in for a
    chosen one, and for a second officer where nobody was chosen."""
    officers = [place for place in (one, other) if place.role is Role.OFFICER]
    if not officers:
        return True
    if len(officers) == 2:
        return chosen == 0 and one.coalition == other.coalition
    besides = one if other.role is Role.OFFICER else other
    return chosen == (1 if besides.role is Role.CHOSEN else 0)
