"""Sending mails: each once, whatever fails, whoever dies."""

from datetime import timedelta
from smtplib import SMTPException
from threading import Barrier, Thread
from typing import Any

import pytest
from django.core.mail.backends.base import BaseEmailBackend
from django.db import connection
from pytest_django.fixtures import Settings

from plenary.coalitions.models import Coalition
from plenary.core import clock
from plenary.notices.actions import mails, sending
from plenary.notices.models import OutgoingMail
from plenary.notices.tests.conftest import People
from plenary.notices.tests.mailing import NOW, readers, sent_to
from plenary.record.tests.factories import note
from tests import founding

pytestmark = pytest.mark.django_db


class FailingBackend(BaseEmailBackend):
    """Refuses the address that starts with `broken`, and is away when told so."""

    is_away = False
    sent: list[str] = []

    def open(self) -> bool:
        if self.is_away:
            raise ConnectionRefusedError
        return True

    def send_messages(self, email_messages: Any) -> int:
        for message in email_messages:
            if message.to[0].startswith("broken"):
                raise SMTPException
            self.sent.append(message.to[0])
        return len(email_messages)


@pytest.fixture
def failing(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> type[FailingBackend]:
    settings.MAILERS = {"default": {"BACKEND": f"{__name__}.FailingBackend"}}
    monkeypatch.setattr(FailingBackend, "sent", [])
    return FailingBackend


def test_one_that_fails_does_not_hold_up_the_others(
    people: People, coalition: Coalition, failing: type[FailingBackend]
) -> None:
    readers(people, "amina", "broken", "zoe")
    with clock.set_to(NOW):
        mails.write_mails(coalition_id=coalition.id, entry_id=note(founding.somebody(coalition)))
        assert sending.send_due() == 2
    assert sorted(failing.sent) == ["amina@example.org", "zoe@example.org"]
    row = OutgoingMail.objects.get(to="broken@example.org")
    assert (row.state, row.attempts, row.next_at, row.problem) == (
        "waiting",
        1,
        NOW + timedelta(minutes=1),
        "SMTPException",
    )
    with clock.set_to(NOW + timedelta(seconds=59)):
        sending.send_due()
    assert OutgoingMail.objects.get(to="broken@example.org").attempts == 1


def test_it_is_given_up_after_eight_attempts(
    people: People, coalition: Coalition, failing: type[FailingBackend]
) -> None:
    readers(people, "broken")
    mails.write_mails(coalition_id=coalition.id, entry_id=note(founding.somebody(coalition)))
    for days in range(1, 12):
        with clock.set_to(NOW + timedelta(days=365 + days)):
            sending.send_due()
    row = OutgoingMail.objects.get()
    assert (row.state, row.attempts) == ("given_up", 8)


def test_a_server_that_is_away_loses_nothing(
    people: People, coalition: Coalition, failing: type[FailingBackend], monkeypatch: pytest.MonkeyPatch
) -> None:
    readers(people, "amina", "zoe")
    with clock.set_to(NOW):
        mails.write_mails(coalition_id=coalition.id, entry_id=note(founding.somebody(coalition)))
        with monkeypatch.context() as away:
            away.setattr(FailingBackend, "is_away", True)
            assert sending.send_due() == 0
    with clock.set_to(NOW + timedelta(minutes=1)):
        assert sending.send_due() == 2
    assert sorted(failing.sent) == ["amina@example.org", "zoe@example.org"]


def test_old_mails_are_forgotten(people: People, coalition: Coalition, failing: type[FailingBackend]) -> None:
    readers(people, "amina", "broken")
    with clock.set_to(NOW):
        mails.write_mails(coalition_id=coalition.id, entry_id=note(founding.somebody(coalition)))
        sending.send_due()
    with clock.set_to(NOW + timedelta(days=30)):
        assert mails.forget_old_mails() == 0
    with clock.set_to(NOW + timedelta(days=31)):
        assert mails.forget_old_mails() == 1
    assert [row.to for row in OutgoingMail.objects.all()] == ["broken@example.org"]


def test_what_a_dead_worker_took_is_taken_back(people: People, coalition: Coalition) -> None:
    readers(people, "amina")
    with clock.set_to(NOW):
        mails.write_mails(coalition_id=coalition.id, entry_id=note(founding.somebody(coalition)))
        assert len(sending._take()) == 1
        assert sending.send_due() == 0
    with clock.set_to(NOW + timedelta(minutes=10)):
        assert sending.send_due() == 1
    assert sent_to() == ["amina@example.org"]


def test_a_mail_dated_by_a_clock_that_stood_wrong_is_not_waited_for(
    people: People, coalition: Coalition, failing: type[FailingBackend]
) -> None:
    readers(people, "amina", "zoe")
    with clock.set_to(NOW + timedelta(days=365)):
        mails.write_mails(coalition_id=coalition.id, entry_id=note(founding.somebody(coalition)))
        sending._take()  # and then its worker dies, and the clock is put right
    with clock.set_to(NOW):
        assert [sending.send_due(), sending.send_due()] == [2, 0]
    assert sorted(failing.sent) == ["amina@example.org", "zoe@example.org"]


def test_a_second_worker_takes_other_mails(
    people: People, coalition: Coalition, failing: type[FailingBackend], monkeypatch: pytest.MonkeyPatch
) -> None:
    names = [f"reader{n:03}" for n in range(120)]
    readers(people, *names)
    mails.write_mails(coalition_id=coalition.id, entry_id=note(founding.somebody(coalition)))
    counts = []

    class Interrupted(FailingBackend):
        """While it sends its first mail, a second worker does a whole round."""

        def send_messages(self, email_messages: Any) -> int:
            monkeypatch.setattr(f"{__name__}.FailingBackend", FailingBackend)
            if not counts:
                counts.append(0)
                counts.append(sending.send_due())
            return super().send_messages(email_messages)

    monkeypatch.setattr(f"{__name__}.FailingBackend", Interrupted)
    assert (sending.send_due(), counts[1]) == (50, 70)
    assert sorted(failing.sent) == [f"{name}@example.org" for name in names]


@pytest.mark.django_db(transaction=True)
def test_two_workers_send_each_mail_once(people: People, failing: type[FailingBackend]) -> None:
    coalition = founding.unchartered()
    names = [f"reader{n:03}" for n in range(120)]
    readers(people, *names)
    mails.write_mails(coalition_id=coalition.id, entry_id=note(founding.somebody(coalition)))
    start, counts = Barrier(2), []

    def run() -> None:
        try:
            start.wait()
            counts.append(sending.send_due())
        finally:
            connection.close()

    workers = [Thread(target=run) for _ in range(2)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert sum(counts) == 120
    assert sorted(failing.sent) == [f"{name}@example.org" for name in names]
