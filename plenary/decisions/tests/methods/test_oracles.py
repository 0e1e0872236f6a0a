"""Counts against programs of others, pref_voting and votelib, on profiles with equal and truncated rankings and ties.

They are in requirements/oracles.txt and nothing of the product needs them; without them all is skipped.
"""

from collections import Counter
from itertools import permutations

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from plenary.decisions.rules.methods.pairwise import STRENGTHS, majorities_of
from plenary.decisions.rules.methods.profiles import Approved, Ranked, Rated
from plenary.decisions.rules.methods.ranked_pairs import count_ranked_pairs
from plenary.decisions.rules.methods.ratings import count_approval, count_judgement, count_score
from plenary.decisions.rules.methods.schulze import count_schulze
from plenary.decisions.rules.methods.ties import Ties

pytest.importorskip("pref_voting", reason="not run: pref_voting is not installed (make oracles)")
pytest.importorskip("votelib", reason="not run: votelib is not installed (make oracles)")

from pref_voting.grade_methods import approval, majority_judgement, score_voting
from pref_voting.grade_profiles import GradeProfile
from pref_voting.margin_based_methods import beat_path, ranked_pairs, ranked_pairs_tb
from pref_voting.profiles_with_ties import ProfileWithTies
from votelib.convert import RankedToCondorcetVotes
from votelib.evaluate.cardinal import MajorityJudgment, ScoreVoting
from votelib.evaluate.condorcet import EVALUATORS
from votelib.evaluate.core import Tie

MANY = settings(max_examples=60, deadline=None, derandomize=True)
EACH_STRENGTH = pytest.mark.parametrize("strength", STRENGTHS)
VOTELIB = {"winning-votes": "rankedpairs_winvotes", "margins": "rankedpairs_margins"}


@st.composite
def profiles(draw, most: int = 5):
    """At least two candidates, and at least one ballot that names one."""
    size = draw(st.integers(2, most))
    ballots: dict = {}
    for _ in range(draw(st.integers(1, 9))):
        order = draw(st.permutations(range(size)))
        places: list = []
        for each in order[: draw(st.integers(1, size))]:
            if places and draw(st.integers(0, 3)) == 0:
                places[-1] = tuple(sorted((*places[-1], each)))
            else:
                places.append((each,))
        ranking = tuple(each[0] if len(each) == 1 else each for each in places)
        ballots[ranking] = ballots.get(ranking, 0) + draw(st.integers(1, 5))
    return Ranked(names=tuple("ABCDE"[:size]), ballots=ballots)


@st.composite
def ratings(draw):
    size = draw(st.integers(2, 4))
    row = st.tuples(*[st.integers(0, 4)] * size)
    return Rated(
        names=tuple("ABCD"[:size]), ballots=draw(st.dictionaries(row, st.integers(1, 6), min_size=1)), highest=4
    )


def as_places(ranking):
    return [(place,) if isinstance(place, int) else place for place in ranking]


def as_pref_voting(profile):
    told = ProfileWithTies(
        [
            {each: level for level, place in enumerate(as_places(ranking), 1) for each in place}
            for ranking in profile.ballots
        ],
        rcounts=list(profile.ballots.values()),
        candidates=list(range(len(profile.names))),
    )
    told.use_extended_strict_preference()
    return told


def as_votelib(profile):
    """Pairs by votelib's own count; who is not named is told as the last place, that it knows of all candidates."""
    everybody, votes = set(range(len(profile.names))), Counter()
    for ranking, number in profile.ballots.items():
        places = [frozenset(place) if len(place) > 1 else place[0] for place in as_places(ranking)]
        rest = everybody - {each for place in as_places(ranking) for each in place}
        votes[(*places, frozenset(rest)) if rest else tuple(places)] += number
    return RankedToCondorcetVotes().convert(dict(votes))


def measure_of(told, strength):
    """The strength of a majority as a number for pref_voting: of equal winning votes, fewer against are stronger."""
    if strength == "margins":
        return told.margin
    return lambda one, other: (
        max(0, 1000 * told.support(one, other) - told.support(other, one)) * (told.margin(one, other) > 0)
    )


def winners_of(result):
    """Whom votelib has first: one, or all that are tied."""
    return set(result[0]) if isinstance(result[0], Tie) else {result[0]}


def are_unequal(account, strength):
    """Whether each pair has a majority, and no two majorities are equally strong."""
    size, found = len(account.names), majorities_of(account.facts["matrix"])
    return 2 * len({each.strength(strength) for each in found}) == size * (size - 1)


@MANY
@given(profiles())
def test_pairs(profile):
    matrix = count_schulze(profile).facts["matrix"]
    told, votes = as_pref_voting(profile), as_votelib(profile)
    for one, other in permutations(range(len(profile.names)), 2):
        assert matrix[one][other] == told.support(one, other) == votes.get((one, other), 0)


@EACH_STRENGTH
@MANY
@given(profiles())
def test_potential_winners_by_schulze(strength, profile):
    told = as_pref_voting(profile)
    expected = beat_path(told, strength_function=measure_of(told, strength))
    assert list(count_schulze(profile, strength=strength).facts["potential"]) == expected


@MANY
@given(profiles())
def test_potential_winners_by_schulze_are_those_by_winning_votes_alone_or_some_of_them(profile):
    told = as_pref_voting(profile)
    coarse, potential = beat_path(told, strength_function=told.support), count_schulze(profile).facts["potential"]
    assert set(potential) <= set(coarse)
    if len(coarse) == 1:
        assert set(potential) == winners_of(EVALUATORS["schulze"].evaluate(as_votelib(profile))) == set(coarse)


@EACH_STRENGTH
@MANY
@given(profiles(), st.data())
def test_ranked_pairs_with_a_ranking_for_ties(strength, profile, data):
    told = as_pref_voting(profile)
    lots = tuple(data.draw(st.permutations(range(len(profile.names)))))
    account = count_ranked_pairs(profile, Ties(lots), strength)
    expected = ranked_pairs_tb(told, tie_breaker=list(lots), strength_function=measure_of(told, strength))
    assert list(account.winners) == expected


@EACH_STRENGTH
@MANY
@given(profiles(most=4))
def test_ranked_pairs_of_unequal_majorities(strength, profile):
    account = count_ranked_pairs(profile, strength=strength)
    assume(are_unequal(account, strength))
    told = as_pref_voting(profile)
    assert list(account.winners) == ranked_pairs(told, strength_function=measure_of(told, strength))
    assert account.winners[0] == EVALUATORS[VOTELIB[strength]].evaluate(as_votelib(profile))[0]


@EACH_STRENGTH
@MANY
@given(profiles(most=3))
def test_winners_by_ranked_pairs_are_possible_ones_whatever_the_lots(strength, profile):
    told = as_pref_voting(profile)
    possible = ranked_pairs(told, strength_function=measure_of(told, strength))
    drawn = {
        count_ranked_pairs(profile, Ties(lots), strength).winners[0] for lots in permutations(range(len(profile.names)))
    }
    assert drawn <= set(possible)


@MANY
@given(ratings())
def test_scores(profile):
    expected = winners_of(ScoreVoting(function="sum").evaluate(as_votelib_grades(profile)))
    told = grade_profile(profile)
    assert set(score_voting(told, evaluation_method="sum")) == expected
    assert set(count_score(profile).stages[1].about) == expected


@MANY
@given(ratings())
def test_approvals(profile):
    yes = Counter()
    for row, number in profile.ballots.items():
        yes[tuple(each for each, grade in enumerate(row) if grade >= 2)] += number
    told = Approved(names=profile.names, ballots=dict(yes))
    rows = [{each: int(each in named) for each in range(len(profile.names))} for named in yes]
    expected = approval(GradeProfile(rows, [0, 1], gcounts=list(yes.values())))
    assert list(count_approval(told).stages[1].about) == expected


def as_votelib_grades(profile):
    return {frozenset(enumerate(row)): number for row, number in profile.ballots.items()}


def grade_profile(profile):
    rows = [dict(enumerate(row)) for row in profile.ballots]
    return GradeProfile(rows, list(range(profile.highest + 1)), gcounts=list(profile.ballots.values()))


@MANY
@given(ratings())
def test_majority_judgement_of_two_with_the_highest_median(profile):
    """Of three or more votelib 0.4 keeps those in that have fallen behind, so that they may still win."""
    account = count_judgement(profile)
    assume(len(account.stages[0].about) <= 2 and not account.stages[-1].ties)
    expected = MajorityJudgment().evaluate(as_votelib_grades(profile))
    assert list(account.winners) == expected


@MANY
@given(ratings())
def test_majority_judgement_by_gauges(profile):
    expected = majority_judgement(grade_profile(profile))
    assume(len(expected) == 1)
    assert list(count_judgement(profile).winners) == expected
