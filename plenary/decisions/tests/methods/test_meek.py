"""Meek's method: tables reckoned by hand, and what the method promises."""

from collections import Counter
from dataclasses import replace
from fractions import Fraction
from itertools import combinations

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from plenary.decisions.rules.methods.accounts import Stage, Tie, UncountableError
from plenary.decisions.rules.methods.meek import count_meek
from plenary.decisions.rules.methods.profiles import Ranked, Ranking
from plenary.decisions.rules.methods.ties import Ties

ONE = 10**9
A, B, C, D, E = range(5)


def ranked(ballots: dict[Ranking, int], number: int = 3, withdrawn: frozenset[int] = frozenset()) -> Ranked:
    return Ranked(names=tuple("ABCDEF"[:number]), ballots=ballots, withdrawn=withdrawn)


def brief(stage: Stage) -> tuple:
    return stage.what, dict(stage.totals), stage.elected, stage.excluded


# Tables, reckoned by hand


def test_a_surplus_is_carried_over_and_the_last_goes():
    account = count_meek(ranked({(A, B): 5, (B,): 1, (C,): 3}), 2)
    keep = Fraction(600000001, ONE)  # 3.000000001 / 5, up
    assert [brief(each) for each in account.stages] == [
        ("first_preferences", {A: 5, B: 1, C: 3}, (), ()),
        ("elected", {A: 5, B: 1, C: 3}, (A,), ()),
        ("exclusion", {A: 5 * keep, B: 6 - 5 * keep, C: 3}, (), (B,)),
        ("remaining", {A: 5 * keep, C: 3}, (C,), ()),
    ]
    third = account.stages[2]
    assert third.moved == {A: 5 * keep - 5, B: 5 - 5 * keep}
    assert third.facts == {
        "quota": Fraction(3000000001, ONE),
        "keep": {A: keep},
        "surplus": Fraction(4, ONE),
        "exhausted": 0,
        "iterations": 2,
    }
    assert (account.stages[3].lost, account.stages[3].facts["exhausted"]) == (6 - 5 * keep, 6 - 5 * keep)
    assert (account.winners, account.winning_names, account.method) == ((A, C), ("A", "C"), "stv-meek")
    assert (account.quota, account.decimals, account.ballots, account.seats) == (Fraction(2000000002, ONE), 9, 9, 2)


def test_several_in_one_place_share_equally_and_what_is_left_goes_on():
    account = count_meek(ranked({(A, (B, C), D): 5, ((B, C), A): 1, ((C, D), (A, B)): 3, (B, (A, D), C): 2}, 4), 2)
    keep = Fraction(733333334, ONE)  # 3.666666667 / 5, up
    part = (1 - keep) / 2
    assert [brief(each) for each in account.stages] == [
        ("first_preferences", {A: 5, B: Fraction(5, 2), C: 2, D: Fraction(3, 2)}, (), ()),
        ("elected", {A: 5, B: Fraction(5, 2), C: 2, D: Fraction(3, 2)}, (A,), ()),
        ("exclusion", {A: 5 * keep, B: Fraction(5, 2) + 5 * part, C: 2 + 5 * part, D: Fraction(3, 2)}, (), (D,)),
        ("elected", {A: 5 * keep, B: Fraction(5, 2) + 5 * part, C: Fraction(7, 2) + 5 * part}, (C,), ()),
    ]


def test_thirds_of_a_paper_leave_a_billionth_that_nobody_has():
    account = count_meek(ranked({((A, B, C),): 1}), 1, Ties((C, A, B)))
    third = Fraction(333333333, ONE)
    assert brief(account.stages[0]) == ("first_preferences", {A: third, B: third, C: third}, (), ())
    assert account.stages[0].facts["exhausted"] == Fraction(1, ONE)
    assert account.stages[1].ties == (Tie(among=(A, B, C), taken=B, by="lot"),)
    assert account.stages[1].excluded == (B,)
    # halves are of one paper; the quota is a half and a billionth, so that neither has it
    assert [brief(each) for each in account.stages[2:]] == [
        ("exclusion", {A: Fraction(1, 2), C: Fraction(1, 2)}, (), (A,)),
        ("remaining", {C: 1}, (C,), ()),
    ]


def test_surpluses_are_carried_over_until_they_are_below_a_millionth():
    """A's papers go nowhere, so that the quota falls: each time a third of the surplus stays. Of 2 a millionth and a quarter is
    left after 13 times, and less than half a millionth after 14."""
    stage = count_meek(ranked({(A,): 7, (B,): 2, (C,): 3, (D,): 3}, 4), 2).stages[2]
    assert (stage.what, stage.facts["iterations"]) == ("exclusion", 15)
    assert abs(stage.facts["surplus"] - Fraction(2, 3**14)) < Fraction(10, ONE)


def test_of_those_who_are_chosen_at_once_the_lot_tells_the_order_alone():
    chosen = count_meek(ranked({(A,): 4, (B,): 4, (C,): 1}), 2, Ties((B, A, C))).stages[1]
    assert (chosen.what, chosen.elected, chosen.ties) == ("elected", (B, A), ())


def test_an_earlier_stage_breaks_no_tie():
    ballots = {(A,): 5, (C,): 3, (D,): 2, (B, D): 1}  # at first, D has less than C
    account = count_meek(ranked(ballots, 4), 1, Ties((B, D, A, C)))
    assert [each.excluded for each in account.stages] == [(), (B,), (C,), ()]
    assert [each.ties for each in account.stages] == [(), (), (Tie(among=(C, D), taken=C, by="lot"),), ()]
    assert account.winners == (A,)


@pytest.mark.parametrize(
    ("ballots", "seats", "withdrawn", "winners"),
    [
        ({(A, B): 5, (B,): 1, (C,): 3}, 3, frozenset(), (A, C, B)),  # A has the quota; C has more than B
        ({(A, B): 5, (B,): 1, (C,): 3}, 4, frozenset(), (A, C, B)),  # fewer stand than there are seats
        ({(A, B): 5, (B,): 1, (C,): 3}, 1, frozenset({A}), (B,)),  # who is withdrawn is passed over
        ({}, 2, frozenset({A}), (B, C)),  # nobody voted, and nobody need
        ({(A,): 6, (B,): 6}, 1, frozenset(), (A,)),  # half of the votes is no quota; the last lot goes
    ],
)
def test_winners(ballots, seats, withdrawn, winners):
    assert count_meek(ranked(ballots, withdrawn=withdrawn), seats).winners == winners


@pytest.mark.parametrize(
    ("ballots", "seats", "withdrawn"),
    [({(A,): 1}, 0, frozenset()), ({}, 1, frozenset()), ({(): 3}, 1, frozenset()), ({(A,): 3}, 1, frozenset({A}))],
)
def test_uncountable(ballots, seats, withdrawn):
    with pytest.raises(UncountableError):
        count_meek(ranked(ballots, withdrawn=withdrawn), seats)


# Properties


@st.composite
def elections(draw, equal: bool = True) -> tuple[Ranked, int]:
    number = draw(st.integers(2, 5))
    ballots: dict[Ranking, int] = {}
    for order in draw(st.lists(st.permutations(range(number)), min_size=1, max_size=10)):
        ranking, rest = [], list(order)[: draw(st.integers(1, number))]
        while rest:
            size = draw(st.integers(1, 3)) if equal else 1
            place, rest = tuple(sorted(rest[:size])), rest[size:]
            ranking.append(place if len(place) > 1 else place[0])
        ballots[tuple(ranking)] = draw(st.integers(1, 9))
    return ranked(ballots, number), draw(st.integers(1, 3))


def kept_of_each_paper(ballots: Ranked, keep: dict[int, Fraction]) -> dict[int, Fraction]:
    """The rule, paper by paper."""
    votes = dict.fromkeys(keep, Fraction(0))
    for ranking, number in ballots.ballots.items():
        left = ONE
        for place in ranking:
            standing = [each for each in ((place,) if isinstance(place, int) else place) if each in keep]
            part = left // max(1, len(standing))
            for each in standing:
                kept = -((-part * keep[each]) // 1)
                votes[each] += Fraction(kept * number, ONE)
                left -= kept
    return votes


@given(elections())
def test_every_total_is_what_the_rule_gives_paper_by_paper(election):
    ballots, seats = election
    for stage in count_meek(ballots, seats).stages:
        assert stage.totals == kept_of_each_paper(
            ballots, {each: stage.facts["keep"].get(each, 1) for each in stage.totals}
        )


@given(elections())
def test_votes_sum_to_the_ballots(election):
    ballots, seats = election
    account = count_meek(ballots, seats)
    before: Counter[int] = Counter()
    for stage in account.stages:
        assert sum(stage.totals.values()) + stage.facts["exhausted"] == ballots.total
        if stage.number > 1:
            assert sum(stage.moved.values()) + stage.lost == 0
            changed = {each: before[each] + stage.moved.get(each, 0) for each in before}
            assert {each: total for each, total in changed.items() if total} == {
                k: v for k, v in stage.totals.items() if v
            }
        before = Counter(dict(stage.totals))
    assert sum(each.lost for each in account.stages) == account.stages[-1].facts["exhausted"]
    assert [each.number for each in account.stages] == list(range(1, len(account.stages) + 1))


@given(elections())
def test_as_many_as_seats_are_chosen_each_once_and_none_that_went(election):
    ballots, seats = election
    account = count_meek(ballots, seats)
    gone = [each for stage in account.stages for each in stage.excluded]
    assert len(set(account.winners)) == len(account.winners) == min(seats, len(ballots.names))
    assert set(gone) & set(account.winners) == set()
    assert [each for stage in account.stages for each in stage.elected] == list(account.winners)


@given(elections(), st.randoms())
def test_the_order_of_ballots_does_not_matter(election, chance):
    ballots, seats = election
    mixed = list(ballots.ballots.items())
    chance.shuffle(mixed)
    assert count_meek(replace(ballots, ballots=dict(mixed)), seats) == count_meek(ballots, seats)


@given(elections(), st.randoms())
def test_candidates_are_treated_alike(election, chance):
    ballots, seats = election
    number = len(ballots.names)
    to = list(range(number))
    chance.shuffle(to)
    moved = {
        tuple(to[p] if isinstance(p, int) else tuple(sorted(to[each] for each in p)) for p in ranking): papers
        for ranking, papers in ballots.ballots.items()
    }
    here = count_meek(ballots, seats)
    there = count_meek(replace(ballots, ballots=moved), seats, Ties(tuple(to)))
    assert there.winners == tuple(to[each] for each in here.winners)
    for one, other in zip(here.stages, there.stages, strict=True):
        assert other.totals == {to[each]: total for each, total in one.totals.items()}


@given(elections(equal=False))
def test_a_solid_coalition_gets_its_quotas(election):
    ballots, seats = election
    winners = set(count_meek(ballots, seats).winners)
    for size in range(1, len(ballots.names) + 1):
        for group in map(set, combinations(range(len(ballots.names)), size)):
            papers = sum(
                n for ranking, n in ballots.ballots.items() if len(ranking) >= size and set(ranking[:size]) == group
            )
            quotas = sum(papers * (seats + 1) > many * ballots.total for many in range(1, seats + 1))
            assert len(winners & group) >= min(quotas, size)


@given(elections(), st.integers(1, 50))
def test_papers_that_name_only_the_withdrawn_weigh_nothing(election, papers):
    ballots, seats = election
    more = Ranked(
        names=(*ballots.names, "Z"),
        ballots={**ballots.ballots, (len(ballots.names),): papers},
        withdrawn=frozenset({len(ballots.names)}),
    )
    one, other = count_meek(ballots, seats), count_meek(more, seats)
    assert (other.winners, other.quota) == (one.winners, one.quota)
    assert [brief(each) for each in other.stages] == [brief(each) for each in one.stages]


@settings(max_examples=60, suppress_health_check=[HealthCheck.filter_too_much])
@given(elections())
def test_who_goes_before_anybody_is_chosen_might_as_well_not_have_stood(election):
    """With it withdrawn, and the papers that name nobody else away, all goes on alike, to the last billionth."""
    ballots, seats = election
    whole = count_meek(ballots, seats)
    assume(whole.stages[1].what == "exclusion")
    gone = whole.stages[1].excluded[0]
    naming = {ranking: papers for ranking, papers in ballots.ballots.items() if ranking != (gone,)}
    without = count_meek(replace(ballots, ballots=naming, withdrawn=frozenset({gone})), seats)
    assert (without.winners, without.quota) == (whole.winners, whole.quota)
    assert [brief(each) for each in without.stages[1:]] == [brief(each) for each in whole.stages[2:]]


@given(elections())
def test_who_is_chosen_keeps_its_quota_and_when_somebody_goes_little_more(election):
    ballots, seats = election
    for stage in count_meek(ballots, seats).stages:
        over = [stage.totals[each] - stage.facts["quota"] for each in stage.facts["keep"]]
        assert all(each > -Fraction(1, 10**6) for each in over)
        assert stage.facts["surplus"] == max(0, sum(over)) or stage.elected


def test_where_billionths_are_too_coarse_a_surplus_stays():
    """A alone has votes, so that its keep value falls with the quota; the product of the two is then below a billionth."""
    stage = count_meek(ranked({(A,): 1}), 2).stages[2]
    assert (stage.what, stage.totals[A], stage.facts["surplus"]) == (
        "exclusion",
        Fraction(52313, ONE),
        Fraction(34875, ONE),
    )
