"""Reminders over a real SMTP server: at their stages, once each, and not of what is done."""

from datetime import time, timedelta

import pytest

from plenary.coalitions.models import Coalition
from plenary.core import asks, clock
from plenary.core.asks import Ask
from plenary.core.standing import Standing
from plenary.notices.actions import choices, mails, reminders, sending
from plenary.notices.models import OutgoingMail
from plenary.notices.rules.ways import Way
from plenary.notices.tests.conftest import People
from plenary.notices.tests.mailing import DUE, PAGE, Vote, member, plain, readers
from plenary.notices.tests.mailing import NOW as MORNING
from plenary.notices.tests.smtp import MailServer
from plenary.record.tests.factories import note
from tests import founding

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("known")]


def test_reminders_come_three_days_and_one_day_before_once_each(
    people: People, coalition: Coalition, mail_server: MailServer
) -> None:
    readers(people, "amina")
    Vote()
    told = []
    for hours in range(0, 97, 6):
        with clock.set_to(MORNING + timedelta(hours=hours)):
            told += [hours] * sum(reminders.write_reminders() for _ in range(2))
            sending.send_due()
    assert told == [24, 72]
    assert [message["Subject"] for message in mail_server.to("amina")] == ["By Fri 8 May, 09:00 UTC: Nine seats"] * 2
    assert "Asked of you: Vote, by Fri 8 May, 09:00 UTC.\nTwo have voted." in plain(mail_server.to("amina")[0])
    assert f"http://localhost:8000{PAGE}" in plain(mail_server.to("amina")[0])


def test_a_reminder_stops_when_the_thing_is_done(people: People, coalition: Coalition, mail_server: MailServer) -> None:
    amina, _zoe, kim, never = readers(people, "amina", "zoe", "kim", "never")
    choices.choose_ways(by=member(coalition, never), ways={"reminders": Way.NEVER})
    vote = Vote()
    vote.done.add(amina.id)
    with clock.set_to(DUE - timedelta(days=1)):
        assert reminders.write_reminders() == 2
        vote.done.add(kim.id)  # between writing and sending
        sending.send_due()
    assert [address for address, _message in mail_server.taken] == ["zoe@example.org"]
    dropped = OutgoingMail.objects.get(to="kim@example.org")
    assert (dropped.state, dropped.text, dropped.asked, dropped.sent_at) == ("dropped", "", "", None)


def test_a_reminder_waits_for_the_end_of_quiet_hours_unless_the_deadline_would_pass(
    people: People, coalition: Coalition, mail_server: MailServer
) -> None:
    amina, zoe = readers(people, "amina", "zoe")
    Vote(MORNING + timedelta(hours=5))
    choices.set_quiet_hours(by=amina, start=time(8), end=time(10))
    choices.set_quiet_hours(by=zoe, start=time(8), end=time(20))
    with clock.set_to(MORNING):
        reminders.write_reminders()
        sending.send_due()
    assert [address for address, _message in mail_server.taken] == ["zoe@example.org"]


def test_old_and_closed_deadlines_remind_nobody(people: People, coalition: Coalition, mail_server: MailServer) -> None:
    readers(people, "amina")
    Vote(MORNING)
    Coalition.objects.filter(id=coalition.id).update(is_demonstration=True)
    for moment in (MORNING - timedelta(hours=3), MORNING, MORNING + timedelta(hours=1)):
        with clock.set_to(moment):
            assert reminders.write_reminders() == 0


def test_what_a_room_cannot_tell_keeps_nobody_else_waiting(
    people: People, coalition: Coalition, mail_server: MailServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    amina, _zoe = readers(people, "amina", "zoe")
    vote = Vote()

    def breaks_for_amina(of: Standing) -> list[Ask]:
        if of.account == amina.id:
            raise ZeroDivisionError
        return vote.asked(of)

    monkeypatch.setattr(asks, "_askers", [breaks_for_amina])
    with clock.set_to(DUE - timedelta(days=1)):
        mails.write_mails(coalition_id=coalition.id, entry_id=note(founding.somebody(coalition)))
        reminders.write_reminders()
        sending.send_due()
        assert (len(mail_server.to("amina")), len(mail_server.to("zoe"))) == (1, 2)
        monkeypatch.setattr(asks, "_askers", [vote.asked])
        reminders.write_reminders()
        monkeypatch.setattr(asks, "_askers", [breaks_for_amina])
        assert sending.send_due() == 0
        monkeypatch.setattr(asks, "_askers", [vote.asked])
    with clock.set_to(DUE - timedelta(hours=23)):
        assert sending.send_due() == 1
    assert (len(mail_server.to("amina")), len(mail_server.to("zoe"))) == (2, 2)


def test_what_joins_a_deadline_later_is_reminded_of_too(
    people: People, coalition: Coalition, mail_server: MailServer
) -> None:
    readers(people, "amina")
    Vote(page=PAGE, thing="first")
    with clock.set_to(DUE - timedelta(days=1)):
        assert [reminders.write_reminders() for _again in range(2)] == [1, 0]
    Vote(page=f"{PAGE}second/", thing="second")  # opened for the same moment, when its stage had begun
    with clock.set_to(DUE - timedelta(hours=20)):
        reminders.write_reminders()
        sending.send_due()
    assert sorted(PAGE + "second/" in plain(message) for message in mail_server.to("amina")) == [False, True]


def test_nobody_is_reminded_of_what_is_calm(people: People, coalition: Coalition) -> None:
    readers(people, "amina")
    Vote(is_calm=True)
    with clock.set_to(DUE - timedelta(days=1)):
        assert reminders.write_reminders() == 0
