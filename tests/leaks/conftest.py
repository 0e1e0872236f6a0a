"""The whole story with all its rows marked and all its mails written, told and read once for the folder."""

import gc
from collections.abc import Iterator

import pytest
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.db import transaction
from django.test import override_settings
from pytest_django.plugin import DjangoDbBlocker

from plenary.accounts.models import KeptAnswer
from plenary.core import clock
from plenary.core.models import CacheEntry, PeriodicRun, TaskLease, random_id
from plenary.notices.actions.daily import write_daily_mails
from plenary.notices.actions.mails import write_mails
from plenary.notices.actions.outbox import tokens
from plenary.notices.actions.reminders import write_reminders
from plenary.notices.actions.replies import receive
from plenary.notices.models import OutgoingMail, Webhook, WebhookDelivery
from plenary.record.models import Entry
from tests.leaks import routes
from tests.leaks.book import Book, mark_all_rows, written
from tests.leaks.logs import kept_log
from tests.leaks.readings import Readings, browser, read_all
from tests.story import TODAY, Story, tell
from tests.story.rest import tell_rest


@pytest.fixture(scope="package")
def told(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Story]:
    """The story and its rest, in a transaction that is rolled back when the folder is done."""
    with django_db_blocker.unblock():
        whole = transaction.atomic()
        whole._from_testcase = True  # as TestCase does: inside it, durable blocks may begin
        with whole:
            story = tell()
            tell_rest(story)
            mark_all_rows()
            with clock.set_to(TODAY), override_settings(MAIL_REPLY="reply@plenary.example"):
                _work_of_the_server(story)
                _mails(story)
                routes.remember_rows(story.open, story.elsewhere, story.closed)
            gc.collect()
            gc.freeze()  # what is there by now stays to the end: no need to look through it again and again
            yield story
            gc.unfreeze()
            transaction.set_rollback(True)


def _work_of_the_server(story: Story) -> None:
    """Rows that belong to nobody and that a worker leaves: made here, for a test has no worker."""
    KeptAnswer.objects.create(account=story.accounts["member"], digest="0" * 64, begun_at=TODAY)
    for hook in Webhook.objects.across_coalitions():
        WebhookDelivery.objects.create(coalition=hook.coalition, webhook=hook, at=TODAY, n=-1, answer="taken")
    for role in ("member", "roads"):
        told = {"user_agent": "Firefox", "ip": "192.0.2.1", "session_key": browser(story, role).session.session_key}
        UserSession.objects.create(user=story.accounts[role], **told)
    CacheEntry.objects.create(cache_key="the-walk", value="reads it never", expires=TODAY)
    PeriodicRun.objects.create(name="notices.send", slot=TODAY, enqueued_at=TODAY)
    TaskLease.objects.create(task_id="00000000-0000-4000-8000-000000000000", worker=random_id(), until=TODAY)


def _mails(story: Story) -> None:
    """Entries of each kind and audience, reminders and daily mails to every receiver; and one answer that came in."""
    for coalition in (story.open, story.elsewhere, story.closed):
        for entry in {(row.kind, routes.shape_of(row)): row for row in Entry.objects.of(coalition.id)}.values():
            write_mails(coalition_id=coalition.id, entry_id=entry.id)
    assert write_reminders() > 0
    assert write_daily_mails() > 0
    asked = OutgoingMail.objects.filter(takes_reply=True, coalition=story.open).order_by("id").first()
    assert asked is not None
    to = settings.MAIL_REPLY.replace("@", f"+{tokens.reply_token(asked.key)}@")
    raw = f"From: somebody@example.org\r\nTo: {to}\r\nMessage-ID: <1@walk>\r\n\r\nNot before May."
    assert receive(raw=raw.encode()) == "held"


@pytest.fixture(scope="package")
def book(told: Story) -> Book:
    """All marks with the rows that carry them."""
    with clock.set_to(TODAY):
        return written()


@pytest.fixture(scope="package")
def readings(told: Story, book: Book) -> Readings:
    """All that is read, as every reader; what looks leave in the record is undone."""
    with clock.set_to(TODAY), override_settings(API_RATE=1_000_000), transaction.atomic(), kept_log() as log:
        found = read_all(told, book)
        found.log = log
        transaction.set_rollback(True)
    return found
