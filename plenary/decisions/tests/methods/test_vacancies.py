"""Filling a vacancy by counting the papers of the one who left again."""

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plenary.decisions.rules.methods.accounts import Stage, Tie, UncountableError
from plenary.decisions.rules.methods.profiles import Ranked
from plenary.decisions.rules.methods.stv import count_scottish
from plenary.decisions.rules.methods.ties import Ties
from plenary.decisions.rules.methods.vacancies import countback
from plenary.decisions.tests.methods.ranked_ballots import (
    accounted,
    lots,
    named,
    profiles,
    renumbered,
    renumbered_account,
    turned,
)

FIVE = Ranked(names=named(5), ballots={(0, 2): 9, (0, 3): 3, (1, 4): 9, (2, 3): 2, (3,): 3, (4,): 1})
"""Two seats, quota 10. A has 12 and passes on 2, 0.16666 a paper; E goes with 1, then C with 3.49994, D with 3.49998, and
B is left."""


def test_the_papers_of_who_left_are_counted_at_what_they_kept():
    account = count_scottish(FIVE, 2)
    assert account.winners == (0, 1)
    again = countback(FIVE, 2, frozenset({0}), (0, 1))
    kept = Fraction("0.83334")
    assert again.winners == (2,)
    assert again.facts == {"vacated_by": 0, "held": 12 * kept}
    assert again.stages == (
        Stage(
            number=1,
            what="countback",
            about=(0,),
            totals={2: 9 * kept, 3: 3 * kept, 4: 0},
            elected=(2,),
            facts={"needed": 6 * kept + Fraction(1, 100_000)},
        ),
    )
    assert again.ballots == 12


def test_who_does_not_take_the_seat_is_passed_over():
    """Without C its papers name nobody who could take A's seat, and D has all that is left."""
    again = countback(FIVE, 2, frozenset({0, 2}), (1, 0))
    assert again.winners == (3,)
    assert (again.stages[0].lost, again.stages[0].totals) == (9 * Fraction("0.83334"), {3: Fraction("2.50002"), 4: 0})


def test_without_lots_the_order_of_the_list_breaks_a_tie():
    """A's four papers go to B and to C by halves: the later on the list goes."""
    again = countback(Ranked(names=named(3), ballots={(0, 1): 2, (0, 2): 2}), 1, frozenset({0}), (0,))
    assert again.winners == (1,)
    assert again.stages[1].ties == (Tie(among=(1, 2), taken=2, by="lot"),)


def test_papers_that_came_from_an_excluded_candidate_go_back_to_it():
    """E was excluded and its paper lies nowhere; B's nine papers name E next, who stands again."""
    again = countback(FIVE, 2, frozenset({1}), (0, 1))
    assert (again.winners, again.facts["held"]) == ((4,), 9)
    ballots = Ranked(names=named(3), ballots={(0, 1): 2, (1,): 3, (2,): 4})
    assert count_scottish(ballots, 1).winners == (1,)
    again = countback(ballots, 1, frozenset({1}), (1,))
    assert again.stages[0].totals == {0: 2, 2: 0}
    assert again.stages[0].lost == 3
    assert again.winners == (0,)


def test_an_instant_runoff_decides_where_nobody_has_half():
    ballots = Ranked(names=named(4), ballots={(0, 1): 4, (0, 2): 3, (0, 3, 2): 2})
    again = countback(ballots, 1, frozenset({0}), (0,))
    assert [(stage.what, stage.about) for stage in again.stages] == [("countback", (0,)), ("exclusion", (3,))]
    assert again.winners == (2,)
    tied = Ranked(names=named(3), ballots={(0, 1): 4, (0, 2): 4})
    again = countback(tied, 1, frozenset({0}), (0,), Ties((2, 1, 0)))
    assert again.stages[1].ties == (Tie(among=(1, 2), taken=1, by="lot"),)
    assert again.winners == (2,)


@pytest.mark.parametrize("left", [frozenset({0}), frozenset({0, 1})])
def test_nobody_is_chosen_whom_the_papers_do_not_name(left):
    ballots = Ranked(names=named(3), ballots={(0,): 4, (1,): 1})
    again = countback(ballots, 1, left, (0,))
    assert again.winners == ()
    assert [(stage.what, stage.lost, stage.elected) for stage in again.stages] == [("countback", 4, ())]


@pytest.mark.parametrize(
    ("left", "elected", "reason"),
    [
        (frozenset({0}), (0, 2), "not the winners"),
        (frozenset({0}), (0,), "not the winners"),
        (frozenset({2}), (0, 1), "exactly one"),
        (frozenset({0, 1}), (0, 1), "exactly one"),
        (frozenset(), (0, 1), "exactly one"),
    ],
)
def test_what_does_not_fit_the_count_is_refused(left, elected, reason):
    with pytest.raises(UncountableError, match=reason):
        countback(FIVE, 2, left, elected)


@st.composite
def vacancies(draw):
    ballots = draw(profiles(fewest=2))
    seats = draw(st.integers(1, 3))
    ties = draw(lots(ballots))
    elected = count_scottish(ballots, seats, ties).winners
    vacant = draw(st.sampled_from(elected))
    others = [each for each in ballots.standing if each not in elected]
    declined = draw(st.sets(st.sampled_from(others))) if others else set()
    return ballots, seats, frozenset({vacant, *declined}), elected, ties


@given(vacancies())
def test_one_who_can_take_the_seat_wins_and_all_votes_are_accounted_for(vacancy):
    ballots, seats, left, elected, ties = vacancy
    again = countback(ballots, seats, left, elected, ties)
    assert set(accounted(again)) == {again.facts["held"]}
    able = set(ballots.standing) - left - set(elected)
    named_at_all = any(again.stages[0].totals.values())
    assert len(again.winners) == named_at_all
    assert set(again.winners) <= able


@given(vacancies())
def test_what_is_held_is_what_the_count_left_there_and_what_was_rounded_off(vacancy):
    ballots, seats, left, elected, ties = vacancy
    again = countback(ballots, seats, left, elected, ties)
    (vacant,) = left & set(elected)
    stages = count_scottish(ballots, seats, ties).stages
    rest = again.facts["held"] - stages[-1].totals[vacant]
    assert 0 <= rest * 100_000 <= again.ballots
    passed_on = [stage for stage in stages if stage.what == "surplus" and stage.about == (vacant,)]
    assert rest == sum(stage.lost - stage.facts["non_transferable"] for stage in passed_on)


@given(vacancies(), st.data())
def test_neither_the_order_of_ballots_nor_the_numbers_of_candidates_count(vacancy, data):
    ballots, seats, left, elected, ties = vacancy
    again = countback(ballots, seats, left, elected, ties)
    assert countback(turned(ballots), seats, left, elected[::-1], ties) == again
    to = data.draw(st.permutations(range(len(ballots.names))))
    moved = countback(
        renumbered(ballots, to),
        seats,
        frozenset(to[each] for each in left),
        tuple(to[each] for each in elected),
        Ties(tuple(to[each] for each in ties.lots)),
    )
    told = renumbered_account(again, to)
    assert moved == replace(told, facts={**told.facts, "vacated_by": to[told.facts["vacated_by"]]})
