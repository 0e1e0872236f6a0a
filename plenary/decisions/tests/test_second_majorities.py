"""A second majority besides the first, by members or by regions: tables counted by hand, and properties of every count."""

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plenary.bodies.rules import Elector
from plenary.charter.rules.schema import Base, Method, Process, Second
from plenary.decisions.rules.ballots import Choice
from plenary.decisions.rules.counting import Count, Outcome, count
from plenary.decisions.rules.electorates import electors_hash
from plenary.decisions.rules.methods.majorities import Answer, By, Majority, Of, Vote, decide
from plenary.decisions.rules.thresholds import RegionSaid, said_by_regions, vote_of

YES, NO, ABSTAIN = Choice.YES, Choice.NO, Choice.ABSTAIN
WORDS = {"y": YES, "n": NO, "a": ABSTAIN}


def process(second, **terms):
    return Process(
        **({"code": "p", "names": {}, "method": Method.MAJORITY, "electorate": "plenary", "second": second} | terms)
    )


def electors(*places):
    """Electors from their weights, each with its region."""
    return [
        Elector(key=f"e{number}", name="", weight=weight, region=region)
        for number, (weight, region) in enumerate(places)
    ]


def figures(told: Count):
    return told.outcome.value, told.reason, (told.second_yes, told.second_no, told.second_needed, told.second_basis)


@pytest.mark.parametrize(
    ("strictly", "weights", "said", "expected"),
    [
        (True, (1, 1, 1, 1), "yaa-", ("rejected", "decisions.threshold_missed", 2, 3)),
        (True, (1, 1, 1, 1), "yyna", ("rejected", "decisions.threshold_missed", 3, 4)),
        (True, (1, 1, 1, 1), "yyya", ("adopted", "decisions.threshold_met", 3, 4)),
        (True, (2, 1, 1, 9), "yna-", ("rejected", "decisions.threshold_missed", 3, 4)),
        (False, (2, 1, 1, 9), "yna-", ("adopted", "decisions.threshold_met", 2, 4)),
        (True, (1, 1, 1, 1), "aaa-", ("rejected", "decisions.threshold_missed", 2, 3)),
    ],
)
def test_of_those_present_abstentions_count(strictly, weights, said, expected):
    everyone = electors(*[(weight, "") for weight in weights])
    ballots = {one.key: WORDS[word] for one, word in zip(everyone, said, strict=True) if word != "-"}
    told = count(process(Second.NONE, base=Base.PRESENT, strictly=strictly), everyone, ballots)
    assert (told.outcome.value, told.reason, told.needed, told.basis) == expected


def test_a_ballot_whose_word_is_not_known_took_part_and_says_neither():
    told = count(process(Second.MEMBERS, base=Base.ELECTORATE), electors((3, ""), (1, "")), {"e0": {}})
    assert (told.turnout, told.basis, told.needed, told.second_basis) == (1, 4, 3, 0)


@pytest.mark.parametrize(
    ("weights", "said", "expected"),
    [
        ((5, 1, 1, 1), "ynn-", ("rejected", "decisions.second_missed", (1, 2, 2, 3))),
        ((5, 1, 1, 1), "yyn-", ("adopted", "decisions.threshold_met", (2, 1, 2, 3))),
        ((5, 1, 1, 1), "ynaa", ("rejected", "decisions.second_missed", (1, 1, 2, 2))),  # even is no majority
        ((5, 1, 1, 1), "yaaa", ("adopted", "decisions.threshold_met", (1, 0, 1, 1))),  # abstentions say neither
        ((1, 1, 1, 5), "yyyn", ("rejected", "decisions.threshold_missed", (3, 1, 3, 4))),
        ((1, 1, 5), "aaa", ("rejected", "decisions.threshold_missed", (0, 0, 1, 0))),
        ((1, 1, 5), "---", ("lapsed", "decisions.nobody_voted", (0, 0, 1, 0))),
    ],
)
def test_by_members_each_counts_once_whatever_it_weighs(weights, said, expected):
    everyone = electors(*[(weight, "") for weight in weights])
    ballots = {one.key: WORDS[word] for one, word in zip(everyone, said, strict=True) if word != "-"}
    assert figures(count(process(Second.MEMBERS), everyone, ballots)) == expected


@pytest.mark.parametrize(
    ("shares", "yes", "no"),
    [
        ({YES: 3, NO: 2}, 1, 0),
        ({YES: 2, NO: 3}, 0, 1),
        ({YES: 2, NO: 2, ABSTAIN: 1}, 0, 0),
        ({YES: 1, ABSTAIN: 4}, 1, 0),  # more of its votes say yes than no
    ],
)
def test_a_split_ballot_says_what_more_of_its_votes_say(shares, yes, no):
    told = count(process(Second.MEMBERS), electors((5, "")), {"e0": shares})
    assert (told.second_yes, told.second_no) == (yes, no)


REGIONS = {
    # north says yes, 3 to 1; south no, 1 to 2; east is even; west abstains; 9 votes of no region
    "one of two": (
        "1 north y, 2 north y, 1 north n, 1 south y, 2 south n, 1 east y, 1 east n, 3 west a, 9 - y",
        ("rejected", "decisions.second_missed", (1, 1, 2, 2)),
    ),
    # the same, but who said no in the east abstains: north and east of three
    "two of three": (
        "1 north y, 2 north y, 1 north n, 1 south y, 2 south n, 1 east y, 1 east a, 3 west a, 9 - y",
        ("adopted", "decisions.threshold_met", (2, 1, 2, 3)),
    ),
    "most regions and few votes": (
        "1 north y, 1 south y, 5 east n",
        ("rejected", "decisions.threshold_missed", (2, 1, 2, 3)),
    ),
    "nobody has a region": ("1 - y, 1 - y", ("rejected", "decisions.second_missed", (0, 0, 1, 0))),
    "whoever does not vote says nothing": (
        "1 north y, 7 north -, 1 south -",
        ("adopted", "decisions.threshold_met", (1, 0, 1, 1)),
    ),
}


@pytest.mark.parametrize("case", sorted(REGIONS))
def test_by_regions_each_counts_once_and_says_what_most_of_its_votes_say(case):
    told, expected = REGIONS[case]
    places = [place.split() for place in told.split(", ")]
    everyone = electors(*[(int(weight), region.strip("-")) for weight, region, _word in places])
    ballots = {one.key: WORDS[word] for one, (_w, _r, word) in zip(everyone, places, strict=True) if word != "-"}
    assert figures(count(process(Second.REGIONS), everyone, ballots)) == expected


def test_split_votes_fall_into_their_region_one_by_one():
    everyone = electors((5, "north"), (1, "north"), (1, "south"))
    ballots = {"e0": {YES: 2, NO: 3}, "e1": YES, "e2": YES}
    told = count(process(Second.REGIONS), everyone, ballots)  # north is even, 3 to 3; south says yes
    assert figures(told) == ("adopted", "decisions.threshold_met", (1, 0, 1, 1))
    votes = [vote_of(YES, 2, "north"), vote_of(NO, 3, "north"), vote_of(YES, 1, "north"), vote_of(YES, 1, "south")]
    assert said_by_regions(votes) == (
        RegionSaid("north", 3, 3, Answer.ABSTAIN),
        RegionSaid("south", 1, 0, Answer.YES),
    )


def test_without_a_second_majority_nothing_is_told_of_one():
    told = count(process(Second.NONE), electors((1, "north")), {"e0": YES})
    assert (told.second, figures(told)) == ("", ("adopted", "decisions.threshold_met", (0, 0, 0, 0)))
    assert told.second_yes >= told.second_needed
    older = {name: value for name, value in told.to_json().items() if not name.startswith("second")}
    assert Count.from_json(older) == told
    under_consent = count(process(Second.MEMBERS, method=Method.CONSENT), electors((1, "")), {"e0": YES})
    assert (under_consent.second, under_consent.outcome) == ("", Outcome.ADOPTED)


def test_the_hash_of_an_electorate_holds_regions_and_is_the_old_one_without_them():
    everyone = electors((2, ""), (1, ""))
    old = "0539b541ba454019f88b3e56e2bcecbb2d73594ffa8827f895e123671e9dc404"
    assert electors_hash(everyone) == old
    there = [replace(everyone[0], region="ALB"), everyone[1]]
    elsewhere = [replace(everyone[0], region="XKX"), everyone[1]]
    assert len({electors_hash(everyone), electors_hash(there), electors_hash(elsewhere)}) == 3


profiles = st.lists(
    st.tuples(
        st.integers(1, 5),
        st.sampled_from(["", "north", "south", "east"]),
        st.none() | st.sampled_from([YES, NO, ABSTAIN]),
    ),
    min_size=1,
    max_size=14,
)
processes = st.builds(
    process,
    st.sampled_from(Second),
    base=st.sampled_from(Base),
    threshold=st.fractions(0, 1, max_denominator=6),
    strictly=st.booleans(),
    quorum=st.sampled_from([Fraction(0), Fraction(1, 2)]),
)


def cast(profile):
    everyone = electors(*[(weight, region) for weight, region, _choice in profile])
    return everyone, {
        one.key: choice for one, (_w, _r, choice) in zip(everyone, profile, strict=True) if choice is not None
    }


@settings(deadline=None)
@given(processes, profiles, st.integers(0, 13))
def test_one_more_yes_never_unadopts(rule, profile, place):
    everyone, ballots = cast(profile)
    if count(rule, everyone, ballots).outcome is Outcome.ADOPTED:
        more = ballots | {everyone[place % len(everyone)].key: YES}
        assert count(rule, everyone, more).outcome is Outcome.ADOPTED


@settings(deadline=None)
@given(processes, profiles, st.integers(0, 13))
def test_one_more_no_never_adopts_what_enough_took_part_in(rule, profile, place):
    everyone, ballots = cast(profile)
    if count(rule, everyone, ballots).outcome is Outcome.REJECTED:
        more = ballots | {everyone[place % len(everyone)].key: NO}
        assert count(rule, everyone, more).outcome is Outcome.REJECTED


@settings(deadline=None)
@given(processes, profiles, st.integers(0, 13), st.integers(0, 5), st.integers(0, 5))
def test_one_vote_more_of_a_split_ballot_never_unadopts(rule, profile, place, yes, no):
    everyone, ballots = cast(profile)
    split = everyone[place % len(everyone)]
    for_it = min(yes, split.weight - 1)
    against = min(no, split.weight - for_it - 1)
    neither = split.weight - for_it - against
    fewer, more = ({YES: for_it + more, NO: against, ABSTAIN: neither - more} for more in (0, 1))
    if count(rule, everyone, ballots | {split.key: fewer}).outcome is Outcome.ADOPTED:
        assert count(rule, everyone, ballots | {split.key: more}).outcome is Outcome.ADOPTED


@settings(deadline=None)
@given(processes, profiles, st.randoms())
def test_order_does_not_matter(rule, profile, chance):
    everyone, ballots = cast(profile)
    mixed, items = list(everyone), list(ballots.items())
    chance.shuffle(mixed)
    chance.shuffle(items)
    assert count(rule, mixed, dict(items)) == count(rule, everyone, ballots)


@settings(deadline=None)
@given(processes, profiles)
def test_the_count_is_what_the_formula_of_majorities_gives(rule, profile):
    """Beside a translation of its own, votes of whole ballots, and both majorities asked for at once."""
    everyone, ballots = cast(profile)
    votes = [
        Vote(
            answer=Answer(ballots[one.key]) if one.key in ballots else Answer.ABSENT,
            weight=one.weight,
            region=one.region,
        )
        for one in everyone
    ]
    first = Majority(by=By.WEIGHT, of=Of(rule.base.value), share=rule.threshold, strictly=rule.strictly)
    second = {
        Second.NONE: (),
        Second.MEMBERS: (Majority(),),
        Second.REGIONS: (Majority(by=By.REGIONS, within=Majority(by=By.WEIGHT), tied=Answer.ABSTAIN),),
    }[rule.second]
    verdict = decide((first, *second), votes)
    told = count(rule, everyone, ballots)
    assert (told.needed, told.basis) == (verdict.each[0].needed, verdict.each[0].basis)
    if second:
        stand = verdict.each[1]
        assert figures(told)[2] == (stand.sums.yes, stand.sums.no, stand.needed, stand.basis)
    assert (told.outcome is Outcome.ADOPTED) == (verdict.adopted and told.quorum_met)
