"""The calendar of one account: what is asked of it with a deadline, and what is coming, over all its coalitions (RFC 5545)."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from urllib.parse import urlsplit

import icalendar
from django.conf import settings
from django.utils import translation
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _
from icalendar import Calendar

from plenary.accounts.models import Account
from plenary.coalitions.models import Coalition
from plenary.coalitions.queries import coalitions_by_id
from plenary.core import clock, reach
from plenary.core.asks import asks_of, coming_for
from plenary.core.belonging import coalitions_of
from plenary.core.standing import standing_of
from plenary.notices import audiences, tokens
from plenary.notices.models import CalendarFeed


@dataclass(frozen=True, slots=True)
class Dated:
    """One thing of the calendar; `key` tells it from the others, and stays when its title or its moment changes."""

    key: str
    at: datetime
    title: str
    description: str
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One event of a calendar file: `key` is stable, `stamp` when it last changed; with an end it takes time; `url` is a path."""

    key: str
    stamp: datetime
    at: datetime
    title: str
    ends: datetime | None = None
    description: str = ""
    place: str = ""
    url: str = ""
    is_off: bool = False


@dataclass(frozen=True, slots=True)
class Given:
    """A calendar as text, a tag of what it says, and since when it says so."""

    text: bytes
    tag: str
    changed_at: datetime


def calendar_at(token: str) -> Given | None:
    """The calendar behind a token, or None for a token that is nobody's and for a closed account.

    As many queries as the rooms need for a desk, for each coalition of the account. Notes when its content changed.
    """
    feed = CalendarFeed.objects.select_related("account").filter(token_hash=tokens.hash_of(token)).first()
    if feed is None or not feed.account.is_active:
        return None
    found = list(dated(feed.account))
    told = repr([(each.key, each.at.isoformat(), each.title, each.description, each.url) for each in found])
    digest = sha256(told.encode()).hexdigest()
    if digest != feed.digest:
        feed.digest, feed.changed_at = digest, clock.now()
        CalendarFeed.objects.filter(id=feed.id, token_hash=feed.token_hash).update(
            digest=digest, changed_at=feed.changed_at
        )
    return Given(_text(found, feed), f'"{digest[:32]}"', feed.changed_at.replace(microsecond=0))


def dated(account: Account) -> Iterator[Dated]:
    """What has a moment and is still to come, by coalition. For an account at risk nothing but that there is something."""
    for coalition in coalitions_by_id(coalitions_of(account.id)):
        with reach.only(coalition.id), translation.override(account.language or coalition.language):
            found = list(_of_coalition(account, coalition))
            if account.id in audiences.content_free(coalition.id):
                found = [Dated(each.key, each.at, _("Something is due"), "", "") for each in found]
        yield from found


def _of_coalition(account: Account, coalition: Coalition) -> Iterator[Dated]:
    standing = standing_of(account.id, coalition.id)
    name = coalition.name_in(translation.get_language() or "")
    for ask in asks_of(standing):
        if ask.due is not None:
            title = _("%(button)s: %(title)s") % {"button": ask.button, "title": ask.title}
            yield Dated(_key(account, "ask", ask.url), ask.due, title, f"{name}\n{ask.sentence}", ask.url)
    for each in coming_for(standing):
        yield Dated(_key(account, f"coming {each.key}", each.url), each.at, each.title, name, each.url)


def _key(account: Account, what: str, url: str) -> str:
    """Stable, and under the server's secret key, so that a calendar on a foreign server names no thing of a coalition."""
    return salted_hmac("plenary.notices.calendar", f"{account.id} {what} {url}", algorithm="sha256").hexdigest()[:32]


def _text(found: list[Dated], feed: CalendarFeed) -> bytes:
    stamp = feed.changed_at.replace(microsecond=0)
    events = [
        Event(key=each.key, stamp=stamp, at=each.at, title=each.title, description=each.description, url=each.url)
        for each in found
    ]
    return text_of(events, "Plenary")


def text_of(events: Iterable[Event], name: str) -> bytes:
    """Events as the text of a calendar of this name (RFC 5545). Those without an end are moments, and take no time."""
    host = urlsplit(settings.SITE_URL).hostname or "localhost"
    calendar = Calendar()
    calendar.add("prodid", "-//Plenary//Deadlines//EN")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", name)
    calendar.add("refresh-interval;value=duration", "PT1H")
    for each in events:
        event = icalendar.Event()
        event.add("uid", f"{each.key}@{host}")
        event.add("dtstamp", each.stamp)
        event.add("dtstart", each.at.replace(microsecond=0))
        if each.ends:
            event.add("dtend", each.ends.replace(microsecond=0))
        event.add("summary", each.title)
        event.add("transp", "OPAQUE" if each.ends else "TRANSPARENT")
        if each.place:
            event.add("location", each.place)
        if each.is_off:
            event.add("status", "CANCELLED")
        if each.description:
            event.add("description", each.description)
        if each.url:
            event.add("url", settings.SITE_URL + each.url)
        calendar.add_component(event)
    return bytes(calendar.to_ical())
