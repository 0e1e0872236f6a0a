"""Keeping an instrument: beginning to watch it, from the catalogue or by hand, and changing what is kept of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from plenary.core import clock
from plenary.core.standing import Standing
from plenary.core.verdicts import Refused, refuse, require
from plenary.monitoring.actions.entering import enter, lock, settle, short, worded
from plenary.monitoring.catalogue import catalogued
from plenary.monitoring.models import Instrument, Obligation
from plenary.monitoring.permissions.instruments import may_keep
from plenary.monitoring.rules.delays import AT_ONCE, Delay
from plenary.monitoring.rules.entering import UNKNOWN, Entering
from plenary.monitoring.rules.instruments import LONGEST_NAME, MOST_PARTIES, Kind
from plenary.record import actions as record

_OLDEST = date(1800, 1, 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Details:
    """What is told of an instrument: its names by language, when it was adopted, who keeps its status and where, what brings it
    into force (with the day that the depositary tells), after which delay a withdrawal takes effect, whether it is ratified
    after signature only, and whether the public may read its status."""

    kind: Kind
    names: Mapping[str, str]
    adopted_on: date | None = None
    depositary: str = ""
    reference: str = ""
    entering: Entering = UNKNOWN
    leaving: Delay = AT_ONCE
    signed_first: bool = True
    is_public: bool = field(default=False)


def keep_instrument(*, by: Standing, details: Details) -> Instrument:
    """Begin to watch an instrument; enters it for those who may read it.

    Refuses as `permissions.instruments.may_keep` does, without a name (`monitoring.no_words`), with words that are too long
    (`monitoring.too_long`), what needs no party or more than a thousand (`monitoring.bad_number`), and days that cannot be
    (`monitoring.bad_day`).
    """
    with record.act(by=by):
        require(may_keep(by))
        made = Instrument.objects.create(coalition_id=by.coalition, kept_at=clock.now(), **_checked(details))
        enter(by, "monitoring.instrument_kept", made)
    return made


def keep_catalogued(*, by: Standing, code: str, is_public: bool = False) -> Instrument:
    """Begin to watch an instrument that the house knows (`catalogue`), with its obligations.

    Refuses as `permissions.instruments.may_keep` does, an unknown code (`monitoring.not_catalogued`), and one that is watched
    already (`monitoring.is_kept`).
    """
    if (known := catalogued().get(code)) is None:
        raise Refused(refuse("monitoring.not_catalogued"))
    with record.act(by=by):
        require(may_keep(by))
        if any(each.names == known.names for each in Instrument.objects.of(by.coalition).only("names")):
            raise Refused(refuse("monitoring.is_kept"))
        details = Details(
            kind=known.kind,
            names=known.names,
            adopted_on=known.adopted_on,
            depositary=known.depositary,
            reference=known.reference,
            entering=known.entering,
            leaving=known.leaving,
            signed_first=known.signed_first,
            is_public=is_public,
        )
        made = keep_instrument(by=by, details=details)
        Obligation.objects.bulk_create(
            Obligation(
                coalition_id=by.coalition,
                instrument=made,
                place=place,
                article=each.article,
                texts=dict(each.texts),
                norms=dict(each.norms),
                binds=each.binds,
                deadline=each.deadline.document if each.deadline else {},
                may_extend=each.may_extend,
            )
            for place, each in enumerate(known.obligations, start=1)
        )
    return made


def change_instrument(*, by: Standing, instrument: Instrument, details: Details) -> Instrument:
    """Change what is kept of an instrument; its status follows. Nothing new changes nothing. Refuses as `keep_instrument`."""
    with record.act(by=by):
        require(may_keep(by))
        locked = lock(by, instrument)
        fields = _checked(details)
        changed = [name for name, value in fields.items() if getattr(locked, name) != value]
        if changed:
            for name in changed:
                setattr(locked, name, fields[name])
            locked.save(update_fields=changed)
            settle(locked)
            enter(by, "monitoring.instrument_changed", locked, {"changed": sorted(changed)})
    return locked


def _checked(details: Details) -> dict[str, Any]:
    needed = details.entering
    numbers = [needed.parties, *(each.parties for each in needed.categories)]
    if not all(1 <= number <= MOST_PARTIES for number in numbers):
        raise Refused(refuse("monitoring.bad_number", most=MOST_PARTIES))
    days = [day for day in (details.adopted_on, needed.entered) if day]
    if any(not day >= _OLDEST for day in days) or days != sorted(days):
        raise Refused(refuse("monitoring.bad_day"))
    if details.adopted_on and details.adopted_on > clock.now().date():
        raise Refused(refuse("monitoring.bad_day"))
    return {
        "kind": Kind(details.kind).value,
        "names": worded(details.names, LONGEST_NAME),
        "adopted_on": details.adopted_on,
        "depositary": short(details.depositary, LONGEST_NAME),
        "reference": short(details.reference, 500),
        "entering": needed.document,
        "entered_on": needed.entered,
        "leaving": details.leaving.document,
        "signed_first": details.signed_first,
        "is_public": details.is_public,
    }
