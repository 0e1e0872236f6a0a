"""The votes on one amendment."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plenary.charter.rules.schema import Base, Method, Process, Second
from plenary.decisions.rules.ballots import Choice
from plenary.decisions.rules.tallies import Tally, decides_amendments, tally

YES, NO, ABSTAIN = Choice.YES, Choice.NO, Choice.ABSTAIN
votes = st.lists(st.tuples(st.sampled_from([YES, NO, ABSTAIN]), st.integers(0, 5)), max_size=8)
processes = st.builds(
    lambda method, threshold, strictly: process(method, threshold, strictly=strictly),
    st.sampled_from(Method),
    st.fractions(min_value=Fraction(1, 10), max_value=1, max_denominator=10),
    st.booleans(),
)


def process(method: Method, threshold: Fraction = Fraction(1, 2), *, strictly: bool = True, **terms: object) -> Process:
    return Process(
        code="p",
        names={"en": "p"},
        method=method,
        electorate="plenary",
        threshold=threshold,
        strictly=strictly,
        **terms,
    )


@pytest.mark.parametrize(
    ("under", "cast", "expected"),
    [
        (process(Method.MAJORITY), [(YES, 2), (NO, 1), (ABSTAIN, 9)], (2, 1, 9, 2, True)),
        (process(Method.MAJORITY), [(YES, 1), (NO, 1)], (1, 1, 0, 2, False)),
        (process(Method.MAJORITY), [], (0, 0, 0, 1, False)),
        (process(Method.MAJORITY), [(ABSTAIN, 3)], (0, 0, 3, 1, False)),
        (process(Method.MAJORITY, Fraction(2, 3), strictly=False), [(YES, 2), (NO, 1)], (2, 1, 0, 2, True)),
        (process(Method.MAJORITY, base=Base.PRESENT), [(YES, 2), (NO, 1), (ABSTAIN, 1)], (2, 1, 1, 3, False)),
        (process(Method.MAJORITY, base=Base.PRESENT), [(YES, 3), (NO, 1), (ABSTAIN, 1)], (3, 1, 1, 3, True)),
        (process(Method.MAJORITY, base=Base.ELECTORATE), [(YES, 1)], (1, 0, 0, 1, True)),
        (process(Method.MAJORITY, second=Second.REGIONS), [(YES, 1)], (1, 0, 0, 1, True)),
        (process(Method.CONSENT), [(YES, 1)], (1, 0, 0, 1, True)),
        (process(Method.CONSENT), [(YES, 8), (NO, 1)], (8, 1, 0, 9, False)),
        (process(Method.CONSENSUS), [(YES, 1), (ABSTAIN, 7)], (1, 0, 7, 1, True)),
        (process(Method.SILENCE), [(YES, 1)], (1, 0, 0, 1, False)),
    ],
)
def test_tally(under: Process, cast: list[tuple[Choice, int]], expected: tuple[int, int, int, int, bool]) -> None:
    yes, no, abstain, needed, is_carried = expected
    assert tally(under, cast) == Tally(yes=yes, no=no, abstain=abstain, needed=needed, is_carried=is_carried)


@given(processes, votes)
def test_one_more_yes_never_stops_an_amendment(under: Process, cast: list[tuple[Choice, int]]) -> None:
    if tally(under, cast).is_carried:
        assert tally(under, [*cast, (YES, 1)]).is_carried


@given(processes, votes)
def test_one_more_no_never_carries_it(under: Process, cast: list[tuple[Choice, int]]) -> None:
    if not tally(under, cast).is_carried:
        assert not tally(under, [*cast, (NO, 1)]).is_carried


@given(processes, votes, st.randoms())
def test_neither_order_nor_abstentions_matter(under: Process, cast: list[tuple[Choice, int]], random: object) -> None:
    mixed = [vote for vote in cast if vote[0] is not ABSTAIN]
    random.shuffle(mixed)
    assert tally(under, mixed).is_carried is tally(under, cast).is_carried


@given(votes)
def test_silence_carries_nothing(cast: list[tuple[Choice, int]]) -> None:
    assert not decides_amendments(process(Method.SILENCE))
    assert not tally(process(Method.SILENCE), cast).is_carried
