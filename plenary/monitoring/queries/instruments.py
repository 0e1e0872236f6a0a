"""Instruments that a standing may see, and what hangs on them."""

from collections.abc import Mapping, Sequence
from datetime import date

from django.db.models import QuerySet, Value
from django.db.models.aggregates import StringAgg
from django.db.models.query_utils import Q

from plenary.core.standing import Standing
from plenary.monitoring.models import Extension, Instrument, Obligation, StatusSpan, TreatyAction
from plenary.monitoring.permissions.instruments import may_read_instruments
from plenary.monitoring.rules.standings import BINDS, Stands

type OnDay = Mapping[Stands, Sequence[str]]
"""The codes of actors, by how each stands; nobody is in two."""


def visible_instruments(standing: Standing) -> QuerySet[Instrument]:
    """Those that the standing may read: all for those inside, for others the public ones."""
    rows = Instrument.objects.of(standing.coalition)
    if not may_read_instruments(standing):
        return rows.none()
    return rows if standing.is_inside or standing.is_system else rows.filter(is_public=True)


def visible_instrument(standing: Standing, instrument_id: str) -> Instrument | None:
    """One that the standing may read; None where it is hidden or missing."""
    return visible_instruments(standing).filter(id=instrument_id).first()


def is_open(instrument: Instrument) -> bool:
    """Whether the public reads it: it says so, and the charter makes outcomes public."""
    return instrument.is_public and bool(may_read_instruments(Standing.nobody(instrument.coalition_id)))


def on_day(coalition_id: str, day: date, *, instruments: Sequence[str] | None = None) -> Mapping[str, OnDay]:
    """Who stood how to each instrument on a day, by its id: all of the coalition, or those named. One query, a line for each
    instrument and way to stand, whatever the number of actors. Who may read of which is decided by the caller."""
    rows = StatusSpan.objects.of(coalition_id).filter(Q(until=None) | Q(until__gt=day), first__lte=day)
    if instruments is not None:
        rows = rows.filter(instrument_id__in=instruments)
    found: dict[str, dict[Stands, Sequence[str]]] = {}
    grouped = rows.order_by().values("instrument_id", "stands").annotate(who=StringAgg("actor", delimiter=Value(" ")))
    for instrument_id, stands, who in grouped.values_list("instrument_id", "stands", "who"):
        found.setdefault(instrument_id, {})[Stands(stands)] = sorted(who.split(" "))
    return found


def signatories(instrument: Instrument, day: date) -> list[str]:
    """The codes of those whose signature stood on a day, in order."""
    rows = StatusSpan.objects.of(instrument.coalition_id).filter(
        Q(until=None) | Q(until__gt=day), instrument=instrument, first__lte=day, signed=True
    )
    return sorted(rows.values_list("actor", flat=True))


def parties(found: OnDay) -> list[str]:
    """The codes of those who are parties, in force or not yet, in order."""
    return sorted(code for stands in BINDS for code in found.get(stands, ()))


def actions_of(instrument: Instrument, *, actor: str = "") -> QuerySet[TreatyAction]:
    """The treaty actions of an instrument, oldest first; of one actor where it is named."""
    rows = TreatyAction.objects.of(instrument.coalition_id).filter(instrument=instrument).select_related("taken")
    return rows.filter(actor=actor) if actor else rows


def obligations_of(instrument: Instrument) -> QuerySet[Obligation]:
    """What an instrument asks, in the order in which it stands there."""
    return Obligation.objects.of(instrument.coalition_id).filter(instrument=instrument)


def extensions_of(instrument: Instrument) -> Mapping[tuple[str, str], Sequence[date]]:
    """Until which days each has longer, by the id of the obligation and the code of the actor."""
    found: dict[tuple[str, str], list[date]] = {}
    rows = Extension.objects.of(instrument.coalition_id).filter(obligation__instrument=instrument)
    for obligation_id, actor, until in rows.values_list("obligation_id", "actor", "until"):
        found.setdefault((obligation_id, actor), []).append(until)
    return found
