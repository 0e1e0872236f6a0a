"""What actors do about an instrument: entering a treaty action, and taking one out that was entered by mistake."""

from dataclasses import dataclass, replace
from typing import Any

from plenary.core import clock
from plenary.core.standing import Standing
from plenary.core.verdicts import Refused, refuse, require
from plenary.monitoring.actions.entering import enter, lock, settle, short
from plenary.monitoring.models import Instrument, TreatyAction
from plenary.monitoring.permissions.instruments import may_keep
from plenary.monitoring.queries.actors import called, is_actor
from plenary.monitoring.rules import treaty_actions as rules
from plenary.monitoring.rules.delays import Delay
from plenary.monitoring.rules.instruments import LONGEST_NOTE, MOST_ACTIONS
from plenary.record import actions as record


@dataclass(frozen=True, slots=True, kw_only=True)
class Happened:
    """A treaty action with where it is told."""

    action: rules.TreatyAction
    source: str = ""


def enter_action(*, by: Standing, instrument: Instrument, happened: Happened) -> TreatyAction:
    """Enter what an actor did about an instrument; its status follows. The same again is kept once. A withdrawal without the day
    on which it takes effect takes it after the delay of the instrument, where that is told.

    Refuses as `permissions.instruments.may_keep` does, an actor that is not known (`monitoring.no_such_actor`), what cannot be
    of its other treaty actions (`monitoring.` and the reason of `rules.treaty_actions.Wrong`), and the 5,001st
    (`monitoring.too_many`).
    """
    with record.act(by=by):
        require(may_keep(by))
        locked = lock(by, instrument)
        action = _with_effect(locked, replace(happened.action, note=short(happened.action.note, LONGEST_NOTE)))
        if not is_actor(by.coalition, action.actor):
            raise Refused(refuse("monitoring.no_such_actor"))
        rows = TreatyAction.objects.of(by.coalition).filter(instrument=locked)
        own = list(rows.filter(actor=action.actor))
        if same := next((row for row in own if row.told == action), None):
            return same
        require_possible(locked, action, [row.told for row in own])
        if rows.count() >= MOST_ACTIONS:
            raise Refused(refuse("monitoring.too_many", most=MOST_ACTIONS))
        made = TreatyAction.objects.create(
            coalition_id=by.coalition,
            instrument=locked,
            actor=action.actor,
            kind=action.kind,
            day=action.day,
            takes_effect=action.takes_effect,
            note=action.note,
            source=short(happened.source, 500),
        )
        settle(locked)
        enter(by, "monitoring.action_entered", locked, told(made))
    return made


def take_out_action(*, by: Standing, action: TreatyAction) -> None:
    """Take out a treaty action that was entered by mistake; the record keeps what it was, and the status follows. One that
    is gone already changes nothing. Refuses as `permissions.instruments.may_keep` does."""
    with record.act(by=by):
        require(may_keep(by))
        locked = lock(by, action.instrument)
        gone, _each = TreatyAction.objects.of(by.coalition).filter(id=action.id).delete()
        if gone:
            settle(locked)
            enter(by, "monitoring.action_taken_out", locked, told(action))


def require_possible(instrument: Instrument, action: rules.TreatyAction, own: list[rules.TreatyAction]) -> None:
    """Refuses a treaty action that cannot be beside the others of its actor: for what it is, or for what came after it."""
    today, adopted = clock.now().date(), instrument.adopted_on
    before = set(rules.problems(own, adopted=adopted, today=today, signed_first=instrument.signed_first))
    after = rules.problems([*own, action], adopted=adopted, today=today, signed_first=instrument.signed_first)
    for _wrong_one, wrong in (each for each in after if each not in before):
        raise Refused(refuse(f"monitoring.{wrong}"))


def told(action: TreatyAction) -> dict[str, Any]:
    """A treaty action as the record tells it: codes and days."""
    effect = action.takes_effect.isoformat() if action.takes_effect else ""
    return {
        "action": action.id,
        "actor": action.actor,
        "who": called(action.coalition_id, action.actor),
        "treaty_action": action.kind,
        "day": action.day.isoformat(),
        "takes_effect": effect,
        "note": action.note,
        "source": action.source,
    }


def _with_effect(instrument: Instrument, action: rules.TreatyAction) -> rules.TreatyAction:
    if action.kind is not rules.Kind.WITHDRAWAL or action.takes_effect or not instrument.leaving:
        return action
    return replace(action, takes_effect=Delay.of(instrument.leaving).after(action.day))
