"""The universalisation drive: setting and taking out a target, writing how the coalition goes about an actor."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from plenary.core import clock, visibility
from plenary.core.standing import Standing
from plenary.core.verdicts import Refused, refuse, require
from plenary.membership.queries import listed_members
from plenary.membership.rules import BELONGING
from plenary.monitoring.actions.entering import attributed, in_all, lock, short
from plenary.monitoring.models import Approach, Instrument, Target
from plenary.monitoring.permissions.drive import may_write_approach
from plenary.monitoring.permissions.instruments import may_keep
from plenary.monitoring.queries.actors import called, is_actor
from plenary.monitoring.queries.drive import lead_of
from plenary.monitoring.rules.driving import EVERYWHERE, REGIONS, Step
from plenary.monitoring.rules.instruments import LONGEST_WORDS, MOST_PARTIES
from plenary.record import actions as record


@dataclass(frozen=True, slots=True, kw_only=True)
class Aim:
    """How many parties in a region (M49; empty: in all) by when; `lead` is the id of a member, empty: none, None: as it is."""

    region: str
    parties: int
    until: date
    lead: str | None = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """How the coalition goes about an actor: the step where it is another than the likely one, what stands in the way, what is
    done next and by when, whether it is of the core group; `lead` is the id of a member, empty for none, None to let it be."""

    step: Step | None = None
    obstacles: str = ""
    next_action: str = ""
    due_on: date | None = None
    is_friend: bool = False
    lead: str | None = None


def set_target(*, by: Standing, instrument: Instrument, aim: Aim) -> Target:
    """Set what the coalition aims at in a region, anew or otherwise than before; the same again changes nothing. For the members.

    Refuses as `permissions.instruments.may_keep` does, a region that is none (`monitoring.no_such_region`), no party or more than
    a thousand (`monitoring.bad_number`), a day that has passed (`monitoring.bad_day`), and a lead that is no member in good
    standing (`monitoring.lead_not_here`).
    """
    with record.act(by=by):
        require(may_keep(by))
        locked = lock(by, instrument)
        if aim.region not in (*REGIONS, EVERYWHERE):
            raise Refused(refuse("monitoring.no_such_region"))
        if not 1 <= aim.parties <= MOST_PARTIES:
            raise Refused(refuse("monitoring.bad_number", most=MOST_PARTIES))
        row = Target.objects.of(by.coalition).filter(instrument=locked, region=aim.region).first()
        if aim.until < clock.now().date() and (row is None or row.until != aim.until):
            raise Refused(refuse("monitoring.bad_day"))
        fields: dict[str, Any] = {"parties": aim.parties, "until": aim.until}
        if aim.lead is not None:
            fields["lead_id"] = _lead(by, aim.lead, row)
        row = row or Target(coalition_id=by.coalition, instrument=locked, region=aim.region)
        if row._state.adding or any(getattr(row, name) != value for name, value in fields.items()):
            for name, value in fields.items():
                setattr(row, name, value)
            row.save()
            _enter(by, "monitoring.target_set", locked, _told(row))
    return row


def take_out_target(*, by: Standing, target: Target) -> None:
    """Take a target out; what is gone already changes nothing. For the members. Refuses as `permissions.instruments.may_keep`."""
    with record.act(by=by):
        require(may_keep(by))
        locked = lock(by, target.instrument)
        row = Target.objects.of(by.coalition).filter(id=target.id, instrument=locked).first()
        if row is not None:
            row.delete()
            _enter(by, "monitoring.target_taken_out", locked, _told(row))


def keep_approach(*, by: Standing, instrument: Instrument, actor: str, way: Way) -> Approach:
    """Write how the coalition goes about an actor, by its code; the same again changes nothing. For the members. The record says
    what was changed and not in which words: they are candid, and are written anew every week.

    Refuses as `permissions.drive.may_write_approach` does, a lead that is named by one who does not keep instruments as
    `permissions.instruments.may_keep` does, an actor that is not known (`monitoring.no_such_actor`), words that are too long
    (`monitoring.too_long`), and a lead that is no member in good standing (`monitoring.lead_not_here`).
    """
    with record.act(by=by):
        locked = lock(by, instrument)
        require(may_write_approach(by, lead_of(locked, actor)))
        if not is_actor(by.coalition, actor):
            raise Refused(refuse("monitoring.no_such_actor"))
        row = Approach.objects.of(by.coalition).filter(instrument=locked, actor=actor).first()
        fields: dict[str, Any] = {
            "step": way.step.value if way.step else "",
            "obstacles": short(way.obstacles, LONGEST_WORDS),
            "next_action": short(way.next_action, LONGEST_WORDS),
            "due_on": way.due_on,
            "is_friend": way.is_friend,
        }
        if way.lead is not None:
            require(may_keep(by))
            fields["lead_id"] = _lead(by, way.lead, row)
        row = row or Approach(coalition_id=by.coalition, instrument=locked, actor=actor)
        changed = sorted(name.removesuffix("_id") for name, value in fields.items() if getattr(row, name) != value)
        if changed:
            for name, value in fields.items():
                setattr(row, name, value)
            row.changed_at = clock.now()
            row.save()
            facts = {"actor": actor, "who": called(by.coalition, actor), "changed": changed}
            _enter(by, "monitoring.approach_kept", locked, facts)
    return row


def _lead(by: Standing, lead: str, row: Target | Approach | None) -> str | None:
    """The id of the lead as it is kept; one who was named before may stay, whatever became of it."""
    stays = row is not None and row.lead_id == lead
    if lead and not stays and not listed_members(by).filter(pk=lead, status__in=BELONGING).exists():
        raise Refused(refuse("monitoring.lead_not_here"))
    return lead or None


def _told(row: Target) -> dict[str, Any]:
    lead = row.lead.id if row.lead and not row.lead.protected else ""
    return {"region": row.region, "parties": row.parties, "until": row.until.isoformat(), "lead": lead}


def _enter(by: Standing, kind: str, instrument: Instrument, facts: dict[str, Any]) -> None:
    record.enter(
        by=attributed(by),
        kind=kind,
        about=instrument.id,
        audience=[visibility.MEMBERS],
        facts={"title": in_all(instrument.names), "instrument": instrument.id, **facts},
    )
