"""What Clear Fields watches: three treaties, with the status that their depositary told on 3 February 2026."""

from datetime import date
from functools import partial

from plenary.demo import content
from plenary.demo.clear_fields import ClearFields
from plenary.demo.timeline import Timeline
from plenary.monitoring import actions as monitoring
from plenary.monitoring.models import Instrument
from plenary.monitoring.queries.instruments import on_day, parties, signatories
from plenary.monitoring.queries.lists import comparison_of
from plenary.monitoring.rules.taking import Choices

TREATIES = {"mine-ban": (132, 162), "cluster-munitions": (107, 112), "arms-trade": (130, 117)}
"""Signatories and parties on the day of the list, as the depositary counts them."""
TOLD_ON = date(2026, 2, 3)
DAYS = 50


class ClearWatching:
    """Told on the timeline of Clear Fields; its instruments stand by their codes in the catalogue."""

    def __init__(self, timeline: Timeline, big: ClearFields) -> None:
        self.big = big
        self.instruments: dict[str, Instrument] = {}
        for place, code in enumerate(TREATIES):
            timeline.at(big.ago(DAYS - place), partial(self.watch, code))

    def watch(self, code: str) -> None:
        """Begin to watch a treaty, and take its status over."""
        by = self.big.stage.office()
        treaty = monitoring.keep_catalogued(by=by, code=code, is_public=True)
        self.instruments[code] = treaty
        name = f"Status as at {TOLD_ON:%Y-%m-%d}, {code}.csv"
        brought = monitoring.bring_list(by=by, instrument=treaty, file_name=name, data=content.status(code))
        monitoring.take_list(by=by, brought=brought, seen=comparison_of(brought).digest, choices=Choices())

    def unlike_the_content(self) -> list[str]:
        """Each treaty whose counts are not those of its depositary."""
        coalition_id = self.big.stage.coalition.id
        found = on_day(coalition_id, TOLD_ON)
        counts = {
            code: (len(signatories(treaty, TOLD_ON)), len(parties(found.get(treaty.id, {}))))
            for code, treaty in self.instruments.items()
        }
        return [f"{code}: {counts.get(code)}" for code, told in TREATIES.items() if counts.get(code) != told]
