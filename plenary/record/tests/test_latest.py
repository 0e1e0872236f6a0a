"""What was entered lately, and for whom."""

from datetime import timedelta

import pytest

from plenary.core import clock, visibility
from plenary.record import queries
from plenary.record.tests.factories import MOMENT, make_coalition, make_standing, note

pytestmark = pytest.mark.django_db


def test_newest_place_and_the_tokens_since_a_moment() -> None:
    with clock.set_to(MOMENT):
        coalition, other = make_coalition(), make_coalition("elsewhere")
        note(make_standing(coalition), audience=["body:board"])
    with clock.set_to(MOMENT + timedelta(days=2)):
        note(make_standing(coalition), audience=[visibility.MEMBERS, "person:one"])
        note(make_standing(other), audience=["person:other"])
    assert (queries.newest_place(coalition.id), queries.newest_place("0000000000000000")) == (2, -1)
    found = [queries.tokens_since(coalition.id, MOMENT + timedelta(days=days)) for days in (-1, 1, 3)]
    assert found == [{"body:board", "members", "person:one"}, {"members", "person:one"}, set()]
