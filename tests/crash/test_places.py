"""The places themselves: on PostgreSQL the copy of a prepared one has its policies and grants, and answers as no owner."""

import pytest

from tests.crash.places import Place


@pytest.mark.parametrize("database", ["postgresql"], indirect=True)
def test_the_second_wall_stands_in_a_copy(place: Place) -> None:
    assert place.command("database", "check") == "The second wall holds.\n"
