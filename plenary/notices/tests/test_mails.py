"""Mails of entries: to whom, and in which words."""

import re

import pytest
from django.core import mail
from django_tasks_db.models import DBTaskResult

from plenary.accounts.models import Account
from plenary.coalitions.models import Coalition
from plenary.core import clock, visibility
from plenary.core.standing import Standing
from plenary.notices.actions import mails
from plenary.notices.announcements import announce
from plenary.notices.models import OutgoingMail
from plenary.notices.tests.conftest import People
from plenary.notices.tests.mailing import readers, sent_to, work
from plenary.notices.tokens import Stop, stop_of
from plenary.notices.topics import topics
from plenary.record import actions as record
from plenary.record import queries as record_queries
from plenary.record.rules.heads import Head
from plenary.record.tests.factories import NOTED, note
from tests import founding

pytestmark = pytest.mark.django_db


def test_readers_get_the_entry_with_the_head(people: People, coalition: Coalition) -> None:
    readers(people, "amina")
    entry = note(founding.somebody(coalition), "nine seats")
    work()
    (message,) = mail.outbox
    head: Head = record_queries.signed_head(coalition.id)
    assert (message.to, message.subject) == (["amina@example.org"], "Clear Fields: a note")
    assert message.body.startswith(f"It says: nine seats.\n\nhttp://localhost:8000/c/clear-fields/record/{entry}/\n")
    assert (head.root in message.body, head.signature in message.body, head.size) == (True, True, 2)
    headers = dict(message.extra_headers)
    stops = [headers.pop("List-Unsubscribe").strip("<>"), *re.findall(r"http://\S+/mails/stop/\S+", message.body)]
    account = OutgoingMail.objects.get().account
    assert [stop_of(url.split("/")[-2]) for url in stops] == [Stop(account, coalition.id, "test")] * 2
    assert headers == {
        "Auto-Submitted": "auto-generated",
        "Message-ID": f"<{OutgoingMail.objects.get().id}@localhost>",
        "List-Id": "<clear-fields.localhost>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }


def test_what_was_sent_loses_its_words(people: People, coalition: Coalition) -> None:
    readers(people, "amina")
    note(founding.somebody(coalition))
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
    note(founding.somebody(coalition), audience=["body:board", visibility.MEMBERS])
    work()
    assert sent_to() == ["amina@example.org"]


def test_public_entries_are_mailed_to_members_and_sealed_ones_to_nobody(people: People, coalition: Coalition) -> None:
    readers(people, "amina")
    note(founding.somebody(coalition), audience=[visibility.SEALED])
    work()
    assert sent_to() == []
    note(founding.somebody(coalition), audience=[visibility.PUBLIC])
    work()
    assert sent_to() == ["amina@example.org"]


def test_each_reads_only_their_part(people: People, coalition: Coalition) -> None:
    readers(people, "amina")
    readers(people, "board", token="body:board")
    part = record.Part(facts={"text": "said to the board"}, audience=["body:board"])
    note(founding.somebody(coalition), "said to all", audience=["body:board", visibility.MEMBERS], parts=[part])
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
    note(founding.somebody(coalition))
    work()
    tags = {m.to[0]: m.alternatives[0].content.split('lang="')[1][:12] for m in mail.outbox}
    assert tags == {"arabic@example.org": 'ar" dir="rtl', "own@example.org": 'fr" dir="ltr'}


def test_a_mail_says_why_it_comes_and_keeps_its_side_where_the_page_around_it_is_lost(
    people: People, coalition: Coalition
) -> None:
    readers(people, "arabic", language="ar")
    readers(people, "english", language="en")
    note(founding.somebody(coalition))
    work()
    english, arabic = sorted(mail.outbox, key=lambda each: each.to[0], reverse=True)
    topic = topics()["test"].label
    assert f"\n-- \nClear Fields\nYou get this mail because “{topic}” is set to come to you at once.\n" in english.body
    assert f"“{topic}” is set to come to you at once." in english.alternatives[0].content
    assert '<div lang="ar" dir="rtl">' in arabic.alternatives[0].content
    assert "\n\n\n" not in english.body


def test_accounts_at_risk_get_a_mail_that_says_nothing(people: People, coalition: Coalition) -> None:
    (account,) = readers(people, "amina")
    people.at_risk = {account.id}
    note(founding.somebody(coalition), "nine seats")
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
    by = founding.somebody(coalition)

    def change_our_mind() -> None:
        with record.act(by=by):
            record.enter(by=by, kind=NOTED, audience=[visibility.MEMBERS], facts={"text": "x"})
            raise LookupError

    with pytest.raises(LookupError):
        change_our_mind()
    assert DBTaskResult.objects.count() == 0


def test_a_demonstration_mails_nobody(people: People, coalition: Coalition) -> None:
    readers(people, "amina")
    shown = founding.account("demo@example.org")
    Account.objects.filter(id=shown.id).update(is_demonstration=True)
    people.behind[visibility.MEMBERS].add(shown.id)
    note(founding.somebody(coalition))
    work()
    assert sent_to() == ["amina@example.org"]
    Coalition.objects.filter(id=coalition.id).update(is_demonstration=True)
    note(founding.somebody(coalition))
    work()
    assert sent_to() == ["amina@example.org"]


def test_mails_are_written_once(people: People, coalition: Coalition) -> None:
    readers(people, "amina")
    entry = note(founding.somebody(coalition))
    for _ in range(2):
        mails.write_mails(coalition_id=coalition.id, entry_id=entry)
    assert OutgoingMail.objects.count() == 1


def test_a_kind_is_announced_once(people: People) -> None:
    with pytest.raises(ValueError, match="announced twice"):
        announce(NOTED, "again")
