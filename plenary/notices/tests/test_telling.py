"""What webhooks are told: in order, as far as it was chosen, by whose standing, signed."""

from datetime import timedelta

import pytest

from plenary.accounts.models import Account
from plenary.coalitions.models import Coalition
from plenary.core import clock, visibility
from plenary.notices.actions import telling, webhooks
from plenary.notices.models import Webhook
from plenary.notices.rules.webhooks import Reads, Says
from plenary.notices.tests.hooks import (
    MEMBERS,
    PUBLIC,
    Offices,
    Tell,
    as_receiver,
    by,
    entered,
    make,
    told,
)
from plenary.notices.tests.mailing import NOW
from plenary.notices.tests.receiver import Receiver
from plenary.record import actions as record
from plenary.record import kinds
from plenary.record.models import Entry
from plenary.record.tests.factories import NOTED, note
from tests import founding

pytestmark = pytest.mark.django_db


def test_it_is_greeted_and_told_in_order_what_it_was_made_for(
    coalition: Coalition, officer: Account, receiver: Receiver, tell: Tell
) -> None:
    note(founding.somebody(coalition), "before", audience=PUBLIC)
    hook = make(by(officer, coalition)).webhook
    first = note(founding.somebody(coalition), "first", audience=PUBLIC)
    note(founding.somebody(coalition), "for members", audience=MEMBERS)
    note(founding.somebody(coalition), "for the board", audience=["body:board"])
    second = note(founding.somebody(coalition), "second", audience=[*PUBLIC, *MEMBERS])
    assert tell(hook) == 3
    assert [each["type"] for each in told(receiver)] == ["greeting", "entry", "entry"]
    assert entered(receiver) == [first, second]
    assert (tell(hook), telling.due_webhooks()) == (0, [])


def test_of_an_entry_nothing_is_sent_that_it_says_unless_that_was_chosen(
    coalition: Coalition, officer: Account, receiver: Receiver, tell: Tell
) -> None:
    hook = make(by(officer, coalition), Reads.MEMBERS).webhook
    entry = note(founding.somebody(coalition), "a public word", audience=PUBLIC)
    tell(hook)
    at = Entry.objects.of(coalition.id).get(id=entry)
    assert told(receiver)[-1] == {
        "type": "entry",
        "coalition": coalition.id,
        "entry": entry,
        "n": at.n,
        "kind": NOTED,
        "at": at.at.isoformat(),
        "url": f"http://localhost:8000/c/clear-fields/record/{entry}/",
    }


@pytest.mark.parametrize(
    ("says", "words"),
    [
        (Says.NOTHING, [None, None]),
        (Says.PUBLIC, ["Noted: for all.", None]),
        (Says.ALL, ["Noted: for all.", "Noted: for members."]),
    ],
)
def test_what_entries_say_is_sent_as_far_as_it_was_chosen(
    *,
    coalition: Coalition,
    officer: Account,
    receiver: Receiver,
    tell: Tell,
    says: Says,
    words: list[str | None],
) -> None:
    hook = make(by(officer, coalition), Reads.MEMBERS, says).webhook
    for text, audience in (("for all", PUBLIC), ("for members", MEMBERS)):
        note(founding.somebody(coalition), text, audience=audience)
    tell(hook)
    assert [each.get("says") for each in told(receiver) if each.get("kind") == NOTED] == words


def test_what_the_record_says_of_a_person_or_to_fewer_is_never_sent(
    coalition: Coalition, officer: Account, receiver: Receiver, tell: Tell
) -> None:
    hook = make(by(officer, coalition), Reads.MEMBERS, Says.ALL).webhook
    parts = [
        record.Part(facts={"name": "Amina Diallo"}, person="p1"),
        record.Part(facts={"text": "for the board alone"}, audience=["body:board"]),
    ]
    note(founding.somebody(coalition), "one came", audience=MEMBERS, parts=parts)
    note(founding.somebody(coalition), "under seal", audience=[visibility.SEALED, "member:m"])
    tell(hook)
    sent = b"".join(each.body for each in receiver.requests)
    assert [word for word in (b"Amina", b"board alone", b"under seal") if word in sent] == []
    assert told(receiver)[-1]["facts"] == {"text": "one came"}


def test_what_was_erased_before_it_was_sent_is_not_sent_and_what_is_too_large_goes_without_its_words(
    coalition: Coalition, officer: Account, receiver: Receiver, tell: Tell
) -> None:
    hook = make(by(officer, coalition), says=Says.ALL).webhook
    note(founding.somebody(coalition), "x" * 70_000, audience=PUBLIC)
    tell(hook)
    assert "says" not in told(receiver)[-1]
    assert len(receiver.requests[-1].body) < 1000


def test_routine_entries_are_no_news(
    coalition: Coalition,
    officer: Account,
    receiver: Receiver,
    tell: Tell,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(kinds, "_routine", {NOTED})
    hook = make(by(officer, coalition)).webhook
    note(founding.somebody(coalition), "one ballot of many", audience=PUBLIC)
    assert (tell(hook), entered(receiver)) == (1, [])


def test_a_receiver_verifies_each_delivery_by_its_secret(
    coalition: Coalition, officer: Account, receiver: Receiver, tell: Tell
) -> None:
    made = make(by(officer, coalition))
    entry = note(founding.somebody(coalition), audience=PUBLIC)
    with clock.set_to(NOW + timedelta(days=400)):
        Webhook.objects.of(coalition.id).update(next_at=clock.now())
        tell(made.webhook)
    request = receiver.requests[-1]
    at = str(int((NOW + timedelta(days=400)).timestamp()))
    assert (request.headers["webhook-id"], request.headers["webhook-timestamp"]) == (f"{made.webhook.pk}-{entry}", at)
    assert request.headers["webhook-signature"] == as_receiver(made.secret, request.headers, request.body)
    assert request.headers["webhook-signature"] != as_receiver(made.secret, request.headers, request.body + b" ")
    later = {**request.headers, "webhook-timestamp": at + "0"}
    assert request.headers["webhook-signature"] != as_receiver(made.secret, later, request.body)
    sent = {"content-type", "user-agent", "accept", "content-length", "host", "accept-encoding"}
    assert set(request.headers) - {"webhook-id", "webhook-timestamp", "webhook-signature"} == sent


def test_for_a_day_the_former_secret_signs_too(
    coalition: Coalition, officer: Account, receiver: Receiver, tell: Tell
) -> None:
    with clock.set_to(NOW):
        first = make(by(officer, coalition))
        second = webhooks.renew_secret(by=by(officer, coalition), webhook=first.webhook)
    for hours, secrets in ((23, [second.secret, first.secret]), (25, [second.secret])):
        with clock.set_to(NOW + timedelta(hours=hours)):
            note(founding.somebody(coalition), audience=PUBLIC)
            tell(first.webhook)
        request = receiver.requests[-1]
        signed = [as_receiver(secret, request.headers, request.body) for secret in secrets]
        assert request.headers["webhook-signature"].split(" ") == signed


def test_it_reads_no_more_than_the_one_who_answers_for_it_reads_at_that_moment(
    coalition: Coalition, officer: Account, offices: Offices, receiver: Receiver, tell: Tell
) -> None:
    hook = make(by(officer, coalition), Reads.MEMBERS).webhook
    before = note(founding.somebody(coalition), audience=MEMBERS)
    tell(hook)
    offices.inside.clear()
    note(founding.somebody(coalition), "for members", audience=MEMBERS)
    public = note(founding.somebody(coalition), "for all", audience=PUBLIC)
    tell(hook)
    assert entered(receiver)[1:] == [before, public]  # the first tells that it was made
