"""What each coalition of the story watches: a treaty with what it asks, who is bound by it, and an actor that it words itself."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from plenary.core.standing import Standing
from plenary.monitoring import actions, models
from plenary.monitoring.models import Instrument
from plenary.monitoring.queries.lists import comparison_of
from plenary.monitoring.rules.delays import Delay
from plenary.monitoring.rules.entering import Category, Entering
from plenary.monitoring.rules.instruments import ActorKind, Kind
from plenary.monitoring.rules.obligations import Deadline
from plenary.monitoring.rules.taking import Choices
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
        entering=Entering(
            parties=1,
            delay=Delay(months=6),
            categories=(Category(told("States with fields"), frozenset({"MLI"}), 1),),
        ),
        leaving=Delay(months=6),
        is_public=is_public,
    )
    treaty = actions.keep_instrument(by=by, details=details)
    obligation = _asks(by, treaty, told)
    signing = TreatyAction("MLI", Did.SIGNATURE, date(1997, 12, 3), note=told("At the conference."))
    signed = did(by, treaty, signing, told("Page 1"))
    did(by, treaty, TreatyAction("MLI", Did.RATIFICATION, date(1998, 6, 2)))
    longer = _has_longer(by, obligation, told)
    _word(by, told)
    waiting = _lists(by, treaty, told)
    law = replace(details, kind=Kind.LAW, names={"en": told("Law on Fields")}, is_public=False)
    _brought(by, actions.keep_instrument(by=by, details=law), told("law.html"), _page(told("Law on Fields")))
    return {
        "instrument_id": treaty.id,
        "obligation_id": obligation.id,
        "action_id": signed.id,
        "extension_id": longer.id,
        "actor_code": "SAHEL-FRONT",
        "brought_list_id": waiting.id,
    }


def _lists(by: Standing, treaty: Instrument, told: Callable[[str], str]) -> models.BroughtList:
    """A status list that was taken over, and one that waits, a row of which is not read."""
    row = _brought(by, treaty, told("status.html"), _page(told("Treaty on Fields")))
    actions.take_list(by=by, brought=row, seen=comparison_of(row).digest, choices=Choices())
    rows = (
        "actor,name,action,day,takes_effect,note,source",
        f"CHL,Chile,accession,2002-01-01,,{told('By letter.')},{told('Page 3')}",
        f"ATLANTIS,{told('Atlantis')},accession,2002-01-01,,,",
    )
    return _brought(by, treaty, told("actions.csv"), "\n".join(rows))


def _page(title: str) -> str:
    rows = ("Participant|Signature|Accession(a), Ratification", "Mali|3 Dec 1997|2 Jun 1998", "Ghana||5 May 2000 a")
    cells = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row.split("|")) + "</tr>" for row in rows)
    return f"<html><div class='treatyCenter'>{title}</div><table id='a_tblgrid'>{cells}</table></html>"


def _brought(by: Standing, treaty: Instrument, name: str, text: str) -> models.BroughtList:
    return actions.bring_list(by=by, instrument=treaty, file_name=name, data=text.encode())


def did(by: Standing, treaty: Instrument, action: TreatyAction, source: str = "") -> models.TreatyAction:
    """A treaty action that was entered."""
    return actions.enter_action(by=by, instrument=treaty, happened=actions.Happened(action=action, source=source))


def more(by: Standing, instrument_id: str) -> None:
    """Further parties, and a further treaty."""
    treaty = Instrument.objects.of(by.coalition).get(id=instrument_id)
    for actor in ("TCD", "NER", "PER"):
        did(by, treaty, TreatyAction(actor, Did.ACCESSION, date(2001, 1, 1)))
    actions.keep_catalogued(by=by, code="mine-ban", is_public=True)


def _asks(by: Standing, treaty: Instrument, told: Callable[[str], str]) -> models.Obligation:
    asked = actions.Asked(
        article=told("5"),
        texts={"en": told("Clears its fields.")},
        norms={"en": told("Fields are cleared.")},
        deadline=Deadline(Delay(years=10)),
        may_extend=True,
    )
    return actions.keep_obligation(by=by, instrument=treaty, asked=asked)


def _has_longer(by: Standing, obligation: models.Obligation, told: Callable[[str], str]) -> models.Extension:
    return actions.extend(
        by=by,
        obligation=obligation,
        actor="MLI",
        until=date(2030, 1, 1),
        granted_on=date(2008, 11, 28),
        note=told("Asked in time."),
        source=told("Page 2"),
    )


def _word(by: Standing, told: Callable[[str], str]) -> None:
    wording = actions.Wording(
        kind=ActorKind.ARMED_GROUP,
        names={"en": told("Sahel Front")},
        also=[told("The Front")],
        within="MLI",
        wording=told("As it calls itself."),
    )
    actions.word_actor(by=by, code="SAHEL-FRONT", wording=wording)
