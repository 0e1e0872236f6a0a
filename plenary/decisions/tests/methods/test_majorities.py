"""Majorities: exact thresholds, what they are shares of, and several at once."""

from dataclasses import replace
from fractions import Fraction
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plenary.charter.rules.schema import Method, Process
from plenary.decisions.rules.counting import needed_of
from plenary.decisions.rules.methods.majorities import (
    Answer,
    By,
    Majority,
    Of,
    Sums,
    Vote,
    decide,
    needed_for,
    reached,
    sums_by_member,
    sums_by_region,
    sums_by_weight,
    words_of_regions,
)

HALF, TWO_THIRDS = Fraction(1, 2), Fraction(2, 3)
YES, NO, ABSTAIN, ABSENT = Answer


@pytest.mark.parametrize(
    ("majority", "basis", "needed", "met"),
    [
        (Majority(), 60, 31, True),
        (Majority(strictly=False), 60, 30, True),
        (Majority(share=TWO_THIRDS, strictly=False), 60, 40, True),
        (Majority(share=TWO_THIRDS), 60, 41, False),
        (Majority(of=Of.PRESENT), 80, 41, False),
        (Majority(of=Of.PRESENT, strictly=False), 80, 40, True),
        (Majority(of=Of.ELECTORATE), 100, 51, False),
        (Majority(of=Of.ELECTORATE, share=Fraction(2, 5), strictly=False), 100, 40, True),
        (Majority(share=Fraction(1)), 60, 61, False),  # cannot be reached at all
        (Majority(share=Fraction(0), strictly=False), 60, 1, True),
    ],
)
def test_what_a_majority_is_a_share_of(majority, basis, needed, met):
    stand = reached(majority, Sums(yes=40, no=20, abstain=20, absent=20))
    assert (stand.basis, stand.needed, stand.reached, stand.met) == (basis, needed, 40, met)
    assert stand.missing == max(0, needed - 40)


def said(yes: int, no: int, abstain: int = 0, absent: int = 0, *, region: str = "", weight=1) -> list[Vote]:
    answers = [YES] * yes + [NO] * no + [ABSTAIN] * abstain + [ABSENT] * absent
    return [Vote(answer=answer, region=region, weight=weight) for answer in answers]


def test_sums_by_member_and_by_weight():
    votes = [*said(2, 1, weight=3), *said(0, 2, 1, weight=1), Vote(answer=ABSENT, weight=Fraction(1, 2))]
    assert sums_by_member(votes) == Sums(yes=2, no=3, abstain=1, absent=1)
    assert sums_by_weight(votes) == Sums(yes=6, no=5, abstain=1, absent=Fraction(1, 2), step=Fraction(1, 2))


def test_sums_are_whole_numbers_where_they_are_whole():
    halves = [Vote(answer=YES, weight=Fraction(1, 2)) for _ in range(2)]
    found = sums_by_weight([*halves, Vote(answer=NO, weight=Fraction(1, 2))])
    assert [(each, type(each)) for each in (found.yes, found.no)] == [(1, int), (Fraction(1, 2), Fraction)]


def test_sums_by_region():
    votes = [
        *said(3, 2, region="north"),
        *said(2, 2, region="south"),  # a draw is no yes
        *said(0, 0, 4, 1, region="east"),
        *said(0, 0, 0, 5, region="west"),
        *said(9, 0),  # of no region
    ]
    assert sums_by_region(votes) == Sums(yes=1, no=1, abstain=1, absent=1)
    halves = {"north": Fraction(1, 2), "islands": 2}
    assert sums_by_region(votes, weights=halves) == Sums(
        yes=Fraction(1, 2), no=1, abstain=1, absent=3, step=Fraction(1, 2)
    )
    assert sums_by_region(votes, Majority(share=HALF, strictly=False)) == Sums(yes=2, no=0, abstain=1, absent=1)
    assert sums_by_region(votes, Majority(of=Of.ELECTORATE, share=TWO_THIRDS)) == Sums(no=2, abstain=1, absent=1)


def test_a_region_that_is_even_says_what_the_rule_says():
    votes = [*said(2, 2, region="even"), *said(3, 2, region="for"), *said(0, 1, region="against")]
    asked = Majority(by=By.REGIONS)
    assert decide((asked,), votes).each[0].sums == Sums(yes=1, no=2)
    assert decide((replace(asked, tied=ABSTAIN),), votes).each[0].sums == Sums(yes=1, no=1, abstain=1)
    assert words_of_regions(votes, tied=ABSTAIN) == {"against": NO, "even": ABSTAIN, "for": YES}


def test_a_region_may_decide_by_weight():
    votes = [Vote(answer=YES, weight=5, region="north"), *said(0, 3, region="north")]
    assert sums_by_region(votes) == Sums(no=1)
    assert sums_by_region(votes, Majority(by=By.WEIGHT)) == Sums(yes=1)


def test_people_and_cantons():
    """Twenty regions count one, six count one half: of 23, 12 are a majority. Most people say yes, 8 and a half regions do."""
    small = [f"half {at}" for at in range(6)]
    large = [f"whole {at}" for at in range(20)]
    votes = [
        vote
        for at, name in enumerate(large)
        for vote in (said(9, 1, region=name) if at < 7 else said(4, 5, region=name))
    ]
    votes += [
        vote
        for at, name in enumerate(small)
        for vote in (said(3, 1, region=name) if at < 3 else said(1, 2, region=name))
    ]
    asked = (Majority(), Majority(by=By.REGIONS))
    weights = dict.fromkeys(small, Fraction(1, 2))
    verdict = decide(asked, votes, weights)
    people, regions = verdict.each
    assert (people.basis, people.needed, people.reached, people.met) == (208, 105, 127, True)
    assert (regions.basis, regions.needed, regions.reached, regions.met) == (23, 12, Fraction(17, 2), False)
    assert (verdict.adopted, verdict.reason, verdict.missed) == (False, "decisions.threshold_missed", (regions,))
    assert regions.missing == Fraction(7, 2)
    assert decide(asked[:1], votes, weights).adopted is True


@pytest.mark.parametrize(
    ("yes", "adopted"),
    [
        ([20, 20, 20, 20], False),  # enough weight, 4 of 8 members: 55 % of 8 are 5
        ([20, 20, 20, 5], False),  # 65 of 100, still 4 members
        ([20, 20, 5, 5, 5, 5], False),  # 6 members, weight 60
        ([20, 20, 20, 5, 5], True),  # 5 members, weight 70
    ],
)
def test_members_and_weight(yes, adopted):
    against = [20, 20, 20, 20, 5, 5, 5, 5]
    for each in yes:
        against.remove(each)
    votes = [Vote(answer=YES, weight=each) for each in yes] + [Vote(answer=NO, weight=each) for each in against]
    asked = (
        Majority(of=Of.ELECTORATE, share=Fraction(55, 100), strictly=False),
        Majority(by=By.WEIGHT, of=Of.ELECTORATE, share=Fraction(65, 100), strictly=False),
    )
    verdict = decide(asked, votes)
    assert [each.needed for each in verdict.each] == [5, 65]
    assert verdict.adopted is adopted
    assert verdict.reason == ("decisions.threshold_met" if adopted else "decisions.threshold_missed")


def test_nobody_voted():
    for votes in ([], said(0, 0, 0, 4)):
        verdict = decide((Majority(),), votes)
        assert (verdict.adopted, verdict.reason) == (False, "decisions.nobody_voted")
    only_abstained = decide((Majority(),), said(0, 0, 3))
    assert (only_abstained.adopted, only_abstained.reason) == (False, "decisions.threshold_missed")


def test_what_is_refused():
    with pytest.raises(ValueError, match="below 0"):
        sums_by_weight([Vote(answer=YES, weight=-1)])
    with pytest.raises(ValueError, match="no regions of its own"):
        sums_by_region([], Majority(by=By.REGIONS))
    with pytest.raises(ValueError, match="no majority"):
        decide((), said(1, 0))


shares = st.fractions(0, 1, max_denominator=12)
answers = st.sampled_from(list(Answer))
all_votes = st.lists(
    st.builds(
        Vote,
        answer=answers,
        weight=st.integers(0, 5) | st.fractions(0, 3, max_denominator=4),
        region=st.sampled_from(["", "north", "south", "east"]),
    ),
    max_size=12,
)


@given(shares, st.booleans(), st.integers(0, 200))
def test_needed_of_whole_votes_is_what_counting_says(share, strictly, yes):
    process = Process(
        code="p", names={}, method=Method.MAJORITY, electorate="plenary", threshold=share, strictly=strictly
    )
    sums = Sums(yes=yes, no=200 - yes)
    assert needed_for(Majority(share=share, strictly=strictly), sums) == needed_of(process, 200)


@given(all_votes, shares, st.booleans(), st.sampled_from(list(Of)), st.sampled_from(list(By)))
def test_met_is_to_be_above_the_share_and_needed_the_least_step_that_is(votes, share, strictly, of, by):
    stand = decide((Majority(by=by, of=of, share=share, strictly=strictly),), votes).each[0]
    bound = share * stand.basis

    def enough(number):
        return number > 0 and (number > bound if strictly else number >= bound)

    assert stand.met == enough(stand.reached)
    assert (enough(stand.needed), enough(stand.needed - stand.sums.step)) == (True, False)


@given(all_votes, st.randoms())
def test_the_order_of_votes_does_not_matter(votes, chance: Random):
    asked = tuple(Majority(by=by) for by in By)
    mixed = list(votes)
    chance.shuffle(mixed)
    assert decide(asked, mixed) == decide(asked, votes)


@given(all_votes, shares, st.sampled_from(list(Of)), st.sampled_from([By.MEMBERS, By.WEIGHT]))
def test_a_no_that_becomes_a_yes_never_hurts(votes, share, of, by):
    asked = (Majority(by=by, of=of, share=share), Majority(by=By.REGIONS, of=of, share=share))
    if decide(asked, votes).adopted:
        for at, vote in enumerate(votes):
            if vote.answer is NO:
                turned = Vote(answer=YES, weight=vote.weight, region=vote.region)
                assert decide(asked, [*votes[:at], turned, *votes[at + 1 :]]).adopted is True


@given(all_votes)
def test_sums_hold_every_vote(votes):
    assert sums_by_member(votes).of(Of.ELECTORATE) == len(votes)
    assert sums_by_weight(votes).of(Of.ELECTORATE) == sum(vote.weight for vote in votes)
    assert sums_by_region(votes).of(Of.ELECTORATE) == len({vote.region for vote in votes} - {""})
