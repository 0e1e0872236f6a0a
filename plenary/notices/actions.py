"""Writes of notices: the mails of an entry, their sending, and how far one has read."""

import logging
from collections.abc import Sequence
from datetime import timedelta
from smtplib import SMTPException
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, mailers
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction

from plenary.accounts.queries import accounts
from plenary.coalitions.models import Coalition
from plenary.core import clock
from plenary.core.standing import Standing
from plenary.notices import audiences
from plenary.notices.models import OutgoingMail, ReadMark
from plenary.notices.rules import KEEP_GIVEN_UP, KEEP_SENT, LEASE, wait_after
from plenary.notices.wordings import announcement_of
from plenary.notices.writing import Writer, say_nothing
from plenary.record import queries as record

logger = logging.getLogger(__name__)
_BATCH = 50
_WAITING = (OutgoingMail.WAITING, OutgoingMail.SENDING)


def write_mails(*, coalition_id: str, entry_id: str, actor: str = "") -> int:
    """Write the mails of an entry for its readers, once: run again, it adds only what is missing. Returns how many.

    `actor` is the account that acted and needs no mail. Demonstration accounts and closed ones get none. An account at
    risk gets a mail that says nothing. Nothing is written for an entry that is not announced or is gone.
    """
    shown = record.entry_shown(Standing.system(coalition_id, "record"), entry_id)
    announced = announcement_of(shown.line.kind) if shown else None
    if shown is None or announced is None:
        return 0
    coalition = Coalition.objects.get(id=coalition_id)
    through = audiences.readers(coalition_id, shown.audience)
    if announced.to:
        wanted = audiences.readers(coalition_id, announced.to(coalition_id, shown.line.about, shown.line.facts))
        through = {account: tokens for account, tokens in through.items() if account in wanted}
    at_risk = audiences.content_free(coalition_id)
    writer, now = Writer(coalition, entry_id, announced), clock.now()
    mails = []
    for account in accounts(set(through) - {actor}):
        language = account.language or coalition.language
        silent = account.id in at_risk
        words = say_nothing(language) if silent else writer.words(through[account.id], language)
        if words is None or account.is_demonstration:
            continue
        mails.append(
            OutgoingMail(
                key=f"{entry_id}:{account.id}",
                coalition=None if silent else coalition,
                account=account.id,
                to=account.email,
                subject=words.subject,
                text=words.text,
                html=words.html,
                language=language,
                made_at=now,
                next_at=now,
            )
        )
    OutgoingMail.objects.bulk_create(mails, ignore_conflicts=True, batch_size=500)
    return len(mails)


def send_due() -> int:
    """Send what is due, in batches over one connection each; returns how many left.

    A mail is taken under a lease before it is sent, so two workers never send the same. One that fails waits longer
    each time and is given up after eight attempts; a server that is away stops the round. What was sent loses its words.
    """
    left = 0
    while batch := _take():
        sent = _send(batch)
        left += sent
        if sent < len(batch):
            break
    return left


def forget_old_mails() -> int:
    """Delete what was sent 30 days ago and what was given up 60 days ago, addresses and all; returns how many."""
    now = clock.now()
    sent = OutgoingMail.objects.filter(state=OutgoingMail.SENT, sent_at__lt=now - KEEP_SENT)
    given_up = OutgoingMail.objects.filter(state=OutgoingMail.GIVEN_UP, next_at__lt=now - KEEP_GIVEN_UP)
    return sent.delete()[0] + given_up.delete()[0]


def note_visit(*, by: Standing, sequence: int) -> None:
    """Remember that an account has seen a coalition's feed up to an entry; never goes back."""
    with transaction.atomic():
        mark, made = ReadMark.objects.get_or_create(
            coalition_id=by.coalition,
            account_id=by.account,
            defaults={"sequence": sequence, "at": clock.now()},
        )
        if not made and mark.sequence < sequence:
            mark.sequence, mark.at = sequence, clock.now()
            mark.save(update_fields=["sequence", "at"])


def _take() -> list[OutgoingMail]:
    now = clock.now()
    due = OutgoingMail.objects.filter(state__in=_WAITING, next_at__lte=now)
    if not due.exists():  # looks without the write lock
        return []
    with transaction.atomic():
        batch = list(
            due.select_for_update(skip_locked=True, of=("self",))
            .select_related("coalition")
            .order_by("next_at", "id")[:_BATCH]
        )
        for mail in batch:
            mail.state, mail.attempts, mail.next_at = OutgoingMail.SENDING, mail.attempts + 1, now + LEASE
        OutgoingMail.objects.bulk_update(batch, ["state", "attempts", "next_at"])
    return batch


def _send(batch: Sequence[OutgoingMail]) -> int:
    sent = 0
    try:
        with mailers.default as connection:
            for mail in batch:
                sent += _send_one(connection, mail)
    except (OSError, SMTPException) as error:  # the server is away: what was not tried waits with the rest
        for mail in batch:
            if mail.state == OutgoingMail.SENDING:
                _postpone(mail, error)
    return sent


def _send_one(connection: BaseEmailBackend, mail: OutgoingMail) -> int:
    try:
        connection.send_messages([_message(mail)])
    except (OSError, SMTPException, ValueError) as error:  # ValueError: a header or an address that cannot be written
        _postpone(mail, error)
        return 0
    mail.state, mail.sent_at, mail.problem = OutgoingMail.SENT, clock.now(), ""
    mail.subject = mail.text = mail.html = ""
    mail.save(update_fields=["state", "sent_at", "problem", "subject", "text", "html"])
    return 1


def _postpone(mail: OutgoingMail, error: Exception) -> None:
    wait = wait_after(mail.attempts)
    mail.state = OutgoingMail.GIVEN_UP if wait is None else OutgoingMail.WAITING
    mail.next_at, mail.problem = clock.now() + (wait or timedelta()), type(error).__name__
    mail.save(update_fields=["state", "next_at", "problem"])
    logger.warning("A mail could not be sent (%s, attempt %s): %s", mail.id, mail.attempts, mail.problem)


def _message(mail: OutgoingMail) -> EmailMultiAlternatives:
    host = urlsplit(settings.SITE_URL).hostname or "localhost"
    headers = {"Auto-Submitted": "auto-generated", "Message-ID": f"<{mail.id}@{host}>"}
    if mail.coalition is not None:
        headers["List-Id"] = f"<{mail.coalition.slug}.{host}>"
    message = EmailMultiAlternatives(subject=mail.subject, body=mail.text, to=[mail.to], headers=headers)
    message.attach_alternative(mail.html, "text/html")
    return message
