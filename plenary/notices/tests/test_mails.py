"""Mails of entries: to whom, in which words, each once, whatever fails."""

from datetime import UTC, datetime, timedelta
from smtplib import SMTPException
from threading import Barrier, Thread
from typing import Any

import pytest
from django.core import mail
from django.core.mail.backends.base import BaseEmailBackend
from django.db import connection
from django_tasks_db.models import DBTaskResult
from pytest_django.fixtures import Settings

from plenary.accounts.models import Account
from plenary.accounts.tests.factories import make_account
from plenary.coalitions.models import Coalition
from plenary.core import clock, visibility
from plenary.core.standing import Standing
from plenary.core.worker import Worker
from plenary.notices import actions
from plenary.notices.announcements import announce
from plenary.notices.models import OutgoingMail
from plenary.notices.tests.conftest import People
from plenary.record import actions as record
from plenary.record import queries as record_queries
from plenary.record.rules.heads import Head
from plenary.record.tests.factories import NOTED, make_coalition, make_standing, note

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 5, 4, 9, tzinfo=UTC)


@pytest.fixture
def coalition() -> Coalition:
    return make_coalition()


def readers(people: People, *names: str, token: str = visibility.MEMBERS, **fields: str) -> list[Account]:
    made = [make_account(f"{name}@example.org", **fields) for name in names]
    people.behind[token] |= {account.id for account in made}
    return made


def work() -> None:
    worker = Worker()
    while worker.tick():
        pass


def sent_to() -> list[str]:
    return sorted(message.to[0] for message in mail.outbox)


def test_readers_get_the_entry_with_the_head(people: People, coalition: Coalition) -> None:
    readers(people, "amina")
    entry = note(make_standing(coalition), "nine seats")
    work()
    (message,) = mail.outbox
    head: Head = record_queries.signed_head(coalition.id)
    assert (message.to, message.subject) == (["amina@example.org"], "Clear Fields: a note")
    assert message.body.startswith(f"It says: nine seats.\n\nhttp://localhost:8000/c/clear-fields/record/{entry}/\n")
    assert (head.root in message.body, head.signature in message.body, head.size) == (True, True, 2)
    assert dict(message.extra_headers) == {
        "Auto-Submitted": "auto-generated",
        "Message-ID": f"<{OutgoingMail.objects.get().id}@localhost>",
        "List-Id": "<clear-fields.localhost>",
    }


def test_what_was_sent_loses_its_words(people: People, coalition: Coalition) -> None:
    readers(people, "amina")
    note(make_standing(coalition))
    work()
    row = OutgoingMail.objects.get()
    assert (row.state, row.attempts, row.subject, row.text, row.html) == ("sent", 1, "", "", "")


def test_only_the_audience_is_mailed_and_not_who_acted(people: People, coalition: Coalition) -> None:
    acting, _member = readers(people, "acting", "member")
    readers(people, "board", token="body:board")
    by = Standing(coalition=coalition.id, account=acting.id, person="p", as_of=clock.now())
    note(by, audience=["body:board"])
    work()
    assert sent_to() == ["board@example.org"]
    note(by)
    work()
    assert sent_to() == ["board@example.org", "member@example.org"]


def test_two_tokens_make_one_mail(people: People, coalition: Coalition) -> None:
    (account,) = readers(people, "amina")
    people.behind["body:board"].add(account.id)
    note(make_standing(coalition), audience=["body:board", visibility.MEMBERS])
    work()
    assert sent_to() == ["amina@example.org"]


def test_public_entries_are_mailed_to_members_and_sealed_ones_to_nobody(people: People, coalition: Coalition) -> None:
    readers(people, "amina")
    note(make_standing(coalition), audience=[visibility.SEALED])
    work()
    assert sent_to() == []
    note(make_standing(coalition), audience=[visibility.PUBLIC])
    work()
    assert sent_to() == ["amina@example.org"]


def test_each_reads_only_their_part(people: People, coalition: Coalition) -> None:
    readers(people, "amina")
    readers(people, "board", token="body:board")
    part = record.Part(facts={"text": "said to the board"}, audience=["body:board"])
    note(make_standing(coalition), "said to all", audience=["body:board", visibility.MEMBERS], parts=[part])
    work()
    first_lines = {message.to[0]: message.body.split("\n")[0] for message in mail.outbox}
    assert first_lines == {
        "amina@example.org": "It says: said to all.",
        "board@example.org": "It says: said to the board.",
    }


def test_each_in_their_language(people: People, coalition: Coalition) -> None:
    readers(people, "arabic", language="ar")
    readers(people, "own")
    Coalition.objects.filter(id=coalition.id).update(language="fr")
    note(make_standing(coalition))
    work()
    tags = {m.to[0]: m.alternatives[0].content.split('lang="')[1][:12] for m in mail.outbox}  # type: ignore[attr-defined]
    assert tags == {"arabic@example.org": 'ar" dir="rtl', "own@example.org": 'fr" dir="ltr'}


def test_accounts_at_risk_get_a_mail_that_says_nothing(people: People, coalition: Coalition) -> None:
    (account,) = readers(people, "amina")
    people.at_risk = {account.id}
    note(make_standing(coalition), "nine seats")
    work()
    (message,) = mail.outbox
    assert (message.subject, message.body.strip()) == (
        "There is something new for you",
        "Sign in to read it.\n\nhttp://localhost:8000/",
    )
    assert "List-Id" not in message.extra_headers
    whole = message.message().as_string().lower()
    assert [word for word in ("clear", "fields", "nine", "seats", "record") if word in whole] == []


def test_an_undone_act_mails_nothing(people: People, coalition: Coalition) -> None:
    readers(people, "amina")
    by = make_standing(coalition)

    def change_our_mind() -> None:
        with record.act(by=by):
            record.enter(by=by, kind=NOTED, audience=[visibility.MEMBERS], facts={"text": "x"})
            raise LookupError

    with pytest.raises(LookupError):
        change_our_mind()
    assert DBTaskResult.objects.count() == 0


def test_a_demonstration_mails_nobody(people: People, coalition: Coalition) -> None:
    readers(people, "amina")
    shown = make_account("demo@example.org")
    Account.objects.filter(id=shown.id).update(is_demonstration=True)
    people.behind[visibility.MEMBERS].add(shown.id)
    note(make_standing(coalition))
    work()
    assert sent_to() == ["amina@example.org"]
    Coalition.objects.filter(id=coalition.id).update(is_demonstration=True)
    note(make_standing(coalition))
    work()
    assert sent_to() == ["amina@example.org"]


def test_mails_are_written_once(people: People, coalition: Coalition) -> None:
    readers(people, "amina")
    entry = note(make_standing(coalition))
    for _ in range(2):
        actions.write_mails(coalition_id=coalition.id, entry_id=entry)
    assert OutgoingMail.objects.count() == 1


def test_a_kind_is_announced_once(people: People) -> None:
    with pytest.raises(ValueError, match="announced twice"):
        announce(NOTED, "again")


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
        actions.write_mails(coalition_id=coalition.id, entry_id=note(make_standing(coalition)))
        assert actions.send_due() == 2
    assert sorted(failing.sent) == ["amina@example.org", "zoe@example.org"]
    row = OutgoingMail.objects.get(to="broken@example.org")
    assert (row.state, row.attempts, row.next_at, row.problem) == (
        "waiting",
        1,
        NOW + timedelta(minutes=1),
        "SMTPException",
    )
    with clock.set_to(NOW + timedelta(seconds=59)):
        actions.send_due()
    assert OutgoingMail.objects.get(to="broken@example.org").attempts == 1


def test_it_is_given_up_after_eight_attempts(
    people: People, coalition: Coalition, failing: type[FailingBackend]
) -> None:
    readers(people, "broken")
    actions.write_mails(coalition_id=coalition.id, entry_id=note(make_standing(coalition)))
    for days in range(1, 12):
        with clock.set_to(NOW + timedelta(days=365 + days)):
            actions.send_due()
    row = OutgoingMail.objects.get()
    assert (row.state, row.attempts) == ("given_up", 8)


def test_a_server_that_is_away_loses_nothing(
    people: People, coalition: Coalition, failing: type[FailingBackend], monkeypatch: pytest.MonkeyPatch
) -> None:
    readers(people, "amina", "zoe")
    with clock.set_to(NOW):
        actions.write_mails(coalition_id=coalition.id, entry_id=note(make_standing(coalition)))
        with monkeypatch.context() as away:
            away.setattr(FailingBackend, "is_away", True)
            assert actions.send_due() == 0
    with clock.set_to(NOW + timedelta(minutes=1)):
        assert actions.send_due() == 2
    assert sorted(failing.sent) == ["amina@example.org", "zoe@example.org"]


def test_old_mails_are_forgotten(people: People, coalition: Coalition, failing: type[FailingBackend]) -> None:
    readers(people, "amina", "broken")
    with clock.set_to(NOW):
        actions.write_mails(coalition_id=coalition.id, entry_id=note(make_standing(coalition)))
        actions.send_due()
    with clock.set_to(NOW + timedelta(days=30)):
        assert actions.forget_old_mails() == 0
    with clock.set_to(NOW + timedelta(days=31)):
        assert actions.forget_old_mails() == 1
    assert [row.to for row in OutgoingMail.objects.all()] == ["broken@example.org"]


def test_what_a_dead_worker_took_is_taken_back(people: People, coalition: Coalition) -> None:
    readers(people, "amina")
    with clock.set_to(NOW):
        actions.write_mails(coalition_id=coalition.id, entry_id=note(make_standing(coalition)))
        assert len(actions._take()) == 1
        assert actions.send_due() == 0
    with clock.set_to(NOW + timedelta(minutes=10)):
        assert actions.send_due() == 1
    assert sent_to() == ["amina@example.org"]


def test_a_second_worker_takes_other_mails(
    people: People, coalition: Coalition, failing: type[FailingBackend], monkeypatch: pytest.MonkeyPatch
) -> None:
    names = [f"reader{n:03}" for n in range(120)]
    readers(people, *names)
    actions.write_mails(coalition_id=coalition.id, entry_id=note(make_standing(coalition)))
    counts = []

    class Interrupted(FailingBackend):
        """While it sends its first mail, a second worker does a whole round."""

        def send_messages(self, email_messages: Any) -> int:
            monkeypatch.setattr(f"{__name__}.FailingBackend", FailingBackend)
            if not counts:
                counts.append(0)
                counts.append(actions.send_due())
            return super().send_messages(email_messages)

    monkeypatch.setattr(f"{__name__}.FailingBackend", Interrupted)
    assert (actions.send_due(), counts[1]) == (50, 70)
    assert sorted(failing.sent) == [f"{name}@example.org" for name in names]


@pytest.mark.skipif(connection.vendor != "postgresql", reason="an SQLite test database cannot wait for another thread")
@pytest.mark.django_db(transaction=True)
def test_two_workers_send_each_mail_once(people: People, failing: type[FailingBackend]) -> None:
    coalition = make_coalition()
    names = [f"reader{n:03}" for n in range(120)]
    readers(people, *names)
    actions.write_mails(coalition_id=coalition.id, entry_id=note(make_standing(coalition)))
    start, counts = Barrier(2), []

    def run() -> None:
        try:
            start.wait()
            counts.append(actions.send_due())
        finally:
            connection.close()

    workers = [Thread(target=run) for _ in range(2)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert sum(counts) == 120
    assert sorted(failing.sent) == [f"{name}@example.org" for name in names]
