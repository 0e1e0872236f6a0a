"""What ballots may say and who is chosen, as pure rules."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plenary.charter.rules.schema import Counting, Method, Process
from plenary.decisions.rules.choosing import (
    Asks,
    asks_of,
    bundled,
    chosen,
    contest_problem,
    count_contest,
    figures,
    said_problem,
    tidy,
)
from plenary.decisions.rules.contests import Candidate, Contest, Kept
from plenary.decisions.rules.quorums import Attended
from plenary.decisions.tests.test_rules import make_electors

NAMES = ("Ama", "Bea", "Caro", "Dan", "Eve")
KEPT = Kept(group="women", names={"en": "women"}, at_least=2)


def _process(counting: Counting = Counting.STV_SCOTTISH, **terms: int) -> Process:
    return Process(
        code="choice", names={}, method=Method.CHOICE, electorate="plenary", counting=counting, quorum=Fraction(1, 2), **terms
    )  # fmt: skip


def _contest(seats: int = 1, women: tuple[int, ...] = (), kept: tuple[Kept, ...] = (), budget: int = 0) -> Contest:
    candidates = tuple(
        Candidate(id=str(place), name=name, cost=10 if budget else 0, groups=("women",) if place in women else ())
        for place, name in enumerate(NAMES, 1)
    )
    return Contest(candidates=candidates, seats=seats, kept=kept, budget=budget, currency="EUR" if budget else "")


@pytest.mark.parametrize("counting", list(Counting))
def test_every_way_of_counting_of_the_charter_counts(counting: Counting) -> None:
    contest = _contest(budget=25 if counting is Counting.GREEDY_BUDGET else 0)
    process = _process(counting)
    said = {
        Asks.RANKS: {"ranks": [["1"], ["2"]]},
        Asks.TICKS: {"ticks": ["1"]},
        Asks.GRADES: {"grades": {"1": 5, "2": 0}},
        Asks.POINTS: {},
    }[asks_of(process, contest)]
    assert said_problem(process, contest, said) == ""
    winners = chosen(contest, count_contest(process, contest, bundled([(said, 3)]), "seed"))
    assert winners[0] == "1"


def test_kept_seats_are_filled_by_their_group_though_others_have_more_votes() -> None:
    contest = _contest(seats=3, women=(4, 5), kept=(KEPT,))
    ballots = [({"ranks": [["1"], ["2"], ["3"]]}, 9), ({"ranks": [["4"]]}, 2), ({"ranks": [["5"]]}, 1)]
    assert sorted(chosen(contest, count_contest(_process(), contest, bundled(ballots), ""))) == ["1", "4", "5"]


def test_kept_seats_of_which_too_few_stand_stay_vacant() -> None:
    contest = _contest(seats=3, women=(5,), kept=(KEPT,))
    ballots = [({"ranks": [["1"], ["2"], ["3"]]}, 9), ({"ranks": [["5"]]}, 1)]
    assert sorted(chosen(contest, count_contest(_process(), contest, bundled(ballots), ""))) == ["1", "5"]


@given(st.lists(st.permutations(list("12345")), min_size=1, max_size=12))
def test_neither_order_nor_packing_of_ballots_changes_who_is_chosen(orders: list[list[str]]) -> None:
    contest, process = _contest(seats=2), _process()
    ballots = [({"ranks": [[each] for each in row]}, 1) for row in orders]
    shuffled = sorted(ballots, key=str)
    one = count_contest(process, contest, bundled(ballots), "seed")
    other = count_contest(process, contest, bundled(shuffled), "seed")
    assert chosen(contest, one) == chosen(contest, other)


@given(st.lists(st.sampled_from(list("12345")), unique=True, min_size=1))
def test_what_is_tidied_says_the_same_and_stays_tidy(ticks: list[str]) -> None:
    contest = _contest()
    once = tidy(contest, {"ticks": ticks})
    assert (sorted(ticks), once) == (once["ticks"], tidy(contest, once))


@pytest.mark.parametrize(
    ("counting", "terms", "said", "reason"),
    [
        (Counting.SCORE, {"grades": 5}, {"grades": {"1": 6}}, "decisions.no_such_number"),
        (Counting.SCORE, {"grades": 5}, {"grades": {"1": True}}, "decisions.no_such_number"),
        (Counting.SCORE, {"grades": 5}, {"grades": {}}, "decisions.says_nothing"),
        (Counting.SCORE, {"grades": 5}, {"grades": {"9": 1}}, "decisions.no_such_choice"),
        (Counting.SCHULZE, {}, {"ranks": [["1", "2"], ["3"]]}, ""),
        (Counting.SCHULZE, {}, {"ranks": [[]]}, "decisions.no_such_choice"),
        (Counting.APPROVAL, {}, {"ticks": ["1", "1"]}, "decisions.named_twice"),
        (Counting.APPROVAL, {}, {"blank": True}, ""),
        (Counting.APPROVAL, {}, {"blank": True, "ticks": ["1"]}, "decisions.no_such_choice"),
    ],
)
def test_what_ballots_may_say(counting: Counting, terms: dict[str, int], said: dict[str, object], reason: str) -> None:
    assert said_problem(_process(counting, **terms), _contest(), said) == reason


def test_points_are_no_more_than_there_are() -> None:
    process, contest = _process(Counting.GREEDY_BUDGET, points=10), _contest(budget=30)
    said = [{"points": {"1": 10}}, {"points": {"1": 6, "2": 5}}, {"points": {"1": 0}}]
    assert [said_problem(process, contest, each) for each in said] == [
        "",
        "decisions.too_many_points",
        "decisions.says_nothing",
    ]


@pytest.mark.parametrize(
    ("counting", "contest", "reason"),
    [
        (Counting.SCHULZE, _contest(seats=2), "decisions.method_chooses_one"),
        (Counting.SCHULZE, _contest(budget=30), "decisions.no_method_for_budgets"),
        (Counting.GREEDY_BUDGET, _contest(), "decisions.method_for_budgets"),
        (Counting.IRV, _contest(kept=(KEPT,)), "decisions.method_keeps_no_seats"),
        (Counting.EQUAL_SHARES, _contest(budget=30), ""),
        (Counting.EQUAL_SHARES, _contest(seats=3), ""),
        (Counting.STV_MEEK, _contest(seats=3, kept=(KEPT,)), ""),
    ],
)
def test_what_a_process_can_choose(counting: Counting, contest: Contest, reason: str) -> None:
    assert contest_problem(_process(counting), contest) == reason


@pytest.mark.parametrize(
    ("took_part", "ballots", "winners", "reason"),
    [
        (0, 0, 0, "decisions.nobody_voted"),
        (4, 4, 1, "decisions.no_quorum"),
        (5, 5, 0, "decisions.nobody_chosen"),
        (5, 5, 1, "decisions.chosen"),
    ],
)
def test_outcome_of_a_choice(took_part: int, ballots: int, winners: int, reason: str) -> None:
    electors = make_electors(*[1] * 10)
    attended = Attended(electors, frozenset(each.key for each in electors[:took_part]))
    told = figures(_process(), attended=attended, ballots=ballots, winners=winners)
    assert told.reason == reason


def test_contest_is_read_back_as_it_was_written() -> None:
    contest = _contest(seats=3, women=(4, 5), kept=(KEPT,))
    assert Contest.from_json(contest.to_json()) == contest
