"""The map of the world: every state once, in more than colour, in safe and sound SVG that is not heavy."""

import gzip
import json
import re
from pathlib import Path
from xml.etree import ElementTree

import pytest
from django.utils import translation

import plenary
from plenary.directory.rules.countries import country_names
from plenary.monitoring.shown.looks import PAPER, Look, Shade
from plenary.monitoring.shown.world import about_borders, counted, drawn_states, in_words, legend, world_map

SVG = "{http://www.w3.org/2000/svg}"
ASSET = json.loads((Path(plenary.__file__).parent / "monitoring/maps/world.json").read_text(encoding="utf-8"))
KEY = [
    Shade(code="party", words="State party", look=Look.SOLID),
    Shade(code="signed", words="Signed", look=Look.HATCHED),
    Shade(code="left", words="Left", look=Look.CROSSED),
    Shade(code="watched", words="Watched", look=Look.DOTTED),
    Shade(code="none", words="Not joined", look=Look.PLAIN),
]
CODES = sorted(drawn_states())
SHADES = {code: KEY[at % len(KEY)].code for at, code in enumerate(CODES)}


def drawn(shades=SHADES, language="en", **more):
    told = {"names": country_names(language), "key": KEY, "title": "Parties", **more}
    with translation.override(language):
        svg = world_map(shades, **told)
    return svg, ElementTree.fromstring(svg)  # noqa: S314  # what the product drew itself


def shapes(tree):
    """Each shape with a title, by that title."""
    return [
        (path.find(f"{SVG}title").text, path)
        for path in tree.iter(f"{SVG}path")
        if path.find(f"{SVG}title") is not None
    ]


def test_every_state_has_a_shape_or_a_dot() -> None:
    assert len(CODES) == 193 + 2 + 2  # members, observers, Cook Islands and Niue
    assert not set(ASSET["states"]) & set(ASSET["dots"])
    assert set(CODES) <= set(country_names("en"))
    assert not {"ESH", "TWN", "XKX"} & set(CODES)
    assert {"VAT", "PSE", "TUV", "KIR", "NRU", "COK", "NIU"} <= set(CODES)


def test_every_state_is_drawn_once_with_name_and_words() -> None:
    names = country_names("en")
    titles = [title for title, _ in shapes(drawn()[1])]
    words = {shade.code: shade.words for shade in KEY}
    assert sorted(titles) == sorted(f"{names[code]}: {words[SHADES[code]]}" for code in CODES)


def test_states_without_a_shade_are_land_with_a_name() -> None:
    titles = [title for title, _ in shapes(drawn({"AUT": "party", "FRA": "unheard of"})[1])]
    assert "Austria: State party" in titles
    assert {"France", "Tuvalu"} <= set(titles)
    assert len(titles) == len(CODES)


def test_the_order_is_that_of_the_names() -> None:
    names = country_names("en")
    listed = list(names)
    for shade in KEY:
        titles = [title for title, _ in shapes(drawn()[1]) if title.endswith(f": {shade.words}")]
        at = [listed.index(next(code for code in CODES if title.startswith(f"{names[code]}:"))) for title in titles]
        areas = sum(SHADES[code] == shade.code for code in ASSET["states"])
        assert at[:areas] == sorted(at[:areas])
        assert at[areas:] == sorted(at[areas:])


def test_coordinates_stay_on_the_map() -> None:
    wide, high = ASSET["size"]
    for path in ASSET["states"].values():
        for ring in path.removesuffix("z").split("z"):
            x, y = map(int, re.match(r"M(-?\d+) (-?\d+)l", ring).groups())
            steps = [int(each) for each in re.findall(r"-?\d+", ring.partition("l")[2])]
            assert len(steps) % 2 == 0
            for across, down in zip(steps[::2], steps[1::2], strict=True):
                x, y = x + across, y + down
                assert -5 <= x <= wide + 5
                assert -5 <= y <= high + 5
    for x, y, to_x, to_y, anchor in ASSET["dots"].values():
        assert min(x, to_x, y, to_y) >= 0
        assert max(x, to_x) <= wide
        assert max(y, to_y) <= high
        assert anchor in {"start", "middle", "end"}


def test_neighbours_keep_a_border_in_common() -> None:
    """As many points of Spain's outline are Portugal's too as their border has."""

    def points(code):
        found = set()
        for ring in ASSET["states"][code].removesuffix("z").split("z"):
            x, y = map(int, re.match(r"M(-?\d+) (-?\d+)l", ring).groups())
            found.add((x, y))
            steps = [int(each) for each in re.findall(r"-?\d+", ring.partition("l")[2])]
            for across, down in zip(steps[::2], steps[1::2], strict=True):
                x, y = x + across, y + down
                found.add((x, y))
        return found

    for one, other in [("ESP", "PRT"), ("BRA", "ARG"), ("CHN", "MNG"), ("ZAF", "LSO"), ("COD", "AGO")]:
        assert len(points(one) & points(other)) >= 4, (one, other)


@pytest.mark.parametrize("language", ["en", "fr", "es", "ar"])
def test_it_is_light(language) -> None:
    svg = drawn(language=language, link=lambda code: f"#{code}")[0]
    assert len(svg.encode()) < 65_000
    plain = drawn(language=language)[0]
    assert len(plain.encode()) < 55_000
    assert len(gzip.compress(plain.encode(), 9)) < 20_000


def test_colour_is_never_the_only_sign() -> None:
    tree = drawn()[1]
    fills = {}
    for title, path in shapes(tree):
        group = next(each for each in tree.iter(f"{SVG}g") if path in list(each))
        fills.setdefault(title.rpartition(": ")[2], set()).add(group.get("fill"))
    patterned = {words for words, of in fills.items() if any(fill.startswith("url(#world-") for fill in of)}
    assert patterned == {"Signed", "Left", "Watched"}
    assert {each.get("id") for each in tree.iter(f"{SVG}pattern")} == {"world-hatched", "world-crossed", "world-dotted"}


def test_it_says_what_it_is_to_those_who_cannot_see_it() -> None:
    tree = drawn()[1]
    assert tree.get("role") == "img"
    ids = {each.get("id"): each.text for each in tree.iter() if each.get("id")}
    title, says = tree.get("aria-labelledby").split()
    assert ids[title] == "Parties"
    assert ids[says] == in_words(SHADES, KEY) == "State party: 40; Signed: 40; Left: 39; Watched: 39; Not joined: 39"


def test_names_are_words_and_nothing_else() -> None:
    evil = '<script>alert("1")</script>&'
    names = {**country_names("en"), "AUT": evil, "TUV": evil}
    key = [Shade(code="party", words=evil, look=Look.SOLID)]
    shades = {"AUT": "party", "TUV": "party"}
    for alone in (False, True):
        svg, tree = drawn(
            shades, names=names, key=key, title=evil, description=evil, link=lambda code: f'"><b>{code}', alone=alone
        )
        assert "<script" not in svg
        assert "<b>" not in svg
        assert [title for title, _ in shapes(tree)].count(f"{evil}: {evil}") == 2
    assert "<script" not in legend(shades, key)


def test_links_go_by_those_who_use_keys() -> None:
    tree = drawn({"AUT": "party", "VAT": "party"}, link=lambda code: f"#{code}")[1]
    links = list(tree.iter(f"{SVG}a"))
    assert [(each.get("href"), each.get("tabindex")) for each in links] == [("#AUT", "-1"), ("#VAT", "-1")]
    assert tree.get("role") == "group"  # what an image holds nobody is told of


def test_contested_areas_are_no_states_unless_the_coalition_says_so() -> None:
    titles = [title for title, _ in shapes(drawn()[1])]
    assert not [title for title in titles if "Kosovo" in title or "Sahara" in title or "Taiwan" in title]
    shaded = drawn({"ESH": "party"}, names={"ESH": "Saharawi Republic"})[1]
    assert "Saharawi Republic: State party" in [title for title, _ in shapes(shaded)]
    assert "status of any area" in about_borders()


def test_those_whom_no_map_draws_count_too() -> None:
    assert counted({"AUT": "party", "EUE": "party"}, KEY)["party"] == 2
    assert "State party: 2" in legend({"AUT": "party", "EUE": "party"}, KEY)


def test_alone_it_needs_no_page() -> None:
    svg, tree = drawn(palette=PAPER, mark="file", alone=True)
    assert "var(" not in svg
    assert 'id="world' not in svg
    texts = [each.text.strip("\u2068\u2069") for each in tree.iter(f"{SVG}text")]
    assert {"State party: 40", about_borders()} <= set(texts)
    assert int(tree.get("width")) * 2 == int(tree.get("viewBox").split()[2])


def test_the_key_begins_where_people_begin_to_read_and_the_map_is_never_mirrored() -> None:
    (_, left), (_, right) = drawn(alone=True), drawn(alone=True, language="ar")
    key = {tree: next(e for e in tree.iter(f"{SVG}text") if "State party:" in e.text) for tree in (left, right)}
    assert int(key[left].get("x")) < 200
    assert int(key[right].get("x")) > ASSET["size"][0] - 200
    outlines = [sorted(path.get("d") for _, path in shapes(tree)) for tree in (left, right)]
    assert outlines[0] == outlines[1]
    assert left.get("direction") == right.get("direction") == "ltr"
