"""The Schulze method and ranked pairs: that their accounts tell what was done, and what the methods promise."""

from itertools import combinations, pairwise, permutations

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from plenary.decisions.rules.methods.pairwise import STRENGTHS, majorities_of
from plenary.decisions.rules.methods.profiles import Ranked
from plenary.decisions.rules.methods.ranked_pairs import count_ranked_pairs
from plenary.decisions.rules.methods.schulze import count_schulze
from plenary.decisions.rules.methods.ties import Ties
from plenary.decisions.tests.methods.rankings import from_levels, is_settled, levels, lots_of, profiles

METHODS = [count_schulze, count_ranked_pairs]
SOME = settings(max_examples=30, deadline=None)
EACH_METHOD = pytest.mark.parametrize("count", METHODS)
EACH_STRENGTH = pytest.mark.parametrize("strength", STRENGTHS)


def reversed_(profile):
    ballots: dict = {}
    for ranking, number in profile.ballots.items():
        back = from_levels({each: -level for each, level in levels(ranking, len(profile.names)).items()})
        ballots[back] = ballots.get(back, 0) + number
    return Ranked(names=profile.names, ballots=ballots, withdrawn=profile.withdrawn)


def smith_set(matrix, standing):
    """The smallest set of which each is preferred to all outside it."""
    for size in range(1, len(standing) + 1):
        for inside in combinations(standing, size):
            outside = set(standing) - set(inside)
            if all(matrix[each][other] > matrix[other][each] for each in inside for other in outside):
                return inside
    raise AssertionError


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
