"""Pictures of stages on a narrow screen: names whole within it, who is elected beside the name, tables whose names stay."""

import re
from pathlib import Path
from typing import Any

import pytest
from django.template.loader import render_to_string
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

import plenary
from plenary.core.languages import TAGS
from plenary.decisions.rules.methods.accounts import Account
from plenary.decisions.rules.methods.profiles import Ranked
from plenary.decisions.rules.methods.registry import METHODS, count
from plenary.decisions.shown.pictures.lanes import PITCH
from plenary.decisions.shown.pictures.shapes import SEEN, in_two, reach
from plenary.decisions.shown.pictures.transfers import transfers

LONG = "The survivors of the villages along the great river"
CORE = Path(plenary.__file__).parent / "core/static/core"
SIGNS = re.compile(r"[\u2068\u2069]")


def counted(*names: str) -> Account:
    """A count in which the first is elected at once and the others go on to a second seat."""
    ballots = {(0, 1): 7, (1,): 2, (2,): 3}
    return count(METHODS["stv-scottish"], Ranked(names=(*names, "B", "C")[:3], ballots=ballots), seats=2)


@pytest.mark.parametrize("language", TAGS)
@pytest.mark.parametrize("name", ["Ada", LONG, "名" * 40, "Word" * 40])
def test_names_in_a_picture_fit_into_a_narrow_screen(name: str, language: str) -> None:
    with translation.override(language):
        labels = [each for each in transfers(counted(name)).labels if "name" in each.what.split()]
    assert [each.text for each in labels if reach(SIGNS.sub("", each.text)) * 7 > SEEN] == []


def test_a_long_name_stands_whole_in_two_lines_with_who_is_elected() -> None:
    picture = transfers(counted(LONG))
    first, second = [each for each in picture.labels if each.what == "name chosen" and not each.x][:2]
    assert (first.text[:2], second.text[-10:], second.y - first.y) == ("✓ ", " · elected", 16)
    assert f"{SIGNS.sub('', first.text)[2:]} {SIGNS.sub('', second.text)[:-10]}" == LONG
    assert {each.x % PITCH for each in picture.labels if "name" in each.what} == {0}


@given(st.text(alphabet="ab 名", min_size=1, max_size=60).map(lambda text: " ".join(text.split())), st.integers(3, 20))
def test_a_text_in_two_lines_keeps_its_letters_in_order(text: str, most: int) -> None:
    lines = in_two(text, most)
    assert max(map(reach, lines)) <= most
    assert len(lines) <= 2
    told = "".join(lines).replace(" ", "")
    whole = text.replace(" ", "")
    assert told == whole or (told.endswith("…") and whole.startswith(told[:-1]))


def test_table_of_a_picture_says_beside_the_name_who_is_elected() -> None:
    picture: Any = transfers(counted("Ada"))
    page = render_to_string("decisions/_pictures.html", {"picture": picture})
    rows = re.findall(r'<th scope="row"><bdi>([^<]+)</bdi>(?: <span class="decided">([^<]+)</span>)?</th>', page)
    assert rows == [(row[0], row[-1]) for row in picture.table.rows]
    assert rows[0] == ("Ada", "✓\N{NO-BREAK SPACE}elected, stage 1")
    cells = [len(re.findall("<t[dh]", row)) for row in re.findall(r"<tr>(.*?)</tr>", page)]
    assert set(cells) == {len(picture.table.head) - 1}
    assert page.count('class="scroll edged" tabindex="0" role="group" aria-label="Votes after each stage"') == 1
    assert page.count('class="drawn edged" tabindex="0" role="group" aria-labelledby="picture"') == 1


@pytest.mark.parametrize(("ballots", "hints"), [({(0,): 5}, 0), ({(0, 1): 7, (1,): 2, (2,): 3}, 1)])
def test_a_picture_wider_than_a_phone_says_that_it_can_be_scrolled(ballots: Any, hints: int) -> None:
    account = count(METHODS["stv-scottish"], Ranked(names=("A", "B", "C"), ballots=ballots), seats=2 if hints else 1)
    page = render_to_string("decisions/_pictures.html", {"picture": transfers(account)})
    assert (len(account.stages) > 2, page.count('class="small sideways"')) == (bool(hints), hints)


def test_rules_of_tables_whose_names_stay_are_theirs_alone() -> None:
    sheets = {name: (CORE / name).read_text(encoding="utf-8") for name in ("plenary.css", "pictures.css")}
    for name in ("names-stay", "edged", "sideways", "lot", "by-lot"):
        found = {sheet for sheet, text in sheets.items() if re.search(rf"\.{name}(?![\w-])", text)}
        assert (name, found) == (name, {"pictures.css"})
