"""Charts over years: what is drawn stands where its value is, in more than colour, from the side where people begin to read."""

import re
from datetime import date
from itertools import pairwise
from xml.etree import ElementTree

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from plenary.monitoring.shown.frames import PLOT, TOP, WIDE, steps_to
from plenary.monitoring.shown.looks import PAPER, Look
from plenary.monitoring.shown.series import Point, Series, Threshold, in_words
from plenary.monitoring.shown.trends import legend, trend_chart

SVG = "{http://www.w3.org/2000/svg}"
PARTIES = Series(
    name="Parties",
    points=(
        Point(at=date(2000, 1, 1), value=10),
        Point(at=date(2005, 7, 2), value=30),
        Point(at=2010, value=40),
        Point(at=2020, value=55, is_projected=True),
    ),
    steps=True,
)
HURT = Series(
    name="Casualties",
    points=(*(Point(at=2000 + at, value=20, low=15, high=32) for at in range(5)), Point(at=2006, value=18)),
    look=Look.CROSSED,
)
FIFTY = Threshold(value=50, words="Needed")


def drawn(*series, language="en", **more):
    with translation.override(language):
        svg = trend_chart(series, **{"title": "Over time", **more})
    return svg, ElementTree.fromstring(svg)  # noqa: S314  # what the product drew itself


def texts(tree):
    return [each.text.strip("\u2068\u2069") for each in tree.iter(f"{SVG}text")]


def lines(tree):
    """The paths of series, without marks."""
    return [each for each in tree.iter(f"{SVG}path") if each.get("fill") is None and each.get("stroke")]


def test_nothing_is_drawn_of_nothing() -> None:
    assert trend_chart([], title="Over time") == trend_chart([Series(name="A", points=())], title="Over time") == ""


def test_values_stand_at_their_height_from_nought() -> None:
    _, tree = drawn(PARTIES, alone=True)
    known = next(each for each in lines(tree) if "H" in each.get("d"))
    x, y, *rest = [float(each) for each in re.findall(r"[\d.]+", known.get("d"))]
    assert y == pytest.approx(TOP + PLOT - PLOT * 10 / 60, abs=0.1)
    assert rest[1] == pytest.approx(TOP + PLOT - PLOT * 30 / 60, abs=0.1)
    assert rest[3] == pytest.approx(TOP + PLOT - PLOT * 40 / 60, abs=0.1)
    assert x < rest[0] < rest[2] < WIDE / 2 + 60  # half of the years
    assert rest[0] - x == pytest.approx((rest[2] - x) * 0.55, abs=0.2)  # a day stands within its year


def test_what_is_projected_is_broken_and_goes_on_from_what_is_known() -> None:
    _, tree = drawn(PARTIES, alone=True)
    broken = [each for each in lines(tree) if each.get("stroke-dasharray")]
    known = [each for each in lines(tree) if not each.get("stroke-dasharray")]
    assert len(broken) == len(known) == 1
    end = re.findall(r"[\d.]+", known[0].get("d"))[-2:]
    assert broken[0].get("d").startswith(f"M{end[0]} {end[1]}L")


def test_a_range_is_drawn_around_its_line_where_it_is_known() -> None:
    _, tree = drawn(HURT, alone=True)
    (band,) = [each for each in tree.iter(f"{SVG}path") if each.get("fill-opacity") == ".16"]
    assert len(re.findall(r"[\d.]+ [\d.]+", band.get("d"))) == 10  # five points, above and below
    _, one = drawn(
        Series(name="A", points=(Point(at=2000, value=3, low=2, high=4), Point(at=2001, value=3))), alone=True
    )
    assert len([each for each in one.iter(f"{SVG}path") if each.get("fill-opacity") == ".16"]) == 1


def test_the_threshold_is_a_line_with_words() -> None:
    _, tree = drawn(PARTIES, threshold=FIFTY, alone=True)
    assert "Needed: 50" in texts(tree)
    (line,) = [each for each in tree.iter(f"{SVG}line") if each.get("stroke-dasharray")]
    assert float(line.get("y1")) == pytest.approx(TOP + PLOT - PLOT * 50 / 60, abs=0.1)


def test_words_of_a_threshold_stand_where_no_line_runs_through_them() -> None:
    rising = Series(name="A", points=(Point(at=2000, value=0), Point(at=2020, value=50)))
    falling = Series(name="A", points=(Point(at=2000, value=50), Point(at=2020, value=0)))
    for series, side in ((rising, "start"), (falling, "end")):
        _, tree = drawn(series, threshold=FIFTY)
        (words,) = [each for each in tree.iter(f"{SVG}text") if "Needed" in each.text]
        assert words.get("text-anchor") == side


def test_series_differ_in_more_than_colour() -> None:
    every = [Series(name=look, points=HURT.points, look=look) for look in Look]
    _, tree = drawn(*every, alone=True)
    drawn_as = {
        (each.get("stroke-width"), each.get("stroke-dasharray")) for each in lines(tree) if "L" in each.get("d")
    }
    assert len(drawn_as) >= len(Look) - 1
    shapes = {
        (re.sub(r"[\d.-]+", "", path.get("d")), path.get("fill"), path.get("stroke-width"))
        for path in tree.iter(f"{SVG}path")
        if path.find(f"{SVG}title") is not None
    }
    assert len(shapes) >= 4


def test_it_says_what_it_is_to_those_who_cannot_see_it() -> None:
    _, tree = drawn(PARTIES, threshold=FIFTY)
    assert tree.get("role") == "img"
    ids = {each.get("id"): each.text for each in tree.iter() if each.get("id")}
    title, says = tree.get("aria-labelledby").split()
    assert ids[title] == "Over time"
    assert ids[says] == "Parties: 10 in 2000, 40 in 2010; Parties, projected: 55 in 2020; Needed: 50"
    assert ids[says] == in_words([PARTIES], FIFTY)


def test_marks_say_year_and_value() -> None:
    _, tree = drawn(HURT)
    titles = [path.find(f"{SVG}title").text for path in tree.iter(f"{SVG}path") if path.find(f"{SVG}title") is not None]
    assert titles == ["2000: 20", "2001: 20", "2002: 20", "2003: 20", "2004: 20", "2006: 18"]


def test_years_run_from_where_people_begin_to_read() -> None:
    (_, left), (_, right) = drawn(PARTIES, alone=True), drawn(PARTIES, alone=True, language="ar")

    def years(tree):
        return [float(each.get("x")) for each in tree.iter(f"{SVG}text") if each.get("text-anchor") == "middle"]

    assert years(left) == sorted(years(left))
    assert years(right) == sorted(years(right), reverse=True)
    assert years(right) == pytest.approx([WIDE - x for x in years(left)], abs=0.2)
    assert len(years(left)) <= 6


def test_figures_are_written_as_the_reader_writes_them() -> None:
    many = Series(name="A", points=(Point(at=2000, value=12000), Point(at=2001, value=15000)))
    assert "15,000" in texts(drawn(many)[1])
    assert "15\u202f000" in texts(drawn(many, language="fr")[1]) or "15\xa0000" in texts(drawn(many, language="fr")[1])
    assert {"0.2", "0.6"} <= set(texts(drawn(Series(name="A", points=(Point(at=2000, value=0.6),)))[1]))


def test_figures_at_the_ends_stand_apart() -> None:
    close = [
        Series(name=str(value), points=(Point(at=2000, value=50), Point(at=2010, value=value)))
        for value in (49, 50, 51)
    ]
    _, tree = drawn(*close, alone=True)
    heights = sorted(float(each.get("y")) for each in tree.iter(f"{SVG}text") if each.get("font-weight"))
    assert len(heights) == 3
    assert all(after - before > 13.9 for before, after in pairwise(heights))


def test_names_are_words_and_nothing_else() -> None:
    evil = "<script>alert(1)</script>&\"'"
    series = Series(name=evil, points=PARTIES.points)
    for alone in (False, True):
        svg, tree = drawn(series, title=evil, description=evil, threshold=Threshold(value=3, words=evil), alone=alone)
        assert "<script" not in svg
        assert f"{evil}: 3" in texts(tree)
    assert "<script" not in legend([series])


def test_alone_it_needs_no_page_and_on_a_page_it_is_as_wide_as_that() -> None:
    svg, tree = drawn(PARTIES, HURT, palette=PAPER, mark="file", alone=True)
    assert "var(" not in svg
    assert "%" not in svg
    assert {"Parties", "Casualties"} <= set(texts(tree))
    _, page = drawn(PARTIES, HURT)
    assert (page.get("width"), page.get("viewBox")) == ("100%", None)
    assert not {"Parties", "Casualties"} & set(texts(page))
    assert "Parties" in legend([PARTIES, HURT])


@given(st.integers(1, 10**9), st.integers(2, 9))
def test_a_scale_has_few_steps_and_round_ones(most, at_most) -> None:
    step = steps_to(most, at_most=at_most)
    assert most / step <= at_most
    assert str(step).rstrip("0") in {"1", "2", "5"}


@given(
    st.lists(st.tuples(st.integers(1900, 2100), st.integers(0, 10**7)), min_size=1, max_size=60),
    st.sampled_from(["en", "ar"]),
    st.booleans(),
)
def test_whatever_the_values_it_is_sound_and_within_its_frame(told, language, steps) -> None:
    points = tuple(Point(at=year, value=value) for year, value in sorted(told))
    svg, tree = drawn(Series(name="A", points=points, steps=steps), language=language, alone=True)
    assert "nan" not in svg
    for path in lines(tree):
        if "scale" not in path.get("transform", ""):
            numbers = [float(each) for each in re.findall(r"-?[\d.]+", path.get("d"))]
            assert min(numbers) >= 0
            assert max(numbers) <= WIDE
