"""Sealing and releasing the traces of a person in one coalition, each time in one act, and what requests wrote meanwhile."""

import json
from collections.abc import Mapping

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext

from plenary.coalitions.models import Coalition
from plenary.core import clock, visibility
from plenary.core.models import random_id
from plenary.core.sealing import seal, unseal
from plenary.core.standing import Standing
from plenary.core.traces import Subject, Trace, account_traces, person_traces
from plenary.directory.models import Person
from plenary.emergency.actions import telling
from plenary.emergency.entries import SEALED
from plenary.emergency.models import Alarm, Guide, SealedCard, Taken
from plenary.emergency.queries.alarms import rows_taken, subject_of
from plenary.record import actions as record


def seal_card(*, card: SealedCard) -> None:
    """Seal what a coalition tells of the person, and enter under seal that it was done, for the guides and the person.

    In one act; asked again it seals what is new, and enters nothing. The guides get a mail without words.
    """
    by = Standing.system(card.coalition_id, "protection")
    with record.act(by=by):
        locked = SealedCard.objects.of(card.coalition_id).select_for_update().get(pk=card.pk)
        if locked.released_at is not None:
            return
        _take_again(locked)
        if locked.sealed_at is None:
            locked.sealed_at = clock.now()
            locked.save(update_fields=["sealed_at"])
            _enter(by, locked, "alarm")
            guides = Guide.objects.filter(alarm=locked.alarm).select_related("account")
            guides = guides.filter(coalition=None) | guides.filter(coalition=locked.coalition)
            told = [guide.account for guide in guides if guide.account_id != locked.alarm.raised_by_id]
            telling.tell(told, locked.coalition, f"alarm:{locked.alarm_id}")


def release_card(*, card: SealedCard) -> None:
    """Put back what was sealed in a coalition, and enter under seal that it was done.

    What another alarm that stands must keep sealed too (a roll call with both names) is sealed again in the same act.
    """
    by = Standing.system(card.coalition_id, "protection")
    with record.act(by=by):
        locked = SealedCard.objects.of(card.coalition_id).select_for_update().get(pk=card.pk)
        if locked.released_at is not None:
            return
        put_back(locked.alarm, person_traces(), subject_of(locked.alarm, locked))
        locked.released_at = clock.now()
        locked.save(update_fields=["released_at"])
        others = SealedCard.objects.of(card.coalition_id).filter(sealed_at__isnull=False, released_at=None)
        for other in others.exclude(pk=locked.pk).select_related("alarm").order_by("pk"):
            _take_again(other)
        if locked.sealed_at is not None:
            _enter(by, locked, "undone")


def take_late(*, alarm: Alarm) -> None:
    """Take out of the account's own rows what a request that was under way wrote after the alarm."""
    with transaction.atomic():
        keep_taken(alarm, account_traces(), subject_of(alarm))


def keep_taken(alarm: Alarm, traces: Mapping[str, Trace], subject: Subject) -> None:
    """Take each trace and keep what was taken, sealed. In the caller's transaction."""
    number = Taken.objects.filter(alarm=alarm).count()
    for name, trace in traces.items():
        payload = trace.take(subject)
        if not payload:
            continue
        number += 1
        row = Taken(id=random_id(), alarm=alarm, coalition_id=subject.coalition or None, trace=name, number=number)
        row.payload_sealed = seal(json.dumps(payload).encode(), place=row.place)
        row.save(force_insert=True)


def put_back(alarm: Alarm, traces: Mapping[str, Trace], subject: Subject, *, without: str = "") -> None:
    """Put back what was taken, the last first, and forget it; of the trace `without` nothing comes back."""
    rows = rows_taken(alarm, subject.coalition)
    for row in rows.order_by("-number"):
        if row.trace != without and row.trace in traces:
            traces[row.trace].put_back(subject, json.loads(unseal(bytes(row.payload_sealed), place=row.place)))
    rows.delete()


def _take_again(card: SealedCard) -> None:
    with translation.override(Coalition.objects.only("language").get(id=card.coalition_id).language):
        unnamed = gettext("a person")
    keep_taken(card.alarm, person_traces(), subject_of(card.alarm, card, unnamed))


def _enter(by: Standing, card: SealedCard, what: str) -> None:
    """Under seal, in the record of the coalition: read by the guides who have a card there, and by the person."""
    accounts = [*Guide.objects.filter(alarm=card.alarm).values_list("account_id", flat=True), card.alarm.raised_by_id]
    cards = dict(
        Person.objects.of(card.coalition_id)
        .filter(account_id__in=[each for each in accounts if each], removed_at=None)
        .values_list("account_id", "pk")
    )
    readers = [cards[account] for account in accounts[:-1] if account in cards]
    record.enter(
        by=by,
        kind=SEALED,
        audience=[visibility.SEALED, visibility.person(card.person), *map(visibility.person, readers)],
        facts={"what": what, "person": card.person, "raised_by": cards.get(card.alarm.raised_by_id or "", "")},
    )
