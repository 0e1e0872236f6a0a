"""Reminders: three days and one day before a deadline, to those of whom the thing is still asked."""

from dataclasses import replace
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any

from django.utils import translation

from plenary.accounts.models import Account
from plenary.accounts.queries import accounts
from plenary.coalitions.models import Coalition
from plenary.core import clock, reach, schedule
from plenary.core.asks import Ask, asks_of
from plenary.core.standing import standing_of
from plenary.notices import asked, audiences, queries
from plenary.notices.actions.outbox import Letter, keep, takes_replies
from plenary.notices.deadlines import Deadline, deadlines
from plenary.notices.models import Reminded
from plenary.notices.replying import thing_at
from plenary.notices.rules.ways import STAGES, Way, stage_at
from plenary.notices.topics import REMINDERS
from plenary.notices.writing import reminder


def write_reminders() -> int:
    """Write the reminders whose stage has begun, in every coalition; returns how many.

    A stage of a deadline is gone through once, and again when something else is due at the same moment; run twice or late,
    nobody is reminded twice, and where a later stage has begun too, it alone is told. Whoever has done the thing is not
    reminded, and it is asked again before the mail leaves (`sending.send_due`).
    """
    now, written = clock.now(), 0
    for coalition in Coalition.objects.filter(is_demonstration=False).order_by("id"):
        with schedule.apart(f"The reminders of {coalition.id}"), reach.only(coalition.id):
            for deadline in deadlines(coalition.id, now, now + max(STAGES)):
                written += _at_stage(coalition, deadline)
    return written


def _at_stage(coalition: Coalition, deadline: Deadline) -> int:
    stage = stage_at(clock.now(), deadline.at)
    if stage is None:
        return 0
    gone: dict[str, Any] = {
        "due": deadline.at,
        "days": stage.days,
        "things": sha256(" ".join(sorted(deadline.things)).encode()).hexdigest(),
    }
    if Reminded.objects.of(coalition.id).filter(**gone).exists():
        return 0
    chosen_among = accounts(audiences.readers(coalition.id, deadline.audience))
    chosen = queries.ways_of(coalition.id, [account.id for account in chosen_among])
    at_risk = audiences.content_free(coalition.id)
    reached = [
        account
        for account in chosen_among
        if not account.is_demonstration and queries.way_of(chosen, account.id, REMINDERS) is not Way.NEVER
    ]
    leave, written, told = queries.times_to_send(reached), 0, 0
    for account in reached:
        with schedule.apart(f"The reminder of {account.id} in {coalition.id}"):
            letters = _letters(coalition, account, deadline, stage, leave[account.id])
            written += keep(letters if account.id not in at_risk else [replace(each, words=None) for each in letters])
            told += 1
    if told == len(reached):
        Reminded.objects.get_or_create(coalition=coalition, **gone)
    return written


def _letters(
    coalition: Coalition, account: Account, deadline: Deadline, stage: timedelta, leaves_at: datetime
) -> list[Letter]:
    """One for each thing that is due then and asked of the account, in its language."""
    letters = []
    with translation.override(account.language or coalition.language):
        for ask in _due(coalition, account, deadline):
            reply, parent = thing_at(ask.url)
            told, takes_reply = asked.told(account, ask), takes_replies(reply)
            letters.append(
                Letter(
                    key=_key(coalition, account, ask, stage),
                    account=account,
                    coalition=coalition,
                    topic=REMINDERS,
                    words=reminder(coalition, account, told, ask.url, takes_reply=takes_reply),
                    leaves_at=leaves_at,
                    asked=f"{coalition.id} {ask.url}",
                    reply=reply,
                    parent=parent,
                )
            )
    return letters


def _due(coalition: Coalition, account: Account, deadline: Deadline) -> list[Ask]:
    """What is waited for by then; of what is calm nobody is reminded: who does nothing has done what is right."""
    return [ask for ask in asks_of(standing_of(account.id, coalition.id)) if ask.presses == deadline.at]


def _key(coalition: Coalition, account: Account, ask: Ask, stage: timedelta) -> str:
    """One key for each thing, deadline and stage: a deadline that moves is reminded of anew."""
    due = ask.due.isoformat() if ask.due else ""
    thing = sha256(f"{coalition.id} {account.id} {ask.url} {due}".encode()).hexdigest()
    return f"reminder:{thing}:{stage.days}"
