"""Single transferable vote by the Scottish rules: hand-checked counts, and what the method promises."""

from collections import Counter
from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plenary.decisions.rules.methods.accounts import Stage, Tie, UncountableError
from plenary.decisions.rules.methods.profiles import Ranked
from plenary.decisions.rules.methods.stv import count_scottish
from plenary.decisions.rules.methods.ties import Ties
from plenary.decisions.tests.methods.ranked_ballots import (
    accounted,
    lots,
    named,
    profiles,
    rankings,
    renumbered,
    renumbered_account,
    turned,
)


def votes(text):
    return Fraction(text)


# Longer: an account with all its stages.
def test_a_count_by_hand():
    """Quota 13 // 3 + 1 = 5. A passes on 2 of 7 votes, 0.28571 a paper; C goes with 2.42855, of which 1.42855 name nobody
    else; D goes with 3, and B is left."""
    ballots = Ranked(names=named(4), ballots={(0, 2): 5, (0, 1): 2, (1,): 2, (2, 1): 1, (3,): 3})
    account = count_scottish(ballots, 2)
    after_surplus = {0: 5, 1: votes("2.57142"), 2: votes("2.42855"), 3: 3}
    assert account.quota == 5
    assert account.winners == (0, 1)
    assert account.stages == (
        Stage(number=1, what="first_preferences", totals={0: 7, 1: 2, 2: 1, 3: 3}, elected=(0,)),
        Stage(
            number=2,
            what="surplus",
            about=(0,),
            totals=after_surplus,
            moved={0: -2, 1: votes("0.57142"), 2: votes("1.42855")},
            lost=votes("0.00003"),
            facts={"surplus": 2, "total": 7, "non_transferable": 0},
        ),
        Stage(
            number=3,
            what="exclusion",
            about=(2,),
            totals={0: 5, 1: votes("3.57142"), 2: 0, 3: 3},
            moved={1: 1, 2: votes("-2.42855")},
            lost=votes("1.42855"),
            excluded=(2,),
        ),
        Stage(
            number=4,
            what="exclusion",
            about=(3,),
            totals={0: 5, 1: votes("3.57142"), 2: 0, 3: 0},
            moved={3: -3},
            lost=3,
            excluded=(3,),
        ),
        Stage(
            number=5,
            what="remaining",
            about=(1,),
            totals={0: 5, 1: votes("3.57142"), 2: 0, 3: 0},
            elected=(1,),
        ),
    )


def test_papers_of_a_surplus_without_a_next_preference_are_told_apart_from_rounding():
    ballots = Ranked(names=named(3), ballots={(0, 1): 3, (0,): 4, (1,): 1, (2,): 2})
    stage = count_scottish(ballots, 1).stages[0]
    assert (stage.elected, stage.lost) == ((0,), 0)
    stage = count_scottish(ballots, 2).stages[1]  # quota 4, surplus 3 of 7: 0.42857 a paper
    assert stage.facts == {"surplus": 3, "total": 7, "non_transferable": votes("1.71428")}
    assert stage.moved == {0: -3, 1: votes("1.28571")}
    assert stage.lost == 3 - votes("1.28571")


def test_a_paper_received_at_a_value_goes_on_at_a_part_of_that_value():
    """Quota 4. A passes on 4 of 8 votes, so B has 3 + 8 × 0.5 = 7 and passes on 3 of 7: 0.42857 of a first preference,
    0.21428 of a paper that came at 0.5."""
    ballots = Ranked(names=named(5), ballots={(0, 1, 2): 8, (1, 2): 3, (2,): 1, (3,): 2, (4,): 1})
    first, second, third = count_scottish(ballots, 3).stages[:3]
    assert (first.elected, second.elected) == ((0,), (1,))
    assert third.moved == {1: -3, 2: 3 * votes("0.42857") + 8 * votes("0.21428")}
    assert third.totals[2] == votes("3.99995")


@pytest.mark.parametrize(
    ("ranking", "withdrawn", "next_of_a"),
    [
        ((0, (1, 2), 3), frozenset(), {}),
        ((0, (1, 2), 3), frozenset({2}), {1: 2}),
        ((0, (1, 2), 3), frozenset({1, 2}), {3: 2}),
        ((0, 1, (2, 3)), frozenset({1}), {}),
        ((0, 1, 2), frozenset({1}), {2: 2}),
    ],
)
def test_equal_places_end_a_paper_and_withdrawn_candidates_are_not_there(ranking, withdrawn, next_of_a):
    others = {(each,): 3 for each in (1, 2, 3, 4)}
    stage = count_scottish(Ranked(names=named(5), ballots={ranking: 2} | others, withdrawn=withdrawn), 1).stages[1]
    assert stage.about == (0,)
    assert stage.moved == {0: -2} | next_of_a
    assert stage.lost == 2 - sum(next_of_a.values())


def test_papers_without_a_first_preference_do_not_make_the_quota():
    ballots = Ranked(names=named(3), ballots={(): 40, ((0, 1), 2): 20, (0,): 3, (1,): 2}, withdrawn=frozenset({2}))
    account = count_scottish(ballots, 1)
    assert (account.quota, account.facts, account.ballots) == (3, {"valid": 5}, 65)
    assert account.stages[0].lost == 60
    assert account.winners == (0,)


def test_no_seat_is_refused():
    with pytest.raises(UncountableError, match="no seat"):
        count_scottish(Ranked(names=named(2), ballots={(0,): 1}), 0)


def test_without_papers_lots_decide():
    account = count_scottish(Ranked(names=named(3), ballots={}), 1, Ties((2, 0, 1)))
    assert account.winners == (2,)
    assert [stage.ties for stage in account.stages] == [
        (),
        (Tie(among=(0, 1, 2), taken=1, by="lot"),),
        (Tie(among=(0, 2), taken=0, by="lot"),),
        (),
    ]


def test_as_many_candidates_as_seats_are_all_elected_by_their_votes():
    account = count_scottish(Ranked(names=named(3), ballots={(1,): 5, (2,): 3, (0,): 3}), 4, Ties((2, 1, 0)))
    assert [(stage.what, stage.elected) for stage in account.stages] == [
        ("first_preferences", (1, 2, 0)),
    ]
    account = count_scottish(Ranked(names=named(3), ballots={(1,): 5}), 3)
    assert [(stage.what, stage.elected) for stage in account.stages] == [
        ("first_preferences", (1,)),
        ("remaining", (0, 2)),
    ]


def test_of_equal_surpluses_the_one_that_had_more_before_goes_first():
    """Quota 8. Half of A's 16 go to C, which then has 9, as B had from the start."""
    ballots = {(0, 2): 16, (1, 3): 9, (2, 4): 1, (3,): 6, (4,): 5}
    stages = count_scottish(Ranked(names=named(5), ballots=ballots), 4, Ties((2, 1, 0, 3, 4))).stages
    assert [(stage.about, stage.elected, stage.ties) for stage in stages[:4]] == [
        ((), (0, 1), ()),
        ((0,), (2,), ()),
        ((1,), (), (Tie(among=(1, 2), taken=1, by="earlier_stage", stage=1),)),
        ((2,), (), ()),
    ]


def test_of_surpluses_that_were_always_equal_the_first_lot_goes_first():
    ballots = {(0,): 8, (1,): 8, (2,): 3, (3,): 2, (4,): 1}
    stages = count_scottish(Ranked(names=named(5), ballots=ballots), 3, Ties((1, 0, 2, 3, 4))).stages
    assert [(stage.about, stage.elected, stage.ties) for stage in stages[:3]] == [
        ((), (1, 0), ()),
        ((1,), (), (Tie(among=(0, 1), taken=1, by="lot"),)),
        ((0,), (), ()),
    ]


def test_nothing_is_passed_on_where_there_is_no_surplus():
    """Ballots with the totals of droop's `weak-surplus`: B and C have the quota of 8 and no more."""
    ballots = {(0, 2): 10, (1,): 8, (2,): 6, (3,): 5, (4, 3): 3, (5,): 3}
    account = count_scottish(Ranked(names=named(6), ballots=ballots), 4, Ties((0, 1, 2, 3, 4, 5)))
    assert [(stage.what, stage.about) for stage in account.stages[:2]] == [("first_preferences", ()), ("surplus", (0,))]
    assert account.stages[2].ties == (Tie(among=(4, 5), taken=5, by="lot"),)
    account = count_scottish(Ranked(names=named(6), ballots=ballots), 4, Ties((5, 4, 3, 2, 1, 0)))
    assert [dict(stage.totals) for stage in account.stages] == [
        {0: 10, 1: 8, 2: 6, 3: 5, 4: 3, 5: 3},
        {0: 8, 1: 8, 2: 8, 3: 5, 4: 3, 5: 3},
        {0: 8, 1: 8, 2: 8, 3: 8, 4: 0, 5: 3},
    ]
    assert account.winners == (0, 1, 2, 3)


def test_of_the_last_the_one_that_had_less_before_goes():
    """Ballots with the totals of droop's `weak-defeat`."""
    ballots = {(0, 1): 1, (1,): 2, (2,): 3, (3,): 4, (4,): 5}
    account = count_scottish(Ranked(names=named(5), ballots=ballots), 2)
    assert [(stage.about, stage.ties) for stage in account.stages[1:4]] == [
        ((0,), ()),
        ((1,), (Tie(among=(1, 2), taken=1, by="earlier_stage", stage=1),)),
        ((2,), ()),
    ]
    assert account.winners == (4, 3)


@given(st.data())
def test_votes_are_passed_on_or_lost_but_never_made(data):
    ballots = data.draw(profiles())
    account = count_scottish(ballots, data.draw(st.integers(1, 4)), data.draw(lots(ballots)))
    assert set(accounted(account)) == {account.ballots}
    assert [sum(stage.moved.values()) + stage.lost for stage in account.stages[1:]] == [0] * (len(account.stages) - 1)
    assert all(stage.lost >= 0 for stage in account.stages)
    assert all((total * 100_000) % 1 == 0 <= total for stage in account.stages for total in stage.totals.values())


@given(st.data())
def test_as_many_are_elected_as_there_are_seats_or_candidates(data):
    ballots = data.draw(profiles())
    seats = data.draw(st.integers(1, 4))
    account = count_scottish(ballots, seats)
    assert len(account.winners) == len(set(account.winners)) == min(seats, len(ballots.standing))
    assert set(account.winners) <= set(ballots.standing)
    assert account.winners == tuple(each for stage in account.stages for each in stage.elected)


@given(st.data())
def test_neither_the_order_of_ballots_nor_the_numbers_of_candidates_count(data):
    ballots = data.draw(profiles())
    seats = data.draw(st.integers(1, 4))
    ties = data.draw(lots(ballots))
    account = count_scottish(ballots, seats, ties)
    assert count_scottish(turned(ballots), seats, ties) == account
    to = data.draw(st.permutations(range(len(ballots.names))))
    again = count_scottish(renumbered(ballots, to), seats, Ties(tuple(to[each] for each in ties.lots)))
    assert again == renumbered_account(account, to)


@given(st.data())
def test_a_solid_group_gets_a_seat_a_quota(data):
    """Droop proportionality for solid coalitions: where papers of k quotas put the same candidates, all of them, before all
    others, k of them are elected, or all if they are fewer. Cutting off after five places takes less than a vote from all
    papers together as long as papers × seats × (seats + 1) are at most 100,000, as here; then this holds without exception.
    """
    number = data.draw(st.integers(2, 6))
    seats = data.draw(st.integers(1, 4))
    group = sorted(data.draw(st.sets(st.integers(0, number - 1), min_size=1, max_size=number - 1)))
    ballots = dict(data.draw(st.dictionaries(rankings(number), st.integers(1, 9), max_size=6)))
    for _ in range(data.draw(st.integers(1, 5))):
        rest = [each for each in data.draw(rankings(number, equal=False)) if each not in group]
        ranking = (*data.draw(st.permutations(group)), *rest)
        ballots[ranking] = ballots.get(ranking, 0) + data.draw(st.integers(1, 9))
    account = count_scottish(Ranked(names=named(number), ballots=ballots), seats)
    solid = sum(n for ranking, n in ballots.items() if set(ranking[: len(group)]) == set(group))
    owed = min(solid // account.quota, len(group))
    assert len(set(account.winners) & set(group)) >= owed


def test_the_numbers_of_papers_alone_count():
    ballots = Ranked(names=named(4), ballots={(0, 2): 5, (0, 1): 2, (1,): 2, (2, 1): 1, (3,): 3})
    one_by_one = Counter(ranking for ranking, n in ballots.ballots.items() for _ in range(n))
    assert count_scottish(replace(ballots, ballots=one_by_one), 2) == count_scottish(ballots, 2)
