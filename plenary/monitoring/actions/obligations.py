"""What an instrument asks: keeping and taking out obligations, and that somebody has longer for one."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from plenary.core import clock
from plenary.core.standing import Standing
from plenary.core.verdicts import Refused, refuse, require
from plenary.monitoring.actions.entering import enter, lock, short, worded
from plenary.monitoring.models import Extension, Finding, Instrument, Obligation
from plenary.monitoring.permissions.instruments import may_keep
from plenary.monitoring.queries.actors import called, is_actor
from plenary.monitoring.rules.instruments import LONGEST_NOTE, LONGEST_WORDS, MOST_OBLIGATIONS, Binds
from plenary.monitoring.rules.obligations import Deadline
from plenary.record import actions as record


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """An obligation: where it stands, what it asks in short and the norm for those not bound (by language), whom it binds, by
    when it is to be done, and whether that can be extended."""

    article: str
    texts: Mapping[str, str]
    norms: Mapping[str, str] = field(default_factory=dict)
    binds: Binds = Binds.PARTIES
    deadline: Deadline | None = None
    may_extend: bool = False


def keep_obligation(*, by: Standing, instrument: Instrument, asked: Asked, row: Obligation | None = None) -> Obligation:
    """Add an obligation at the end of the list, or change one. Nothing new changes nothing; enters what changed.

    Refuses as `permissions.instruments.may_keep` does, without words (`monitoring.no_words`), with too many
    (`monitoring.too_long`), and a 201st obligation (`monitoring.too_many`).
    """
    with record.act(by=by):
        require(may_keep(by))
        locked = lock(by, instrument)
        rows = Obligation.objects.of(by.coalition).filter(instrument=locked)
        fields = {
            "article": short(asked.article, 40),
            "texts": worded(asked.texts, LONGEST_WORDS),
            "norms": worded(asked.norms, LONGEST_WORDS, is_needed=False),
            "binds": Binds(asked.binds).value,
            "deadline": asked.deadline.document if asked.deadline else {},
            "may_extend": asked.may_extend,
        }
        if row is None:
            last = rows.order_by("-place").first()
            if last is not None and rows.count() >= MOST_OBLIGATIONS:
                raise Refused(refuse("monitoring.too_many", most=MOST_OBLIGATIONS))
            place = last.place + 1 if last else 1
            kept = Obligation.objects.create(coalition_id=by.coalition, instrument=locked, place=place, **fields)
        else:
            kept = rows.get(id=row.id)
            changed = [name for name, value in fields.items() if getattr(kept, name) != value]
            if not changed:
                return kept
            for name in changed:
                setattr(kept, name, fields[name])
            kept.save(update_fields=changed)
        enter(by, "monitoring.obligation_kept", locked, {"obligation": kept.id, "article": kept.article, **fields})
    return kept


def take_out_obligation(*, by: Standing, obligation: Obligation) -> None:
    """Take an obligation out, and who had longer for it. Refuses as `permissions.instruments.may_keep` does, and one on which
    findings rest (`monitoring.has_findings`)."""
    with record.act(by=by):
        require(may_keep(by))
        locked = lock(by, obligation.instrument)
        if Finding.objects.of(by.coalition).filter(obligation=obligation).exists():
            raise Refused(refuse("monitoring.has_findings"))
        gone, _each = Obligation.objects.of(by.coalition).filter(id=obligation.id).delete()
        if gone:
            told = {"article": obligation.article, "texts": obligation.texts}
            enter(by, "monitoring.obligation_taken_out", locked, told)


def extend(
    *, by: Standing, obligation: Obligation, actor: str, until: date, granted_on: date, note: str = "", source: str = ""
) -> Extension:
    """Enter that an actor has until a day for an obligation; the same again is kept once.

    Refuses as `permissions.instruments.may_keep` does, an obligation that cannot be extended (`monitoring.not_extended`), an
    actor that is not known (`monitoring.no_such_actor`), and days that cannot be (`monitoring.bad_day`).
    """
    with record.act(by=by):
        require(may_keep(by))
        locked = lock(by, obligation.instrument)
        if not obligation.may_extend or obligation.due_by is None:
            raise Refused(refuse("monitoring.not_extended"))
        if not is_actor(by.coalition, actor):
            raise Refused(refuse("monitoring.no_such_actor"))
        if not granted_on < until or granted_on > clock.now().date():
            raise Refused(refuse("monitoring.bad_day"))
        rows = Extension.objects.of(by.coalition).filter(obligation=obligation)
        if (same := rows.filter(actor=actor, until=until).first()) is not None:
            return same
        made = Extension.objects.create(
            coalition_id=by.coalition,
            obligation=obligation,
            actor=actor,
            until=until,
            granted_on=granted_on,
            note=short(note, LONGEST_NOTE),
            source=short(source, 500),
        )
        enter(by, "monitoring.extended", locked, _extended(obligation, made))
    return made


def take_out_extension(*, by: Standing, extension: Extension) -> None:
    """Take out that somebody had longer. Refuses as `permissions.instruments.may_keep` does."""
    with record.act(by=by):
        require(may_keep(by))
        locked = lock(by, extension.obligation.instrument)
        gone, _each = Extension.objects.of(by.coalition).filter(id=extension.id).delete()
        if gone:
            enter(by, "monitoring.extension_taken_out", locked, _extended(extension.obligation, extension))


def _extended(obligation: Obligation, extension: Extension) -> dict[str, Any]:
    return {
        "obligation": obligation.id,
        "article": obligation.article,
        "actor": extension.actor,
        "who": called(extension.coalition_id, extension.actor),
        "until": extension.until.isoformat(),
    }
