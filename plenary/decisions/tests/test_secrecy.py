"""When published ballots tell how somebody voted: exactly where, one's own taken out, the rest say one thing. And when the totals
of an open vote tell how somebody voted whom no roll call names."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plenary.decisions.labels.choosing import REVEALS
from plenary.decisions.rules.secrecy import FEW, Reveals, are_few, is_told_by_subtraction, reveals

ballots = st.lists(st.tuples(st.sampled_from("abc"), st.integers(1, 3)), max_size=9)
"""What each elector says, and with how many votes."""


def _told(cast: list[tuple[str, int]]) -> tuple[Reveals, ...]:
    votes: Counter[str] = Counter()
    for said, weight in cast:
        votes[said] += weight
    return reveals(votes.values(), voters=len(cast), heaviest=max((weight for _said, weight in cast), default=1))


@given(ballots)
def test_whoever_could_know_the_others_is_told_of(cast: list[tuple[str, int]]) -> None:
    knows = any(len({said for said, _weight in cast[:place] + cast[place + 1 :]}) == 1 for place in range(len(cast)))
    told = _told(cast)
    if knows:
        assert told[0] in {Reveals.ALL, Reveals.ALL_BUT_ONE}
    if not told:
        assert (knows, len(cast) >= FEW or not cast) == (False, True)


@given(ballots)
def test_that_few_voted_is_told_beside_all_else_unless_all_said_the_same(cast: list[tuple[str, int]]) -> None:
    told = _told(cast)
    assert (Reveals.FEW in told) == (0 < len(cast) < FEW and told != (Reveals.ALL,))
    assert list(told) == sorted(set(told), key=list(Reveals).index)
    assert (Reveals.ALL in told) == (told == (Reveals.ALL,)) == (len({said for said, _weight in cast}) == 1)


@given(st.lists(st.sampled_from("abc"), max_size=9))
def test_with_one_vote_each_it_is_told_exactly_where_somebody_could(said: list[str]) -> None:
    knows = any(len(set(said[:place] + said[place + 1 :])) == 1 for place in range(len(said)))
    alone = len(said) == 1
    assert bool({Reveals.ALL, Reveals.ALL_BUT_ONE} & set(_told([(each, 1) for each in said]))) == (knows or alone)


@given(ballots, st.randoms(use_true_random=False))
def test_the_order_of_ballots_never_matters(cast: list[tuple[str, int]], random: object) -> None:
    other = list(cast)
    random.shuffle(other)
    assert _told(other) == _told(cast)


@pytest.mark.parametrize(
    ("votes", "voters", "told"),
    [
        ([], 0, ()),
        ([1], 1, (Reveals.ALL,)),
        ([3], 3, (Reveals.ALL,)),
        ([7], 7, (Reveals.ALL,)),
        ([6, 1], 7, (Reveals.ALL_BUT_ONE,)),
        ([2, 1], 3, (Reveals.ALL_BUT_ONE, Reveals.FEW)),
        ([5, 2], 7, ()),
        ([5, 1, 1], 7, ()),
        ([2, 2], 4, (Reveals.FEW,)),
        ([2, 3], 5, ()),
    ],
)
def test_cases(votes: list[int], voters: int, told: tuple[Reveals, ...]) -> None:
    assert reveals(votes, voters=voters) == told


def test_few_are_fewer_than_five_and_each_has_its_words() -> None:
    assert [are_few(number) for number in (0, 4, 5)] == [True, True, False]
    assert set(REVEALS) == set(Reveals)


def _never_in_doubt(votes: int, others: list[int]) -> bool:
    """Whether every total that is left once the named are taken out tells what one said: tried over all ways in which the
    others could vote for three answers, or not vote."""
    left = {(0, 0, 0)}
    for weight in others:
        left |= {_more(totals, answer, weight) for totals in left for answer in range(3)}
    said = Counter(_more(totals, own, votes) for own in range(3) for totals in left)
    return max(said.values()) == 1


def _more(totals: tuple[int, ...], answer: int, votes: int) -> tuple[int, ...]:
    return tuple(total + votes * (place == answer) for place, total in enumerate(totals))


@given(st.integers(1, 4), st.lists(st.integers(1, 4), max_size=5))
def test_whose_vote_every_total_tells_is_told_so_before(votes: int, others: list[int]) -> None:
    if _never_in_doubt(votes, others):
        assert is_told_by_subtraction(votes, others)


@given(st.integers(1, 4), st.lists(st.integers(1, 4), max_size=9))
def test_more_who_have_as_many_votes_never_take_cover_away(votes: int, others: list[int]) -> None:
    assert is_told_by_subtraction(votes, others) or not is_told_by_subtraction(votes, [*others, votes])
    assert is_told_by_subtraction(votes, others) == is_told_by_subtraction(votes, others[::-1])


@pytest.mark.parametrize(
    ("votes", "others", "told"),
    [
        (1, [], True),
        (1, [1, 1, 1], True),
        (1, [1, 1, 1, 1], False),
        (3, [1, 1, 1, 1, 1], True),
        (3, [2, 2, 2, 2, 2, 2], True),
        (2, [1, 2, 2, 2, 2], False),
    ],
)
def test_cases_of_subtraction(votes: int, others: list[int], told: bool) -> None:
    assert is_told_by_subtraction(votes, others) is told
