"""The calendar of an instrument: what is due of whom in the year ahead, and what the drive aims at and does next by when."""

from datetime import date, datetime, time
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from plenary.core import clock
from plenary.core.times import zone_of
from plenary.monitoring.labels import region_in_words
from plenary.monitoring.models import Instrument
from plenary.monitoring.queries.actors import names_of_actors
from plenary.monitoring.queries.drive import approaches_of, targets_of
from plenary.monitoring.shown.status import status_shown
from plenary.notices.calendars import Event, text_of

_NOON = time(12)
"""A day is told by its noon in the coalition's zone: no zone of a reader makes another day of it."""


def calendar_of(instrument: Instrument, time_zone: str, url: str) -> bytes:
    """The days of an instrument as a calendar file (RFC 5545), in the active language: what is due in the year ahead, targets,
    and what is done next of each actor. Seven queries, whatever their number."""
    today, language = clock.now().date(), get_language() or "en"
    name, names = instrument.name_in(language), names_of_actors(instrument.coalition_id, language)
    told: dict[str, Any] = {"time_zone": time_zone, "url": url, "name": name}
    events = [
        _event(
            f"due-{line.obligation.id}-{line.code}",
            line.day,
            _("%(who)s: article %(article)s") % {"who": line.name, "article": line.obligation.article},
            **told,
        )
        for line in status_shown(instrument, today).due
    ]
    events += [
        _event(
            f"target-{row.id}",
            row.until,
            _("Target: %(parties)s parties (%(region)s)") % {"parties": row.parties, "region": region_in_words(region)},
            **told,
        )
        for region, row in targets_of(instrument).items()
        if row.until >= today
    ]
    events += [
        _event(f"next-{row.id}", row.due_on, f"{names[code]}: {row.next_action}", **told)
        for code, row in approaches_of(instrument).items()
        if row.due_on and row.next_action
    ]
    return text_of(sorted(events, key=lambda event: (event.at, event.key)), name)


def _event(key: str, day: date, title: str, *, time_zone: str, url: str, name: str) -> Event:
    at = datetime.combine(day, _NOON, zone_of(time_zone))
    return Event(key=key, stamp=clock.now().replace(microsecond=0), at=at, title=title, description=name, url=url)
