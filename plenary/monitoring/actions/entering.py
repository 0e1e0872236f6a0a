"""What all writes about an instrument share: its lock, its spans, which follow from its treaty actions, its entries."""

from collections.abc import Mapping
from typing import Any

from plenary.core import visibility
from plenary.core.standing import Standing
from plenary.core.verdicts import Refused, refuse
from plenary.decisions.actions.audiences import unattributed
from plenary.monitoring.models import Instrument, StatusSpan, TreatyAction
from plenary.monitoring.queries.instruments import is_open
from plenary.monitoring.rules.standings import standings
from plenary.monitoring.rules.statuses import status
from plenary.record import actions as record
from plenary.texts.rules import is_language


def lock(by: Standing, instrument: Instrument) -> Instrument:
    """The instrument, to be changed: taken before whatever hangs on it."""
    return Instrument.objects.of(by.coalition).select_for_update().get(id=instrument.id)


def attributed(by: Standing) -> Standing:
    """In whose name it is entered: whoever represents a protected member goes unnamed (C4)."""
    return unattributed(by) if by.is_protected else by


def enter(by: Standing, kind: str, instrument: Instrument, facts: Mapping[str, Any] | None = None) -> None:
    """Enter something about an instrument, for whoever may read it."""
    record.enter(
        by=attributed(by),
        kind=kind,
        about=instrument.id,
        audience=[visibility.PUBLIC if is_open(instrument) else visibility.MEMBERS],
        facts={"title": in_all(instrument.names), "instrument": instrument.id, **(facts or {})},
    )


def in_all(names: Mapping[str, str]) -> str | dict[str, str]:
    """Names as the record tells them: in each language in which there is one; a text where there is but one."""
    return dict(names) if len(names) > 1 else next(iter(names.values()), "")


def settle(instrument: Instrument) -> None:
    """Make the spans of an instrument anew from its treaty actions, and the day on which it entered into force. Five queries."""
    rows = TreatyAction.objects.of(instrument.coalition_id).filter(instrument=instrument)
    found = status(instrument.enters, [row.told for row in rows])
    StatusSpan.objects.of(instrument.coalition_id).filter(instrument=instrument).delete()
    StatusSpan.objects.bulk_create(
        StatusSpan(
            coalition_id=instrument.coalition_id,
            instrument=instrument,
            actor=actor,
            stands=stands,
            signed=signed,
            first=span.first,
            until=span.until,
        )
        for actor, told in found.timelines.items()
        for span, stands, signed in standings(told)
    )
    if instrument.in_force_since != found.in_force_since:
        instrument.in_force_since = found.in_force_since
        instrument.save(update_fields=["in_force_since"])


def worded(texts: Mapping[str, str], most: int, *, is_needed: bool = True) -> dict[str, str]:
    """Texts by language as they are kept, blanks at their ends taken off and empty ones left out. Refuses none at all
    (`monitoring.no_words`), longer ones (`monitoring.too_long`), and what is no tag of a language (`texts.no_such_language`)."""
    said = {tag: text.strip() for tag, text in texts.items() if text.strip()}
    if is_needed and not said:
        raise Refused(refuse("monitoring.no_words"))
    if any(len(text) > most for text in said.values()):
        raise Refused(refuse("monitoring.too_long", most=most))
    if not all(map(is_language, said)):
        raise Refused(refuse("texts.no_such_language"))
    return said


def short(words: str, most: int) -> str:
    """Words as they are kept. Refuses longer ones (`monitoring.too_long`)."""
    said = words.replace("\r\n", "\n").strip()
    if len(said) > most:
        raise Refused(refuse("monitoring.too_long", most=most))
    return said
