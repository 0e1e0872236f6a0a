"""Which two may undo an alarm together, and whose officers may stand in where a person chose too few."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plenary.core.standing import Mandate
from plenary.emergency.rules import KNOWN, Place, Role, Tie, is_known, may_pair

NOW = datetime(2026, 5, 1, 12, tzinfo=UTC)
CHOSEN, NAMED, HERE, THERE = Place(Role.CHOSEN), Place(Role.NAMED), Place(Role.OFFICER, "a"), Place(Role.OFFICER, "b")
places = st.sampled_from([CHOSEN, NAMED, HERE, THERE])
moments = st.none() | st.timedeltas(timedelta(0), timedelta(days=90)).map(lambda ago: NOW - ago)
ties = st.builds(
    Tie, mandate=st.none() | st.sampled_from(Mandate), represents_since=moments, office_since=moments
)  # fmt: skip


@pytest.mark.parametrize(
    ("one", "other", "chosen", "may"),
    [
        (CHOSEN, CHOSEN, 2, True),
        (CHOSEN, HERE, 2, False),
        (HERE, HERE, 2, False),
        (CHOSEN, HERE, 1, True),
        (HERE, HERE, 1, False),  # without the one whom the person chose
        (NAMED, HERE, 1, False),
        (NAMED, CHOSEN, 1, True),
        (HERE, HERE, 0, True),
        (HERE, THERE, 0, False),  # officers of two coalitions know each other's members from nowhere
        (NAMED, HERE, 0, True),
        (NAMED, NAMED, 0, True),
    ],
)
def test_two_who_may_undo_together(one: Place, other: Place, chosen: int, may: bool) -> None:
    assert may_pair(one, other, chosen) is may


@given(places, places, st.integers(0, 10))
def test_it_does_not_matter_who_of_the_two_came_first(one: Place, other: Place, chosen: int) -> None:
    assert may_pair(one, other, chosen) is may_pair(other, one, chosen)


@given(places, st.sampled_from([HERE, THERE]), st.integers(1, 10))
def test_where_somebody_was_chosen_no_officer_undoes_without_the_only_one(
    one: Place, officer: Place, chosen: int
) -> None:
    assert may_pair(one, officer, chosen) is (chosen == 1 and one == CHOSEN)


@given(ties)
def test_a_coalition_is_known_by_taking_part_for_a_month_and_by_nothing_else(tie: Tie) -> None:
    takes_part = tie.mandate in (Mandate.DECIDES, Mandate.CONSULTS)
    since = [tie.represents_since if takes_part else None, tie.office_since]
    assert is_known(tie, NOW) is (min((each for each in since if each), default=NOW) <= NOW - KNOWN)


@given(ties.filter(lambda tie: tie.office_since is None), st.timedeltas(timedelta(0), KNOWN - timedelta(seconds=1)))
def test_a_card_that_observes_or_came_lately_makes_no_officer_a_guide(tie: Tie, ago: timedelta) -> None:
    observing = Tie(mandate=Mandate.OBSERVES, represents_since=tie.represents_since)
    lately = Tie(mandate=tie.mandate, represents_since=NOW - ago)
    assert [is_known(each, NOW) for each in (observing, lately)] == [False, False]
