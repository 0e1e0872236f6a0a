"""Pairs, the Schulze method and ranked pairs: worked examples, what the methods promise, and what their accounts tell."""

from itertools import combinations, pairwise, permutations

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from plenary.decisions.rules.methods.accounts import Tie, UncountableError
from plenary.decisions.rules.methods.pairwise import STRENGTHS, Majority, count_preferences, majorities_of
from plenary.decisions.rules.methods.profiles import Ranked
from plenary.decisions.rules.methods.ranked_pairs import count_ranked_pairs
from plenary.decisions.rules.methods.schulze import count_schulze
from plenary.decisions.rules.methods.ties import Ties

METHODS = [count_schulze, count_ranked_pairs]
SOME = settings(max_examples=40, deadline=None)
EACH_METHOD = pytest.mark.parametrize("count", METHODS)
EACH_STRENGTH = pytest.mark.parametrize("strength", STRENGTHS)


def ranked(letters: str, told: str, withdrawn=()) -> Ranked:
    """Ballots from lines such as `3 A BC D`: three put A first, then B and C as equals, then D."""
    ballots: dict = {}
    for line in told.strip().splitlines():
        number, *places = line.split()
        ranking = tuple(
            letters.index(each) if len(each) == 1 else tuple(sorted(map(letters.index, each))) for each in places
        )
        ballots[ranking] = ballots.get(ranking, 0) + int(number)
    return Ranked(names=tuple(letters), ballots=ballots, withdrawn=frozenset(map(letters.index, withdrawn)))


SCHULZE_45 = ranked(
    "ABCDE",
    "5 A C B E D\n5 A D E C B\n8 B E D A C\n3 C A B E D\n7 C A E B D\n2 C B A D E\n7 D C E B A\n8 E B A D C",
)
TENNESSEE = ranked("MNCK", "42 M N C K\n26 N C K M\n15 C K N M\n17 K C N M")
APART = ranked("ABC", "1 A B C\n3 B C A\n2 C A B\n3 A")  # A over B 6:3, B over C 4:2, C over A 5:4
OPPOSED = ranked("ABC", "2 A B C\n2 B C A\n2 C A B\n1 C")  # A over B 4:2, B over C 4:3, C over A 5:2
CYCLE = ranked("ABC", "1 A B C\n1 B C A\n1 C A B")  # each majority 2:1


@st.composite
def rankings(draw, size: int):
    order = draw(st.permutations(range(size)))
    named = order[: draw(st.integers(0, size))]
    places: list = []
    for each in named:
        if places and draw(st.integers(0, 3)) == 0:
            places[-1] = (*places[-1], each)
        else:
            places.append((each,))
    return tuple(each[0] if len(each) == 1 else tuple(sorted(each)) for each in places)


@st.composite
def profiles(draw, most: int = 5):
    size = draw(st.integers(1, most))
    ballots = draw(st.dictionaries(rankings(size), st.integers(1, 4), max_size=8))
    withdrawn = draw(st.sets(st.integers(0, size - 1), max_size=size - 1)) if draw(st.booleans()) else ()
    return Ranked(names=tuple("ABCDE"[:size]), ballots=ballots, withdrawn=frozenset(withdrawn))


def lots_of(profile):
    return st.permutations(range(len(profile.names))).map(lambda each: Ties(tuple(each)))


def levels(ranking, size):
    """At which place each candidate stands, the unnamed behind all."""
    at = dict.fromkeys(range(size), len(ranking))
    for level, place in enumerate(ranking):
        at.update(dict.fromkeys((place,) if isinstance(place, int) else place, level))
    return at


def from_levels(at):
    found = []
    for level in sorted(set(at.values())):
        equals = tuple(sorted(each for each in at if at[each] == level))
        found.append(equals[0] if len(equals) == 1 else equals)
    return tuple(found)


def reversed_(profile):
    ballots: dict = {}
    for ranking, number in profile.ballots.items():
        back = from_levels({each: -level for each, level in levels(ranking, len(profile.names)).items()})
        ballots[back] = ballots.get(back, 0) + number
    return Ranked(names=profile.names, ballots=ballots, withdrawn=profile.withdrawn)


def is_settled(account):
    """Whether no lot had a part."""
    return not any(stage.ties for stage in account.stages)


def smith_set(matrix, standing):
    """The smallest set of which each is preferred to all outside it."""
    for size in range(1, len(standing) + 1):
        for inside in combinations(standing, size):
            outside = set(standing) - set(inside)
            if all(matrix[each][other] > matrix[other][each] for each in inside for other in outside):
                return inside
    raise AssertionError


# Pairs


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
    with pytest.raises(UncountableError, match="No candidate stands"):
        count(Ranked(names=("A",), ballots={}, withdrawn=frozenset({0})))
    with pytest.raises(UncountableError, match="not by ratio"):
        count(CYCLE, strength="ratio")


# What the accounts tell


@EACH_STRENGTH
@SOME
@given(profile=profiles())
def test_schulze_paths_are_the_strongest(strength, profile):
    account = count_schulze(profile, strength=strength)
    links = {(each.first, each.second): each.strength(strength) for each in majorities_of(account.facts["matrix"])}

    def weakest(path):
        return min((links.get(step, (0, 0)) for step in pairwise(path)), default=(0, 0))

    best = {}
    for start, end in permutations(range(len(profile.names)), 2):
        between = [each for each in profile.standing if each not in {start, end}]
        ways = [(start, *way, end) for size in range(len(between) + 1) for way in permutations(between, size)]
        best[start, end] = max(map(weakest, ways))
        assert weakest(account.facts["paths"][start][end]) == best[start, end]
        assert account.facts["strengths"][start][end] == best[start, end][0]
    assert account.facts["potential"] == tuple(
        each
        for each in profile.standing
        if all(best[each, other] >= best[other, each] for other in profile.standing if other != each)
    )


@EACH_STRENGTH
@SOME
@given(profile=profiles(), data=st.data())
def test_ranked_pairs_tell_each_majority_once_and_why_it_is_skipped(strength, profile, data):
    account = count_ranked_pairs(profile, data.draw(lots_of(profile)), strength)
    told = {(each.first, each.second): each.strength(strength) for each in majorities_of(account.facts["matrix"])}
    settled = [stage for stage in account.stages if stage.what in {"locked", "skipped"}]
    assert sorted(stage.about for stage in settled) == sorted(told)
    assert [told[stage.about] for stage in settled] == sorted(told.values(), reverse=True)
    locked = set()
    for stage in settled:
        if stage.what == "skipped":
            first, second = stage.about
            cycle = stage.facts["cycle"]
            assert (cycle[0], cycle[-1]) == (second, first)
            assert set(pairwise(cycle)) <= locked
        else:
            locked.add(stage.about)
    locked |= {stage.about for stage in account.stages if stage.what == "drawn"}
    assert [each for each in profile.standing if each not in {second for _, second in locked}] == [account.winners[0]]


@SOME
@given(profile=profiles(), data=st.data())
def test_where_ranked_pairs_tell_no_tie_the_lots_change_nothing(profile, data):
    account = count_ranked_pairs(profile, data.draw(lots_of(profile)))
    other = count_ranked_pairs(profile, data.draw(lots_of(profile)))
    if is_settled(account):
        assert other.winners == account.winners
        assert is_settled(other)


# What the methods promise


@EACH_METHOD
@EACH_STRENGTH
@SOME
@given(profile=profiles(), data=st.data())
def test_all_ballots_count_alike(count, strength, profile, data):
    lots = data.draw(lots_of(profile))
    shuffled = dict(data.draw(st.permutations(list(profile.ballots.items()))))
    again = Ranked(names=profile.names, ballots=shuffled, withdrawn=profile.withdrawn)
    assert count(again, lots, strength) == count(profile, lots, strength)


@EACH_METHOD
@EACH_STRENGTH
@SOME
@given(profile=profiles(), data=st.data())
def test_all_candidates_count_alike(count, strength, profile, data):
    lots = data.draw(lots_of(profile))
    new = data.draw(st.permutations(range(len(profile.names))))
    renamed = Ranked(
        names=profile.names,
        ballots={
            tuple(
                new[each] if isinstance(each, int) else tuple(sorted(new[one] for one in each)) for each in ranking
            ): number
            for ranking, number in profile.ballots.items()
        },
        withdrawn=frozenset(new[each] for each in profile.withdrawn),
    )
    winner = count(renamed, Ties(tuple(new[each] for each in lots.lots)), strength).winners[0]
    assert winner == new[count(profile, lots, strength).winners[0]]


@EACH_METHOD
@EACH_STRENGTH
@SOME
@given(profile=profiles(), data=st.data())
def test_winners_stand_in_the_smith_set_and_condorcets_wins(count, strength, profile, data):
    account = count(profile, data.draw(lots_of(profile)), strength)
    smith = smith_set(account.facts["matrix"], profile.standing)
    assert account.winners[0] in smith
    assert account.facts["condorcet"] == (smith[0] if len(smith) == 1 else None)


def raised(profile, winner, data):
    """The same ballots, but one on which the winner stands higher than before, and all others as they did."""
    ranking = data.draw(st.sampled_from(sorted(profile.ballots, key=str)))
    at = {each: 2 * level for each, level in levels(ranking, len(profile.names)).items()}
    at[winner] = data.draw(st.integers(-1, at[winner]))
    ballots = dict(profile.ballots)
    ballots[ranking] -= 1
    better = from_levels(at)
    ballots[better] = ballots.get(better, 0) + 1
    return Ranked(names=profile.names, ballots=ballots, withdrawn=profile.withdrawn)


@EACH_STRENGTH
@SOME
@given(profile=profiles().filter(lambda each: each.ballots), data=st.data())
def test_who_wins_by_ranked_pairs_wins_when_raised(strength, profile, data):
    lots = data.draw(lots_of(profile))
    winners = count_ranked_pairs(profile, lots, strength).winners
    assert count_ranked_pairs(raised(profile, winners[0], data), lots, strength).winners == winners


@EACH_STRENGTH
@SOME
@given(profile=profiles().filter(lambda each: each.ballots), data=st.data())
def test_who_wins_by_schulze_wins_when_raised(strength, profile, data):
    account = count_schulze(profile, strength=strength)
    better = raised(profile, account.winners[0], data)
    told = count_schulze(better, strength=strength)
    assert set(account.winners) <= set(told.facts["potential"])
    if is_settled(account):
        assert told.facts["potential"] == account.winners


@EACH_METHOD
@EACH_STRENGTH
@SOME
@given(profile=profiles())
def test_who_wins_without_a_lot_does_not_win_when_all_is_reversed(count, strength, profile):
    account = count(profile, strength=strength)
    assume(len(profile.standing) > 1 and is_settled(account))
    told = count(reversed_(profile), strength=strength)
    lost = told.facts["potential"] if count is count_schulze else told.winners
    assert account.winners[0] not in lost


@EACH_METHOD
@EACH_STRENGTH
@SOME
@given(profile=profiles(most=4), data=st.data())
def test_clones_beside_each_other_change_nothing(count, strength, profile, data):
    size = len(profile.names)
    copied = data.draw(st.sampled_from(profile.standing))
    lots = data.draw(lots_of(profile))
    ballots: dict = {}
    for ranking, number in profile.ballots.items():
        at = {each: 2 * level for each, level in levels(ranking, size).items()}
        at[size] = at[copied] + data.draw(st.sampled_from([0, 1]))
        widened = from_levels(at)
        ballots[widened] = ballots.get(widened, 0) + number
    told = Ranked(names=(*profile.names, "Z"), ballots=ballots, withdrawn=profile.withdrawn)
    place = lots.lots.index(copied) + data.draw(st.sampled_from([0, 1]))
    account = count(profile, lots, strength)
    wider = count(told, Ties((*lots.lots[:place], size, *lots.lots[place:])), strength)
    if count is count_schulze and not (is_settled(account) and is_settled(wider)):
        return
    assert (copied if wider.winners[0] == size else wider.winners[0]) == account.winners[0]
