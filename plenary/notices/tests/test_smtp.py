"""Mails over a real SMTP server: at once, once a day, after quiet hours, stopped, saying nothing, refused and interrupted."""

import re
from datetime import time, timedelta
from typing import Any

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from plenary.coalitions.models import Coalition
from plenary.core import asks, clock, visibility
from plenary.core.asks import Ask
from plenary.notices.actions import choices, daily, mails, reminders, sending
from plenary.notices.models import OutgoingMail
from plenary.notices.rules.ways import Way
from plenary.notices.tests.conftest import People
from plenary.notices.tests.mailing import DUE, PAGE, Vote, member, plain, readers
from plenary.notices.tests.mailing import NOW as MORNING
from plenary.notices.tests.smtp import MailServer
from plenary.record.tests.factories import note
from tests import founding

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("known")]


def mailed(coalition: Coalition, text: str = "nine seats") -> str:
    entry = note(founding.somebody(coalition), text)
    mails.write_mails(coalition_id=coalition.id, entry_id=entry)
    sending.send_due()
    return entry


def test_at_once(people: People, coalition: Coalition, mail_server: MailServer) -> None:
    readers(people, "amina")
    mailed(coalition)
    (message,) = mail_server.to("amina")
    assert (message["Subject"], message["Auto-Submitted"], message["Reply-To"]) == (
        "Clear Fields: a note",
        "auto-generated",
        None,
    )
    assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert plain(message).startswith("It says: nine seats.")
    assert message.get_body(("html",)) is not None


def test_a_mail_tells_what_is_asked_there_and_by_when_in_the_readers_zone(
    people: People, coalition: Coalition, mail_server: MailServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    readers(people, "amina", time_zone="Africa/Bamako")
    readers(people, "jean", time_zone="Asia/Kathmandu", language="fr")
    with clock.set_to(MORNING):
        entry = note(founding.somebody(coalition))
        ask = Ask(title="T", sentence="Two have voted.", url=address(coalition, entry), button="Vote", due=DUE)
        monkeypatch.setattr(asks, "_askers", [lambda _of: [ask]])
        mails.write_mails(coalition_id=coalition.id, entry_id=entry)
        sending.send_due()
    told = [" ".join(plain(mail_server.to(name)[0]).split()) for name in ("amina", "jean")]
    assert "Asked of you: Vote, by Fri 8 May, 09:00 Bamako. Two have voted." in told[0]
    assert "ven. 8 mai, 14:45 Kathmandu" in told[1]


def address(coalition: Coalition, entry: str) -> str:
    return f"/c/{coalition.slug}/record/{entry}/"


def test_daily_mails_come_once_in_the_morning_and_only_with_something_new(
    people: People, coalition: Coalition, mail_server: MailServer
) -> None:
    amina, zoe = readers(people, "amina", "zoe", time_zone="Africa/Bamako")
    with clock.set_to(MORNING - timedelta(hours=5)):
        for account in (amina, zoe):
            choices.choose_ways(by=member(coalition, account), ways={"test": Way.DAILY})
        choices.choose_ways(by=member(coalition, zoe), ways={"test": Way.NEVER})
        for text in ("nine seats", "ten seats"):
            mailed(coalition, text)
        assert daily.write_daily_mails() == 0  # four in the morning
    assert mail_server.taken == []
    with clock.set_to(MORNING):
        assert [daily.write_daily_mails() for _ in range(2)] == [1, 0]
        sending.send_due()
    (message,) = mail_server.to("amina")
    assert message["Subject"] == "Clear Fields: 2 new entries"
    assert re.findall(r"^- (.*)$", plain(message), re.MULTILINE) == ["Noted: nine seats.", "Noted: ten seats."]
    with clock.set_to(MORNING + timedelta(days=1)):
        assert daily.write_daily_mails() == 0
        mailed(coalition, "eleven seats")
    with clock.set_to(MORNING + timedelta(days=2)):
        assert daily.write_daily_mails() == 1
        sending.send_due()
    assert re.findall(r"^- (.*)$", plain(mail_server.to("amina")[1]), re.MULTILINE) == ["Noted: eleven seats."]
    assert mail_server.to("zoe") == []


def test_a_daily_mail_counts_all_that_came_since_the_last(
    people: People, coalition: Coalition, mail_server: MailServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    (amina,) = readers(people, "amina")
    monkeypatch.setattr(daily, "_READ", 3)
    monkeypatch.setattr(daily, "_MOST", 2)
    with clock.set_to(MORNING - timedelta(hours=5)):
        choices.choose_ways(by=member(coalition, amina), ways={"test": Way.DAILY})
        for number in range(8):
            mailed(coalition, f"{number} seats")
    with clock.set_to(MORNING):
        assert daily.write_daily_mails() == 1
        sending.send_due()
    (message,) = mail_server.to("amina")
    assert message["Subject"] == "Clear Fields: 8 new entries"
    assert re.findall(r"^- (.*)$", plain(message), re.MULTILINE) == ["Noted: 6 seats.", "Noted: 7 seats."]


def test_two_workers_write_one_daily_mail(
    people: People, coalition: Coalition, mail_server: MailServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    (amina,) = readers(people, "amina")
    counts: list[int] = []
    take_turn = daily._take_turn

    def interrupted(*given: Any) -> bool:
        """Just before it takes its turn, another worker does a whole round."""
        monkeypatch.setattr(daily, "_take_turn", take_turn)
        counts.append(daily.write_daily_mails())
        return take_turn(*given)

    with clock.set_to(MORNING):
        choices.choose_ways(by=member(coalition, amina), ways={"test": Way.DAILY})
        note(founding.somebody(coalition))
        monkeypatch.setattr(daily, "_take_turn", interrupted)
        counts.append(daily.write_daily_mails())
        sending.send_due()
    assert (counts, len(mail_server.to("amina"))) == ([1, 0], 1)


def test_a_daily_mail_begins_with_what_is_asked(people: People, coalition: Coalition, mail_server: MailServer) -> None:
    (amina,) = readers(people, "amina")
    Vote()
    with clock.set_to(MORNING):
        choices.choose_ways(by=member(coalition, amina), ways={"test": Way.DAILY})
        note(founding.somebody(coalition))
        daily.write_daily_mails()
        sending.send_due()
    (message,) = mail_server.to("amina")
    assert plain(message).startswith(
        f"Asked of you\n\n- Nine seats\n  By Fri 8 May, 09:00 UTC.\n  http://localhost:8000{PAGE}\n"
    )


def test_a_mail_waits_until_quiet_hours_end(people: People, coalition: Coalition, mail_server: MailServer) -> None:
    amina, _zoe = readers(people, "amina", "zoe", time_zone="Asia/Kathmandu")
    choices.set_quiet_hours(by=amina, start=time(14), end=time(16))  # nine in UTC is 14:45 there
    with clock.set_to(MORNING):
        mailed(coalition)
    assert (len(mail_server.to("amina")), len(mail_server.to("zoe"))) == (0, 1)
    with clock.set_to(MORNING + timedelta(minutes=74)):
        assert sending.send_due() == 0
    with clock.set_to(MORNING + timedelta(minutes=75)):
        assert sending.send_due() == 1
    assert len(mail_server.to("amina")) == 1


def test_one_click_stops_a_topic_and_what_waits_of_it(
    people: People, coalition: Coalition, mail_server: MailServer, client: Client
) -> None:
    amina, zoe = readers(people, "amina", "zoe")
    mailed(coalition)
    address = mail_server.to("amina")[0]["List-Unsubscribe"].strip("<>").removeprefix("http://localhost:8000")
    choices.set_quiet_hours(by=amina, start=time(8), end=time(10))
    with clock.set_to(MORNING):
        mailed(coalition, "waits")
    program = Client(enforce_csrf_checks=True)
    assert program.get(address).status_code == 200
    assert OutgoingMail.objects.filter(state="waiting").count() == 1
    answers = [program.post(address, {"List-Unsubscribe": "One-Click"}).status_code for _ in range(2)]
    assert answers == [200, 200]
    assert OutgoingMail.objects.filter(state="waiting").count() == 0
    with clock.set_to(MORNING + timedelta(days=1)):
        mailed(coalition, "after")
    assert (len(mail_server.to("amina")), len(mail_server.to("zoe"))) == (1, 3)
    wrong = [
        program.post(url).status_code for url in ("/mails/stop/x/", address[:-4] + "AAA/", "/mails/stop/%C3%A9%00/")
    ]
    assert wrong == [404, 404, 404]
    assert [amina.id in address, coalition.id in address, zoe.id in address] == [False] * 3


def test_the_daily_mail_is_stopped_by_its_own_link(
    people: People, coalition: Coalition, mail_server: MailServer, client: Client
) -> None:
    (amina,) = readers(people, "amina")
    with clock.set_to(MORNING):
        choices.choose_ways(by=member(coalition, amina), ways={"test": Way.DAILY})
        note(founding.somebody(coalition))
        daily.write_daily_mails()
        sending.send_due()
    address = mail_server.to("amina")[0]["List-Unsubscribe"].strip("<>").removeprefix("http://localhost:8000")
    assert client.post(address).status_code == 200
    with clock.set_to(MORNING + timedelta(days=1)):
        note(founding.somebody(coalition))
        assert daily.write_daily_mails() == 0


def test_mails_to_people_at_risk_say_nothing(
    people: People, coalition: Coalition, mail_server: MailServer, settings: Settings
) -> None:
    settings.MAIL_REPLY = "reply@plenary.example"
    (amina,) = readers(people, "amina")
    people.at_risk = {amina.id}
    Vote(MORNING + timedelta(days=2))
    with clock.set_to(MORNING):
        mailed(coalition)
        choices.choose_ways(by=member(coalition, amina), ways={"test": Way.DAILY})
        daily.write_daily_mails()
        reminders.write_reminders()
        sending.send_due()
    assert len(mail_server.to("amina")) == 3
    for message in mail_server.to("amina"):
        assert (message["Subject"], plain(message).split()) == (
            "There is something new for you",
            ["Sign", "in", "to", "read", "it.", "http://localhost:8000/"],
        )
        assert [message[name] for name in ("List-Id", "List-Unsubscribe", "Reply-To")] == [None] * 3
        assert [
            word for word in ("clear", "nine", "seats", "vote", "mails/stop") if word in message.as_string().lower()
        ] == []


def test_a_mail_that_waits_says_nothing_once_its_reader_is_at_risk(
    people: People, coalition: Coalition, mail_server: MailServer
) -> None:
    (amina,) = readers(people, "amina")
    mails.write_mails(coalition_id=coalition.id, entry_id=note(founding.somebody(coalition), "nine seats"))
    people.at_risk = {amina.id}
    assert sending.send_due() == 1
    assert "nine seats" not in mail_server.to("amina")[0].as_string()
    assert mail_server.to("amina")[0]["List-Id"] is None


def test_a_mail_that_waits_is_dropped_once_its_reader_may_read_it_no_longer(
    people: People, coalition: Coalition, mail_server: MailServer
) -> None:
    amina, _zoe = readers(people, "amina", "zoe")
    mails.write_mails(coalition_id=coalition.id, entry_id=note(founding.somebody(coalition), "nine seats"))
    people.behind[visibility.MEMBERS].discard(amina.id)  # her member left while the mail waited
    assert sending.send_due() == 1
    assert (len(mail_server.to("amina")), len(mail_server.to("zoe"))) == (0, 1)
    dropped = OutgoingMail.objects.get(account=amina.id)
    assert (dropped.state, dropped.subject, dropped.text, dropped.html) == ("dropped", "", "", "")


def test_refusals_for_now_and_for_good_are_tried_again_and_hold_up_nobody(
    people: People, coalition: Coalition, mail_server: MailServer
) -> None:
    readers(people, "amina", "busy", "gone", "zoe")
    mail_server.answers = {"busy": "451 try later", "gone": "550 no such user"}
    with clock.set_to(MORNING):
        mailed(coalition)
    assert sorted(address for address, _message in mail_server.taken) == ["amina@example.org", "zoe@example.org"]
    assert set(OutgoingMail.objects.filter(state="waiting").values_list("to", "problem")) == {
        ("busy@example.org", "SMTPRecipientsRefused"),
        ("gone@example.org", "SMTPRecipientsRefused"),
    }
    mail_server.answers = {"gone": "550 no such user"}
    for days in range(1, 12):
        with clock.set_to(MORNING + timedelta(days=days)):
            sending.send_due()
    assert dict(OutgoingMail.objects.values_list("to", "state")) == {
        "amina@example.org": "sent",
        "busy@example.org": "sent",
        "gone@example.org": "given_up",
        "zoe@example.org": "sent",
    }
    assert len(mail_server.to("busy")) == 1


def test_a_server_that_is_away_loses_nothing(people: People, coalition: Coalition, mail_server: MailServer) -> None:
    readers(people, "amina", "zoe")
    mail_server.stop()
    with clock.set_to(MORNING):
        mailed(coalition)
    assert list(OutgoingMail.objects.values_list("state", flat=True)) == ["waiting"] * 2
    mail_server.start()
    with clock.set_to(MORNING + timedelta(minutes=1)):
        assert sending.send_due() == 2
    assert (len(mail_server.to("amina")), len(mail_server.to("zoe"))) == (1, 1)


def test_what_a_worker_took_before_it_died_is_sent_once(
    people: People, coalition: Coalition, mail_server: MailServer
) -> None:
    readers(people, "amina")
    with clock.set_to(MORNING):
        mails.write_mails(coalition_id=coalition.id, entry_id=note(founding.somebody(coalition)))
        assert len(sending._take()) == 1  # and it dies here
        assert sending.send_due() == 0
    with clock.set_to(MORNING + timedelta(minutes=10)):
        assert [sending.send_due() for _ in range(2)] == [1, 0]
    assert len(mail_server.to("amina")) == 1
