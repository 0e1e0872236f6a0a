"""Pages of meetings, from calling one to following its actions up."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from icalendar import Calendar

from plenary.accounts.models import Account
from plenary.bodies.models import Term
from plenary.core import clock
from plenary.core.models import random_id
from plenary.meetings import actions
from plenary.meetings.models import AgendaItem, Attendance, Meeting
from plenary.meetings.rules import ItemKind
from plenary.meetings.tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def place() -> factories.Place:
    """A coalition in which the one of Green Valley coordinates too."""
    return coordinated(factories.place())


def coordinated(made: factories.Place) -> factories.Place:
    """The one of Green Valley coordinates too."""
    person = made.valley.representatives.get().person
    now = clock.now() - timedelta(days=9)
    Term.objects.create(id=random_id(), coalition=made.of, office="coordinator", person=person, starts=now)
    return made


def visit(place: factories.Place, who: str) -> Client:
    client = Client()
    client.force_login(Account.objects.get(id=place.accounts[who]))
    return client


def test_an_officer_calls_a_meeting_and_writes_its_agenda(place: factories.Place) -> None:
    client, slug = visit(place, "valley"), place.of.slug
    told = {
        "body": "plenary",
        "title": "Spring meeting",
        "day": "2030-03-20",
        "begins": "22:30",
        "ends": "00:30",
        "time_zone": "Africa/Bamako",
        "link": "meet.example.org/spring",
    }
    answer = client.post(reverse("meetings:call", args=[slug]), told)
    meeting = Meeting.objects.of(place.of.id).get()
    assert (answer.status_code, answer.url) == (302, reverse("meetings:meeting", args=[slug, meeting.pk]))
    assert meeting.starts_at
    assert meeting.ends_at
    assert meeting.ends_at - meeting.starts_at == timedelta(hours=2)
    assert meeting.link == "https://meet.example.org/spring"
    items = {"new-1-title": "News", "new-1-kind": "inform", "new-1-minutes": "15", "new-1-place": "2"}
    items |= {"new-2-title": "Lima", "new-2-kind": "decide", "new-2-minutes": "45", "new-2-place": "1"}
    items |= {"new-2-presenter": "open roads"}
    answer = client.post(reverse("meetings:agenda", args=[slug, meeting.pk]), items)
    assert answer.status_code == 302
    rows = list(AgendaItem.objects.of(place.of.id))
    assert [(row.title, row.presenter_id) for row in rows] == [("Lima", place.roads.pk), ("News", None)]
    page = client.get(reverse("meetings:meeting", args=[slug, meeting.pk])).content.decode()
    assert page.index("Lima") < page.index("News")
    wrong = client.post(reverse("meetings:agenda", args=[slug, meeting.pk]), items | {"new-2-presenter": "Nobody"})
    assert [form.errors for form in wrong.context["forms"] if form.errors] == [
        {"presenter": ["No member is called so."]}
    ]


def test_an_hour_that_is_missing_is_told_at_its_field(place: factories.Place) -> None:
    told = {"title": "Spring", "day": "2030-03-20", "begins": "10:00", "time_zone": "UTC"}
    answer = visit(place, "valley").post(reverse("meetings:call", args=[place.of.slug]), told)
    assert set(answer.context["form"].errors) == {"ends"}
    assert Meeting.objects.of(place.of.id).count() == 0


def test_two_who_write_at_once_see_both_texts(place: factories.Place) -> None:
    meeting = factories.meeting(place)
    one = actions.Item(title="Lima", kind=ItemKind.DISCUSS, minutes=10)
    (item,) = actions.set_agenda(by=place.officer(), meeting=meeting, items=[one])
    address = reverse("meetings:write", args=[place.of.slug, meeting.pk, item.pk])
    assert visit(place, "roads").post(address, {"notes": "We go.", "revision": "0"}).status_code == 302
    client = visit(place, "valley")
    answer = client.post(address, {"notes": "We stay.", "revision": "0"})
    page = answer.content.decode()
    assert answer.status_code == 200
    assert ("We go." in page, "We stay." in page) == (True, True)
    assert answer.context["form"]["revision"].value() == 1
    assert client.post(address, {"notes": "We go. We stay.", "revision": "1"}).status_code == 302


def test_the_link_and_the_calendar_are_for_those_invited(place: factories.Place) -> None:
    meeting = factories.meeting(place, begins_in=timedelta(hours=3))
    Meeting.objects.of(place.of.id).filter(pk=meeting.pk).update(link="https://meet.example.org/spring")
    client = visit(place, "roads")
    told = client.get(reverse("meetings:calendar", args=[place.of.slug, meeting.pk]))
    (event,) = Calendar.from_ical(told.content).walk("VEVENT")
    assert (event.decoded("dtstart"), event.decoded("dtend")) == (
        meeting.starts_at.replace(microsecond=0),
        meeting.ends_at.replace(microsecond=0),
    )
    assert "https://meet.example.org/spring" in str(event["description"])
    board = factories.meeting(place, body="board")
    hidden, missing = (
        client.get(reverse("meetings:meeting", args=[place.of.slug, key])) for key in (board.pk, "0" * 16)
    )
    assert (hidden.status_code, missing.status_code) == (404, 404)
    assert "Check the address, or begin at the desk." in hidden.content.decode()
    assert "Check the address, or begin at the desk." in missing.content.decode()
    Meeting.objects.of(place.of.id).filter(pk=board.pk).update(link="https://meet.example.org/board")
    page = visit(place, "valley").get(reverse("meetings:meeting", args=[place.of.slug, board.pk])).content.decode()
    assert "meet.example.org" not in page  # who looks after it does not sit in it


def test_on_a_phone_one_says_that_one_is_there_and_the_officer_ticks_off_the_rest(place: factories.Place) -> None:
    meeting = factories.meeting(place)
    client = visit(place, "roads")
    answer = client.post(reverse("meetings:attend", args=[place.of.slug, meeting.pk]), {"manner": "phone"})
    assert answer.status_code == 302
    address = reverse("meetings:attendance", args=[place.of.slug, meeting.pk])
    assert client.get(address).status_code == 403
    ticked = {f"at-{place.valley.pk}": "in_person"}
    assert visit(place, "valley").post(address, ticked).status_code == 302
    rows = dict(Attendance.objects.of(place.of.id).values_list("member_id", "manner"))
    assert rows == {place.valley.pk: "in_person", place.roads.pk: "phone"}


def test_an_action_stands_on_the_desk_of_its_owner_until_it_is_ended(place: factories.Place) -> None:
    meeting = factories.meeting(place)
    client, slug = visit(place, "valley"), place.of.slug
    told = {"words": "Ask for prices.", "owner": "Open Roads", "until": f"{clock.now():%Y-%m-%d}", "item": ""}
    assert client.post(reverse("meetings:agree", args=[slug, meeting.pk]), told).status_code == 302
    other, desk = visit(place, "roads"), reverse("desk:coalition", args=[slug])
    asked = reverse("meetings:finish", args=[slug, meeting.pk, meeting.points.get().pk])
    assert asked in other.get(desk).content.decode()
    assert asked not in client.get(desk).content.decode()
    assert other.post(asked, {"ended": "done", "became": "Dear."}).status_code == 302
    assert asked not in other.get(desk).content.decode()
    assert "Dear." in client.get(reverse("meetings:meeting", args=[slug, meeting.pk])).content.decode()


def test_a_list_and_a_meeting_take_as_many_queries_with_three_as_with_one(place: factories.Place) -> None:
    client = visit(place, "valley")
    found = []
    for _number in (1, 3):
        for _each in range(_number):
            meeting = factories.meeting(place)
            items = [actions.Item(title=f"No. {n}", kind=ItemKind.INFORM, minutes=5) for n in range(_number)]
            actions.set_agenda(by=place.officer(), meeting=meeting, items=items)
            for n in range(_number):
                actions.agree_point(by=place.officer(), meeting=meeting, words=f"Do {n}", owner=place.roads.pk)
        for address in (
            reverse("meetings:meetings", args=[place.of.slug]),
            reverse("meetings:meeting", args=[place.of.slug, meeting.pk]),
        ):
            client.get(address)
            with CaptureQueriesContext(
                connection,
            ) as asked:
                assert client.get(address).status_code == 200
            found.append(len(asked))
    assert found[:2] == found[2:]
