"""A status list that comes in again: what is new, what moved, what is missing; taken twice, it changes nothing."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from plenary.monitoring.rules.comparing import Differences, differences, taken
from plenary.monitoring.rules.treaty_actions import Kind, TreatyAction

FIRST = date(1997, 12, 3)
ACTIONS = st.lists(
    st.builds(
        TreatyAction,
        st.sampled_from(("AFG", "BFA", "CAN")),
        st.sampled_from((Kind.SIGNATURE, Kind.ACCESSION, Kind.WITHDRAWAL)),
        st.integers(0, 9).map(lambda days: FIRST + timedelta(days=days)),
    ),
    unique=True,
    max_size=9,
)
SIGNED = TreatyAction("AFG", Kind.SIGNATURE, FIRST)
LATER = TreatyAction("AFG", Kind.SIGNATURE, FIRST + timedelta(days=1))
JOINED = TreatyAction("CAN", Kind.ACCESSION, FIRST)


def test_what_is_new_what_moved_and_what_is_missing() -> None:
    assert differences([SIGNED], [LATER, JOINED]) == Differences(new=(JOINED,), moved=((SIGNED, LATER),))
    assert differences([SIGNED, JOINED], [SIGNED]) == Differences(missing=(JOINED,))
    assert differences([SIGNED], [SIGNED, LATER]) == Differences(new=(LATER,))


def test_a_withdrawal_whose_effect_moved_is_the_same_withdrawal() -> None:
    before = TreatyAction("CAN", Kind.WITHDRAWAL, FIRST, FIRST + timedelta(days=180))
    after = TreatyAction("CAN", Kind.WITHDRAWAL, FIRST, FIRST + timedelta(days=200))
    assert differences([before], [after]) == Differences(moved=((before, after),))


def test_what_a_list_does_not_tell_is_let_be() -> None:
    declared = TreatyAction("CAN", Kind.DECLARATION, FIRST)
    noted = TreatyAction("AFG", Kind.SIGNATURE, FIRST, note="by cable")
    assert differences([noted, declared], [SIGNED]).are_none


@given(ACTIONS, ACTIONS)
def test_taken_twice_it_changes_nothing(kept: list[TreatyAction], read: list[TreatyAction]) -> None:
    once = taken(kept, differences(kept, read))
    assert set(once) == set(read)
    assert differences(once, read).are_none


@given(ACTIONS, ACTIONS)
def test_the_order_of_rows_is_the_same(kept: list[TreatyAction], read: list[TreatyAction]) -> None:
    assert differences(kept[::-1], read[::-1]) == differences(kept, read)
