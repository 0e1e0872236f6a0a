"""Proposals and electors that no database holds, everybody around them, and what rows would answer: for tables of what is
allowed."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from plenary.bodies.rules import Elector as Place
from plenary.charter import decidable
from plenary.charter.rules.schema import Charter, Office, Process
from plenary.charter.tests.in_force import in_force
from plenary.core.standing import Standing
from plenary.core.tests.standings import (
    CONSULTS,
    OBSERVES,
    OUTSIDE,
    STRANGER,
    SUSPENDED,
    SYSTEM,
    Around,
    officer,
    one,
)
from plenary.decisions import queries
from plenary.decisions.models import Effect, Elector, Proposal, Stage
from plenary.decisions.permissions import drafting, nominations, resting, urgency
from plenary.decisions.queries import electors as reads_of_electors
from plenary.decisions.rules.phases import Phase
from plenary.decisions.tests.factories import MONDAY, charter
from plenary.membership.models import Member

EARLIER, LATER = MONDAY - timedelta(days=1), MONDAY + timedelta(days=1)
POWERS = ("decisions.open_any", "decisions.enter_answers")
CHARTER = replace(charter(), offices=(Office(code="chair", names={"en": "chair"}, body="board", powers=POWERS),))
ORDINARY = CHARTER.process("ordinary")

HERSELF = {"member": "", "member_status": "", "category": "", "mandate": None, "bodies": frozenset({"board"})}
"""Who sits in a body in her own name."""

WHO = Around(
    {
        "moved it": one(),
        "consults for the mover": one(**CONSULTS),
        "observes for the mover": one(**OBSERVES),
        "moved it and is suspended": one(**SUSPENDED),
        "votes": one(person="o", member="n"),
        "consults": one(person="o", member="n", **CONSULTS),
        "observes": one(person="o", member="n", **OBSERVES),
        "sits for herself": one(person="q", **HERSELF),
        "came later": one(person="l", member="l"),
        "chairs": officer("chair", person="h"),
        "applies": one(person="x", member="x", member_status="applied", **OUTSIDE),
        "a stranger": one(**STRANGER),
        "the program": one(**SYSTEM),
    }
)
MEMBERS = ("moved_it", "consults_for_the_mover", "votes", "consults", "came_later")
"""Those who speak for a member."""

YES, VOICE = "yes, you_may: process.ordinary", "yes, you_may: category.member"
SPEAKING = dict.fromkeys(MEMBERS, VOICE) | {"sits_for_herself": "yes, you_may", "chairs": "yes, you_may"}
SILENT = {
    **dict.fromkeys(("observes_for_the_mover", "observes"), "no, observes: category.member"),
    "moved_it_and_is_suspended": "no, suspended: accountability",
}
SPEAKS = WHO.all("no, not_acting", **SPEAKING, **SILENT)
"""What everybody is told where whoever has a voice may."""

NOT_ELECTOR = "no, not_elector: process.ordinary"
DECIDING = {
    **dict.fromkeys(("moved_it", "votes", "sits_for_herself"), YES),
    **dict.fromkeys(("consults_for_the_mover", "consults"), "no, consults: category.member"),
    **SILENT,
}
DECIDES = WHO.all(NOT_ELECTOR, **DECIDING)
"""What everybody is told where whoever decides for an elector may."""


_OPENED = {"opened_at": EARLIER, "discussion_from": EARLIER, "voting_from": EARLIER, "voting_until": LATER}
_OVER = _OPENED | {"voting_until": EARLIER}
_ADOPTED = _OVER | {"outcome": "adopted", "decided_at": EARLIER}
_TIMES: Mapping[Phase, Mapping[str, Any]] = {
    Phase.DRAFT: {},
    Phase.TRANSLATION: _OPENED | {"waits_for_languages": True},
    Phase.NOTICE: _OPENED | {"discussion_from": LATER, "voting_from": LATER},
    Phase.DISCUSSION: _OPENED | {"voting_from": LATER},
    Phase.VOTING: _OPENED,
    Phase.WINDOW: _OPENED | {"stage": Stage.RECORDED},
    Phase.CLOSED: _OVER,
    Phase.DECIDED: _OVER | {"outcome": "rejected", "decided_at": EARLIER},
    Phase.HELD: _ADOPTED | {"effects_due": LATER},
    Phase.CARRIED_OUT: _ADOPTED | {"carried_out_at": EARLIER},
    Phase.NOT_CARRIED_OUT: _ADOPTED | {"not_carried_out": {"reason": "decisions.over"}},
    Phase.WITHDRAWN: _OPENED | {"withdrawn_at": EARLIER},
    Phase.LAPSED: _OVER | {"outcome": "lapsed", "decided_at": EARLIER},
}


def proposal(phase: Phase = Phase.VOTING, process: Process = ORDINARY, **changes: Any) -> Proposal:
    """A proposal in a phase, moved by the member "m"; once it opened, with the process frozen into it."""
    told = {"id": "b", "coalition_id": "c", "matter": "other", "moved_by_member_id": "m", "moved_by_name": "M"}
    found = Proposal(**(told | dict(_TIMES[phase]) | changes))
    if found.opened_at is not None:
        found.process, found.frozen_process = {"code": process.code}, process
    return found


def ordinary(**changes: Any) -> Process:
    """The ordinary process, but for these changes."""
    return replace(ORDINARY, **changes)


def with_ordinary(**changes: Any) -> Charter:
    """The charter, its ordinary process changed: by which drafts are decided."""
    others = tuple(each for each in CHARTER.processes if each.code != "ordinary")
    return replace(CHARTER, processes=(ordinary(**changes), *others))


def elector(member: str = "", person: str = "", *, status: str = "active", **changes: Any) -> Elector:
    """A place in the electorate of the proposal: a member's (id), or a person's (id) in its own name."""
    told = {"id": f"of {member or person}", "coalition_id": "c", "proposal_id": "b", "person": person}
    return Elector(**(told | {"member": Member(id=member, status=status) if member else None} | changes))


def effect(kind: str = "test.plain", **payload: Any) -> Effect:
    """What happens if it is adopted."""
    return Effect(coalition_id="c", proposal_id="b", kind=kind, payload=payload)


class Plain:
    """A kind of effect that can be done, undone and severed."""

    code, matter, governs, severable, revocable = "test.plain", "other", False, True, True

    def problems(self, _coalition: str, payload: Mapping[str, Any]) -> list[str]:
        """Why it cannot be done: what its payload says."""
        return [payload["problem"]] if "problem" in payload else []


class Election(decidable.Choosing, Plain):
    """A kind of effect for which candidates are nominated: the same where it fills the same."""

    code, nominates, severable = "test.election", True, False

    def candidate_problem(self, _coalition: str, payload: Mapping[str, Any], *, member: str, person: str) -> str:
        """Why one may not stand: as told in the payload by its id."""
        return str(payload.get(member or person, ""))


class Rows(dict[str, Any]):
    """What rows would answer, by the name of the query; electors and electorates by whom they are of."""

    def __init__(self, charters: dict[str, Charter]) -> None:
        super().__init__()
        self.charters = charters
        self.electors = [elector("m"), elector("n"), elector(person="q")]
        self.places = {
            "plenary": [Place(key="m", name="M", member="m"), Place(key="n", name="N", member="n")],
            "board": [Place(key="q", name="Q", person="q")],
        }

    def electors_of(self, standing: Standing, proposal: Proposal, **_more: bool) -> tuple[Elector, ...]:
        """Those of the electors that belong to a standing."""
        return tuple(
            each
            for each in self.electors
            if (each.person and each.person == standing.person)
            or (each.member_id and each.member_id == standing.member)
        )

    def electorate(self, _coalition: str, body: str, _as_of: object = None) -> list[Place]:
        """The places of a body."""
        return self.places[body]


_ANSWERS: Mapping[Any, Mapping[str, Any]] = {
    queries: {
        "has_seconded": False,
        "missing_seconders": 0,
        "effects_of": [effect()],
        "choice_of": None,
        "advice_away": None,
        "box_of": None,
        "as_asked": "as it stands",
        "concerned_in": frozenset(),
        "has_answered_itself": False,
    },
    reads_of_electors: {"representative_of_person": None},
    drafting: {"opened_before": []},
    resting: {"resting": None, "rest_of": None, "is_election": False},
    nominations: {"election_of": None, "has_closed_nominations": False, "is_nominated": False, "has_declined": False},
}
"""What rows answer where a test does not say otherwise, by the module that asks."""


def rows_in_memory(monkeypatch: pytest.MonkeyPatch) -> Rows:
    """Let rows answer from memory, with the charter in force, and two kinds of effects known."""
    rows = Rows(in_force(monkeypatch, c=CHARTER))
    for module, answers in _ANSWERS.items():
        rows.update(answers)
        for name in answers:
            monkeypatch.setattr(module, name, lambda *_about, name=name, **_more: rows[name])
    monkeypatch.setattr(queries, "electors_of", rows.electors_of)
    for module in (drafting, urgency, reads_of_electors):
        monkeypatch.setattr(module, "electorate", rows.electorate)
    for kind in (Plain(), Election()):
        monkeypatch.setitem(decidable._effects, kind.code, kind)
    return rows
