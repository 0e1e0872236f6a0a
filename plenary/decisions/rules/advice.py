"""Advice: how the times of a proposal move when it is sent to a body, and when it comes back."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, tzinfo
from enum import StrEnum

from plenary.charter.rules.schema import Days
from plenary.decisions.rules.phases import free_from, later


class Became(StrEnum):
    """What became of advice, as the mover says."""

    TAKEN = "taken"
    PARTLY = "partly"
    NOT = "not"


NEEDS_WHY = frozenset({Became.PARTLY, Became.NOT})
"""Advice that was not taken whole is owed a reason."""


@dataclass(frozen=True, slots=True)
class Voting:
    """When voting opens and closes (UTC)."""

    opens: datetime
    closes: datetime


def sent(voting: Voting, now: datetime, days: int, free: Days) -> tuple[datetime, Voting]:
    """When advice is due that is asked for now, for so many days, and when voting is then.

    Advice is due so many whole days after the end of the present hour, in the zone of `now`, on a free day; the discussion
    then has as long as it would have had from now, and voting lasts as long as it would have.
    """
    due = later(now, days, free)
    left = _on_the_wall(voting.opens, now.tzinfo) - _on_the_wall(_whole_hour(now), now.tzinfo)
    opens = free_from(due + max(left, timedelta(0)), free)
    return due.astimezone(UTC), _from(voting, opens, free)


def came_back(voting: Voting, due: datetime, now: datetime, free: Days) -> Voting:
    """When voting is, once advice that was due later has come back now: the discussion has as long on the calendar as it
    would have had after `due`, counted from the end of the present hour of `now`, in its zone. Never later than it stood,
    never before now."""
    zone = now.tzinfo
    left = _on_the_wall(voting.opens, zone) - _on_the_wall(due, zone)
    resumes = free_from(_whole_hour(now) + max(left, timedelta(0)), free)
    opens = max(resumes.astimezone(UTC), now.astimezone(UTC))
    if opens >= voting.opens:
        return voting
    earlier = _from(voting, opens.astimezone(zone), free)
    return Voting(earlier.opens, min(earlier.closes, voting.closes))


def _whole_hour(moment: datetime) -> datetime:
    started = moment.replace(minute=0, second=0, microsecond=0)
    return started if started == moment else started + timedelta(hours=1)


def _on_the_wall(moment: datetime, zone: tzinfo | None) -> datetime:
    """What calendar and clock show of a moment in a zone."""
    return moment.astimezone(zone).replace(tzinfo=None)


def _from(voting: Voting, opens: datetime, free: Days) -> Voting:
    """Voting that opens at a moment and lasts as long on the calendar as it did, to a free day."""
    lasts = _on_the_wall(voting.closes, opens.tzinfo) - _on_the_wall(voting.opens, opens.tzinfo)
    return Voting(opens.astimezone(UTC), free_from(opens + lasts, free).astimezone(UTC))
