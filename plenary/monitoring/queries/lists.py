"""Status lists: those that were taken over, one that was brought, and how it differs from what is kept."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from django.db.models import QuerySet

from plenary.core import clock
from plenary.monitoring.models import BroughtList, Instrument, TakenList, TreatyAction
from plenary.monitoring.rules.taking import Comparison, Ended, compare, contradictions
from plenary.monitoring.rules.treaty_actions import Kind
from plenary.monitoring.rules.treaty_actions import TreatyAction as Told


def taken_lists(instrument: Instrument) -> QuerySet[TakenList]:
    """The lists that were taken over for an instrument, the newest first."""
    return TakenList.objects.of(instrument.coalition_id).filter(instrument=instrument).order_by("-taken_at", "-id")


def brought_list(instrument: Instrument, brought_list_id: str) -> BroughtList | None:
    """A list that was brought for an instrument, and waits; None where there is none. For whoever keeps instruments."""
    rows = BroughtList.objects.of(instrument.coalition_id).filter(instrument=instrument)
    return rows.select_related("instrument").filter(id=brought_list_id).first()


def comparison_of(brought: BroughtList) -> Comparison:
    """How a list that was brought differs from what is kept now, and what of it cannot be. One query."""
    instrument = brought.instrument
    rows = TreatyAction.objects.of(brought.coalition_id).filter(instrument=instrument)
    found = compare(
        [row.told for row in rows],
        sources_of(brought),
        ends=[Ended(actor, line, tuple(_told(each) for each in own)) for line, actor, own in brought.ends],
        unread=brought.silent,
        as_at=brought.as_at,
    )
    return replace(
        found,
        wrong=contradictions(
            found.kept,
            replace(found.found, missing=()),
            adopted=instrument.adopted_on,
            today=clock.now().date(),
            signed_first=instrument.signed_first,
        ),
    )


def sources_of(brought: BroughtList) -> Mapping[Told, str]:
    """The treaty actions that a list tells, and where each is told; empty where the list itself tells it."""
    return {_told(each): each[5] for each in brought.told}


def as_kept(actions: Iterable[Told], sources: Mapping[Told, str]) -> list[list[str]]:
    """Treaty actions as a list that was brought keeps them."""
    return [
        [
            each.actor,
            each.kind.value,
            each.day.isoformat(),
            each.takes_effect.isoformat() if each.takes_effect else "",
            each.note,
            sources.get(each, ""),
        ]
        for each in actions
    ]


def _told(kept: Any) -> Told:
    actor, kind, day, effect, note, _source = kept
    return Told(actor, Kind(kind), date.fromisoformat(day), date.fromisoformat(effect) if effect else None, note)
