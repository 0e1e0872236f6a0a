"""Instant runoff: hand-checked counts, a second way of counting, and properties."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plenary.decisions.rules.methods.accounts import Stage, Tie
from plenary.decisions.rules.methods.profiles import Ranked
from plenary.decisions.rules.methods.runoff import count_runoff
from plenary.decisions.rules.methods.stv import count_scottish
from plenary.decisions.rules.methods.ties import Ties
from plenary.decisions.tests.methods.ranked_ballots import (
    accounted,
    lots,
    named,
    profiles,
    renumbered,
    renumbered_account,
    turned,
)


def test_tennessee_by_hand():
    """Memphis, Nashville, Chattanooga, Knoxville: 42, 26, 15 and 17 of 100; Knoxville wins from the third place."""
    ballots = {(0, 1, 2, 3): 42, (1, 2, 3, 0): 26, (2, 3, 1, 0): 15, (3, 2, 1, 0): 17}
    account = count_runoff(Ranked(names=named(4), ballots=ballots))
    assert account.winners == (3,)
    assert account.stages == (
        Stage(number=1, what="first_preferences", totals={0: 42, 1: 26, 2: 15, 3: 17}, facts={"needed": 51}),
        Stage(
            number=2,
            what="exclusion",
            about=(2,),
            totals={0: 42, 1: 26, 2: 0, 3: 32},
            moved={2: -15, 3: 15},
            excluded=(2,),
            facts={"needed": 51},
        ),
        Stage(
            number=3,
            what="exclusion",
            about=(1,),
            totals={0: 42, 1: 0, 2: 0, 3: 58},
            moved={1: -26, 3: 26},
            elected=(3,),
            excluded=(1,),
            facts={"needed": 51},
        ),
    )


def test_more_than_half_of_the_votes_that_lie_with_a_candidate_is_enough():
    account = count_runoff(Ranked(names=named(3), ballots={(0,): 4, (1,): 3, (2,): 2}))
    assert [(stage.elected, stage.lost, stage.facts["needed"]) for stage in account.stages] == [
        ((), 0, 5),
        ((0,), 2, 4),
    ]


@pytest.mark.parametrize(
    ("ballots", "winner", "ties"),
    [
        ({(0,): 2, (1,): 2}, 0, [Tie(among=(0, 1), taken=1, by="lot")]),
        ({(0,): 3, (1,): 2, (2, 1): 1}, 0, [Tie(among=(0, 1), taken=1, by="earlier_stage", stage=1)]),
        ({(0,): 2, (1,): 3, (2, 0): 1}, 1, [Tie(among=(0, 1), taken=0, by="earlier_stage", stage=1)]),
        (
            {(): 5},
            0,
            [Tie(among=(0, 1, 2), taken=2, by="lot"), Tie(among=(0, 1), taken=1, by="lot")],
        ),
        ({((0, 1),): 9, (2,): 1}, 2, []),
    ],
)
def test_ties_and_papers_that_name_no_single_candidate(ballots, winner, ties):
    names = named(3 if any(2 in ranking for ranking in ballots) or () in ballots else 2)
    account = count_runoff(Ranked(names=names, ballots=ballots))
    assert account.winners == (winner,)
    assert [tie for stage in account.stages for tie in stage.ties] == ties


def test_an_equal_place_ends_a_paper_even_where_one_of_it_is_left():
    ballots = Ranked(names=named(3), ballots={(0, (1, 2)): 2, (1,): 4, (2, 1): 3})
    assert [(stage.about, stage.lost) for stage in count_runoff(ballots).stages] == [((), 0), ((0,), 2)]
    withdrawn = replace(ballots, withdrawn=frozenset({2}))
    assert [stage.totals for stage in count_runoff(withdrawn).stages] == [{0: 2, 1: 7}]


def test_the_last_that_stands_wins_without_a_vote():
    account = count_runoff(Ranked(names=named(2), ballots={(0,): 3}, withdrawn=frozenset({0})))
    assert account.winners == (1,)
    assert [(stage.what, stage.lost) for stage in account.stages] == [("first_preferences", 3), ("remaining", 0)]
    assert (account.ballots, account.facts) == (3, {"valid": 0})


def test_without_candidates_nobody_wins():
    account = count_runoff(Ranked(names=named(1), ballots={(0,): 3}, withdrawn=frozenset({0})))
    assert (account.winners, len(account.stages)) == ((), 1)


def counted_paper_by_paper(ballots, ties):
    """Who wins, and the totals of each round, told without piles: every round reads all papers from the top."""
    standing, rounds = set(ballots.standing), []
    while True:
        totals = dict.fromkeys(ballots.standing, 0)
        for ranking, n in ballots.ballots.items():
            for place in ranking:
                among = {place} if isinstance(place, int) else set(place)
                among -= ballots.withdrawn
                if len(among) > 1:
                    break
                if among & standing:
                    totals[among.pop()] += n
                    break
        rounds.append(totals)
        best = max(standing, key=totals.__getitem__)
        if len(standing) == 1 or totals[best] * 2 > sum(totals.values()):
            return best, rounds
        fewest = min(totals[each] for each in standing)
        last = [each for each in standing if totals[each] == fewest]
        standing.remove(ties.worst(last, rounds).taken)


@given(st.data())
def test_another_way_of_counting_gives_the_same(data):
    ballots = data.draw(profiles())
    if not ballots.standing:
        return
    ties = data.draw(lots(ballots))
    account = count_runoff(ballots, ties)
    winner, rounds = counted_paper_by_paper(ballots, ties)
    assert account.winners == (winner,)
    assert [dict(stage.totals) for stage in account.stages if stage.what != "remaining"] == rounds


@given(st.data())
def test_a_single_seat_of_the_transferable_vote_goes_to_the_same_candidate(data):
    ballots = data.draw(profiles())
    ties = data.draw(lots(ballots))
    assert count_runoff(ballots, ties).winners == count_scottish(ballots, 1, ties).winners


@given(st.data())
def test_votes_are_passed_on_or_lost_but_never_made(data):
    account = count_runoff(data.draw(profiles()))
    assert set(accounted(account)) == {account.ballots}


@given(st.data())
def test_neither_the_order_of_ballots_nor_the_numbers_of_candidates_count(data):
    ballots = data.draw(profiles())
    ties = data.draw(lots(ballots))
    account = count_runoff(ballots, ties)
    assert count_runoff(turned(ballots), ties) == account
    to = data.draw(st.permutations(range(len(ballots.names))))
    again = count_runoff(renumbered(ballots, to), Ties(tuple(to[each] for each in ties.lots)))
    assert again == renumbered_account(account, to)


@given(st.data())
def test_who_is_first_on_more_than_half_of_the_papers_wins_at_once(data):
    ballots = data.draw(profiles(equal=False))
    account = count_runoff(ballots)
    first = account.stages[0].totals
    ahead = tuple(each for each in first if first[each] * 2 > sum(first.values()))
    assert account.stages[0].elected == ahead
    assert (len(account.stages) == 1) == (bool(ahead) or not ballots.standing)
