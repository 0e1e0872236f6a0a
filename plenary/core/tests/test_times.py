"""Moments in words: days, times, how long until, in a language and a time zone."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import translation
from django.utils.formats import date_format, time_format
from hypothesis import given
from hypothesis import strategies as st

from plenary.core import times
from plenary.core.languages import TAGS

NOW = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
BAMAKO = ZoneInfo("Africa/Bamako")
AUCKLAND = ZoneInfo("Pacific/Auckland")


def _plain(words: str) -> str:
    return words.replace(times.NO_BREAK, " ").replace("\u200f", "")


@pytest.mark.parametrize(
    ("gap", "words"),
    [
        (timedelta(minutes=3), "in 3 minutes"),
        (timedelta(hours=5), "in 5 hours"),
        (timedelta(hours=-5), "5 hours ago"),
        (timedelta(0), "just now"),
        (timedelta(seconds=-59), "just now"),
        (timedelta(seconds=1), "in 1 minute"),
        (timedelta(hours=30), "in 1 day"),
        (timedelta(days=2), "in 2 days"),
        (timedelta(days=-3), "3 days ago"),
        (timedelta(days=14), "in 14 days"),
        (timedelta(days=15), ""),
        (timedelta(days=-400), ""),
    ],
)
def test_distance_in_english(gap: timedelta, words: str) -> None:
    assert times.distance(NOW + gap, now=NOW, zone=BAMAKO, language="en") == words


def test_distance_counts_days_of_the_readers_calendar() -> None:
    moment = NOW + timedelta(hours=25)
    assert times.distance(moment, now=NOW, zone=BAMAKO, language="en") == "in 1 day"
    evening = datetime(2026, 11, 22, 10, 59, tzinfo=UTC)  # 23:59 in Auckland
    assert (
        times.distance(evening + timedelta(hours=24, minutes=2), now=evening, zone=AUCKLAND, language="en")
        == "in 2 days"
    )


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "Tue 24 Nov, 18:00 Bamako"),
        ("fr", "mar. 24 nov., 18:00 Bamako"),
        ("es", "mar, 24 nov, 18:00 Bamako"),
        ("ar", "الثلاثاء، 24 نوفمبر، 6:00 م باماكو"),
        ("tlh", "Tue 24 Nov, 18:00 Bamako"),
    ],
)
def test_exact_names_day_hour_and_place(language: str, words: str) -> None:
    moment = datetime(2026, 11, 24, 18, 0, tzinfo=UTC)
    assert _plain(times.exact(moment, now=NOW, zone=BAMAKO, language=language)) == words


def test_exact_names_another_year() -> None:
    moment = datetime(2027, 1, 1, 12, 0, tzinfo=UTC)
    assert _plain(times.exact(moment, now=NOW, zone=ZoneInfo("UTC"), language="en")) == "Fri 1 Jan 2027, 12:00 UTC"


@pytest.mark.parametrize(("language", "words"), [("en", "20:00 Bamako"), ("ar", "8:00 م باماكو")])
def test_a_moment_beside_another_of_its_day_is_told_by_its_hour_alone(language: str, words: str) -> None:
    begins, ends = datetime(2026, 11, 24, 18, 0, tzinfo=UTC), datetime(2026, 11, 24, 20, 0, tzinfo=UTC)
    assert _plain(times.exact_beside(ends, begins, now=NOW, zone=BAMAKO, language=language)) == words
    whole = times.exact(ends, now=NOW, zone=BAMAKO, language=language)
    assert times.exact_beside(ends, None, now=NOW, zone=BAMAKO, language=language) == whole
    day_before = begins - timedelta(days=1)
    assert times.exact_beside(ends, day_before, now=NOW, zone=BAMAKO, language=language) == whole


def test_exact_breaks_only_after_the_comma() -> None:
    words = times.exact(NOW, now=NOW, zone=ZoneInfo("America/New_York"), language="en")
    assert words.split(" ") == ["Sun\u00a022\u00a0Nov,", "04:30\u00a0New\u00a0York"]


def test_day_in_words_names_another_year() -> None:
    assert [
        times.day_in_words(moment, now=NOW, zone=AUCKLAND, language="en")
        for moment in (NOW, NOW + timedelta(days=60), NOW.date())
    ] == ["22 Nov", "21 Jan 2027", "22 Nov"]


@pytest.mark.parametrize("month", range(1, 13))
def test_django_writes_days_and_hours_in_english_as_they_are_told_here(month: int) -> None:
    moment = datetime(2027, month, 5, 18, 5, tzinfo=UTC)
    day = times.day_in_words(moment, now=NOW, zone=ZoneInfo("UTC"), language="en")
    hour = (
        _plain(times.exact(moment, now=NOW, zone=ZoneInfo("UTC"), language="en")).split(", ")[-1].removesuffix(" UTC")
    )
    with translation.override("en"):
        assert (date_format(moment), date_format(moment, "SHORT_DATE_FORMAT")) == (day, day)
        assert (time_format(moment), date_format(moment, "DATETIME_FORMAT")) == (hour, f"{day}, {hour}")


def test_zone_of_what_is_no_zone_is_utc() -> None:
    assert [times.zone_of(name).key for name in ("Africa/Bamako", "Nowhere/At_All", "", "../etc")] == [
        "Africa/Bamako",
        "UTC",
        "UTC",
        "UTC",
    ]


@given(st.integers(-14 * 86_400, 14 * 86_400), st.sampled_from(TAGS))
def test_what_is_near_always_has_words(seconds: int, language: str) -> None:
    words = times.distance(NOW + timedelta(seconds=seconds), now=NOW, zone=ZoneInfo("UTC"), language=language)
    assert words != ""
