"""The calendar of one's deadlines: what stands in it, that it stays the same, and whom its address answers."""

from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from icalendar import Calendar, Event

from plenary.accounts.models import Account
from plenary.coalitions.models import Coalition
from plenary.core import asks, belonging, clock
from plenary.core.asks import Ask, Happening
from plenary.core.models import ServerAct
from plenary.notices.actions import choices
from plenary.notices.models import CalendarFeed
from plenary.notices.tests.conftest import People
from tests import founding

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 5, 4, 9, tzinfo=UTC)
DUE = NOW + timedelta(days=2)


@pytest.fixture(autouse=True)
def known(monkeypatch: pytest.MonkeyPatch, people: People, coalition: Coalition) -> list[Ask]:
    """What is asked and coming in each of an account's two coalitions."""
    asked = [
        Ask(title="Nine seats, or ten; all", sentence="Two have voted.", url="/c/a/one/", button="Vote", due=DUE),
        Ask(title="No haste", sentence="", url="/c/a/two/", button="Read"),
    ]
    other = founding.unchartered("elsewhere")
    monkeypatch.setattr(belonging, "_belongings", [lambda _account: [coalition.id, other.id]])
    monkeypatch.setattr(asks, "_askers", [lambda of: asked if of.coalition == coalition.id else []])
    coming = Happening(at=DUE + timedelta(days=1), title="A term ends", url="/c/a/bodies/")
    monkeypatch.setattr(asks, "_coming", [lambda of: [coming] if of.coalition == other.id else []])
    return asked


def read(token: str, **headers: str) -> list[Event]:
    answer = Client().get(f"/calendar/{token}.ics", **headers)
    assert (answer.status_code, answer["Content-Type"]) == (200, "text/calendar; charset=utf-8")
    found = Calendar.from_ical(answer.content)
    assert isinstance(found, Calendar)
    return found.events


def told(events: list[Event]) -> list[tuple[str, datetime, str, str]]:
    return [(str(e["SUMMARY"]), e["DTSTART"].dt, str(e.get("DESCRIPTION", "")), str(e.get("URL", ""))) for e in events]


def test_what_is_asked_and_what_is_coming_over_all_coalitions() -> None:
    with clock.set_to(NOW):
        events = read(choices.make_calendar(by=founding.account()))
    assert told(events) == [
        ("Vote: Nine seats, or ten; all", DUE, "Clear Fields\nTwo have voted.", "http://localhost:8000/c/a/one/"),
        ("A term ends", DUE + timedelta(days=1), "Elsewhere", "http://localhost:8000/c/a/bodies/"),
    ]


def test_what_is_coming_stays_one_event_in_any_words(monkeypatch: pytest.MonkeyPatch) -> None:
    token = choices.make_calendar(by=founding.account())

    def uids(title: str, *keys: str) -> list[str]:
        found = [Happening(at=DUE, title=title, url="/c/a/one/", key=key) for key in keys]
        monkeypatch.setattr(asks, "_coming", [lambda of: found])
        return [str(event["UID"]) for event in read(token)]

    first = uids("Voting opens: Nine seats", "voting", "effects")
    assert uids("Ouverture du vote : neuf sièges", "voting", "effects") == first
    assert len(set(first)) == len(first) // 2 + 1  # in two coalitions the same page, and what is asked


def test_titles_say_nothing_for_people_at_risk(people: People) -> None:
    account = founding.account()
    people.at_risk = {account.id}
    token = choices.make_calendar(by=account)
    assert told(read(token)) == [
        ("Something is due", DUE, "", ""),
        ("Something is due", DUE + timedelta(days=1), "", ""),
    ]
    whole = Client().get(f"/calendar/{token}.ics").content.decode().lower()
    assert [word for word in ("clear", "fields", "nine", "vote", "/c/") if word in whole] == []


def test_it_stays_the_same_until_something_changes(known: list[Ask]) -> None:
    token = choices.make_calendar(by=founding.account())
    client = Client()
    with clock.set_to(NOW):
        first = client.get(f"/calendar/{token}.ics")
    with clock.set_to(NOW + timedelta(hours=1)):
        again = client.get(f"/calendar/{token}.ics")
        same = client.get(f"/calendar/{token}.ics", headers={"If-None-Match": first["ETag"]})
        since = client.get(f"/calendar/{token}.ics", headers={"If-Modified-Since": first["Last-Modified"]})
        known[0] = Ask(title="Ten seats", sentence="", url="/c/a/one/", button="Vote", due=DUE + timedelta(hours=1))
        changed = client.get(f"/calendar/{token}.ics", headers={"If-None-Match": first["ETag"]})
    assert (again.content, again["ETag"]) == (first.content, first["ETag"])
    assert (same.status_code, since.status_code, same.content) == (304, 304, b"")
    assert (changed.status_code, changed["ETag"] != first["ETag"]) == (200, True)
    uids = [[str(e["UID"]) for e in Calendar.from_ical(answer.content).events] for answer in (first, changed)]
    assert (uids[0], len(set(uids[0]))) == (uids[1], 2)


def test_a_wrong_token_answers_as_a_missing_page(client: Client) -> None:
    account = founding.account()
    token = choices.make_calendar(by=account)
    new = choices.make_calendar(by=account)
    assert CalendarFeed.objects.get().token_hash not in (token, new)
    answers = [client.get(f"/calendar/{each}.ics").status_code for each in (token, "x", "%C3%A9%00", new)]
    assert answers == [404, 404, 404, 200]
    Account.objects.filter(id=account.id).update(is_active=False)
    assert client.get(f"/calendar/{new}.ics").status_code == 404
    Account.objects.filter(id=account.id).update(is_active=True)
    choices.stop_calendar(by=account)
    assert client.get(f"/calendar/{new}.ics").status_code == 404
    kinds = ServerAct.objects.filter(kind__startswith="notices.").order_by("at").values_list("kind", flat=True)
    assert list(kinds) == ["notices.calendar_made", "notices.calendar_made", "notices.calendar_stopped"]


def test_the_address_is_shown_once(client: Client) -> None:
    client.force_login(founding.account())
    assert "/calendar/" not in client.get("/account/mails/").content.decode().replace("/account/mails/calendar/", "")
    made = client.post("/account/mails/calendar/", {"step": "make"}).content.decode()
    token = made.split("http://localhost:8000/calendar/")[1].split(".ics")[0]
    assert len(read(token)) == 2
    assert token not in client.get("/account/mails/").content.decode()
    assert client.post("/account/mails/calendar/", {"step": "stop"}).status_code == 302
    assert client.get(f"/calendar/{token}.ics").status_code == 404
    assert client.post("/account/mails/calendar/", {"step": "x"}).status_code == 404
