"""Budgets against what cities published: the column `selected` of files of Pabulib."""

import csv
import io
from collections import Counter
from fractions import Fraction
from pathlib import Path

import pytest

from plenary.decisions.rules.methods.budgets import count_equal_shares_budget, count_greedy
from plenary.decisions.rules.methods.profiles import Budgeted
from plenary.decisions.rules.methods.ties import Ties, lots_of

PABULIB = Path(__file__).parents[5] / "shared" / "data" / "budgeting" / "pabulib"


def read(path: Path) -> tuple[Budgeted, dict[str, str], list[dict[str, str]]]:
    """The ballots, what the file says of itself, and its projects; of files with approvals or points."""
    parts: dict[str, list[list[str]]] = {"META": [], "PROJECTS": [], "VOTES": []}
    for row in csv.reader(io.StringIO(path.read_text("utf-8-sig")), delimiter=";"):
        if row and row[0] in parts and len(row) == 1:
            part = parts[row[0]]
        elif row:
            part.append([each.strip() for each in row])
    meta = {row[0]: row[1] for row in parts["META"]}
    projects = [dict(zip(parts["PROJECTS"][0], row, strict=False)) for row in parts["PROJECTS"][1:]]
    place = {project["project_id"]: each for each, project in enumerate(projects)}
    ballots: Counter[tuple[tuple[int, int], ...]] = Counter()
    for row in parts["VOTES"][1:]:
        vote = dict(zip(parts["VOTES"][0], row, strict=True))
        named = [place[each] for each in vote["vote"].split(",") if each]
        points = [int(each) for each in vote["points"].split(",") if each] if "points" in vote else [1] * len(named)
        ballots[tuple(sorted(zip(named, points, strict=True)))] += 1
    profile = Budgeted(
        names=tuple(place),
        costs=tuple(Fraction(project["cost"]) for project in projects),
        budget=Fraction(meta["budget"]),
        ballots=ballots,
    )
    return profile, meta, projects


def published() -> list[Path]:
    found = [path for path in sorted(PABULIB.glob("*.pb")) if ";selected" in path.read_text("utf-8-sig")]
    if not found:
        pytest.skip(f"not run: {PABULIB} is absent")
    return found


def test_equal_shares_gives_what_assen_published():
    published()
    ballots, meta, projects = read(PABULIB / "Netherlands_Assen_2024.pb")
    selected = {each for each, project in enumerate(projects) if project["selected"] == "1"}
    assert meta["rule"] == "equalshares/add1"
    assert set(count_equal_shares_budget(ballots, Ties(lots_of("1", ballots.names))).winners) == selected
    assert set(count_equal_shares_budget(ballots).winners) == selected


def test_greedy_gives_what_cities_published():
    """`selected` is 1 for what the budget paid for; two files have a 2 for one more project that it did not suffice for."""
    others, more = {}, {}
    for path in published():
        ballots, meta, projects = read(path)
        selected = {each for each, project in enumerate(projects) if project["selected"] == "1"}
        if set(count_greedy(ballots).winners) != selected:
            others[path.stem] = meta["rule"]
        if any(project["selected"] == "2" for project in projects):
            more[path.stem] = meta["rule"]
    assert others == {"Netherlands_Assen_2024": "equalshares/add1"}
    assert more == {
        "Poland_Gdynia_2020_Babie_Doly__small": "greedy-no-skip",
        "Poland_Gdynia_2020_Pogorze__small": "greedy-no-skip",
    }
    assert len(published()) == 21
