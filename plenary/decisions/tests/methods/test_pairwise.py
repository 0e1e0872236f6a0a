"""Pairs, the Schulze method and ranked pairs: worked examples, ties, and what is refused."""

import pytest
from hypothesis import given, settings

from plenary.decisions.rules.methods.accounts import Tie, UncountableError
from plenary.decisions.rules.methods.pairwise import STRENGTHS, Majority, count_preferences
from plenary.decisions.rules.methods.profiles import Ranked
from plenary.decisions.rules.methods.ranked_pairs import count_ranked_pairs
from plenary.decisions.rules.methods.schulze import count_schulze
from plenary.decisions.rules.methods.ties import Ties
from plenary.decisions.tests.methods.rankings import is_settled, levels, profiles, ranked

METHODS = [count_schulze, count_ranked_pairs]
SOME = settings(max_examples=30, deadline=None)
EACH_METHOD = pytest.mark.parametrize("count", METHODS)
EACH_STRENGTH = pytest.mark.parametrize("strength", STRENGTHS)

SCHULZE_45 = ranked(
    "ABCDE",
    "5 A C B E D\n5 A D E C B\n8 B E D A C\n3 C A B E D\n7 C A E B D\n2 C B A D E\n7 D C E B A\n8 E B A D C",
)
TENNESSEE = ranked("MNCK", "42 M N C K\n26 N C K M\n15 C K N M\n17 K C N M")
APART = ranked("ABC", "1 A B C\n3 B C A\n2 C A B\n3 A")  # A over B 6:3, B over C 4:2, C over A 5:4
OPPOSED = ranked("ABC", "2 A B C\n2 B C A\n2 C A B\n1 C")  # A over B 4:2, B over C 4:3, C over A 5:2
CYCLE = ranked("ABC", "1 A B C\n1 B C A\n1 C A B")  # each majority 2:1


# Pairs


def test_a_majority_is_as_strong_as_its_votes_or_as_its_margin():
    majority = Majority(first=0, second=1, votes=7, against=4)
    assert (majority.strength("winning-votes"), majority.strength("margins")) == ((7, -4), (3, 0))


def test_pairs_of_schulzes_example():
    assert count_preferences(SCHULZE_45) == (
        (0, 20, 26, 30, 22),
        (25, 0, 16, 33, 18),
        (19, 29, 0, 17, 24),
        (15, 12, 28, 0, 14),
        (23, 27, 21, 31, 0),
    )


def test_equals_and_unnamed_are_preferred_to_neither():
    assert count_preferences(ranked("ABCD", "3 AB C\n2 D")) == ((0, 0, 3, 3), (0, 0, 3, 3), (0, 0, 0, 3), (2, 2, 2, 0))


def test_withdrawn_are_left_out():
    assert count_preferences(ranked("ABC", "3 A B C\n1 C B A", withdrawn="B")) == ((0, 0, 3), (0, 0, 0), (1, 0, 0))


@pytest.mark.parametrize("ranking", [(0, 1, 0), (0, (0, 1)), ((1, 1),), (2, 2), (0, 0, 0, 0)])
def test_a_ballot_that_names_a_candidate_twice_is_refused(ranking):
    with pytest.raises(UncountableError, match="twice"):
        count_preferences(Ranked(names=("A", "B", "C"), ballots={ranking: 1}))


@SOME
@given(profiles())
def test_pairs_are_counted_as_ballot_by_ballot(profile):
    size = len(profile.names)
    told = [(levels(ranking, size), number) for ranking, number in profile.ballots.items()]
    assert count_preferences(profile) == tuple(
        tuple(
            sum(number for at, number in told if at[each] < at[other]) if {each, other} <= set(profile.standing) else 0
            for other in range(size)
        )
        for each in range(size)
    )


def test_how_majorities_are_compared():
    close, clear = (
        Majority(first=0, second=1, votes=9, against=8),
        Majority(first=0, second=1, votes=5, against=1),
    )
    assert close.strength("winning-votes") > clear.strength("winning-votes")
    assert clear.strength("margins") > close.strength("margins")
    fewer = Majority(first=0, second=1, votes=9, against=7)
    assert fewer.strength("winning-votes") > close.strength("winning-votes") > (0, 0)


# Worked examples


def test_schulzes_example():
    account = count_schulze(SCHULZE_45)
    assert account.winning_names == ("E",)
    assert account.facts["strengths"] == (
        (0, 28, 28, 30, 24),
        (25, 0, 28, 33, 24),
        (25, 29, 0, 29, 24),
        (25, 28, 28, 0, 24),
        (25, 28, 28, 31, 0),
    )
    assert account.facts["strength"] == "winning-votes"
    assert account.facts["condorcet"] is None
    assert [(stage.what, stage.about) for stage in account.stages] == [
        ("compared", (4, 0)),
        ("compared", (4, 1)),
        ("compared", (4, 2)),
        ("compared", (4, 3)),
        ("chosen", (4,)),
    ]
    assert account.stages[0].facts == {
        "votes": 23,
        "against": 22,
        "path": (4, 1, 0),  # 27 and 25
        "strength": 25,
        "back": (0, 2, 4),  # 26 and 24
        "back_strength": 24,
    }


def test_ranked_pairs_of_schulzes_example():
    account = count_ranked_pairs(SCHULZE_45)
    assert [(stage.what, stage.about, stage.facts.get("cycle")) for stage in account.stages] == [
        ("locked", (1, 3), None),  # 33
        ("locked", (4, 3), None),  # 31
        ("locked", (0, 3), None),  # 30
        ("locked", (2, 1), None),  # 29
        ("skipped", (3, 2), (2, 1, 3)),  # 28
        ("locked", (4, 1), None),  # 27
        ("locked", (0, 2), None),  # 26
        ("skipped", (1, 0), (0, 2, 1)),  # 25
        ("locked", (2, 4), None),  # 24
        ("skipped", (4, 0), (0, 2, 4)),  # 23
        ("chosen", (0,), None),
    ]
    assert account.winning_names == ("A",)
    assert is_settled(account)


@EACH_METHOD
@EACH_STRENGTH
def test_tennessee_chooses_nashville(count, strength):
    account = count(TENNESSEE, strength=strength)
    assert account.winning_names == ("N",)
    assert account.facts["condorcet"] == 1
    assert account.facts["strength"] == strength
    assert (account.ballots, account.seats, is_settled(account)) == (100, 1, True)


@EACH_METHOD
def test_measures_may_choose_otherwise(count):
    assert count(APART, strength="winning-votes").winning_names == ("C",)  # B over C is weakest: 4
    assert count(APART, strength="margins").winning_names == ("A",)  # C over A is weakest: by 1


def test_each_method_has_its_measure():
    assert count_schulze(APART) == count_schulze(APART, strength="winning-votes")
    assert count_ranked_pairs(APART) == count_ranked_pairs(APART, strength="margins")


def test_of_equal_winning_votes_that_against_which_fewer_stand_is_stronger():
    account = count_schulze(OPPOSED)
    assert account.facts["potential"] == (2,)
    assert account.stages[1].facts["strength"] == account.stages[1].facts["back_strength"] == 4
    assert (account.facts["opposed"][2][1], account.facts["opposed"][1][2]) == (2, 3)


# Ties


def test_a_tie_of_potential_winners_is_drawn():
    account = count_schulze(CYCLE, Ties((1, 2, 0)))
    assert account.winning_names == ("B",)
    assert account.stages[-1].about == account.facts["potential"] == (0, 1, 2)
    assert account.stages[-1].ties == (Tie(among=(0, 1, 2), taken=1, by="lot"),)


def test_lots_order_equal_majorities():
    account = count_ranked_pairs(CYCLE, Ties((1, 2, 0)))
    assert [(stage.what, stage.about, stage.ties) for stage in account.stages] == [
        ("locked", (1, 2), (Tie(among=(0, 1, 2), taken=1, by="lot"),)),
        ("locked", (2, 0), (Tie(among=(0, 2), taken=2, by="lot"),)),
        ("skipped", (0, 1), ()),
        ("chosen", (1,), ()),
    ]
    assert account.facts["lots"] == (1, 2, 0)


def test_equal_majorities_without_a_cycle_need_no_lot():
    account = count_ranked_pairs(ranked("ABC", "2 A B C"))
    assert [(stage.what, stage.about) for stage in account.stages] == [
        ("locked", (0, 1)),
        ("locked", (0, 2)),
        ("locked", (1, 2)),
        ("chosen", (0,)),
    ]
    assert is_settled(account)


def test_what_is_skipped_anyway_ties_with_nothing():
    """A stands before B, and B and D before C, by 6; A before D and C before A by 4. C before A closes a cycle whichever comes
    first, and A before D none that holds."""
    papers = (
        "3 A B C D\n3 D C A B\n3 B C A D\n3 D A B C\n3 D C A B\n3 B A D C\n2 A D B C\n2 C B A D\n2 C A B D\n2 D B C A"
    )
    account = count_ranked_pairs(ranked("ABCD", papers))
    assert [(stage.what, stage.about) for stage in account.stages] == [
        ("locked", (0, 1)),
        ("locked", (1, 2)),
        ("locked", (3, 2)),
        ("locked", (0, 3)),
        ("skipped", (2, 0)),
        ("chosen", (0,)),
    ]
    assert is_settled(account)


def test_a_pair_without_a_majority_is_drawn_while_it_matters():
    told = ranked("ABC", "1 A B C\n1 B A C")
    account = count_ranked_pairs(told, Ties((2, 1, 0)))
    assert [(stage.what, stage.about) for stage in account.stages[2:]] == [("drawn", (1, 0)), ("chosen", (1,))]
    assert account.stages[2].ties == (Tie(among=(0, 1), taken=1, by="lot"),)
    behind = count_ranked_pairs(ranked("ABC", "1 C A B\n1 C B A"))
    assert [stage.what for stage in behind.stages] == ["locked", "locked", "chosen"]


@EACH_METHOD
def test_without_ballots_the_lot_decides(count):
    account = count(Ranked(names=("A", "B", "C"), ballots={}, withdrawn=frozenset({1})), Ties((1, 2, 0)))
    assert account.winning_names == ("C",)
    assert account.stages[-1 if count is count_schulze else 0].ties == (Tie(among=(0, 2), taken=2, by="lot"),)


@EACH_METHOD
def test_what_cannot_be_counted(count):
    with pytest.raises(UncountableError, match="no candidate stands"):
        count(Ranked(names=("A",), ballots={}, withdrawn=frozenset({0})))
    with pytest.raises(UncountableError, match="not by ratio"):
        count(CYCLE, strength="ratio")
