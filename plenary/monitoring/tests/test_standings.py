"""How an actor stands, in spans: they do not overlap, and say of each day what the timeline says."""

from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given

from plenary.monitoring.rules.delays import Delay
from plenary.monitoring.rules.entering import Entering
from plenary.monitoring.rules.spans import Span, Timeline
from plenary.monitoring.rules.standings import Stands, standings, stands_on
from plenary.monitoring.rules.statuses import status
from plenary.monitoring.rules.treaty_actions import Kind, TreatyAction
from plenary.monitoring.tests.test_statuses import DAYS, ENTERING, FIRST, some_actions

TEN = date(2010, 1, 1)


@given(some_actions(), ENTERING, DAYS)
def test_spans_say_of_each_day_what_the_timeline_says(
    actions: list[TreatyAction], entering: Entering, day: date
) -> None:
    for told in status(entering, actions).timelines.values():
        found = standings(told)
        assert all(one.until is not None and one.until <= two.first for (one, *_), (two, *_) in pairwise(found))
        held = [(stands, signed) for span, stands, signed in found if span.holds(day)]
        stands = stands_on(told, day)
        assert held == ([(stands, told.had_signed(day))] if stands else [])


@given(some_actions(), ENTERING)
def test_neighbours_differ(actions: list[TreatyAction], entering: Entering) -> None:
    for told in status(entering, actions).timelines.values():
        for one, two in pairwise(standings(told)):
            assert one[0].until != two[0].first or one[1:] != two[1:]


def test_the_furthest_way_to_stand_is_told() -> None:
    months = [TEN + timedelta(days=31 * month) for month in range(5)]
    told = Timeline(
        signed=(Span(months[0], months[4]),),
        provisional=(Span(months[1], months[3]),),
        party=(Span(months[2], months[4]),),
        in_force=(Span(months[3], months[4]),),
    )
    assert [(span.first, stands) for span, stands, _signed in standings(told)] == [
        (months[0], Stands.SIGNED),
        (months[1], Stands.PROVISIONAL),
        (months[2], Stands.PARTY),
        (months[3], Stands.IN_FORCE),
    ]
    assert stands_on(told, months[4]) is None


def test_whoever_acceded_had_not_signed() -> None:
    acceded = [TreatyAction("MLI", Kind.ACCESSION, FIRST)]
    found = status(Entering(parties=1, delay=Delay(months=1)), acceded).timelines["MLI"]
    assert [(stands, signed) for _span, stands, signed in standings(found)] == [
        (Stands.PARTY, False),
        (Stands.IN_FORCE, False),
    ]
