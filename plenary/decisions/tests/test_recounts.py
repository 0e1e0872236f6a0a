"""The ballots of a decided choice as files: the command counts each to the account that the page shows."""

import json
import shlex
from collections.abc import Iterator
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

from plenary.charter.rules.countings import Asks, Budgets, Counting
from plenary.decisions import queries
from plenary.decisions.models import BallotBox
from plenary.decisions.queries.counts import counted
from plenary.decisions.shown.ballot_files import file_of, files_of, is_countable
from plenary.decisions.shown.count import count_as_json
from plenary.decisions.tests import choosing
from plenary.decisions.tests.outcomes import (
    BUYS,
    GRADES,
    POINTS,
    RANKS,
    TICKS,
    TOWNS,
    Effects,
    client_of,
    get,
    house_of,
    rank,
    voted,
)
from tests import founding

pytestmark = pytest.mark.django_db


type Case = tuple[Counting, dict[str, Any], Effects, tuple[dict[str, Any], ...]]


SAID = {Asks.RANKS: RANKS, Asks.TICKS: TICKS, Asks.GRADES: GRADES}


def _cases(counting: Counting) -> Iterator[Case]:
    """A method with the ballots that it asks: towns, two where it chooses several, and projects where it takes budgets."""
    told = counting.told
    towns = choosing.towns(2 if told.several else 1, *([TOWNS[:3]] if told.asks is Asks.GRADES else []))
    if told.budgets is not Budgets.ALONE:
        yield counting, {"grades": 5} if told.asks is Asks.GRADES else {}, towns, SAID[told.asks]
    if told.budgets is not Budgets.NO:
        yield counting, {}, choosing.projects(), BUYS
        yield counting, {"points": 10}, choosing.projects(), POINTS


CASES: list[Case] = [case for counting in Counting for case in _cases(counting)]


@pytest.mark.parametrize("weights", [(), (3, 3, 2, 1, 1)], ids=["alike", "weighted"])
@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case[0].value}-{case[2][0][0]}-{next(iter(case[3][0]))}")
def test_each_file_is_counted_by_the_command_on_the_page_to_the_same_account(
    tmp_path: Path, case: Case, weights: tuple[int, ...]
) -> None:
    counting, terms, effects, said = case
    by = house_of(rules=choosing.charter(counting=counting, **terms))
    proposal = voted(by, effects, said, weights)
    found = counted(proposal)
    assert found is not None
    told = json.loads(count_as_json(proposal, found))
    assert told["ballots"] == (10 if weights else 5)
    page = get(client_of(by[0]), "count", proposal).content.decode()
    files = files_of(proposal, found)
    for file in files:
        content = get(client_of(by[0]), "ballot-file", proposal, file.ending).content
        (tmp_path / file.name).write_bytes(content)
        words = shlex.split(file.command)
        assert words[:3] == ["plenary", "count", file.name]
        output = StringIO()
        call_command("count", str(tmp_path / file.name), *words[3:], "--format", "json", stdout=output)
        again = json.loads(output.getvalue())
        assert again["title"] in (proposal.title, "")
        assert again | {"title": ""} == told | {"title": ""}
    assert told["winners"] == [each["name"] for each in queries.chosen_of(proposal)]
    assert files[0].command in page.replace("&#x27;", "'")


def test_formats_are_those_that_hold_such_ballots() -> None:
    def endings(counting: Counting, effects: Effects, said: tuple[dict[str, Any], ...], **terms: Any) -> list[str]:
        by = founding.standings(
            founding.coalition(f"house-{counting.value}", choosing.charter(counting=counting, **terms)), 5
        )
        proposal = voted(by, effects, said)
        found = counted(proposal)
        assert found is not None
        return [file.ending for file in files_of(proposal, found)]

    assert endings(Counting.IRV, choosing.towns(), RANKS) == ["blt", "abif", "soi"]
    assert endings(Counting.SCHULZE, choosing.towns(), ({"ranks": [["1", "2"], ["3", "4"]]},)) == ["blt", "abif", "toc"]
    assert endings(Counting.APPROVAL, choosing.towns(), TICKS) == ["csv", "abif"]
    assert endings(Counting.SCORE, choosing.towns(1, TOWNS[:3]), GRADES, grades=5) == ["csv", "abif"]
    assert endings(Counting.GREEDY_BUDGET, choosing.projects(), BUYS) == ["pb"]


def test_names_that_a_format_cannot_hold_leave_it_out() -> None:
    by = house_of(rules=choosing.charter(counting=Counting.APPROVAL))
    proposal = voted(by, choosing.towns(options=("1", "2", "3")), ({"ticks": ["1"]},))
    found = counted(proposal)
    assert found is not None
    assert [file.ending for file in files_of(proposal, found)] == ["abif"]
    assert file_of(proposal, found, "csv") is None
    assert get(client_of(by[0]), "ballot-file", proposal, "csv").status_code == 404
    assert get(client_of(by[0]), "ballot-file", proposal, "blt").status_code == 404


def test_names_that_are_alike_are_told_apart_in_files_and_on_the_page(tmp_path: Path) -> None:
    by = house_of(3)
    proposal = voted(by, choosing.towns(options=("Asha", "Bo", "Cem")), (rank("1"), rank("2"), rank("3")))
    box = BallotBox.objects.of(proposal.coalition_id).get()
    for each in box.contest["candidates"]:
        each["name"] = "Asha"
    box.contest["drawn"] = []
    box.account = b""  # it is counted anew
    box.save(update_fields=["contest", "account"])
    found = counted(proposal)
    assert found is not None
    told = json.loads(count_as_json(proposal, found))
    assert [file.ending for file in files_of(proposal, found)] == ["blt", "abif", "soi"]
    for file in files_of(proposal, found):
        (tmp_path / file.name).write_bytes(file_of(proposal, found, file.ending) or b"")
        output = StringIO()
        words = shlex.split(file.command)[3:]
        call_command("count", str(tmp_path / file.name), *words, "--format", "json", stdout=output)
        assert json.loads(output.getvalue())["winners"] == told["winners"]


def test_command_is_told_for_whom_seats_are_kept(tmp_path: Path) -> None:
    by = house_of(5)
    proposal = voted(by, choosing.towns(2), RANKS)
    box = BallotBox.objects.of(proposal.coalition_id).get()
    box.contest["kept"] = [{"group": "south", "names": {}, "at_least": 1}]
    for each in box.contest["candidates"]:
        each["groups"] = ["south"] if each["name"] in {"Dakar", "Lima"} else []
    box.account = b""  # it is counted anew
    box.save(update_fields=["contest", "account"])
    found = counted(proposal)
    assert found is not None
    assert is_countable(found)
    told = json.loads(count_as_json(proposal, found))
    for file in files_of(proposal, found):
        (tmp_path / file.name).write_bytes(file_of(proposal, found, file.ending) or b"")
        words, output = shlex.split(file.command)[3:], StringIO()
        assert words[words.index("--keep") + 1] == "south=1: Dakar; Lima"
        call_command("count", str(tmp_path / file.name), *words, "--format", "json", stdout=output)
        assert json.loads(output.getvalue())["winners"] == told["winners"]
    assert len(set(told["winners"]) & {"Dakar", "Lima"}) >= 1
    box.contest["candidates"][2]["name"] = "Dakar; Thiès"
    box.save(update_fields=["contest"])
    changed = counted(proposal)
    assert changed is not None
    assert not is_countable(changed)


def test_no_table_is_offered_whose_head_would_be_taken_for_formulas() -> None:
    by = house_of(rules=choosing.charter(counting=Counting.APPROVAL))
    proposal = voted(by, choosing.towns(options=("=HYPERLINK(1)", "Oslo")), ({"ticks": ["1"]},))
    found = counted(proposal)
    assert found is not None
    assert [file.ending for file in files_of(proposal, found)] == ["abif"]
    assert file_of(proposal, found, "csv") is None
