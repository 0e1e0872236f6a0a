"""A newly admitted member is led to the next meeting to which it may come."""

from datetime import timedelta

import pytest
from django.urls import reverse

from plenary.core import clock
from plenary.core.welcoming import Step
from plenary.meetings import actions
from plenary.meetings.rules import Manner
from plenary.meetings.tests import factories
from plenary.meetings.welcoming import meet_the_others

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def steps(place: factories.Place, who: str = "valley") -> list[Step]:
    return list(meet_the_others(place.by(who)))


def test_it_is_led_to_the_next_meeting_to_which_it_may_come() -> None:
    place = factories.place()
    assert steps(place) == []
    factories.meeting(place, begins_in=DAY, body="board")  # in which it does not sit
    factories.meeting(place, begins_in=-2 * DAY)  # over
    off = factories.meeting(place, begins_in=DAY)
    actions.call_off(by=place.officer(), meeting=off)
    assert steps(place) == []
    later = factories.meeting(place, begins_in=3 * DAY, body="")
    assert [step.url for step in steps(place)] == [reverse("meetings:meeting", args=[place.of.slug, later.pk])]
    sooner = factories.meeting(place, begins_in=2 * DAY)
    (step,) = steps(place)
    assert (step.url, step.at) == (reverse("meetings:meeting", args=[place.of.slug, sooner.pk]), sooner.starts_at)
    assert (step.code, step.is_done) == ("meet", False)
    assert step.sentence == "The next meeting to which you may come: “Spring meeting”."


def test_it_has_met_the_others_once_it_was_at_one() -> None:
    place = factories.place()
    meeting = factories.meeting(place)
    assert [step.is_done for step in steps(place)] == [False]
    actions.attend(by=place.by("valley"), meeting=meeting, manner=Manner.PROXY)
    assert [step.is_done for step in steps(place)] == [False]
    actions.attend(by=place.by("valley"), meeting=meeting, manner=factories.ONLINE)
    (done,) = steps(place)
    assert (done.is_done, done.url, done.at) == (True, reverse("meetings:meetings", args=[place.of.slug]), None)
    assert [step.is_done for step in steps(place, "roads")] == [False]
    with clock.set_to(clock.now() + 30 * DAY):
        assert [step.is_done for step in steps(place)] == [True]
        assert steps(place, "roads") == []


def test_one_under_protection_is_led_to_none() -> None:
    place = factories.place()
    factories.hidden(place)
    factories.meeting(place, begins_in=DAY)
    assert steps(place, "hidden") == []
