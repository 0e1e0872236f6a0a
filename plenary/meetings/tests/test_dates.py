"""Finding a date: times are offered, each says when it can, one is chosen, needs reach those who call meetings alone."""

from datetime import timedelta

import pytest
from django.urls import reverse

from plenary.accounts.models import Account
from plenary.core import clock
from plenary.core.verdicts import Refused
from plenary.meetings import actions, queries
from plenary.meetings.audits import audit
from plenary.meetings.models import Availability, DateOption, Meeting, Need
from plenary.meetings.rules import Phase
from plenary.meetings.tests import factories
from plenary.meetings.tests.test_views import place, visit
from plenary.record.models import Opening

__all__ = ["place"]

pytestmark = pytest.mark.django_db


def finding(of: factories.Place) -> Meeting:
    """A meeting that looks for its date."""
    return actions.call_meeting(by=of.officer(), body="plenary", details=factories.details())


def offered(of: factories.Place, meeting: Meeting, *hours: int) -> list[DateOption]:
    day = (clock.now() + timedelta(days=9)).replace(hour=0, minute=0, second=0, microsecond=0)
    spans = [(day + timedelta(hours=each), day + timedelta(hours=each + 1)) for each in hours]
    return actions.offer_dates(by=of.officer(), meeting=meeting, spans=spans)


def test_a_date_is_found_across_zones_and_the_bad_hours_go_round(place: factories.Place) -> None:
    for who, zone in (("valley", "America/Lima"), ("roads", "Asia/Manila")):
        Account.objects.filter(id=place.accounts[who]).update(time_zone=zone)
    meeting = finding(place)
    offered(place, meeting, 2, 16)  # 21:00 Lima and 10:00 Manila; 11:00 Lima and midnight in Manila
    fairest, other = queries.weighed_options(meeting)
    assert ([hour.key for hour in fairest.bad], [hour.key for hour in other.bad]) == (
        [place.valley.pk],
        [place.roads.pk],
    )
    for _time in range(2):
        day = clock.now().replace(hour=2, minute=0, second=0, microsecond=0) - timedelta(days=20)
        held = factories.meeting(place)
        Meeting.objects.of(place.of.id).filter(pk=held.pk).update(starts_at=day, ends_at=day + timedelta(hours=1))
        for who in ("valley", "roads"):
            actions.attend(by=place.by(who), meeting=held, manner=factories.ONLINE)
    assert {each.key: each.carried for each in queries.participants(meeting)} == {place.valley.pk: 6, place.roads.pk: 0}
    assert [each.slot.key for each in queries.weighed_options(meeting)] == [other.slot.key, fairest.slot.key]


def test_each_says_when_it_can_and_one_time_is_chosen(place: factories.Place) -> None:
    meeting = finding(place)
    first, second = offered(place, meeting, 10, 12)
    client = visit(place, "roads")
    assert (
        "When can you? Spring meeting" in client.get(reverse("desk:coalition", args=[place.of.slug])).content.decode()
    )
    address = reverse("meetings:dates", args=[place.of.slug, meeting.pk])
    assert client.post(address, {f"can-{first.pk}": "no", f"can-{second.pk}": "if_need"}).status_code == 302
    assert client.post(address, {f"can-{first.pk}": "yes"}).status_code == 302
    told = dict(Availability.objects.of(place.of.id).values_list("option_id", "answer"))
    assert told == {first.pk: "yes", second.pk: "if_need"}
    page = visit(place, "valley").get(address).content.decode()
    assert page.count("A bad hour for nobody.") == 2
    chosen = reverse("meetings:choose", args=[place.of.slug, meeting.pk, first.pk])
    assert client.post(chosen).status_code == 403
    assert visit(place, "valley").post(chosen).status_code == 302
    meeting.refresh_from_db()
    assert (meeting.phase, meeting.starts_at) == (Phase.CALLED, first.starts_at)
    with pytest.raises(Refused, match="has_date"):
        actions.say_when(by=place.by("roads"), meeting=meeting, answers={first.pk: "no"})
    assert list(audit(place.of.id)) == []


def test_fair_times_are_suggested_and_offered_from_the_form(place: factories.Place) -> None:
    meeting, client = finding(place), visit(place, "valley")
    address = reverse("meetings:offer", args=[place.of.slug, meeting.pk])
    days = [(clock.now() + timedelta(days=each)).date() for each in (5, 7)]
    answer = client.get(address, {"first": str(days[0]), "last": str(days[1]), "minutes": "90"})
    form = answer.context["form"]
    assert [form.initial[f"day-{n}"] for n in (1, 3)] == days
    sent = {"minutes": "90", "day-1": str(days[0]), "begins-1": "10:00", "day-2": str(days[1])}
    assert client.post(address, sent).context["form"].errors == {"begins-2": ["Tell the hour too."]}
    assert client.post(address, sent | {"begins-2": "11:00"}).status_code == 302
    assert [row.ends_at - row.starts_at for row in queries.options_of(meeting)] == [timedelta(minutes=90)] * 2
    late = client.get(address, {"first": str(days[1]), "last": str(days[0]), "minutes": "90"})
    assert set(late.context["look"].errors) == {"last"}


def test_what_one_needs_is_for_those_who_call_meetings_alone(place: factories.Place) -> None:
    meeting = factories.meeting(place, begins_in=timedelta(days=3))
    address = reverse("meetings:need", args=[place.of.slug, meeting.pk])
    assert visit(place, "roads").post(address, {"words": "A ramp, please."}).status_code == 302
    page = reverse("meetings:meeting", args=[place.of.slug, meeting.pk])
    assert "A ramp, please." in visit(place, "valley").get(page).content.decode()  # who coordinates
    assert [need.words for need in queries.needs_of(place.by("roads"), meeting, calls=False)] == ["A ramp, please."]
    assert queries.needs_of(factories.observing(place), meeting, calls=False) == []
    assert not any(b"ramp" in bytes(row) for row in Opening.objects.of(place.of.id).values_list("payload", flat=True))
    assert visit(place, "roads").post(address, {"words": ""}).status_code == 302
    assert Need.objects.of(place.of.id).count() == 0


def test_a_protected_member_says_nothing_of_when_it_can(place: factories.Place) -> None:
    meeting = finding(place)
    (option,) = offered(place, meeting, 10)
    hidden = factories.hidden(place)
    with pytest.raises(Refused, match="not_written_of_protected"):
        actions.say_when(by=place.by("hidden"), meeting=meeting, answers={option.pk: "yes"})
    assert hidden.pk not in [each.key for each in queries.participants(meeting)]
