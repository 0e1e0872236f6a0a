"""Instruments in every state, for the tests of this room and of those above."""

from dataclasses import replace
from datetime import date
from typing import Any

from plenary.core.standing import Standing
from plenary.monitoring import actions
from plenary.monitoring.models import Instrument, Obligation, TreatyAction
from plenary.monitoring.rules.delays import Begins, Delay
from plenary.monitoring.rules.entering import Entering
from plenary.monitoring.rules.instruments import Kind
from plenary.monitoring.rules.obligations import Deadline
from plenary.monitoring.rules.treaty_actions import Kind as Did
from plenary.monitoring.rules.treaty_actions import TreatyAction as Told

SIXTH_MONTH = Delay(months=6, begins=Begins.FIRST_OF_MONTH)
TREATY = actions.Details(
    kind=Kind.TREATY,
    names={"en": "Treaty on Fields", "ar": "معاهدة الحقول"},
    adopted_on=date(1997, 9, 18),
    depositary="The depositary",
    reference="Chapter 1",
    entering=Entering(parties=2, delay=SIXTH_MONTH, delay_of_each=SIXTH_MONTH),
    leaving=Delay(months=6),
    signed_first=True,
)
CLEARING = actions.Asked(
    article="5",
    texts={"en": "Clears its fields within ten years."},
    norms={"en": "Fields are cleared."},
    deadline=Deadline(Delay(years=10)),
    may_extend=True,
)


def instrument(by: Standing, **details: Any) -> Instrument:
    """An instrument that is watched."""
    return actions.keep_instrument(by=by, details=replace(TREATY, **details))


def did(by: Standing, about: Instrument, actor: str, kind: Did, day: date) -> TreatyAction:
    """A treaty action that was entered; a withdrawal takes effect after the delay of the instrument."""
    return actions.enter_action(by=by, instrument=about, happened=actions.Happened(action=Told(actor, kind, day)))


def in_force(by: Standing, **details: Any) -> Instrument:
    """A treaty that Mali and Niger brought into force on 1 September 1998, and that Peru signed."""
    made = instrument(by, **details)
    for actor in ("MLI", "NER", "PER"):
        did(by, made, actor, Did.SIGNATURE, date(1997, 12, 3))
    did(by, made, "MLI", Did.RATIFICATION, date(1998, 2, 1))
    did(by, made, "NER", Did.RATIFICATION, date(1998, 3, 23))
    return made


def clearing(by: Standing, about: Instrument, **asked: Any) -> Obligation:
    """An obligation with a deadline of ten years that can be extended."""
    return actions.keep_obligation(by=by, instrument=about, asked=replace(CLEARING, **asked))
