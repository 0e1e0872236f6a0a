"""Whoever takes the whole machine, its database and logs of writes, joins voters and secret ballots no better than by chance.

Each vote is one of many voters who all say something else, so that joining by any order that a database keeps gets one right on
average: the fixed points of a random permutation, whose number over several votes is nearly Poisson's. A leak of any order gets
all of them right.
"""

import json
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.crash import sealed
from tests.crash.databases import Keeper, Postgresql
from tests.crash.looked import files_of, look
from tests.crash.places import Place, answer_of, ended, wait_until

VOTERS, VOTES = 16, 5
MOST = 27
"""By chance about VOTES are right; more than this comes once in about a thousand million tries."""

PAGE = 4096


@pytest.fixture(scope="module")
def held(database: Keeper, bare: Place, tmp_path_factory: pytest.TempPathFactory) -> tuple[Place, list[dict[str, Any]]]:
    """A place in which several secret votes were held, what came of each, and what was seen in the files before its count and
    after it."""
    folder = tmp_path_factory.mktemp("sealed")
    place = database.copy(bare, folder / "var")
    place.ask(sealed.found, voters=VOTERS)
    return place, [_held(database, place, folder / f"vote{seed}", seed) for seed in range(VOTES)]


def _held(database: Keeper, place: Place, folder: Path, seed: int) -> dict[str, Any]:
    folder.mkdir()
    begun = time.time()
    process = place.start_asking(sealed.vote, voters=VOTERS, seed=seed, into=str(folder), on_page=seed == 0)
    wait_until(lambda: (folder / "cast").exists() or process.poll() is not None, "no ballot was cast")
    if process.poll() is not None:
        raise AssertionError(ended(process))
    told = json.loads((folder / "cast").read_text())
    codes = [each["code"] for each in (*told["said"].values(), *told["replaced"])]
    before = look(files_of(database, folder / "before", begun), codes)
    (folder / "looked").touch()
    vote: dict[str, Any] = answer_of(process)
    after = look(files_of(database, folder / "after", begun), codes)
    logged = look([folder / "log"], codes)
    return vote | {"files": folder, "before": before, "after": after, "logged": logged}


def test_every_ballot_comes_out_once_as_it_was_cast_last(held: tuple[Place, list[dict[str, Any]]]) -> None:
    for vote in held[1]:
        cast = sorted(said["ranks"] for said in vote["said"].values())
        assert sorted(vote["papers"]["its code"]) == cast


def test_no_order_of_rows_joins_voters_and_papers(held: tuple[Place, list[dict[str, Any]]]) -> None:
    right: Counter[tuple[str, str]] = Counter()
    for vote in held[1]:
        for name, voters in vote["voters"].items():
            for order, papers in vote["papers"].items():
                pairs = zip(voters, papers, strict=True)
                right[name, order] += sum(vote["said"][voter]["ranks"] == paper for voter, paper in pairs)
                backwards = zip(reversed(voters), papers, strict=True)
                right[f"{name}, backwards", order] += sum(
                    vote["said"][voter]["ranks"] == paper for voter, paper in backwards
                )
    assert {pair: number for pair, number in right.items() if number > MOST} == {}
    assert len(right) >= 2 * 8 * 3


def test_before_the_count_nothing_that_was_said_lies_anywhere(held: tuple[Place, list[dict[str, Any]]]) -> None:
    """Neither in the files of the database nor in its log of writes nor in what was logged; and the same look finds at the same
    moment what was said openly, on the same page."""
    for vote in held[1]:
        secret = {"".join(each["ranks"]) for each in (*vote["said"].values(), *vote["replaced"])}
        assert len(secret) == VOTERS + VOTERS // 3
        for seen in (vote["before"], vote["logged"]):
            assert (seen.orders & secret, seen.codes) == (frozenset(), frozenset())
        assert "".join(vote["openly"]) in vote["before"].orders


def test_after_the_count_papers_alone_say_it_and_what_was_replaced_is_nowhere(
    held: tuple[Place, list[dict[str, Any]]],
) -> None:
    """The same look finds every paper: were it said elsewhere before, it had been found."""
    for vote in held[1]:
        cast = {"".join(each["ranks"]) for each in vote["said"].values()}
        replaced = {"".join(each["ranks"]) for each in vote["replaced"]}
        assert cast <= vote["after"].orders
        assert vote["after"].codes == {each["code"] for each in vote["said"].values()}
        assert replaced & vote["after"].orders == frozenset()


def test_no_table_but_papers_and_boxes_says_it_after_the_count(held: tuple[Place, list[dict[str, Any]]]) -> None:
    """Neither a session, an answer that is kept, a mail, a text, the record, nor anything that a search might look in."""
    place, votes = held
    ballots = [each for vote in votes for each in (*vote["said"].values(), *vote["replaced"])]
    orders, codes = ["".join(each["ranks"]) for each in ballots], [each["code"] for each in ballots]
    found = place.ask(sealed.tables_that_say, orders=orders, codes=codes)
    assert found == {"codes": ["decisions_paper"], "orders": ["decisions_ballotbox", "decisions_paper"]}


def test_no_page_and_no_frame_of_the_log_of_writes_joins_them(
    held: tuple[Place, list[dict[str, Any]]], database: Keeper
) -> None:
    """For each code that lies in a file, the voter is guessed whose ballot, member or place lies nearest to it."""
    right = 0
    for vote in held[1]:
        seen = 0
        for data in _files(vote, database):
            for said in vote["said"].values():
                for at in _places(data, said["code"].encode()):
                    seen += 1
                    right += _nearest(data, at, vote["said"]) == said["member"]
        assert seen >= VOTERS  # the papers do lie there
    assert right <= MOST * 3  # a code lies in a table, in its index and in the log of writes


def test_the_keys_are_gone_and_no_envelope_is_left(held: tuple[Place, list[dict[str, Any]]]) -> None:
    place, _votes = held
    keys = place.var / "ballot-keys"
    assert sorted(path.name for path in keys.iterdir()) == []


def _files(vote: dict[str, Any], database: Keeper) -> Iterator[bytes]:
    if isinstance(database, Postgresql):
        folders = [database.data / "pg_wal", database.data / "base"]
        paths = [path for folder in folders for path in folder.rglob("*") if path.is_file()]
    else:
        paths = sorted((vote["files"] / "after").iterdir())
    for path in paths:
        yield path.read_bytes()


def _places(data: bytes, word: bytes) -> Iterator[int]:
    at = data.find(word)
    while at >= 0:
        yield at
        at = data.find(word, at + 1)


def _nearest(data: bytes, at: int, voters: dict[str, Any]) -> str:
    """The member of the voter of whom something lies nearest, within a page; empty where nothing does."""
    start = max(0, at - PAGE)
    around = data[start : at + PAGE]
    found = [
        (abs(start + place - at), said["member"])
        for key, said in voters.items()
        for word in (said["ballot"], said["member"], key)
        for place in _places(around, word.encode())
    ]
    return str(min(found)[1]) if found else ""


def test_paths_are_looked_at(held: tuple[Place, list[dict[str, Any]]], database: Keeper) -> None:
    if not isinstance(database, Postgresql):
        names = {path.name for vote in held[1] for path in Path(vote["files"] / "after").iterdir()}
        assert any(name.endswith("-wal") for name in names)
