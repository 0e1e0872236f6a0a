"""Proxies when somebody goes: they belong to the member, not to who entered them, and end with the member that acts."""

import pytest

from plenary.core.standing import standing_of
from plenary.core.verdicts import Refused
from plenary.meetings import actions, permissions
from plenary.meetings.audits import audit
from plenary.meetings.models import Meeting
from plenary.meetings.rules import Manner
from plenary.meetings.tests import factories
from plenary.meetings.tests.test_proxies import there
from plenary.membership.actions import end_representation, withdraw
from plenary.membership.models import Representative
from tests import founding

pytestmark = pytest.mark.django_db


def lent(place: factories.Place) -> Meeting:
    """A meeting to come at which Open Roads is by proxy: Green Valley acts for it, both say so."""
    meeting = factories.meeting(place)
    actions.attend(by=place.by("roads"), meeting=meeting, manner=Manner.PROXY)
    actions.attend(by=place.by("valley"), meeting=meeting, manner=Manner.ONLINE, acts_for=place.roads.pk)
    assert there(meeting)[1] == ("Open Roads", "proxy", "Green Valley", ())
    return meeting


@pytest.mark.parametrize("who", ["roads", "valley"])
def test_who_went_says_nothing_of_a_proxy_any_more_and_the_next_gives_it_back(who: str) -> None:
    place = factories.place()
    meeting = lent(place)
    member = place.roads if who == "roads" else place.valley
    acting = Representative.objects.of(place.of.id).get(member=member, until=None)
    person = founding.represent(member, "next@example.org")
    end_representation(by=place.by(who), representative=acting)
    assert not permissions.may_say_there(place.by(who), meeting)
    with pytest.raises(Refused):
        actions.attend(by=place.by(who), meeting=meeting, manner=None)
    assert there(meeting)[1] == ("Open Roads", "proxy", "Green Valley", ())
    actions.attend(by=standing_of(str(person.account_id), place.of.id), meeting=meeting, manner=None)
    left = {name: carrier for name, _manner, carrier, _acts in there(meeting)}
    assert left == ({"Green Valley": ""} if who == "roads" else {"Open Roads": ""})
    assert list(audit(place.of.id)) == []


def test_a_member_that_leaves_acts_for_nobody_at_a_meeting_to_come() -> None:
    place = factories.place()
    meeting = lent(place)
    withdraw(by=place.by("valley"), member=place.valley)
    assert {name: carrier for name, _manner, carrier, _acts in there(meeting)}["Open Roads"] == ""
    assert list(audit(place.of.id)) == []
