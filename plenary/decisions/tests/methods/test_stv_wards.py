"""Single transferable vote by the Scottish rules against counts that others made: wards of 2017, references of droop."""

import csv
import json
from fractions import Fraction

import pytest

from plenary.decisions.rules.methods.accounts import Tie
from plenary.decisions.rules.methods.stv import count_scottish
from plenary.decisions.rules.methods.ties import Ties
from plenary.decisions.tests.published import counted, published


@pytest.mark.parametrize("name", ["42", "42t", "42u", "513"])
def test_the_reference_counts_of_droop(name):
    """Totals at its start and after each transfer; the file 42t states an order of lots."""
    source = published("elections/droop")
    told = json.loads((source / "ref" / f"{name}-scotland-fixed-p5-d5.txt").read_text())
    ballots, seats = counted(source / "blt" / f"{name}.blt")
    drawn = sorted(told["cdict"], key=lambda each: told["cdict"][each]["tie_order"])
    account = count_scottish(ballots, seats, Ties(tuple(int(each) - 1 for each in drawn)))
    states = [action["cstate"] for action in told["actions"] if action["tag"] in ("begin", "transfer")]
    assert [dict(stage.totals) for stage in account.stages if stage.what != "remaining"] == [
        {int(each) - 1: Fraction(of["vote"]) for each, of in state.items()} for state in states
    ]
    assert account.quota == Fraction(told["quota"])
    ended = told["actions"][-1]["cstate"]
    assert sorted(account.winners) == sorted(int(each) - 1 for each, of in ended.items() if of["state"] == "elected")


def wards():
    source = published("elections/scottish-2017")
    with (source / "index.csv").open(encoding="utf-8") as lines:
        for row in csv.DictReader(lines):
            ballots, seats = counted(source / row["ballots"])
            official = json.loads((source / row["official"]).read_text())["Constituency"]
            yield row["ballots"].removeprefix("ballots/").removesuffix(".blt"), ballots, seats, official


def numbers_of(ballots, first, rows):
    """Candidates of the official count by their first preferences, and by surname where these are equal."""
    found = {}
    for row in rows:
        if row["Count_Number"] == 1:
            among = [each for each in first if first[each] == Fraction(row["Total_Votes"])]
            if len(among) > 1:
                among = [each for each in among if row["Surname"].casefold() in ballots.names[each].casefold()]
            (found[row["Candidate_Id"]],) = among
    assert sorted(found.values()) == list(range(len(ballots.names)))
    return found


def is_shown(total, text):
    """Whether a total is what the source shows: some councils give two places only."""
    return total == Fraction(text) or (text[-3:-2] == "." and Fraction((total * 200 + 1) // 2, 100) == Fraction(text))


def decided(stages, candidate):
    """When and how a candidate was decided on, as the official counts number it: an exclusion stands at the stage after
    which it was decided, and those who remain are elected at the stage before."""
    for stage in stages:
        if candidate in stage.elected:
            return "Elected", stage.number - (stage.what == "remaining")
        if candidate in stage.excluded:
            return "Excluded", stage.number - 1
    return "", ""


SLIPS = {  # of the source: the total before and the transfer of the row itself make 832.84152, with which it goes on
    ("midlothian_2017_ward1", 3, "Wallace", "832.84154"),
}


def test_all_wards_of_2017_stage_by_stage():
    """267 wards: quota, winners, at which stage each candidate was elected or excluded, and 12,593 totals."""
    differing, checked, seen = [], 0, 0
    for name, ballots, seats, official in wards():
        seen += 1
        account = count_scottish(ballots, seats)
        rows = official["countGroup"]
        number = numbers_of(ballots, account.stages[0].totals, rows)
        stages = {stage.number: stage for stage in account.stages if stage.what != "remaining"}
        assert max(row["Count_Number"] for row in rows) == len(stages), name
        assert account.quota == official["countInfo"]["Quota"], name
        won = {number[row["Candidate_Id"]] for row in rows if row["Status"] == "Elected"}
        assert sorted(account.winners) == sorted(won), name
        for row in rows:
            each, stage = number[row["Candidate_Id"]], row["Count_Number"]
            checked += 1
            if not is_shown(stages[stage].totals[each], row["Total_Votes"]):
                differing.append((name, stage, row["Surname"], row["Total_Votes"]))
            if stage == len(stages):
                assert decided(account.stages, each) == (row["Status"], row["Occurred_On_Count"]), name
    assert set(differing) == SLIPS
    assert (seen, checked, len(differing)) == (267, 12_593, 1)


def test_a_tie_of_2017_was_decided_by_an_earlier_stage():
    told = {
        name: [(stage.number, stage.ties) for stage in count_scottish(ballots, seats).stages if stage.ties]
        for name, ballots, seats, _ in wards()
    }
    assert {name: ties for name, ties in told.items() if ties} == {
        "renfrewshire_2017_ward3": [(7, (Tie(among=(5, 7), taken=7, by="earlier_stage", stage=5),))]
    }
