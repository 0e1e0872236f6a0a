"""Seats kept for groups: who is guarded and who doomed, against all ways of filling the seats, and counts that keep to it."""

from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from plenary.decisions.rules.methods.accounts import Tie, UncountableError
from plenary.decisions.rules.methods.meek import count_meek
from plenary.decisions.rules.methods.profiles import Ranked
from plenary.decisions.rules.methods.reserved import Watch, doomed, guarded
from plenary.decisions.tests.methods.reservations import kept, moments, ways

A, B, C, D, E = range(5)
ONE = 10**9


def test_two_reservations_that_one_candidate_meets_are_looked_at_together():
    """Three seats, at least two women and at least two black people: two black men, two white women, one black woman (Hill,
    Voting matters 9). Each reservation for itself would let the black woman go."""
    reserved = (kept("women", {C, D, E}, 2), kept("black", {A, B, E}, 2))
    assert guarded(reserved, (), range(5), 3) == (E,)
    assert doomed(reserved, (), range(5), 3) == ()
    watch = Watch(reserved=reserved, continuing=frozenset(range(5)), left=3)
    assert (watch.may_go(E), watch.may_go(A), watch.why_stays(E)) == (False, True, ("women", "black"))


def test_a_region_and_a_sex_bind_each_other():
    """Fourteen seats: 7 English, 6 Scottish, 1 Welsh; 7 men, 7 women (Hill, Voting matters 9; Otten, Voting matters 13). Three
    men are chosen, no Scots, and two Scottish women are left: so four Scottish men come, and no other man."""
    english_men, english_women, scottish_men = {0, 1, 2, 3, 4}, {5, 6, 7, 8, 9}, {10, 11, 12, 13, 14}
    scottish_women, welsh_men, welsh_women = {15, 16}, {17}, {18, 19}
    men = english_men | scottish_men | welsh_men
    women = english_women | scottish_women | welsh_women
    reserved = (
        kept("english", english_men | english_women, 7, 7),
        kept("scottish", scottish_men | scottish_women, 6, 6),
        kept("welsh", welsh_men | welsh_women, 1, 1),
        kept("men", men, 7, 7),
        kept("women", women, 7, 7),
    )
    elected = {0, 1, 2, 5}
    continuing = set(range(20)) - elected
    assert guarded(reserved, elected, continuing, 10) == (15, 16)
    assert doomed(reserved, elected, continuing, 10) == (3, 4, 17)
    assert guarded(reserved, elected, continuing - {18, 9}, 10) == (6, 7, 8, 15, 16, 19)


def test_reasons_are_the_reservations_that_alone_would_let_it():
    reserved = (kept("women", {A, B}, 1), kept("north", {C}, 1), kept("old", {D}, 0, 1))
    watch = Watch(reserved=reserved, elected=frozenset({E}), continuing=frozenset({A, C, D}), left=2)
    assert (watch.must_stay(), watch.must_go()) == ((A, C), (D,))
    assert (watch.why_stays(A), watch.why_stays(C)) == (("women",), ("north",))
    assert watch.why_goes(D) == ("women", "north")
    twice = (kept("women", {A}, 1), kept("authors", {A}, 1))
    alone = Watch(reserved=twice, continuing=frozenset({A, B}), left=1)
    needed = Watch(reserved=twice, continuing=frozenset({A, B}), left=3)
    assert (needed.must_stay(), needed.why_stays(A), needed.why_stays(B)) == ((A, B), (), ())
    assert (alone.why_stays(A), alone.why_goes(B)) == (("women", "authors"), ("women", "authors"))


@pytest.mark.parametrize(
    ("reserved", "left"),
    [
        ((kept("women", {A}, 2),), 2),  # too few stand
        ((kept("women", {A, B}, 2), kept("north", {C}, 1)), 2),  # too few seats
        ((kept("women", {A, B}, 0, 1),), 3),  # a seat would stay empty
        ((kept("nobody", set(), 1),), 1),
        ((kept("women", {A}, 2, 1),), 1),  # at least more than at most
    ],
)
def test_reservations_that_nobody_can_meet(reserved, left):
    for asked in (guarded, doomed):
        with pytest.raises(UncountableError):
            asked(reserved, (), range(3), left)


def test_nothing_reserved_binds_nobody():
    assert (guarded((), (), range(9), 3), doomed((), (), range(9), 3), doomed((), range(3), range(3, 9), 0)) == (
        (),
        (),
        (),
    )


def test_many_regions_of_two_and_two_sexes():
    """Thirty regions, one seat each, thirteen to seventeen women: all ways cannot be listed."""
    regions = tuple(kept(f"r{at}", {2 * at, 2 * at + 1}, 1, 1) for at in range(30))
    women = kept("women", {2 * at for at in range(30)}, 13, 17)
    assert guarded((*regions, women), (), range(60), 30) == ()
    elected = {2 * at for at in range(17)}
    rest = set(range(34, 60))
    assert doomed((*regions, women), elected, rest, 13) == tuple(range(34, 60, 2))
    assert guarded((*regions, women), elected, rest, 13) == tuple(range(35, 60, 2))


@given(moments())
def test_guarded_are_in_every_way_and_doomed_in_none(moment):
    all_ways = ways(*moment)
    if not all_ways:
        with pytest.raises(UncountableError):
            guarded(*moment)
    else:
        assert guarded(*moment) == tuple(sorted(frozenset.intersection(*all_ways)))
        none = moment[2] - frozenset.union(*all_ways)
        assert doomed(*moment) == (tuple(sorted(none)) if moment[3] else ())


# Counts


def ranked(ballots, number: int = 4) -> Ranked:
    return Ranked(names=tuple("ABCDE"[:number]), ballots=ballots)


def test_who_can_no_longer_be_chosen_goes_at_once():
    account = count_meek(ranked({(A,): 5, (B,): 4, (C,): 2, (D,): 1}), 2, reserved=(kept("women", {C, D}, 1),))
    assert [(each.what, each.elected, each.excluded) for each in account.stages[1:3]] == [
        ("elected", (A,), ()),
        ("doomed", (), (B,)),
    ]
    assert account.stages[2].facts["doomed"] == {B: ("women",)}
    assert account.winners == (A, C)
    assert count_meek(ranked({(A,): 5, (B,): 4, (C,): 2, (D,): 1}), 2).winners == (A, B)


def test_of_two_that_have_the_quota_the_first_chosen_dooms_the_second():
    account = count_meek(ranked({(A,): 5, (B,): 5, (C,): 1, (D,): 1}), 2, reserved=(kept("women", {C, D}, 1),))
    assert account.stages[1].ties == (Tie(among=(A, B), taken=A, by="lot"),)
    assert [(each.what, each.elected, each.excluded) for each in account.stages[1:3]] == [
        ("elected", (A,), ()),
        ("doomed", (), (B,)),
    ]
    assert account.winners == (A, C)  # D goes by lot


def test_who_has_least_stays_where_it_is_needed():
    account = count_meek(ranked({(A,): 5, (B,): 4, (C,): 1, (D, B): 5}), 2, reserved=(kept("women", {C}, 1),))
    first, second, third, *_ = account.stages
    assert (first.what, second.what, second.excluded) == ("first_preferences", "exclusion", (B,))
    assert second.facts["kept"] == {C: ("women",)}
    assert second.facts["quota"] == Fraction(5 * ONE + 1, ONE)
    assert (third.what, third.elected, third.ties) == ("elected", (A,), (Tie(among=(A, D), taken=A, by="lot"),))
    assert account.winners == (A, C)


def test_whoever_is_doomed_from_the_start_goes_before_anybody_is_chosen():
    account = count_meek(ranked({(A, C): 9, (B,): 2, (D,): 1}), 1, reserved=(kept("outside", {A}, 0, 0),))
    assert [(each.what, each.excluded) for each in account.stages[:2]] == [("first_preferences", ()), ("doomed", (A,))]
    assert account.winners == (C,)


def test_reservations_that_those_who_stand_cannot_meet_are_uncountable():
    with pytest.raises(UncountableError):
        count_meek(ranked({(A,): 5}), 2, reserved=(kept("women", {C}, 2),))


@given(moments(), st.lists(st.tuples(st.permutations(range(7)), st.integers(1, 9)), min_size=1, max_size=8))
def test_every_count_meets_every_reservation(moment, papers):
    reserved, _, standing, seats = moment
    assume(seats > 0 and standing)
    ballots = Ranked(
        names=tuple("ABCDEFG"),
        ballots={tuple(order): number for order, number in papers},
        withdrawn=frozenset(range(7)) - standing,
    )
    all_ways = ways(reserved, frozenset(), standing, seats)
    if all_ways:
        account = count_meek(ballots, seats, reserved=reserved)
        assert frozenset(account.winners) in set(all_ways)
        free = count_meek(ballots, seats)
        told = [name for stage in account.stages for name in ("kept", "doomed") if name in stage.facts]
        assert account.winners == free.winners or told
    else:
        with pytest.raises(UncountableError):
            count_meek(ballots, seats, reserved=reserved)
