"""Targets and approaches of instruments that the standing may see."""

from collections.abc import Mapping, Sequence
from datetime import date

from django.db.models import QuerySet

from plenary.core.standing import Standing
from plenary.directory.rules.regions import region_of
from plenary.membership.models import Member
from plenary.membership.rules import BELONGING
from plenary.monitoring.models import Approach, Instrument, Target
from plenary.monitoring.permissions.drive import may_read_drive

_NAMED = ("lead__organisation", "lead__individual")


def targets_of(instrument: Instrument) -> Mapping[str, Target]:
    """The targets of an instrument by region, with their leads; the empty region is all. One query."""
    rows = Target.objects.of(instrument.coalition_id).filter(instrument=instrument).select_related(*_NAMED)
    return {row.region: row for row in rows}


def approaches_of(instrument: Instrument) -> Mapping[str, Approach]:
    """How the coalition goes about each actor, by its code, with the leads. One query."""
    rows = Approach.objects.of(instrument.coalition_id).filter(instrument=instrument).select_related(*_NAMED)
    return {row.actor: row for row in rows}


def target_of(instrument: Instrument, region: str) -> Target | None:
    """The target of one region (M49; empty: all), or None."""
    rows = Target.objects.of(instrument.coalition_id).filter(instrument=instrument, region=region)
    return rows.select_related(*_NAMED).first()


def approach_to(instrument: Instrument, actor: str) -> Approach | None:
    """How the coalition goes about one actor, or None."""
    rows = Approach.objects.of(instrument.coalition_id).filter(instrument=instrument, actor=actor)
    return rows.select_related(*_NAMED).first()


def lead_of(instrument: Instrument, actor: str) -> str | None:
    """The id of the member that leads an actor: named for it, else for its region. Two queries at most."""
    own = approach_to(instrument, actor)
    if own and own.lead_id:
        return own.lead_id
    target = target_of(instrument, region) if (region := region_of(actor)) else None
    return target.lead_id if target else None


def led_by(standing: Standing) -> QuerySet[Approach]:
    """What the member that is represented leads by name, and has something to be done next; first what is due first."""
    rows = Approach.objects.of(standing.coalition)
    if not standing.member or not may_read_drive(standing):
        return rows.none()
    return (
        rows.filter(lead_id=standing.member)
        .exclude(next_action="")
        .select_related("instrument")
        .order_by("due_on", "actor", "id")
    )


def due_of_leads(coalition_id: str, until: date) -> Mapping[str, Sequence[Approach]]:
    """What is to be done by a day, by the id of the member that leads it: those in good standing that lists show. One query."""
    rows = Approach.objects.of(coalition_id).filter(
        lead__in=Member.objects.of(coalition_id).filter(status__in=BELONGING, protected=False),
        due_on__lte=until,
    )
    found: dict[str, list[Approach]] = {}
    for row in rows.exclude(next_action="").select_related("instrument").order_by("due_on", "actor", "id"):
        found.setdefault(str(row.lead_id), []).append(row)
    return found
