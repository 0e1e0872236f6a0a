"""Which two may undo an alarm together."""

import pytest

from plenary.emergency.rules import Place, may_pair


@pytest.mark.parametrize(
    ("one", "other", "may"),
    [
        (Place(), Place(), True),  # both chosen
        (Place(), Place("a"), True),  # one chosen, and an officer
        (Place("a"), Place("a"), True),
        (Place("a"), Place("b"), False),  # officers of two coalitions know each other's members from nowhere
    ],
)
def test_two_who_may_undo_together(one: Place, other: Place, may: bool) -> None:
    assert may_pair(one, other) is may
    assert may_pair(other, one) is may
