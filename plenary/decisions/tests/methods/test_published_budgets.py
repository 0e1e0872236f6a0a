"""Budgets against what cities published: the column `selected` of files of Pabulib."""

import csv
from pathlib import Path

from plenary.decisions.rules.methods.budgets import count_equal_shares_budget, count_greedy
from plenary.decisions.rules.methods.ties import Ties, lots_of
from plenary.decisions.tests.published import counted, files, published

FOLDER = "budgeting/pabulib"


def selected_in(path: Path) -> list[str]:
    """The column `selected`, by project."""
    lines = path.read_text("utf-8-sig").splitlines()
    rows = lines[lines.index("PROJECTS") + 1 : lines.index("VOTES")]
    return [row["selected"] for row in csv.DictReader(rows, delimiter=";")]


def those_published() -> list[Path]:
    return [path for path in files(FOLDER, "*.pb") if ";selected" in path.read_text("utf-8-sig")]


def test_equal_shares_gives_what_assen_published():
    path = published(f"{FOLDER}/Netherlands_Assen_2024.pb")
    ballots, _seats = counted(path)
    selected = {each for each, word in enumerate(selected_in(path)) if word == "1"}
    assert ballots.told["rule"] == "equalshares/add1"
    assert set(count_equal_shares_budget(ballots, Ties(lots_of("1", ballots.names))).winners) == selected
    assert set(count_equal_shares_budget(ballots).winners) == selected


def test_greedy_gives_what_cities_published():
    """`selected` is 1 for what the budget paid for; two files have a 2 for one more project that it did not suffice for."""
    others, more = {}, {}
    for path in those_published():
        ballots, _seats = counted(path)
        words = selected_in(path)
        selected = {each for each, word in enumerate(words) if word == "1"}
        if set(count_greedy(ballots).winners) != selected:
            others[path.stem] = ballots.told["rule"]
        if "2" in words:
            more[path.stem] = ballots.told["rule"]
    assert others == {"Netherlands_Assen_2024": "equalshares/add1"}
    assert more == {
        "Poland_Gdynia_2020_Babie_Doly__small": "greedy-no-skip",
        "Poland_Gdynia_2020_Pogorze__small": "greedy-no-skip",
    }
    assert len(those_published()) == 21
