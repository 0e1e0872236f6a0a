"""A timeline: what happens when, told forward with the clock set, deadlines kept between."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from heapq import heappop, heappush
from itertools import count

from plenary.core import clock

type Deed = Callable[[], object]


@dataclass(slots=True)
class Timeline:
    """Deeds in the order of their moments. A deed may add later ones. `keep_deadlines` runs what falls due before each."""

    keep_deadlines: Deed
    _deeds: list[tuple[datetime, int, Deed]] = field(default_factory=list)
    _order: "count[int]" = field(default_factory=count)

    def at(self, moment: datetime, deed: Deed) -> None:
        """Let a deed happen at a moment; those of one moment happen in the order in which they were added."""
        heappush(self._deeds, (moment, next(self._order), deed))

    def keep_deadlines_at(self, moment: datetime) -> None:
        """Let what falls due at a moment happen then, and not only when something else does."""
        self.at(moment, lambda: None)

    def tell(self, until: datetime, told: Callable[[], object]) -> None:
        """Let everything happen up to a moment, then keep the deadlines that it reached. Calls `told` after each deed."""
        reached: datetime | None = None
        while self._deeds and self._deeds[0][0] <= until:
            moment, _, deed = heappop(self._deeds)
            if reached is None or moment - reached >= timedelta(hours=1):
                with clock.set_to(moment):
                    self.keep_deadlines()
                reached = moment
            with clock.set_to(moment):
                deed()
            told()
        with clock.set_to(until):
            self.keep_deadlines()

    def __len__(self) -> int:
        return len(self._deeds)
