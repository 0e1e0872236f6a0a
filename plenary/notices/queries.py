"""Reads of notices: the inbox, how each account wants its mails, the replies that wait for it, and webhooks."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from plenary.accounts.models import Account
from plenary.core import clock, sealing, visibility
from plenary.core.models import ScopedQuerySet
from plenary.core.standing import Standing
from plenary.core.times import zone_of
from plenary.notices.models import CalendarFeed, HeldReply, NoticeChoice, QuietHours, ReadMark, Webhook
from plenary.notices.rules.ways import Way, after_quiet
from plenary.notices.rules.webhooks import CONNECT, Reads
from plenary.notices.topics import Topic, topics
from plenary.record import queries as record
from plenary.record.kinds import routine_kinds

PAGE = 50


@dataclass(frozen=True, slots=True)
class Inbox:
    """One page of an inbox: lines newest first, how many of them are new, and where the older ones begin."""

    lines: list[tuple[record.FeedLine, bool]]
    new: int
    older: int | None


def read_until(standing: Standing) -> int:
    """The place of the last entry that the account has seen in this coalition; -1 when it never came."""
    mark = ReadMark.objects.of(standing.coalition).filter(account_id=standing.account).first()
    return mark.sequence if mark else -1


def inbox(standing: Standing, before: int | None = None, limit: int = PAGE) -> Inbox:
    """What was entered for a standing and is news: `limit` entries before a place, each with whether it is new. Four queries."""
    seen = read_until(standing)
    lines = record.feed(standing, before=before, without=routine_kinds(), limit=limit + 1)
    shown = [(line, line.n > seen) for line in lines[:limit]]
    older = lines[limit - 1].n if len(lines) > limit else None
    return Inbox(shown, sum(is_new for _line, is_new in shown), older)


def ways_for(standing: Standing) -> list[tuple[Topic, Way]]:
    """Each topic with the way that holds for this account in this coalition. One query."""
    chosen = ways_of(standing.coalition, [standing.account]).get(standing.account, {})
    return [(topic, chosen.get(code, topic.begins)) for code, topic in topics().items()]


def ways_of(coalition_id: str, account_ids: Collection[str]) -> dict[str, dict[str, Way]]:
    """What accounts chose in a coalition: account id -> topic's code -> way; what was not chosen is not there. One query."""
    found: dict[str, dict[str, Way]] = {}
    for row in NoticeChoice.objects.of(coalition_id).filter(account_id__in=account_ids):
        topic = topics().get(row.topic)
        if topic and row.way in topic.ways:  # a topic may have lost a way since
            found.setdefault(row.account_id, {})[row.topic] = Way(row.way)
    return found


def way_of(chosen: Mapping[str, Mapping[str, Way]], account_id: str, topic: str) -> Way:
    """The way that holds for an account and a topic, among what accounts chose."""
    return chosen.get(account_id, {}).get(topic, topics()[topic].begins)


def quiet_hours(account_id: str) -> QuietHours | None:
    """The quiet hours of an account, if it has some."""
    return QuietHours.objects.filter(account_id=account_id).first()


def times_to_send(accounts: Collection[Account]) -> dict[str, datetime]:
    """When a mail that is written now is sent to each account: now, or at the end of its quiet hours. One query."""
    now = clock.now()
    quiet = {row.account_id: row for row in QuietHours.objects.filter(account__in=accounts)}
    return {
        account.id: after_quiet(now, zone_of(account.time_zone), row.start, row.end)
        if (row := quiet.get(account.id))
        else now
        for account in accounts
    }


def calendar_of(account_id: str) -> CalendarFeed | None:
    """The calendar that an account shares with itself, if it does."""
    return CalendarFeed.objects.filter(account_id=account_id).first()


def held_replies(standing: Standing) -> ScopedQuerySet[HeldReply]:
    """The replies by mail that wait for this account in this coalition, oldest first."""
    held = HeldReply.objects.of(standing.coalition).filter(account_id=standing.account, expires_at__gt=clock.now())
    return held.order_by("at", "id")


def words_of(reply: HeldReply) -> str:
    """The words of a reply that waits, unsealed."""
    return sealing.unseal(bytes(reply.words_sealed), place=reply.place).decode()


def webhooks(standing: Standing) -> ScopedQuerySet[Webhook]:
    """The webhooks of the coalition, for those who may make them; to others there are none."""
    found = Webhook.objects.of(standing.coalition).select_related("account")
    return found.order_by("made_at", "id") if standing.has_power(CONNECT) else found.none()


def tokens_of_webhook(webhook: Webhook) -> frozenset[str]:
    """The audience tokens that a webhook was made for; what its account does not read is taken off when it is told."""
    members = {visibility.MEMBERS} if webhook.reads == Reads.MEMBERS else set()
    return frozenset({visibility.PUBLIC} | members)


def address_of_webhook(webhook: Webhook) -> str:
    """Where it is told, unsealed. For the worker alone: no page shows it."""
    return sealing.unseal(bytes(webhook.address_sealed), place=webhook.place("address")).decode()


def secrets_of_webhook(webhook: Webhook) -> list[bytes]:
    """The secrets that sign now, the newest first, unsealed: two for a day after it was given a new one. For the worker."""
    sealed = [webhook.secret_sealed]
    if webhook.former_until is not None and webhook.former_until > clock.now():
        sealed.append(webhook.former_sealed)
    return [sealing.unseal(bytes(each), place=webhook.place("secret")) for each in sealed]
