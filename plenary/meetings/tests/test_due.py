"""That the plenary is due: whoever may call it is asked as the day nears, and members are told once when it passed."""

from datetime import UTC, datetime, timedelta

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from plenary.charter.rules.schema import Body, BodyKind
from plenary.core import clock
from plenary.core.asks import Ask, asks_of
from plenary.core.standing import Standing
from plenary.core.verdicts import Refused
from plenary.meetings import actions
from plenary.meetings.actions.due import tell_overdue
from plenary.meetings.audits import audit
from plenary.meetings.queries import plenary_to_call
from plenary.meetings.rules.due import AHEAD, asked_from
from plenary.meetings.tasks import look_for_overdue
from plenary.meetings.tests import factories
from plenary.notices.deadlines import Deadline, deadlines
from plenary.record.models import Entry
from tests import founding

FORMED = datetime(2026, 3, 2, 14, 0, tzinfo=UTC)
moments = st.integers(0, 300_000).map(lambda days: FORMED + timedelta(days=days))


@given(moments, st.integers(1, 120))
def test_it_is_asked_for_after_it_met_and_before_it_is_due(since: datetime, months: int) -> None:
    due, asked = clock.months_later(since, months), asked_from(since, months)
    assert since < asked < due
    assert due - asked <= AHEAD
    assert due - asked == min(AHEAD, (due - since) / 2)
    assert timedelta(days=60) == AHEAD


def yearly(months: int = 12) -> factories.Place:
    """A coalition whose plenary meets every year."""
    bodies = (
        Body(code="plenary", kind=BodyKind.PLENARY, names={"en": "Plenary"}, meets_every_months=months),
        *founding.charter().bodies[1:],
    )
    with clock.set_to(FORMED):
        place = factories.place(bodies=bodies)
        type(place.of).objects.filter(pk=place.of.pk).update(formed_at=FORMED)
    return place


def asked_of(by: Standing) -> list[Ask]:
    """That the plenary is to be called, as far as it is asked of a standing now."""
    return [ask for ask in asks_of(by) if "?body=" in ask.url]


def asked(place: factories.Place) -> list[Ask]:
    """What is asked of whoever calls meetings now."""
    return asked_of(place.officer())


def deadlines_of_plenary(place: factories.Place, until: datetime) -> list[Deadline]:
    """When the plenary is to meet, up to a moment."""
    return [each for each in deadlines(place.of.id, clock.now(), until) if "plenary" in each.things]


@pytest.mark.django_db
def test_whoever_calls_meetings_is_asked_until_it_is_called_and_again_for_the_next() -> None:
    place = yearly()
    due = datetime(2027, 3, 2, 14, 0, tzinfo=UTC)
    with clock.set_to(due - AHEAD - timedelta(hours=1)):
        assert asked(place) == []
    with clock.set_to(due - AHEAD + timedelta(hours=1)):
        (ask,) = asked(place)
        assert (ask.due, ask.clause, ask.title) == (due, "body.plenary", "Call the meeting: Plenary")
        assert ask.sentence == "The charter says that it meets every year; nobody has called it."
        assert ask.url == f"{reverse('meetings:call', args=[place.of.slug])}?body=plenary"
        assert asked_of(place.by("valley")) == []
        (deadline,) = deadlines_of_plenary(place, due)
        assert (deadline.at, deadline.audience) == (due, {"office:coordinator"})
        factories.meeting(place, begins_in=timedelta(days=1), body="board")
        assert len(asked(place)) == 1
        meeting = factories.meeting(place, begins_in=timedelta(days=20), body="")
        assert (asked(place), deadlines_of_plenary(place, due)) == ([], [])
    with clock.set_to(clock.months_later(meeting.starts_at or due, 11)):
        (ask,) = asked(place)
        assert "it met last on" in ask.sentence
        assert ask.due == clock.months_later(meeting.starts_at or due, 12)
        actions.call_meeting(by=place.officer(), body="plenary", details=factories.details())
        assert asked(place) == []  # its date is looked for


@pytest.mark.django_db
def test_members_are_told_once_when_the_day_passed() -> None:
    place = yearly()

    def told() -> int:
        look_for_overdue()
        look_for_overdue()
        return Entry.objects.of(place.of.id).filter(kind="meetings.overdue").count()

    with clock.set_to(datetime(2027, 3, 2, 13, 0, tzinfo=UTC)):
        assert told() == 0
    with clock.set_to(datetime(2027, 3, 3, tzinfo=UTC)):
        assert told() == 1
        assert list(audit(place.of.id)) == []
        with pytest.raises(Refused, match="not_calling"):
            tell_overdue(by=place.officer())
    with clock.set_to(datetime(2027, 9, 3, tzinfo=UTC)):
        assert told() == 1
        factories.meeting(place, begins_in=timedelta(hours=1))
    with clock.set_to(datetime(2028, 9, 2, tzinfo=UTC)):
        assert told() == 1
    with clock.set_to(datetime(2028, 9, 4, tzinfo=UTC)):
        assert told() == 2


@pytest.mark.django_db
@pytest.mark.parametrize(("months", "state"), [(0, "active"), (12, "ended"), (12, "dormant")])
def test_nothing_is_asked_where_the_charter_does_not_say_it_or_the_coalition_has_ended(months: int, state: str) -> None:
    place = yearly(months)
    type(place.of).objects.filter(pk=place.of.pk).update(state=state)
    assert plenary_to_call(place.of.id) is None
