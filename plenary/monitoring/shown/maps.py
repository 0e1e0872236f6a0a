"""An instrument on the map of the world on a day, and how many were parties from year to year; each with the same in words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from plenary.core.verdicts import Label
from plenary.directory.rules.names import fold
from plenary.monitoring.labels import STANDS
from plenary.monitoring.models import Instrument
from plenary.monitoring.queries.actors import names_of_actors
from plenary.monitoring.rules.standings import Stands, stands_on
from plenary.monitoring.rules.statuses import Status
from plenary.monitoring.shown import world
from plenary.monitoring.shown.looks import Look, Shade
from plenary.monitoring.shown.series import Point, Series, Threshold
from plenary.monitoring.shown.status import status_of
from plenary.monitoring.shown.trends import trend_chart

_LOOKS = {
    Stands.IN_FORCE: Look.SOLID,
    Stands.PARTY: Look.HATCHED,
    Stands.PROVISIONAL: Look.CROSSED,
    Stands.SIGNED: Look.DOTTED,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class MapShown:
    """The map and its key, the chart (empty where there is nothing to draw), and the table beside: how actors stand, and who."""

    day: date
    drawn: SafeString
    legend: SafeString
    chart: SafeString
    rows: Sequence[tuple[Label, Sequence[tuple[str, str]]]]
    untouched: Sequence[str]
    borders: str
    credit: str


def map_shown(instrument: Instrument, day: date) -> MapShown:
    """An instrument on the map on a day, in the active language. Two queries."""
    found, _rows = status_of(instrument)
    language = get_language() or "en"
    names = names_of_actors(instrument.coalition_id, language)
    stand = {code: stands for code, told in found.timelines.items() if (stands := stands_on(told, day))}
    called = {code: names[code] for code in {*stand, *world.drawn_states()}}
    ordered = dict(sorted(called.items(), key=lambda one: fold(one[1])))
    key = [Shade(code=stands, words=str(STANDS[stands]), look=look) for stands, look in _LOOKS.items()]
    shown = [shade for shade in key if shade.code in stand.values()] or key[:1]
    title = _("%(name)s, on the map") % {"name": instrument.name_in(language)}
    return MapShown(
        day=day,
        drawn=world.world_map(stand, names=ordered, key=shown, title=title),
        legend=world.legend(stand, shown),
        chart=_chart(instrument, found, day),
        rows=[
            (STANDS[stands], [(code, name) for code, name in ordered.items() if stand.get(code) == stands])
            for stands in _LOOKS
            if stands in stand.values()
        ],
        untouched=[name for code, name in ordered.items() if code not in stand],
        borders=world.about_borders(),
        credit=world.credit(),
    )


def parties_by_year(found: Status, day: date) -> Mapping[int, int]:
    """How many were parties at the end of each year since the first was, and on the day itself in its own."""
    first = min((told.party[0].first.year for told in found.timelines.values() if told.party), default=None)
    if first is None or first > day.year:
        return {}
    ends = {year: min(date(year, 12, 31), day) for year in range(first, day.year + 1)}
    return {year: len(found.parties(end)) for year, end in ends.items()}


def _chart(instrument: Instrument, found: Status, day: date) -> SafeString:
    counted = parties_by_year(found, day)
    if len(counted) < 2:
        return SafeString("")
    needed = instrument.enters.parties
    course = Series(
        name=_("Parties"),
        points=tuple(Point(at=year, value=number) for year, number in counted.items()),
        look=Look.SOLID,
        steps=True,
    )
    threshold = Threshold(value=needed, words=_("enters into force")) if needed > 1 else None
    return trend_chart([course], title=_("Parties over the years"), threshold=threshold)
