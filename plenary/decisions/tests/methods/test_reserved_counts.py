"""Reserved seats in counts: each reservation that can be met is met, nothing else is touched, and the account says why."""

from fractions import Fraction
from inspect import signature

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from plenary.decisions.rules.methods.accounts import Tie, UncountableError
from plenary.decisions.rules.methods.committees import count_equal_shares, count_sequential_pav
from plenary.decisions.rules.methods.meek import count_meek
from plenary.decisions.rules.methods.profiles import Approved, Ranked, Rated
from plenary.decisions.rules.methods.ratings import count_approval, count_score
from plenary.decisions.rules.methods.registry import METHODS, count
from plenary.decisions.rules.methods.stv import count_scottish
from plenary.decisions.rules.methods.vacancies import countback
from plenary.decisions.tests.methods.ranked_ballots import accounted, lots, rankings
from plenary.decisions.tests.methods.reservations import kept, moments, ways

A, B, C, D, E = range(5)
SEVEN = tuple("ABCDEFG")


def ranked(ballots, number: int = 4) -> Ranked:
    return Ranked(names=SEVEN[:number], ballots=ballots)


def told(account):
    return [(each.what, each.elected, each.excluded) for each in account.stages]


# The Scottish rules


def test_who_can_no_longer_be_elected_goes_at_once_with_all_papers():
    ballots = ranked({(A, B): 6, (B, D): 4, (C,): 3, (D,): 2})
    account = count_scottish(ballots, 2, reserved=(kept("women", {C, D}, 1),))
    assert count_scottish(ballots, 2).winners == (A, B)
    assert told(account) == [
        ("first_preferences", (A,), ()),
        ("doomed", (D,), (B,)),
    ]
    assert account.stages[1].facts == {"doomed": {B: ("women",)}}
    assert (dict(account.stages[1].moved), account.stages[1].lost) == ({B: -4, D: 4}, 0)
    assert account.winners == (A, D)


def test_the_doomed_go_together_and_pass_each_other_by():
    ballots = ranked({(A,): 6, (B, D, C): 4, (C,): 1, (D, B): 3}, 4)
    account = count_scottish(ballots, 2, reserved=(kept("women", {C}, 1),))
    assert told(account)[:2] == [("first_preferences", (A,), ()), ("doomed", (C,), (B, D))]
    second = account.stages[1]
    assert (dict(second.moved), second.lost) == ({B: -4, C: 4, D: -3}, 3)
    assert second.facts == {"doomed": {B: ("women",), D: ("women",)}}


def test_of_two_that_reach_the_quota_an_earlier_stage_decides_who_is_first():
    """D goes, and A and B have eight each: B had more before, and dooms A, whose papers C gets."""
    ballots = ranked({(A, C): 5, (B,): 7, (C,): 5, (D, A): 3, (D, B): 1})
    account = count_scottish(ballots, 2, reserved=(kept("inside", {A, B}, 0, 1),))
    assert told(account) == [
        ("first_preferences", (), ()),
        ("exclusion", (B,), (D,)),
        ("doomed", (C,), (A,)),
    ]
    assert account.stages[1].ties == (Tie(among=(A, B), taken=B, by="earlier_stage", stage=1),)
    assert account.stages[2].moved == {A: -8, C: 5}


def test_of_two_with_the_quota_and_no_earlier_stage_the_lot_decides():
    ballots = ranked({(A,): 5, (B,): 5, (C,): 1, (D,): 1})
    account = count_scottish(ballots, 2, reserved=(kept("women", {C, D}, 1),))
    assert account.stages[0].ties == (Tie(among=(A, B), taken=A, by="lot"),)
    assert told(account)[:2] == [("first_preferences", (A,), ()), ("doomed", (), (B,))]
    assert account.winners == (A, C)  # D goes by lot


def test_who_has_fewest_stays_where_it_is_needed():
    account = count_scottish(ranked({(A,): 4, (B,): 3, (C,): 1, (D, A): 4}), 2, reserved=(kept("women", {C}, 1),))
    assert told(account)[:2] == [("first_preferences", (), ()), ("exclusion", (), (B,))]
    assert account.stages[1].facts == {"kept": {C: ("women",)}}
    assert C in account.winners


def test_reservations_that_those_who_stand_cannot_meet_are_uncountable():
    reserved = (kept("women", {C}, 2),)
    approved, rated = (
        Approved(names=SEVEN[:3], ballots={(A,): 5}),
        Rated(names=SEVEN[:3], ballots={(1, 0, 0): 5}, highest=1),
    )
    for counted, ballots in (
        (count_scottish, ranked({(A,): 5}, 3)),
        (count_sequential_pav, approved),
        (count_equal_shares, approved),
        (count_approval, approved),
        (count_score, rated),
    ):
        with pytest.raises(UncountableError, match="cannot meet every reservation"):
            counted(ballots, 2, reserved=reserved)


@given(moments(), st.data())
def test_every_scottish_count_meets_every_reservation(moment, data):
    reserved, _, standing, seats = moment
    assume(seats > 0 and standing)
    papers = data.draw(st.dictionaries(rankings(7), st.integers(1, 9), min_size=1, max_size=8))
    ballots = Ranked(names=SEVEN, ballots=papers, withdrawn=frozenset(range(7)) - standing)
    ties = data.draw(lots(ballots))
    all_ways = ways(reserved, frozenset(), standing, seats)
    if not all_ways:
        with pytest.raises(UncountableError):
            count_scottish(ballots, seats, ties, reserved=reserved)
        return
    account = count_scottish(ballots, seats, ties, reserved=reserved)
    assert frozenset(account.winners) in set(all_ways)
    assert set(accounted(account)) == {ballots.total}
    free = count_scottish(ballots, seats, ties)
    reasons = [name for stage in account.stages for name in ("kept", "doomed") if name in stage.facts]
    assert sorted(account.winners) == sorted(free.winners) or reasons


# Meek's method


def test_who_goes_and_who_stays_is_told_with_the_reservations_that_ask_for_it():
    """Of 15, A and B are over a quarter: then no old one may come any more, and the last seat is a woman's."""
    reserved = (kept("women", {C, E}, 1), kept("old", {A, B, C}, 0, 2))
    doomed = count_meek(ranked({(A,): 5, (B,): 5, (C,): 1, (D,): 3, (E,): 1}, 5), 3, reserved=reserved).stages[2]
    assert (doomed.what, doomed.excluded) == ("doomed", (C, D))
    assert doomed.facts["doomed"] == {C: ("old",), D: ("women",)}
    reserved = (kept("women", {C}, 1), kept("old", {A, B}, 0, 2))
    stage = count_meek(ranked({(A,): 4, (B,): 3, (C,): 1, (D, A): 4}), 2, reserved=reserved).stages[1]
    assert (stage.what, stage.excluded, stage.facts["kept"]) == ("exclusion", (B,), {C: ("women",)})


# One seat after the other


GROUPS = Approved(names=SEVEN[:5], ballots={(A, B, C): 60, (D,): 25, (E,): 15})


def test_sequential_pav_passes_over_whom_reservations_leave_no_place():
    assert count_sequential_pav(GROUPS, 3).winners == (A, B, D)
    account = count_sequential_pav(GROUPS, 3, reserved=(kept("women", {C, E}, 1), kept("old", {A, B, C}, 0, 2)))
    assert told(account) == [
        ("gained_most", (A,), ()),
        ("gained_most", (B,), ()),
        ("doomed", (), (C, D)),
        ("gained_most", (E,), ()),
    ]
    assert account.stages[2].facts["doomed"] == {C: ("old",), D: ("women",)}
    assert account.stages[3].totals == {E: 15}


def test_equal_shares_passes_over_and_fills_the_seats_left():
    free = count_equal_shares(GROUPS, 3)
    assert told(free) == [
        ("bought", (A,), ()),
        ("unaffordable", (), ()),
        ("completed", (B,), ()),
        ("completed", (D,), ()),
    ]
    account = count_equal_shares(GROUPS, 3, reserved=(kept("women", {C, E}, 2),))
    assert told(account) == [
        ("bought", (A,), ()),
        ("doomed", (), (B, D)),
        ("unaffordable", (), ()),
        ("completed", (C,), ()),
        ("completed", (E,), ()),
    ]
    assert (account.stages[2].about, account.stages[2].totals) == ((C, E), {C: Fraction(4, 5), E: Fraction(9, 20)})
    assert account.winners == (A, C, E)


def test_equal_shares_passes_over_while_it_completes():
    """A has a sixtieth from each of 60, who earn the second in a 300th, and a third in 1/60 more. B's seat dooms D, who would be
    next after a hundredth."""
    account = count_equal_shares(GROUPS, 3, reserved=(kept("women", {C, E}, 1),))
    assert told(account)[2:] == [("completed", (B,), ()), ("doomed", (), (D,)), ("completed", (C,), ())]
    assert [account.stages[at].facts["waited"] for at in (2, 4)] == [Fraction(1, 300), Fraction(1, 50)]


def test_equal_shares_passes_over_those_whom_nobody_supports_too():
    ballots = Approved(names=SEVEN[:4], ballots={(A,): 2})
    account = count_equal_shares(ballots, 3, reserved=(kept("women", {B, C}, 0, 1),))
    assert told(account)[-3:] == [("unsupported", (B,), ()), ("doomed", (), (C,)), ("unsupported", (D,), ())]


def test_equal_shares_keeps_no_seats_where_seats_may_stay_empty():
    with pytest.raises(UncountableError, match="only where every seat is filled"):
        count_equal_shares(GROUPS, 3, completion="none", reserved=(kept("women", {C, E}, 2),))


def test_approval_elects_one_at_a_time_and_passes_over():
    account = count_approval(GROUPS, 3, reserved=(kept("women", {C, E}, 2),))
    assert told(account) == [
        ("counted", (), ()),
        ("elected", (A,), ()),
        ("doomed", (), (B, D)),
        ("elected", (C,), ()),
        ("elected", (E,), ()),
    ]
    assert account.stages[1].ties == (Tie(among=(A, B, C), taken=A, by="lot"),)
    assert [stage.number for stage in account.stages] == [1, 2, 3, 4, 5]


def by_one(data, seats: int):
    """A count that chooses one after the other, and ballots for it."""
    approvals = st.dictionaries(
        st.sets(st.integers(0, 6)).map(lambda of: tuple(sorted(of))), st.integers(1, 9), min_size=1
    )
    approved = Approved(names=SEVEN, ballots=data.draw(approvals))
    grades = st.dictionaries(st.tuples(*[st.integers(0, 3)] * 7), st.integers(1, 9), min_size=1, max_size=5)
    rated = Rated(names=SEVEN, ballots=data.draw(grades), highest=3)
    ties = data.draw(lots(approved))
    counted, ballots = data.draw(
        st.sampled_from(
            [
                (count_approval, approved),
                (count_score, rated),
                (count_sequential_pav, approved),
                (count_equal_shares, approved),
            ]
        )
    )
    return lambda reserved: counted(ballots, seats, ties, reserved=reserved)


@given(moments(), st.integers(1, 7), st.data())
def test_one_after_the_other_meets_every_reservation_and_else_changes_nothing(moment, seats, data):
    reserved, counted = moment[0], by_one(data, seats)
    all_ways = set(ways(reserved, frozenset(), frozenset(range(7)), seats))
    if not all_ways:
        with pytest.raises(UncountableError):
            counted(reserved)
        return
    account, free = counted(reserved), counted(())
    assert frozenset(account.winners) in all_ways
    assert len(account.winners) == seats
    if frozenset(free.winners) in all_ways:
        assert account.winners == free.winners
    passed = {each for stage in account.stages if stage.what == "doomed" for each in stage.excluded}
    assert not passed & set(account.winners)


# Vacancies and the way to call them all


def test_a_vacancy_goes_to_one_with_whom_the_reservations_are_met():
    """B leaves the one seat that is kept; its papers prefer A's friend D, who may not take it."""
    ballots = ranked({(A, D): 7, (B, D, C): 6, (C,): 1, (D,): 1})
    reserved = (kept("women", {B, C}, 1),)
    assert count_scottish(ballots, 2, reserved=reserved).winners == (A, B)
    assert countback(ballots, 2, frozenset({B}), (A, B)).winners == (D,)
    again = countback(ballots, 2, frozenset({B}), (A, B), reserved=reserved)
    assert (again.winners, again.stages[0].facts["doomed"]) == ((C,), {D: ("women",)})
    assert again.stages[0].totals == {C: 6}
    with pytest.raises(UncountableError, match="cannot meet every reservation"):
        countback(ballots, 2, frozenset({B, C}), (A, B), reserved=reserved)


def test_methods_that_choose_several_keep_seats_and_the_others_say_so():
    every = [(name, kind, way) for name, method in METHODS.items() for kind, way in method.ways.items()]
    keeping = {(name, kind) for name, kind, way in every if "reserved" in signature(way.count).parameters}
    assert keeping == {(name, kind) for name, kind, way in every if way.several}
    reserved = (kept("women", {C, D}, 1),)
    account = count(METHODS["stv-scottish"], ranked({(A, B): 6, (B,): 4, (C,): 3}), seats=2, kept=reserved)
    assert (account.winners, account.facts["reserved"]) == ((A, C), reserved)
    with pytest.raises(UncountableError, match="the method irv keeps no seats for groups"):
        count(METHODS["irv"], ranked({(A,): 1}), kept=reserved)
