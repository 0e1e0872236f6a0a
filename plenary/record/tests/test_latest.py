"""What was entered lately, and for whom."""

from datetime import timedelta

import pytest

from plenary.core import clock, visibility
from plenary.record import queries
from plenary.record.tests.factories import MOMENT, note
from tests import founding

pytestmark = pytest.mark.django_db


def test_newest_place_and_the_tokens_since_a_moment() -> None:
    with clock.set_to(MOMENT):
        coalition, other = founding.unchartered(), founding.unchartered("elsewhere")
        note(founding.somebody(coalition), audience=["body:board"])
    with clock.set_to(MOMENT + timedelta(days=2)):
        note(founding.somebody(coalition), audience=[visibility.MEMBERS, "person:one"])
        note(founding.somebody(other), audience=["person:other"])
    assert (queries.newest_place(coalition.id), queries.newest_place("0000000000000000")) == (2, -1)
    found = [queries.tokens_since(coalition.id, MOMENT + timedelta(days=days)) for days in (-1, 1, 3)]
    assert found == [{"body:board", "members", "person:one"}, {"members", "person:one"}, set()]
