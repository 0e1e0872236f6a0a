"""Duties that the charter counts, scaled to what a member can carry (B5): pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from math import floor

from plenary.charter.rules.schema import Accountability, Charter
from plenary.membership.rules.contributions import Capacity


class Counted(StrEnum):
    """What is counted, in a year."""

    MEETINGS = "meetings"
    TASKS = "tasks"


@dataclass(frozen=True, slots=True, kw_only=True)
class CountedDuty:
    """A duty that is counted: the clause, how much the charter asks of a member of large capacity, how much of this one and by
    which share of it, and its capacity (None: it said none, and all is asked)."""

    clause: str
    what: Counted
    whole: int
    asked: int
    share: Fraction
    capacity: Capacity | None

    @property
    def code(self) -> str:
        """What a form calls it."""
        return f"{self.clause}:{self.what}"

    @property
    def is_scaled(self) -> bool:
        """True where less is asked of it than of a member of large capacity."""
        return self.asked < self.whole


def share_of(rule: Accountability, capacity: Capacity | None) -> Fraction:
    """The share of a counted duty that is asked of a member of this capacity; of one that said none, all."""
    shares: Mapping[Capacity, Fraction] = {Capacity.SMALL: rule.small, Capacity.MEDIUM: rule.medium}
    return shares.get(capacity, Fraction(1)) if capacity else Fraction(1)


def scaled(whole: int, share: Fraction) -> int:
    """So much of a number, rounded down in favour of the member; of something at least one is asked."""
    return max(1, floor(whole * share)) if whole else 0


def is_scale(rule: Accountability) -> bool:
    """True where the charter asks less of a member that can carry less."""
    return min(rule.small, rule.medium) < 1


def comes_to(number: int, share: Fraction) -> int:
    """How much so much comes to for a member of large capacity, where a share of the same is asked of this one; rounded down."""
    return floor(number / share)


def carries(share: Fraction) -> int:
    """What a member counts where burden is compared, in hundredths of one of large capacity; at least one."""
    return max(1, floor(100 * share))


def counted_duties(charter: Charter, category: str, capacity: Capacity | None) -> tuple[CountedDuty, ...]:
    """The duties that the charter counts for a member of a category, scaled to its capacity; none of a category that it does not
    know."""
    found = next((each for each in charter.categories if each.code == category), None)
    if found is None:
        return ()
    share = share_of(charter.accountability, capacity)
    told = ((Counted.MEETINGS, found.meetings_a_year), (Counted.TASKS, found.tasks_a_year))
    return tuple(
        CountedDuty(
            clause=f"category.{category}",
            what=what,
            whole=whole,
            asked=scaled(whole, share),
            share=share,
            capacity=capacity,
        )
        for what, whole in told
        if whole
    )
