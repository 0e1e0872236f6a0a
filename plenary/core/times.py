"""Moments in words: near ones by distance, far ones by date, always in a named zone. Nothing here reads the clock itself."""

from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from babel import Locale, UnknownLocaleError
from babel.dates import format_skeleton, format_time, format_timedelta, get_timezone_location
from django.utils import translation
from django.utils.translation import gettext

ARABIC_COMMA = "\u060c\u200f"  # with a mark, else the digits around it pull it to their own side
NO_BREAK = "\u00a0"
_NEAR = 14  # days; farther off, the date alone says more than a distance
_FAR_IN_HOURS = timedelta(hours=24)
_LATELY = timedelta(minutes=1)


@lru_cache(maxsize=64)
def locale_of(language: str) -> Locale:
    """The Babel locale of a language tag; English is told the international way (24 Nov, 18:00)."""
    try:
        return Locale.parse("en_GB" if language in ("en", "") else language, sep="-" if "-" in language else "_")
    except (UnknownLocaleError, ValueError):
        return Locale.parse("en_GB")


def zone_of(name: str) -> ZoneInfo:
    """The zone of an IANA name, else UTC."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):
        return ZoneInfo("UTC")


def place_of(zone: ZoneInfo, language: str) -> str:
    """The place that names a zone, in a language: ``Bamako`` for ``Africa/Bamako``, ``UTC`` for UTC."""
    if "/" not in zone.key:
        return zone.key
    return get_timezone_location(zone, locale=locale_of(language), return_city=True)


def comma_of(language: str) -> str:
    """The comma of a language's script."""
    return ARABIC_COMMA if locale_of(language).text_direction == "rtl" else ","


def day_in_words(moment: datetime | date, *, now: datetime, zone: ZoneInfo, language: str) -> str:
    """``24 Nov`` within the running year, ``24 Nov 2027`` in another."""
    day = moment.astimezone(zone).date() if isinstance(moment, datetime) else moment
    return _day("MMMd" if day.year == now.astimezone(zone).year else "yMMMd", day, language)


@lru_cache(maxsize=1024)
def _day(skeleton: str, day: date, language: str) -> str:
    """A day in words, put together once: lists tell the same few days a thousand times."""
    return _written(skeleton, day, language)


def _written(skeleton: str, day: date, language: str) -> str:
    """A day by Babel; in English September has three letters, as it has where Django writes it (`core.formats`), and no
    comma parts the weekday from a day whose year is named."""
    locale = locale_of(language)
    words = str(format_skeleton(skeleton, day, locale=locale))
    return words.replace("Sept", "Sep").replace(",", "") if locale.language == "en" else words


def exact(moment: datetime, *, now: datetime, zone: ZoneInfo, language: str) -> str:
    """Weekday, date, hour and place: ``Tue 24 Nov, 18:00 Bamako``; another year is named. It breaks only at the comma."""
    there, locale = moment.astimezone(zone), locale_of(language)
    skeleton = "MMMEd" if there.year == now.astimezone(zone).year else "yMMMEd"
    day = _written(skeleton, there, language)
    hour = format_time(there, format="short", locale=locale, tzinfo=zone)
    place = place_of(zone, language)
    return f"{day.replace(' ', NO_BREAK)}{comma_of(language)} {hour}{NO_BREAK}{place.replace(' ', NO_BREAK)}"


def exact_beside(moment: datetime, other: datetime | None, *, now: datetime, zone: ZoneInfo, language: str) -> str:
    """A moment told beside another: hour and place alone where both are of one day in the zone, ``18:00 Bamako``, else whole."""
    words = exact(moment, now=now, zone=zone, language=language)
    is_one_day = other is not None and other.astimezone(zone).date() == moment.astimezone(zone).date()
    return words.rpartition(f"{comma_of(language)} ")[2] if is_one_day else words


def distance(moment: datetime, *, now: datetime, zone: ZoneInfo, language: str) -> str:
    """``just now`` within the last minute, ``in 5 hours`` within a day, ``in 2 days`` by the calendar within a fortnight.

    Empty when it is farther off.
    """
    gap, locale = moment.astimezone(UTC) - now.astimezone(UTC), locale_of(language)
    if -_LATELY < gap <= timedelta(0):
        with translation.override(language):
            return gettext("just now")
    if abs(gap) < _FAR_IN_HOURS:
        return format_timedelta(gap, add_direction=True, granularity="minute", threshold=1.0001, locale=locale)
    days = (moment.astimezone(zone).date() - now.astimezone(zone).date()).days
    if abs(days) > _NEAR:
        return ""
    return format_timedelta(timedelta(days=days), add_direction=True, granularity="day", threshold=99, locale=locale)
