"""Sending what is due: each mail once, whatever fails, whoever dies, and not at all when it is not wanted any more."""

import logging
from collections.abc import Sequence
from datetime import timedelta
from smtplib import SMTPException
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, mailers
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from django.db.models import Q

from plenary.core import clock, reach
from plenary.notices import audiences, tokens
from plenary.notices.asked import is_still_asked
from plenary.notices.models import OutgoingMail
from plenary.notices.rules.mailbox import address_with
from plenary.notices.rules.sending import LEASE, LONGEST_WAIT, wait_after
from plenary.notices.writing import say_nothing, stop_address

logger = logging.getLogger(__name__)
_BATCH = 50
_WAITING = (OutgoingMail.WAITING, OutgoingMail.SENDING)
_EMPTIED = {"subject": "", "text": "", "html": "", "asked": "", "problem": ""}


def send_due() -> int:
    """Send what is due, in batches over one connection each; returns how many left.

    A mail is taken under a lease before it is sent, so two workers never send the same. A reminder of what was done
    meanwhile is dropped, and so is a mail whose account may no longer read all that it says; one to an account that came
    under protection meanwhile says nothing any more. One that fails waits longer each time and is given up after eight
    attempts; a server that is away stops the round. What was sent loses its words.
    """
    left = 0
    while batch := _take():
        wanted = [mail for mail in _still_readable(batch) if _is_wanted(mail)]
        _hush(wanted)
        sent = _send(wanted) if wanted else 0
        left += sent
        if sent < len(wanted):
            break
    return left


def _take() -> list[OutgoingMail]:
    now = clock.now()
    misdated = Q(next_at__gt=now + LONGEST_WAIT)  # by a clock that stood wrong
    due = OutgoingMail.objects.filter(Q(next_at__lte=now) | misdated, state__in=_WAITING)
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


def _still_readable(batch: Sequence[OutgoingMail]) -> list[OutgoingMail]:
    """Those whose account still reads by every token by which its words were chosen; the others are dropped, for what is
    theirs yet stands in the inbox. As many queries for each coalition as its tokens need."""
    kept = [mail for mail in batch if not mail.through]
    for coalition_id in {mail.coalition_id for mail in batch if mail.through}:
        held = [mail for mail in batch if mail.through and mail.coalition_id == coalition_id]
        now = audiences.readers(str(coalition_id), {token for mail in held for token in mail.through})
        for mail in held:
            if now.get(mail.account, frozenset()).issuperset(mail.through):
                kept.append(mail)
            else:
                _settle(mail, OutgoingMail.DROPPED)
    return kept


def _is_wanted(mail: OutgoingMail) -> bool:
    """False for a reminder of what is asked no longer, which is dropped, and for one of which a room cannot tell, which waits."""
    if not mail.asked:
        return True
    coalition_id, _space, path = mail.asked.partition(" ")
    try:
        with reach.only(coalition_id):
            is_wanted = is_still_asked(mail.account, coalition_id, path)
    except Exception as error:  # whatever a room raises, the other mails leave
        logger.exception("Whether a reminder is still wanted could not be told (%s)", mail.id)
        _postpone(mail, error)
        return False
    if not is_wanted:
        _settle(mail, OutgoingMail.DROPPED)
    return is_wanted


def _hush(batch: Sequence[OutgoingMail]) -> None:
    """Take their words from mails to accounts that came under protection after they were written."""
    for coalition_id in {mail.coalition_id for mail in batch if mail.coalition_id}:
        at_risk = audiences.content_free(coalition_id)
        for mail in batch:
            if mail.coalition_id == coalition_id and mail.account in at_risk:
                words = say_nothing(mail.language)
                mail.coalition, mail.topic, mail.takes_reply, mail.through = None, "", False, []
                mail.subject, mail.text, mail.html = words.subject, words.text, words.html
                mail.save(update_fields=["coalition", "topic", "takes_reply", "through", "subject", "text", "html"])


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
    _settle(mail, OutgoingMail.SENT)
    return 1


def _settle(mail: OutgoingMail, state: str) -> None:
    """A mail that left, or is wanted no longer: it loses its words."""
    mail.state, mail.sent_at = state, clock.now() if state == OutgoingMail.SENT else None
    for name, value in _EMPTIED.items():
        setattr(mail, name, value)
    mail.save(update_fields=["state", "sent_at", *_EMPTIED])


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
        if mail.topic:
            headers["List-Unsubscribe"] = f"<{stop_address(mail.account, mail.coalition.id, mail.topic)}>"
            headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    takes_reply = mail.takes_reply and settings.MAIL_REPLY
    replies = [address_with(settings.MAIL_REPLY, tokens.reply_token(mail.key))] if takes_reply else []
    message = EmailMultiAlternatives(
        subject=mail.subject, body=mail.text, to=[mail.to], headers=headers, reply_to=replies
    )
    message.attach_alternative(mail.html, "text/html")
    return message
