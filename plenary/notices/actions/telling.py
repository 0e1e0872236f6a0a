"""Telling webhooks what was entered: in the record's order, each entry at least once, by the standing of the moment."""

import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import translation

from plenary import __version__
from plenary.accounts import queries as accounts
from plenary.coalitions.queries import slug_of
from plenary.core import clock, reach, visibility
from plenary.core.models import ScopedQuerySet
from plenary.core.standing import Standing, standing_of
from plenary.notices import calling, queries
from plenary.notices.actions.webhooks import pause
from plenary.notices.models import Webhook, WebhookDelivery
from plenary.notices.permissions import may_connect
from plenary.notices.rules import signatures
from plenary.notices.rules.destinations import DestinationError, destination_of
from plenary.notices.rules.webhooks import (
    BATCH,
    KEPT,
    LEASE,
    MOST_BYTES,
    PAUSE_AFTER,
    ROUND,
    Answer,
    Pause,
    Says,
    wait_after,
)
from plenary.record import queries as record
from plenary.record.kinds import routine_kinds
from plenary.record.models import Tree
from plenary.record.sentences import sentence

type Post = Callable[..., Answer]

GREETING = -1
"""In the place of an entry's: the greeting."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """What waits to be sent: the entry's place, the id by which a receiver knows it again, the body."""

    n: int
    delivery: str
    body: bytes


def due_webhooks() -> list[str]:
    """The ids of the webhooks that have something to be told now. One query; never those of a demonstration."""
    now = clock.now()
    active = Webhook.objects.across_coalitions().filter(paused="", next_at__lte=now, coalition__is_demonstration=False)
    sizes = dict(
        Tree.objects.across_coalitions()
        .filter(coalition__in=active.values("coalition"))
        .values_list("coalition_id", "size")
    )
    return [
        hook.pk
        for hook in active.order_by("next_at", "id")
        if hook.greeted_at is None or sizes.get(hook.coalition_id, 0) > hook.sequence + 1
    ]


def _coalition_of(webhook_id: str) -> str:
    """The id of a webhook's coalition; empty when there is no such webhook any more."""
    with reach.everywhere("a webhook tells which coalition it is for"):
        rows = Webhook.objects.across_coalitions().filter(pk=webhook_id)
        return rows.values_list("coalition_id", flat=True).first() or ""


def tell_webhook(*, webhook_id: str, post: Post = calling.post) -> int:
    """Tell one webhook what waits for it, oldest first, and give how many deliveries it took.

    It is taken under a lease, so that no two workers tell it at once. Before each delivery it is asked anew who answers for
    it and what that account reads; it is paused when the account may not any more. It is greeted first, if it was not. What
    is not taken is tried again after a while that grows, and what comes after it waits; after three days of that, or when
    the receiver says that it is gone, it is paused. `post` sends (calling.post); tests bring what it depends on.
    """
    coalition_id = _coalition_of(webhook_id)
    with reach.only(coalition_id):
        return _tell(Webhook.objects.of(coalition_id).filter(pk=webhook_id), post)


def _tell(row: ScopedQuerySet[Webhook], post: Post) -> int:
    if not _take(row):
        return 0
    began, taken = clock.now(), 0
    while taken < BATCH and clock.now() - began < ROUND:
        hook = row.filter(paused="").first()
        if hook is None:  # ended or paused meanwhile
            return taken
        standing = standing_of(hook.account_id, hook.coalition_id)
        if not may_connect(standing) or accounts.account(hook.account_id) is None:
            pause(webhook=hook, why=Pause.UNHELD)
            return taken
        waiting = _next(hook, standing)
        if waiting is None:
            break
        at = clock.now()
        answer = _send(hook, waiting, at, post)
        _note(hook, waiting.n, answer, at)
        if answer is not Answer.TAKEN:
            _failed(hook, answer, at)
            return taken
        _advance(hook, waiting.n)
        taken += 1
    row.update(next_at=clock.now())
    return taken


def _row(hook: Webhook) -> ScopedQuerySet[Webhook]:
    return Webhook.objects.of(hook.coalition_id).filter(pk=hook.pk)


def _take(row: ScopedQuerySet[Webhook]) -> bool:
    """Take it under a lease, if it is due: one statement, so that of two workers one alone succeeds."""
    now = clock.now()
    due = row.filter(paused="", next_at__lte=now, coalition__is_demonstration=False)
    return bool(due.update(next_at=now + LEASE))


def _next(hook: Webhook, standing: Standing) -> Waiting | None:
    """What is to be sent next, or None. What is not for it is passed over for good."""
    if hook.greeted_at is None:
        greeting = {"type": "greeting", "coalition": hook.coalition_id, "at": clock.now().isoformat()}
        return Waiting(GREETING, f"{hook.pk}-greeting", _body(greeting))
    tokens = standing.audiences & queries.tokens_of_webhook(hook)
    reader = replace(Standing.nobody(hook.coalition_id), audiences=tokens)
    newest = record.newest_place(hook.coalition_id)
    lines = record.entries_after(reader, hook.sequence, without=routine_kinds(), limit=1)
    for line in lines:
        return Waiting(line.n, f"{hook.pk}-{line.id}", entry_body(hook, reader, line))
    _row(hook).filter(sequence__lt=newest).update(sequence=newest)
    return None


def entry_body(hook: Webhook, reader: Standing, line: record.FeedLine) -> bytes:
    """What is sent of an entry: where it stands and of which kind it is, and what it says where that is wanted and fits.

    What the record says about a person stands in parts of their own, which can be erased; it is never sent, for a receiver
    would keep it.
    """
    told: dict[str, Any] = {
        "type": "entry",
        "coalition": hook.coalition_id,
        "entry": line.id,
        "n": line.n,
        "kind": line.kind,
        "at": line.at.isoformat(),
        "url": settings.SITE_URL + reverse("record:entry", args=[slug_of(hook.coalition_id), line.id]),
    }
    shown = record.entry_shown(reader, line.id) if hook.says != Says.NOTHING else None
    if shown is not None and (hook.says == Says.ALL or visibility.PUBLIC in shown.audience):
        facts = shown.openings[0].facts
        with translation.override(hook.coalition.language):
            whole = _body({**told, "says": sentence(line.kind, facts), "facts": facts})
        if len(whole) <= MOST_BYTES:
            return whole
    return _body(told)


def _body(told: dict[str, Any]) -> bytes:
    return json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode()


def _send(hook: Webhook, waiting: Waiting, at: datetime, post: Post) -> Answer:
    secrets, seconds = queries.secrets_of_webhook(hook), int(at.timestamp())
    signed = signatures.headers(secrets, delivery=waiting.delivery, at=seconds, body=waiting.body)
    headers = {"Content-Type": "application/json", "User-Agent": f"Plenary/{__version__}", "Accept": "*/*", **signed}
    try:
        to = destination_of(queries.address_of_webhook(hook))
    except DestinationError:  # the rules of where one may send became stricter
        return Answer.UNREACHABLE
    return post(to, body=waiting.body, headers=headers)


def _note(hook: Webhook, n: int, answer: Answer, at: datetime) -> None:
    """Remember the attempt, with the moment at which it began: how long it took tells of other people's networks."""
    with transaction.atomic():
        if not _row(hook).select_for_update().exists():  # ended meanwhile
            return
        WebhookDelivery.objects.create(coalition_id=hook.coalition_id, webhook=hook, at=at, n=n, answer=answer)
        rows = WebhookDelivery.objects.of(hook.coalition_id).filter(webhook=hook)
        rows.filter(pk__in=list(rows.values_list("pk", flat=True)[KEPT:])).delete()


def _advance(hook: Webhook, n: int) -> None:
    moved = {"greeted_at": clock.now()} if n == GREETING else {"sequence": n}
    _row(hook).update(failures=0, failing_since=None, **moved)


def _failed(hook: Webhook, answer: Answer, at: datetime) -> None:
    failures, since = min(hook.failures + 1, 1000), hook.failing_since or at
    _row(hook).update(failures=failures, failing_since=since, next_at=at + wait_after(failures))
    if answer is Answer.GONE:
        pause(webhook=hook, why=Pause.GONE)
    elif at - since >= PAUSE_AFTER:
        pause(webhook=hook, why=Pause.FAILING)
