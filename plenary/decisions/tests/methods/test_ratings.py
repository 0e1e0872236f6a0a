"""Approval, score and majority judgement: worked examples, what the methods promise, and what their accounts tell."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plenary.decisions.rules.methods.accounts import Tie, UncountableError
from plenary.decisions.rules.methods.profiles import Approved, Rated
from plenary.decisions.rules.methods.ratings import count_approval, count_judgement, count_score
from plenary.decisions.rules.methods.ties import Ties

SOME = settings(max_examples=60, deadline=None)
EACH_RATING = pytest.mark.parametrize("count", [count_score, count_judgement])
EACH_COUNT = pytest.mark.parametrize("count", [count_approval, count_score, count_judgement])

MEMPHIS, NASHVILLE, CHATTANOOGA, KNOXVILLE = range(4)
TENNESSEE = Rated(  # excellent 3, good 2, fair 1, poor 0, by how near a city is
    names=("Memphis", "Nashville", "Chattanooga", "Knoxville"),
    highest=3,
    ballots={(3, 1, 0, 0): 42, (0, 3, 1, 1): 26, (0, 1, 3, 2): 15, (0, 1, 2, 3): 17},
)


def graded(*columns, highest=5):
    """Ballots from the grades of each candidate, one column each."""
    ballots: dict = {}
    for row in zip(*columns, strict=True):
        ballots[row] = ballots.get(row, 0) + 1
    return Rated(names=tuple("ABCDEFGH"[: len(columns)]), highest=highest, ballots=ballots)


@st.composite
def ratings(draw, fewest: int = 1):
    size, lowest = draw(st.integers(fewest, 4)), draw(st.integers(-1, 1))
    grade = st.none() | st.integers(lowest, lowest + 3)
    ballots = draw(st.dictionaries(st.tuples(*[grade] * size), st.integers(1, 4), max_size=8))
    return Rated(names=tuple("ABCD"[:size]), ballots=ballots, lowest=lowest, highest=lowest + 3)


@st.composite
def approvals(draw):
    size = draw(st.integers(1, 5))
    chosen = st.sets(st.integers(0, size - 1)).map(lambda each: tuple(sorted(each)))
    ballots = draw(st.dictionaries(chosen, st.integers(1, 4), max_size=8))
    return Approved(names=tuple("ABCDE"[:size]), ballots=ballots)


def profiles_of(count):
    return approvals() if count is count_approval else ratings()


def lots_of(profile):
    return st.permutations(range(len(profile.names))).map(lambda each: Ties(tuple(each)))


def majority_value(profile, candidate):
    """The grades of a candidate in the order in which they are taken away: literally, one by one."""
    grades = sorted(
        profile.lowest if row[candidate] is None else row[candidate]
        for row, number in profile.ballots.items()
        for _ in range(number)
    )
    return [grades.pop((len(grades) - 1) // 2) for _ in range(len(grades))]


# Approval


def test_most_approvals_are_chosen():
    account = count_approval(Approved(names=("A", "B", "C"), ballots={(0, 1): 3, (1,): 2, (2,): 4, (): 1}))
    assert account.winning_names == ("B",)
    assert [(stage.what, dict(stage.totals), stage.elected) for stage in account.stages] == [
        ("counted", {0: 3, 1: 5, 2: 4}, ()),
        ("elected", {}, (1,)),
    ]
    assert account.facts == {"histograms": ((7, 3), (5, 5), (6, 4))}
    assert (account.method, account.unit, account.ballots, account.seats) == ("approval", "votes", 10, 1)


def test_block_approval_is_said_not_to_be_proportional():
    account = count_approval(Approved(names=("A", "B", "C", "D"), ballots={(0, 1): 6, (2, 3): 4}), seats=2)
    assert account.winning_names == ("A", "B")  # six of ten fill both seats
    assert account.facts["proportional"] is False


def test_the_lot_decides_only_where_seats_run_out():
    told = Approved(names=("A", "B", "C", "D"), ballots={(0, 1): 5, (2, 3): 3})
    account = count_approval(told, seats=3, ties=Ties((3, 1, 2, 0)))
    assert account.winners == (1, 0, 3)
    assert [stage.ties for stage in account.stages] == [(), (), (Tie(among=(2, 3), taken=3, by="lot"),)]
    assert account.stages[2].about == (2, 3)


def test_seats_beyond_the_candidates_stay_empty_and_no_seat_is_refused():
    told = Approved(names=("A", "B"), ballots={(1,): 1})
    assert count_approval(told, seats=5).winners == (1, 0)
    with pytest.raises(UncountableError, match="no seat"):
        count_approval(told, seats=0)


def test_no_grade_counts_as_the_lowest():
    told = Rated(names=("A", "B"), lowest=1, highest=5, ballots={(5, None): 2, (None, 4): 3})
    account = count_score(told)
    assert dict(account.stages[0].totals) == {0: 13, 1: 14}
    assert account.winning_names == ("B",)
    assert account.facts == {"histograms": ((3, 0, 0, 0, 2), (2, 0, 0, 3, 0)), "ungraded": (3, 2)}
    assert (account.method, account.unit) == ("score", "points")


def test_tennessee_by_score():
    account = count_score(TENNESSEE)
    assert dict(account.stages[0].totals) == {
        MEMPHIS: 42 * 3,
        NASHVILLE: 42 + 26 * 3 + 15 + 17,
        CHATTANOOGA: 26 + 15 * 3 + 17 * 2,
        KNOXVILLE: 26 + 15 * 2 + 17 * 3,
    }
    assert account.winning_names == ("Nashville",)


# Majority judgement


def test_tennessee_by_majority_judgement():
    """Nashville: 26 excellent, 74 fair; Chattanooga 15, 17, 26, 42; Knoxville 17, 15, 26, 42; Memphis 42 and 58 poor.

    Fair is the median of all but Memphis. Taken away in turn from places 50, 51, 49, 52 (from below), Chattanooga and
    Knoxville have no poor grade before place 42, after 16 grades; Nashville never, and its first excellent is place 75.
    """
    account = count_judgement(TENNESSEE)
    assert account.winning_names == ("Nashville",)
    assert [(stage.what, stage.about, dict(stage.totals), stage.facts) for stage in account.stages] == [
        ("median", (1, 2, 3), {0: 0, 1: 1, 2: 1, 3: 1}, {}),
        ("removed", (1,), {1: 1, 2: 0, 3: 0}, {"removed": 16}),
        ("elected", (1,), {}, {}),
    ]
    assert account.stages[1].excluded == (2, 3)
    assert account.facts["gauges"] == ((42, 0, 0), (26, 1, 0), (32, 1, 42), (32, 1, 42))
    assert account.unit == "grade"


def test_of_an_even_number_the_lower_of_the_middle_grades_counts():
    account = count_judgement(graded([5, 5, 1, 1], [2, 2, 2, 0]))
    assert dict(account.stages[0].totals) == {0: 1, 1: 2}
    assert account.winning_names == ("B",)


def test_majority_values_are_compared_as_by_balinski_and_laraki():
    """A has the majority value 4 3 5 3 5, B 4 3 5 2 5: they differ at the fourth grade."""
    told = graded([3, 3, 4, 5, 5], [2, 3, 4, 5, 5])
    account = count_judgement(told)
    assert (majority_value(told, 0), majority_value(told, 1)) == ([4, 3, 5, 3, 5], [4, 3, 5, 2, 5])
    assert account.winning_names == ("A",)
    assert account.stages[1].facts == {"removed": 3}
    assert dict(account.stages[1].totals) == {0: 3, 1: 2}


def test_same_grades_are_told_apart_by_lot():
    account = count_judgement(graded([1, 2, 3], [3, 1, 2], [0, 0, 0]), Ties((2, 1, 0)))
    assert [(stage.what, stage.about) for stage in account.stages] == [("median", (0, 1)), ("elected", (0, 1))]
    assert account.stages[-1].ties == (Tie(among=(0, 1), taken=1, by="lot"),)
    assert account.winning_names == ("B",)


def test_judgement_without_ballots_is_drawn():
    account = count_judgement(Rated(names=("A", "B"), highest=3, ballots={}), Ties((1, 0)))
    assert [(stage.what, stage.ties) for stage in account.stages] == [
        ("elected", (Tie(among=(0, 1), taken=1, by="lot"),))
    ]


@SOME
@given(profile=ratings(fewest=2), data=st.data())
def test_the_judged_has_the_greatest_majority_value(profile, data):
    ties = data.draw(lots_of(profile))
    account = count_judgement(profile, ties)
    values = [majority_value(profile, each) for each in range(len(profile.names))]
    best = tuple(each for each, value in enumerate(values) if value == max(values))
    assert account.winners == (ties.best(best).taken,)
    assert account.stages[-1].about == best
    left = set(range(len(values)))
    for stage in account.stages[:-1]:
        turn = stage.facts.get("removed", 0)
        assert dict(stage.totals) == {each: values[each][turn] for each in left}
        assert len({tuple(values[each][:turn]) for each in left}) == 1
        left = set(stage.about)


@SOME
@given(profile=ratings(fewest=2).filter(lambda each: each.ballots))
def test_where_gauges_differ_they_agree_with_majority_values(profile):
    account = count_judgement(profile)

    def order(gauge):
        above, grade, below = gauge
        return (grade, 1, above) if above > below else (grade, 0, -below)

    gauges = list(map(order, account.facts["gauges"]))
    assert gauges[account.winners[0]] == max(gauges)


# What all promise


@EACH_COUNT
@SOME
@given(data=st.data())
def test_all_ballots_count_alike(count, data):
    profile = data.draw(profiles_of(count))
    ties = data.draw(lots_of(profile))
    shuffled = dict(data.draw(st.permutations(list(profile.ballots.items()))))
    scale = {} if count is count_approval else {"lowest": profile.lowest, "highest": profile.highest}
    again = type(profile)(names=profile.names, ballots=shuffled, **scale)
    assert count(again, ties=ties) == count(profile, ties=ties)


@EACH_COUNT
@SOME
@given(data=st.data())
def test_all_candidates_count_alike(count, data):
    profile = data.draw(profiles_of(count))
    size = len(profile.names)
    ties = data.draw(lots_of(profile))
    new = data.draw(st.permutations(range(size)))
    seats = {} if count is count_judgement else {"seats": data.draw(st.integers(1, size))}
    if count is count_approval:
        ballots = {tuple(sorted(new[each] for each in named)): number for named, number in profile.ballots.items()}
        renamed = Approved(names=profile.names, ballots=ballots)
    else:
        ballots = {
            tuple(row[new.index(each)] for each in range(size)): number for row, number in profile.ballots.items()
        }
        renamed = Rated(names=profile.names, ballots=ballots, lowest=profile.lowest, highest=profile.highest)
    winners = count(renamed, ties=Ties(tuple(new[each] for each in ties.lots)), **seats).winners
    assert winners == tuple(new[each] for each in count(profile, ties=ties, **seats).winners)


@SOME
@given(profile=approvals().filter(lambda each: each.ballots), data=st.data())
def test_who_is_approved_by_one_more_stays_chosen(profile, data):
    ties, seats = data.draw(lots_of(profile)), data.draw(st.integers(1, len(profile.names)))
    winner = data.draw(st.sampled_from(count_approval(profile, seats, ties).winners))
    ballots = dict(profile.ballots)
    named = data.draw(st.sampled_from(sorted(ballots)))
    ballots[named] -= 1
    better = tuple(sorted({*named, winner}))
    ballots[better] = ballots.get(better, 0) + 1
    assert winner in count_approval(Approved(names=profile.names, ballots=ballots), seats, ties).winners


@EACH_RATING
@SOME
@given(profile=ratings().filter(lambda each: each.ballots), data=st.data())
def test_who_is_graded_higher_by_one_stays_chosen(count, profile, data):
    ties = data.draw(lots_of(profile))
    winners = count(profile, ties=ties).winners
    ballots = dict(profile.ballots)
    row = data.draw(st.sampled_from(sorted(ballots, key=str)))
    held = row[winners[0]]
    grade = data.draw(st.integers(profile.lowest if held is None else held, profile.highest))
    ballots[row] -= 1
    better = (*row[: winners[0]], grade, *row[winners[0] + 1 :])
    ballots[better] = ballots.get(better, 0) + 1
    raised = Rated(names=profile.names, ballots=ballots, lowest=profile.lowest, highest=profile.highest)
    assert count(raised, ties=ties).winners == winners


@SOME
@given(profile=ratings(), data=st.data())
def test_sums_are_counted_as_ballot_by_ballot(profile, data):
    totals = {
        each: sum(
            number * (profile.lowest if row[each] is None else row[each]) for row, number in profile.ballots.items()
        )
        for each in range(len(profile.names))
    }
    ties, seats = data.draw(lots_of(profile)), data.draw(st.integers(1, len(profile.names)))
    account = count_score(profile, seats, ties)
    assert dict(account.stages[0].totals) == totals
    assert account.winners == tuple(sorted(totals, key=lambda each: (-totals[each], ties.lots.index(each))))[:seats]
    assert [sum(each) for each in account.facts["histograms"]] == [profile.total] * len(totals)


@pytest.mark.parametrize(
    ("count", "profile", "reason"),
    [
        (count_approval, Approved(names=(), ballots={}), "no candidate stands"),
        (count_score, Rated(names=(), highest=3, ballots={}), "no candidate stands"),
        (count_judgement, Rated(names=(), highest=3, ballots={}), "no candidate stands"),
        (count_approval, Approved(names=("A", "B"), ballots={(1, 1): 1}), "twice"),
        (count_score, Rated(names=("A", "B"), highest=3, ballots={(1,): 1}), "1 grades for 2 candidates"),
        (count_judgement, Rated(names=("A",), highest=3, ballots={(4,): 1}), "a grade is 4, not from 0 to 3"),
        (count_score, Rated(names=("A",), lowest=1, highest=3, ballots={(0,): 1}), "a grade is 0, not from 1 to 3"),
    ],
)
def test_what_cannot_be_counted(count, profile, reason):
    with pytest.raises(UncountableError, match=reason):
        count(profile)
