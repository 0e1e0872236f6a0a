"""What the page of a proposal shows of the ways that are not the usual one: calls, urgency, a later date, a question that
rests."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from plenary.charter.queries import called, charter_of
from plenary.charter.rules.document import process_from_json
from plenary.core.standing import Standing
from plenary.core.verdicts import Label
from plenary.decisions import permissions, queries
from plenary.decisions.forms.calls import UrgencyForm
from plenary.decisions.forms.starting import start_of
from plenary.decisions.labels import OUTCOME, SAID
from plenary.decisions.models import Proposal, Round, Stage
from plenary.decisions.queries.calls import lines_of_call
from plenary.decisions.rules.phases import Phase


@dataclass(frozen=True, slots=True)
class Entered:
    """What was entered of a call: when and where it was, under which office, in numbers and by name, and what it gave."""

    at: datetime
    occasion: str
    office: str
    notes: str
    figures: list[tuple[Label, int]]
    outcome: str
    outcome_label: Label
    lines: list[tuple[str, str, Label]]


def ways_of(standing: Standing, proposal: Proposal) -> dict[str, Any]:
    """All of it; in what the proposal began, where the reader may read that. Queries are made only where there is something
    to show."""
    phase = proposal.phase
    return {
        "begun": start_of(standing, proposal.begun_from),
        "entered": entered_of(standing, proposal) if proposal.decided_elsewhere else None,
        "may_correct": phase is Phase.WINDOW and permissions.may_correct_call(standing, proposal),
        "may_settle": not proposal.outcome and permissions.may_settle_on_call(standing, proposal),
        "is_urgent": proposal.stage == Stage.URGENT,
        "is_confirming": proposal.stage == Stage.CONFIRMING,
        **_few(proposal),
        **_urgent(standing, proposal),
        "may_put_again": permissions.may_put_again(standing, proposal) if proposal.outcome else None,
        "reconsidered": queries.visible_proposal(standing, proposal.reconsiders_id)
        if proposal.reconsiders_id
        else None,
    }


def entered_of(standing: Standing, proposal: Proposal) -> Entered:
    """What was entered of the call; by name for those inside."""
    told, charter = proposal.decided_elsewhere, charter_of(proposal.coalition_id)
    office = next((one.names for one in charter.offices if one.code == told["office"]), {})
    return Entered(
        at=datetime.fromisoformat(told["at"]),
        occasion=told["occasion"],
        office=called(charter, office, told["office"]),
        notes=told["notes"] if permissions.may_read_the_way(standing, proposal) else "",
        figures=[(word, told["said"][code]) for code, word in SAID.items()],
        outcome=told["outcome"],
        outcome_label=OUTCOME.get(told["outcome"], ""),
        lines=_lines(proposal) if standing.is_inside or standing.is_system else [],
    )


def _lines(proposal: Proposal) -> list[tuple[str, str, Label]]:
    """Who said what, by name; not who was not there, which those not named could be read off from."""
    shapes = {"for": "yes", "against": "no", "silent": "abstain"}
    return [(name, shapes[said.value], SAID[said.value]) for name, said in lines_of_call(proposal)]


def _few(proposal: Proposal) -> dict[str, Any]:
    """By which processes what is urgent is decided and confirmed: their clauses."""
    if proposal.stage == Stage.URGENT:
        confirms = process_from_json(proposal.next_process) if proposal.next_process else None
        return {"confirms": f"process.{confirms.code}" if confirms else ""}
    if proposal.stage == Stage.CONFIRMING:
        first = Round.objects.of(proposal.coalition_id).filter(proposal=proposal, stage=Stage.URGENT).first()
        decided = f"process.{first.process['code']}" if first else ""
        return {"decided_by": decided, "confirms": f"process.{proposal.frozen_process.code}"}
    return {}


def _urgent(standing: Standing, proposal: Proposal) -> dict[str, Any]:
    if proposal.phase is Phase.DRAFT:
        may = permissions.may_open_urgently(standing, proposal)
        return {"may_urgently": may, "urgency_form": UrgencyForm()} if may else {}
    if proposal.stage == Stage.CONFIRMING and proposal.outcome == "lapsed":
        return {"may_undo_again": permissions.may_undo_again(standing, proposal)}
    return {}
