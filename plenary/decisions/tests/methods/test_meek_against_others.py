"""Meek's method against counts of others: droop by the reference rule and with equal places, and the ERS97 model election;
and against the rule written down once more, paper by paper."""

import csv
import json
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plenary.decisions.rules.methods.accounts import Account
from plenary.decisions.rules.methods.meek import count_meek
from plenary.decisions.rules.methods.profiles import Ranked
from plenary.decisions.tests.published import counted, published


def told(path: Path) -> list[tuple]:
    """What droop says at each choice and exclusion before the end: whom, the quota, the votes, and the keep values."""
    steps = []
    for step in json.loads(path.read_text())["actions"]:
        if step["tag"] in ("elect", "defeat") and "remaining" not in step["msg"]:
            standing = {int(cid) - 1: each for cid, each in step["cstate"].items() if each["kf"].strip("0.")}
            votes = {cid: Fraction(each["vote"]) for cid, each in standing.items()}
            keep = {cid: Fraction(each["kf"]) for cid, each in standing.items()}
            steps.append((step["msg"].split(": ")[1], Fraction(step["quota"]), votes, keep))
    return steps


def ours(account: Account) -> list[tuple]:
    return [
        (
            account.names[each],
            stage.facts["quota"],
            stage.totals,
            {cid: stage.facts["keep"].get(cid, 1) for cid in stage.totals},
        )
        for stage in account.stages
        if stage.what in ("elected", "exclusion")
        for each in stage.elected + stage.excluded
    ]


def elected_by_droop(path: Path) -> set[str]:
    last = json.loads(path.read_text())
    names = {cid: each["name"] for cid, each in last["cdict"].items()}
    return {names[cid] for cid, each in last["actions"][-1]["cstate"].items() if each["state"] == "elected"}


@pytest.mark.parametrize("name", ["42", "42t", "42u", "513"])
def test_droop_by_the_reference_rule_to_the_last_billionth(name):
    ballots, seats = counted(published(f"elections/droop/blt/{name}.blt"))
    reference = published(f"elections/droop/ref/{name}-meek-prf-o6-fixed-p9-d9.txt")
    account = count_meek(ballots, seats)
    assert ours(account) == told(reference)
    assert set(account.winning_names) == elected_by_droop(reference)


@pytest.mark.parametrize("name", ["eq1", "eq2"])
def test_droop_with_equal_places(name):
    """By droop's parametric rule of 18 decimals, and hence only to the 8th decimal."""
    ballots, seats = counted(published(f"elections/droop/blt/meek/{name}.blt"))
    reference = published(f"elections/droop/ref/meek/{name}-meek-o9-guarded-p18-g9-d18.txt")
    account = count_meek(ballots, seats)
    assert set(account.winning_names) == elected_by_droop(reference)
    for (name_, quota, votes, keep), (their_name, their_quota, their_votes, their_keep) in zip(
        ours(account), told(reference), strict=True
    ):
        assert (name_, round(quota, 8), set(votes)) == (their_name, round(their_quota, 8), set(their_votes))
        for each in votes:
            assert abs(votes[each] - their_votes[each]) < Fraction(1, 10**8)
            assert abs(keep[each] - their_keep[each]) < Fraction(1, 10**8)


def test_the_model_election_of_the_electoral_reform_society():
    """Every figure of the reference before its last column; there, five of the chosen are carried over further than the rule
    here does before it chooses the sixth, so that only who is chosen is compared."""
    ballots, seats = counted(published("elections/meek-ers97/ers97.blt"))
    account = count_meek(ballots, seats)
    with published("elections/meek-ers97/ers97_meek_reference.csv").open() as file:
        rows = {row[0]: row[1:] for row in csv.reader(file)}
    settled = [each for each in account.stages if each.what in ("first_preferences", "exclusion")]
    cent = Fraction(1, 100)
    for stage, column in zip(settled, range(0, 10, 2), strict=True):
        theirs = {name: Fraction(rows[name][column]) for name in ballots.names if rows[name][column + 1] != "EX"}
        assert {ballots.names[each]: round(total, 2) for each, total in stage.totals.items()} == theirs
        assert round(stage.facts["quota"], 2) == Fraction(rows["Quota"][column])
        # 41.95 there, 41.955369804 here: a cent apart once, and equal otherwise
        assert abs(round(stage.facts["exhausted"], 2) - Fraction(rows["Exhausted"][column])) == cent * (column == 8)
    assert [[ballots.names[each] for each in stage.excluded] for stage in settled] == [
        [],
        ["Monk"],
        ["Glazier"],
        ["Wright"],
        ["Baron"],
    ]
    assert set(account.winning_names) == {name for name in ballots.names if rows[name][11] == "EL"}


def up(number: int, by: int) -> int:
    return -(-number // by)


def by_paper(ballots: Ranked, seats: int) -> list[int]:
    """Who is chosen, by the reference rule and nothing but it: strict rankings, the last of the list goes in a tie."""
    one, number = 10**9, len(ballots.names)
    keep, elected, hopeful, last = [one] * number, [], list(range(number)), None
    while len(elected) < seats < len(elected) + len(hopeful):
        votes = [0] * number
        for ranking, papers in ballots.ballots.items():
            weight = one
            for each in ranking:
                kept = up(weight * keep[each], one)
                votes[each] += kept * papers
                weight -= kept
        quota = sum(votes) // (seats + 1) + 1
        reached = sorted((each for each in hopeful if votes[each] >= quota), key=lambda each: (-votes[each], each))
        elected += reached
        hopeful = [each for each in hopeful if each not in reached]
        surplus = max(0, sum(votes[each] - quota for each in elected))
        if reached:
            last = None
        elif surplus < 1000 or (last is not None and surplus >= last):
            least = min(votes[each] for each in hopeful)
            gone = max(each for each in hopeful if votes[each] <= least + surplus)
            hopeful.remove(gone)
            keep[gone], last = 0, None
        else:
            last = surplus
            for each in elected:
                keep[each] = up(up(keep[each] * quota, one) * one, votes[each])
    return sorted(elected + hopeful * (len(elected) < seats))


@given(
    st.lists(st.tuples(st.permutations(range(6)), st.integers(1, 6), st.integers(1, 9)), min_size=1, max_size=15),
    st.integers(1, 4),
)
def test_small_elections_paper_by_paper(papers, seats):
    ballots = Ranked(names=tuple("ABCDEF"), ballots={tuple(order[:length]): many for order, length, many in papers})
    assert sorted(count_meek(ballots, seats).winners) == by_paper(ballots, seats)


@pytest.mark.parametrize("ward", ["aberdeen_2017_ward1", "aberdeen_2017_ward10"])
def test_wards_paper_by_paper(ward):
    ballots, seats = counted(published(f"elections/scottish-2017/ballots/{ward}.blt"))
    assert sorted(count_meek(ballots, seats).winners) == by_paper(ballots, seats)
