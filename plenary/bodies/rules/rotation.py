"""The chair of a formed body that passes by turns: who is next, when they are told, and who takes up (B2).

Next is who sits in the body and never chaired it, longest in it first; then who chaired it longest ago. Who declines is passed
over in that turn alone.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

TOLD_AHEAD = timedelta(days=30)
"""So long before their turn begins, those who are next are told."""

AT_LEAST = timedelta(days=7)
"""So long those who are next have to decline, at least."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sitter:
    """One who sits in a body: the id of the member, else of the person; since when; when they last took the chair."""

    key: str
    since: datetime
    chaired: datetime | None = None


def order_of_turns(sitters: Iterable[Sitter]) -> tuple[Sitter, ...]:
    """Who sits in a body in the order in which they chair it."""

    def place(sitter: Sitter) -> tuple[bool, datetime, datetime, str]:
        return sitter.chaired is not None, sitter.chaired or sitter.since, sitter.since, sitter.key

    return tuple(sorted(sitters, key=place))


def next_in_turn(sitters: Iterable[Sitter], passed_over: Collection[str] = ()) -> Sitter | None:
    """Who chairs next, of those who did not decline this turn; None when nobody is left."""
    return next((sitter for sitter in order_of_turns(sitters) if sitter.key not in passed_over), None)


def begins(until: datetime | None, now: datetime) -> datetime:
    """When the next turn begins: as the present chair's ends (None: there is none), a week from now at the soonest."""
    soonest = now + AT_LEAST
    return soonest if until is None else max(until, soonest)


def is_to_be_told(starts: datetime, now: datetime) -> bool:
    """True from so long before a turn begins that who is next is told."""
    return now >= starts - TOLD_AHEAD
