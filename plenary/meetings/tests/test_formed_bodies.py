"""Meetings of bodies that were formed by a decision: those who sit there meet, and nobody else reads of it."""

from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest

from plenary.bodies.actions.formed import close_body, join_body
from plenary.bodies.tests.forming import formed
from plenary.core.verdicts import Refused
from plenary.meetings import actions, queries, shown
from plenary.meetings.forms import CallForm
from plenary.meetings.queries.audience import bodies_read
from plenary.meetings.tests import factories
from plenary.membership.tests.factories import system

pytestmark = pytest.mark.django_db


def test_those_who_sit_in_a_formed_body_meet_and_nobody_else_reads_of_it() -> None:
    place = factories.coalition()
    body = formed(place.of)
    join_body(by=place.by("valley"), code=body.code)
    meeting = factories.meeting(place, body=body.code)
    assert queries.visible_meeting(place.by("valley"), meeting.pk) == meeting
    assert queries.visible_meeting(place.by("roads"), meeting.pk) is None
    assert queries.is_invited(place.by("valley"), meeting)
    assert not queries.is_invited(place.officer(), meeting)
    assert body.code in bodies_read(place.officer())
    assert shown.body_of(meeting) == "Survivors first"
    assert [each.name for each in queries.places_of(meeting)] == ["Green Valley"]


def test_a_formed_body_is_called_while_it_is_at_work() -> None:
    place = factories.coalition()
    body = formed(place.of)
    assert (body.code, "Survivors first") in CallForm(coalition_id=place.of.id).fields["body"].choices
    close_body(by=system(place.of), code=body.code)
    assert body.code not in dict(CallForm(coalition_id=place.of.id).fields["body"].choices)
    with pytest.raises(Refused) as refusal:
        actions.call_meeting(by=place.officer(), body=body.code, details=factories.details())
    assert refusal.value.verdict.reason == "meetings.no_such_body"


def test_a_list_asks_as_much_for_many_formed_bodies_as_for_one(
    django_assert_num_queries: Callable[..., AbstractContextManager[object]],
) -> None:
    place = factories.coalition()
    meetings = [factories.meeting(place, body=formed(place.of).code) for _each in range(3)]
    assert [each["body"] for each in shown.of_list(meetings)] == ["Survivors first"] * 3
    for some in (meetings[:1], meetings):
        with django_assert_num_queries(2):  # the charter's, and that of the bodies
            shown.of_list(some)
