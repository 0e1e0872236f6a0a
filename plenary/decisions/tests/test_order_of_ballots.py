"""The order of published ballots tells nothing of who cast them, or when: it hangs on what they say alone."""

from collections.abc import Sequence
from itertools import permutations
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plenary.charter.rules.schema import Charter, Counting
from plenary.decisions.models import Proposal
from plenary.decisions.queries.counts import counted
from plenary.decisions.rules.choosing import bundled
from plenary.decisions.shown.ballot_files import file_of, files_of
from plenary.decisions.tests import choosing, factories
from plenary.decisions.tests.outcomes import BUYS, GRADES, RANKS, TICKS
from tests import founding

GRADED = choosing.towns(1, choosing.TOWNS[:3])


def _voted(rules: Charter, effects: Any, ballots: Sequence[Any], at: int, turns: Sequence[int]) -> Proposal:
    """A choice on which each elector says one of these ballots, in turns of their own."""
    by = founding.standings(founding.coalition(f"house-{at}", rules), len(ballots))
    proposal = factories.opened(by[0], effects)
    for place, ballot in zip(turns, ballots, strict=True):
        choosing.cast(by[place], proposal, ballot)
    return factories.close(proposal)


def _files(proposal: Proposal) -> dict[str, bytes]:
    """Every file of its ballots; without the seed, which each proposal has of its own."""
    told = counted(proposal)
    assert told is not None
    found = {file.ending: file_of(proposal, told, file.ending) or b"" for file in files_of(proposal, told)}
    return {ending: data.replace(told.box.seed.encode(), b"") for ending, data in found.items()}


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("counting", "effects", "ballots", "endings"),
    [
        (Counting.STV_SCOTTISH, choosing.towns(2), RANKS, {"blt", "abif", "soi"}),
        (Counting.APPROVAL, choosing.towns(2), TICKS, {"csv", "abif"}),
        (Counting.SCORE, GRADED, GRADES, {"csv", "abif"}),
        (Counting.EQUAL_SHARES, choosing.projects(), BUYS, {"pb"}),
    ],
)
def test_files_are_the_same_whoever_said_what_and_when(
    counting: Counting, effects: Any, ballots: Any, endings: set[str]
) -> None:
    rules = choosing.charter(counting=counting)
    turns = [(0, 1, 2, 3, 4), (3, 1, 4, 0, 2)]
    one, other = (_files(_voted(rules, effects, ballots, at, each)) for at, each in enumerate(turns))
    third = _files(_voted(rules, effects, ballots[::-1], 2, turns[0]))
    assert set(one) == endings
    assert one == other == third


@given(st.lists(st.tuples(st.sampled_from("123"), st.integers(1, 3)), max_size=5))
def test_a_bundle_is_the_same_in_whatever_order_ballots_come(cast: list[tuple[str, int]]) -> None:
    ballots = [({"ranks": [[each]]}, votes) for each, votes in cast]
    assert len({str(bundled(order)) for order in permutations(ballots)}) == 1
