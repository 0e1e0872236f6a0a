"""What each coalition of the story watches: a treaty with what it asks, who is bound by it, and an actor that it words itself."""

from datetime import date

from plenary.core.standing import Standing
from plenary.monitoring import actions, models
from plenary.monitoring.models import Instrument
from plenary.monitoring.rules.delays import Delay
from plenary.monitoring.rules.entering import Entering
from plenary.monitoring.rules.instruments import ActorKind, Kind
from plenary.monitoring.rules.obligations import Deadline
from plenary.monitoring.rules.treaty_actions import Kind as Did
from plenary.monitoring.rules.treaty_actions import TreatyAction
from tests.story.marks import said


def watch(by: Standing, words: str = "", *, is_public: bool = True) -> dict[str, str]:
    """A treaty in force, one party of which has longer for what it asks; what its addresses need."""

    def told(text: str) -> str:
        return said(f"{words} {text}".strip())

    details = actions.Details(
        kind=Kind.TREATY,
        names={"en": told("Treaty on Fields"), "fr": told("Traité des champs")},
        adopted_on=date(1997, 9, 18),
        depositary=told("The depositary"),
        reference=told("Chapter 1"),
        entering=Entering(parties=1, delay=Delay(months=6)),
        leaving=Delay(months=6),
        is_public=is_public,
    )
    treaty = actions.keep_instrument(by=by, details=details)
    asked = actions.Asked(
        article=told("5"),
        texts={"en": told("Clears its fields.")},
        norms={"en": told("Fields are cleared.")},
        deadline=Deadline(Delay(years=10)),
        may_extend=True,
    )
    obligation = actions.keep_obligation(by=by, instrument=treaty, asked=asked)
    signing = TreatyAction("MLI", Did.SIGNATURE, date(1997, 12, 3), note=told("At the conference."))
    signed = did(by, treaty, signing, told("Page 1"))
    did(by, treaty, TreatyAction("MLI", Did.RATIFICATION, date(1998, 6, 2)))
    longer = actions.extend(
        by=by,
        obligation=obligation,
        actor="MLI",
        until=date(2030, 1, 1),
        granted_on=date(2008, 11, 28),
        note=told("Asked in time."),
        source=told("Page 2"),
    )
    wording = actions.Wording(
        kind=ActorKind.ARMED_GROUP,
        names={"en": told("Sahel Front")},
        also=[told("The Front")],
        within="MLI",
        wording=told("As it calls itself."),
    )
    actions.word_actor(by=by, code="SAHEL-FRONT", wording=wording)
    return {
        "instrument_id": treaty.id,
        "obligation_id": obligation.id,
        "action_id": signed.id,
        "extension_id": longer.id,
        "actor_code": "SAHEL-FRONT",
    }


def did(by: Standing, treaty: Instrument, action: TreatyAction, source: str = "") -> models.TreatyAction:
    """A treaty action that was entered."""
    return actions.enter_action(by=by, instrument=treaty, happened=actions.Happened(action=action, source=source))


def more(by: Standing, instrument_id: str) -> None:
    """Further parties, and a further treaty."""
    treaty = Instrument.objects.of(by.coalition).get(id=instrument_id)
    for actor in ("TCD", "NER", "PER"):
        did(by, treaty, TreatyAction(actor, Did.ACCESSION, date(2001, 1, 1)))
    actions.keep_catalogued(by=by, code="mine-ban", is_public=True)
