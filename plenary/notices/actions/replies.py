"""Replies by mail: taken in, entered as comments, or held until the account says that they are theirs. Never a vote."""

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from django.conf import settings
from django.db import transaction

from plenary.coalitions.models import Coalition
from plenary.core import clock, reach, sealing
from plenary.core.actions import log_server_act
from plenary.core.standing import Standing, standing_of
from plenary.core.verdicts import Refused, refuse, require
from plenary.notices import queries, tokens
from plenary.notices.models import HeldReply, ReceivedMail, ReplyAddress
from plenary.notices.permissions import may_open_inbox
from plenary.notices.replying import handler_of
from plenary.notices.rules import mailbox

HELD = timedelta(days=14)
_MOST_HELD = 20  # of one account in one coalition, so that nobody fills the server with a token that leaked


class Fate(StrEnum):
    """What became of a mail that came in."""

    ENTERED = "entered"
    HELD = "held"
    TOO_LARGE = "too_large"
    NO_ADDRESS = "no_address"
    AUTOMATIC = "automatic"
    TWICE = "twice"
    EMPTY = "empty"
    NO_LONGER = "no_longer"
    TOO_MANY = "too_many"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Reply:
    """A reply as it is entered: to which address, what it says, and whether its sender is proved."""

    to: ReplyAddress
    words: str
    is_proved: bool


def receive(*, raw: bytes) -> Fate:
    """Take in one mail (RFC 5322, as bytes) and say what became of it; the sender is told nothing.

    Order: size; a token of this server that has not expired, whose account is open; no machine's mail; words of one's
    own; the Message-ID, once; then, in the same transaction, the comment in the account's name, or the reply held. A
    reply is held when its sender is not proved, or when what it answers refuses it (the page says why). Nothing else is
    entered, least of all a ballot. What was dropped is noted in the server log, without a word of it.
    """
    fate = _received(raw)
    if fate not in (Fate.ENTERED, Fate.HELD):
        log_server_act(kind="notices.mail_dropped", why=fate.value)
    return fate


def confirm(*, by: Standing, reply: HeldReply) -> None:
    """Say that a held reply is one's own: it is entered as a comment, and no longer held.

    Refuses as the comment does, and leaves it held then; `notices.nothing_to_answer` where the thing is gone.
    """
    require(may_open_inbox(by))
    with transaction.atomic():
        locked = queries.held_replies(by).select_for_update().filter(id=reply.id).first()
        handler = handler_of(reply.kind)
        if locked is None or handler is None:
            raise Refused(refuse("notices.nothing_to_answer"))
        try:
            handler.enter(by, locked.parent, queries.words_of(locked), _language_of(locked))
        except LookupError as error:
            raise Refused(refuse("notices.nothing_to_answer")) from error
        locked.delete()
        log_server_act(kind="notices.reply_confirmed", account=by.account)


def discard(*, by: Standing, reply: HeldReply) -> None:
    """Throw a held reply away: it is not one's own, or not wanted any more. Refuses as `permissions.may_open_inbox` says."""
    require(may_open_inbox(by))
    queries.held_replies(by).filter(id=reply.id).delete()


def _received(raw: bytes) -> Fate:
    if len(raw) > mailbox.MOST_BYTES:
        return Fate.TOO_LARGE
    message = mailbox.parsed(raw)
    to = _address(mailbox.tokens_in(message, settings.MAIL_REPLY) if settings.MAIL_REPLY else [])
    if to is None:
        return Fate.NO_ADDRESS
    if mailbox.is_automatic(message):
        return Fate.AUTOMATIC
    words = mailbox.words_of(message)
    if not words:
        return Fate.EMPTY
    is_own = mailbox.sender(message) == to.account.email
    reply = _Reply(to=to, words=words, is_proved=is_own and mailbox.is_proved(message, settings.MAIL_AUTHSERV))
    with reach.only(to.coalition_id), transaction.atomic():
        name = mailbox.name_of(message, raw)
        _row, is_new = ReceivedMail.objects.get_or_create(name_hash=name, defaults={"at": clock.now()})
        return _enter(reply) if is_new else Fate.TWICE


def _address(found: list[str]) -> ReplyAddress | None:
    """The first address of these tokens that is open, of an account that is."""
    hashes = [tokens.hash_of(token) for token in found]
    if not hashes:
        return None
    with reach.everywhere("the address of a reply tells which coalition it is for"):
        living = ReplyAddress.objects.across_coalitions().filter(
            token_hash__in=hashes, expires_at__gt=clock.now(), account__is_active=True
        )
        return living.select_related("account").order_by("id").first()


def _enter(reply: _Reply) -> Fate:
    to = reply.to
    handler = handler_of(to.kind)
    by = standing_of(to.account_id, to.coalition_id)
    if handler is None or not may_open_inbox(by):
        return Fate.NO_LONGER
    if not reply.is_proved:
        return _hold(reply, "notices.not_proved")
    try:
        with transaction.atomic():
            handler.enter(by, to.parent, reply.words, _language_of(to))
    except LookupError:
        return Fate.NO_LONGER
    except Refused as refused:
        return _hold(reply, refused.verdict.reason)
    return Fate.ENTERED


def _hold(reply: _Reply, reason: str) -> Fate:
    to, now = reply.to, clock.now()
    others = HeldReply.objects.of(to.coalition_id).filter(account=to.account, expires_at__gt=now)
    if others.count() >= _MOST_HELD:
        return Fate.TOO_MANY
    held = HeldReply(
        coalition_id=to.coalition_id,
        account=to.account,
        kind=to.kind,
        parent=to.parent,
        reason=reason,
        at=now,
        expires_at=now + HELD,
    )
    held.words_sealed = sealing.seal(reply.words.encode(), place=held.place)
    held.save(force_insert=True)
    return Fate.HELD


def _language_of(row: ReplyAddress | HeldReply) -> str:
    """The language in which an account writes, else the coalition's."""
    return row.account.language or Coalition.objects.values_list("language", flat=True).get(id=row.coalition_id)
