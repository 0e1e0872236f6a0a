"""The daily mail: once a day, account and coalition, what was entered in the topics that come daily, by topic."""

from collections.abc import Iterator
from datetime import date, datetime

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import translation

from plenary.accounts.models import Account
from plenary.accounts.queries import accounts
from plenary.coalitions.models import Coalition
from plenary.core import clock, reach, schedule
from plenary.core.asks import asks_of
from plenary.core.standing import Standing, standing_of
from plenary.core.times import zone_of
from plenary.core.verdicts import Label
from plenary.notices import asked, audiences, queries
from plenary.notices.actions.outbox import Letter, keep
from plenary.notices.models import DailyMark
from plenary.notices.permissions import may_open_inbox
from plenary.notices.rules.ways import FIRST_LOOK, LOOKS_BACK, Way, is_told, morning_has_come
from plenary.notices.topics import ALL_DAILY, topic_of, topics
from plenary.notices.wordings import announcement_of
from plenary.notices.writing import Words, daily
from plenary.record import queries as record
from plenary.record.kinds import routine_kinds
from plenary.record.queries import FeedLine

_READ = 200  # entries that are read at a time
_MOST = 40  # entries that one mail names; the others it counts


def write_daily_mails() -> int:
    """Write the daily mails that are due now, in every coalition; returns how many.

    It is due from seven in the morning, on the reader's clock, once a calendar day; run twice or late, none comes twice
    and none is lost. Asked are only those who are among the readers of something entered in the last eight days.
    """
    written = 0
    for coalition in Coalition.objects.filter(is_demonstration=False).order_by("id"):
        with schedule.apart(f"The daily mails of {coalition.id}"), reach.only(coalition.id):
            written += _of_coalition(coalition)
    return written


def _of_coalition(coalition: Coalition) -> int:
    now = clock.now()
    tokens = record.tokens_since(coalition.id, now - LOOKS_BACK)
    if not tokens:
        return 0
    marks = {mark.account_id: mark for mark in DailyMark.objects.of(coalition.id)}
    at_risk, written = audiences.content_free(coalition.id), 0
    for account in accounts(audiences.readers(coalition.id, tokens)):
        zone, mark = zone_of(account.time_zone), marks.get(account.id)
        today = now.astimezone(zone).date()
        if account.is_demonstration or is_told(mark.day if mark else None, today) or not morning_has_come(now, zone):
            continue
        with schedule.apart(f"The daily mail of {account.id} in {coalition.id}"):
            written += _of_account(coalition, account, today, mark, is_at_risk=account.id in at_risk)
    return written


def _of_account(
    coalition: Coalition, account: Account, today: date, mark: DailyMark | None, *, is_at_risk: bool
) -> int:
    """The mail of one account, and its mark; nothing new moves the mark alone. What takes time comes before the lock."""
    standing, newest = standing_of(account.id, coalition.id), record.newest_place(coalition.id)
    seen = mark.sequence if mark else -1
    since = clock.now() - (LOOKS_BACK if mark else FIRST_LOOK)
    chosen = queries.ways_of(coalition.id, [account.id])
    with translation.override(account.language or coalition.language):
        lines = list(_news(standing, seen, newest, since))
        told = [line for line in lines if queries.way_of(chosen, account.id, _topic(line)) is Way.DAILY]
        words = _words(coalition, account, standing, told) if told and not is_at_risk else None
    letter = Letter(
        key=f"daily:{coalition.id}:{account.id}:{today.isoformat()}",
        account=account,
        coalition=coalition,
        topic=ALL_DAILY,
        words=words,
        through=audiences.readers(coalition.id, standing.audiences).get(account.id, frozenset()),
        leaves_at=queries.times_to_send([account])[account.id],
    )
    with transaction.atomic():
        is_ours = _take_turn(coalition, account, today, newest)
        return keep([letter]) if is_ours and told else 0


def _take_turn(coalition: Coalition, account: Account, today: date, newest: int) -> bool:
    """Move the mark to today and to the newest entry; False when another worker was quicker."""
    mark, made = DailyMark.objects.get_or_create(
        coalition=coalition, account=account, defaults={"sequence": newest, "day": today}
    )
    if made:
        return True
    mark = DailyMark.objects.of(coalition.id).select_for_update().get(id=mark.id)
    if is_told(mark.day, today):
        return False
    mark.sequence, mark.day = newest, today
    mark.save(update_fields=["sequence", "day"])
    return True


def _news(standing: Standing, seen: int, newest: int, since: datetime) -> Iterator[FeedLine]:
    """All that was entered after one place up to another, and not before a moment, newest first; read page by page."""
    before: int | None = newest + 1 if may_open_inbox(standing) else None
    while before is not None:
        page = record.feed(standing, before=before, without=routine_kinds(), limit=_READ)
        new = [line for line in page if line.n > seen and line.at >= since]
        yield from (line for line in new if not line.kind.startswith("record."))
        before = new[-1].n if len(new) == _READ else None


def _topic(line: FeedLine) -> str:
    announced = announcement_of(line.kind)
    return announced.topic if announced else topic_of(line.kind)


def _words(coalition: Coalition, account: Account, standing: Standing, lines: list[FeedLine]) -> Words:
    """The lines by topic, the oldest first; above them what is asked."""
    grouped: list[tuple[Label, list[tuple[FeedLine, str]]]] = []
    for code, topic in topics().items():
        of_topic = [line for line in reversed(lines[:_MOST]) if _topic(line) == code]
        if of_topic:
            grouped.append((topic.label, [(line, _address(coalition, line)) for line in of_topic]))
    asks = [(asked.told(account, ask), settings.SITE_URL + ask.url) for ask in asks_of(standing)]
    head, more = record.signed_head(coalition.id), max(0, len(lines) - _MOST)
    return daily(coalition, account, head, grouped=grouped, asks=asks, more=more)


def _address(coalition: Coalition, line: FeedLine) -> str:
    announced = announcement_of(line.kind)
    if announced and announced.address:
        return settings.SITE_URL + announced.address(coalition.slug, line.about)
    return settings.SITE_URL + reverse("record:entry", args=[coalition.slug, line.id])
