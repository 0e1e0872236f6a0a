"""How one wants one's mails: topics, quiet hours, the calendar. They belong to an account, so no record holds them."""

from collections.abc import Mapping
from datetime import time

from django.db import transaction

from plenary.accounts.models import Account
from plenary.core import clock, reach
from plenary.core.actions import log_server_act
from plenary.core.standing import Standing
from plenary.core.verdicts import require
from plenary.notices import queries, tokens
from plenary.notices.models import CalendarFeed, NoticeChoice, OutgoingMail, QuietHours
from plenary.notices.permissions import may_open_inbox
from plenary.notices.rules.ways import Way
from plenary.notices.topics import ALL_DAILY, topics


def choose_ways(*, by: Standing, ways: Mapping[str, Way]) -> None:
    """Set how mails of these topics come to one's own account. What waits of a topic that now never comes is dropped.

    Refuses those without an inbox. Raises ValueError for a topic that is not there, or a way that it does not have.
    """
    require(may_open_inbox(by))
    known = topics()
    if any(code not in known or way not in known[code].ways for code, way in ways.items()):
        raise ValueError("no such topic, or no such way of it")
    _save(by.account, by.coalition, ways)


def stop(*, token: str) -> str | None:
    """Stop what a link in a mail stops, without signing in (RFC 8058); twice is once. Returns the coalition's id.

    The link of the daily mail stops every topic that comes in it. Does nothing and returns None for a token that this
    server did not make, for an account that is closed, or a topic that is gone.
    """
    found = tokens.stop_of(token)
    account = Account.objects.filter(id=found.account, is_active=True).first() if found else None
    if found is None or account is None or (found.topic != ALL_DAILY and found.topic not in topics()):
        return None
    codes = [found.topic]
    with reach.only(found.coalition):
        if found.topic == ALL_DAILY:
            chosen = queries.ways_of(found.coalition, [account.id])
            codes = [code for code in topics() if queries.way_of(chosen, account.id, code) is Way.DAILY]
        _save(account.id, found.coalition, dict.fromkeys(codes, Way.NEVER), also=found.topic)
    return found.coalition


def set_quiet_hours(*, by: Account, start: time | None, end: time | None) -> None:
    """Set one's quiet hours, on the clock of one's own zone; without both, or with equal ones, there are none."""
    with transaction.atomic():
        if start is None or end is None or start == end:
            QuietHours.objects.filter(account=by).delete()
        else:
            QuietHours.objects.update_or_create(account=by, defaults={"start": start, "end": end})


def make_calendar(*, by: Account) -> str:
    """Give one's calendar a new secret address; an earlier one stops answering. Returns the token, which is not kept."""
    token = tokens.calendar_token()
    with transaction.atomic():
        fresh = {"token_hash": tokens.hash_of(token), "made_at": clock.now(), "changed_at": clock.now(), "digest": ""}
        CalendarFeed.objects.update_or_create(account=by, defaults=fresh)
        log_server_act(kind="notices.calendar_made", account=by.id)
    return token


def stop_calendar(*, by: Account) -> None:
    """Take back the secret address of one's calendar; nothing happens when there is none."""
    with transaction.atomic():
        if CalendarFeed.objects.filter(account=by).delete()[0]:
            log_server_act(kind="notices.calendar_stopped", account=by.id)


def _save(account_id: str, coalition_id: str, ways: Mapping[str, Way], also: str = "") -> None:
    with transaction.atomic():
        for code, way in ways.items():
            NoticeChoice.objects.update_or_create(
                coalition_id=coalition_id, account_id=account_id, topic=code, defaults={"way": way}
            )
        never = [code for code, way in ways.items() if way is Way.NEVER] + [also] * bool(also)
        waiting = OutgoingMail.objects.filter(
            account=account_id, coalition_id=coalition_id, topic__in=never, state=OutgoingMail.WAITING
        )
        waiting.update(state=OutgoingMail.DROPPED, subject="", text="", html="", asked="")
