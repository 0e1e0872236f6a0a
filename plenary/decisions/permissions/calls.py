"""Who may enter what was decided on a call, and correct the entry."""

from plenary.charter.queries import called, charter_of, version_in_force
from plenary.charter.rules.schema import Process
from plenary.core.standing import Standing
from plenary.core.verdicts import Verdict, allow, refuse
from plenary.decisions import queries
from plenary.decisions.models import Proposal, Stage
from plenary.decisions.permissions.drafting import choice_problem, first_problem, may_draft
from plenary.decisions.permissions.resting import may_put
from plenary.decisions.rules.phases import Phase

ENTER_CALLS = "decisions.enter_calls"
"""What a process gives to the offices that it names, not their list of powers."""

_BEFORE = frozenset({Phase.DRAFT, Phase.NOTICE, Phase.DISCUSSION, Phase.VOTING})


def may_enter_calls(standing: Standing) -> Verdict:
    """To enter decisions of calls at all: holders of an office to which the charter gives it for some kind of matter."""
    if version_in_force(standing.coalition) is None:
        return refuse("core.not_yet")
    charter = charter_of(standing.coalition)
    may = [may_record_call(standing, process) for process in charter.processes]
    refused = [verdict for verdict, process in zip(may, charter.processes, strict=True) if process.recorded_by]
    found = next(iter([*filter(None, may), *refused, refuse("decisions.not_on_calls", "matter.other")]))
    voice = may_draft(standing)
    return found if voice or not found else voice


def may_record_call(standing: Standing, process: Process) -> Verdict:
    """To enter what was decided under a process on a call: holders of the offices that it names."""
    clause = f"process.{process.code}"
    if not process.recorded_by:
        return refuse("decisions.not_on_calls", clause)
    if standing.offices & set(process.recorded_by):
        return allow("decisions.you_may", f"{clause}.also")
    charter = charter_of(standing.coalition)
    names = [
        called(charter, office.names, office.code) for office in charter.offices if office.code in process.recorded_by
    ]
    return refuse("decisions.not_a_recorder", f"{clause}.also", offices=", ".join(names))


def may_settle_on_call(standing: Standing, proposal: Proposal) -> Verdict:
    """To enter that a draft or an open proposal was decided on a call: until voting closes, where it is decided in writing,
    can be done now, and somebody may vote on it."""
    process = queries.process_of(proposal)
    clause = f"process.{process.code}.also"
    by_office = may_record_call(standing, process)
    if not by_office:
        return by_office
    if proposal.phase not in _BEFORE or proposal.stage != Stage.WRITING:
        return refuse("decisions.not_on_a_call_now", clause)
    if proposal.phase is not Phase.DRAFT:
        return by_office
    effects = queries.effects_of(proposal)
    if not effects:
        return refuse("decisions.no_effects", clause)
    problem = first_problem(proposal.coalition_id, effects) or choice_problem(proposal, process, effects)
    if problem:
        return refuse(problem, clause)
    again = may_put(standing, process, [(row.kind, row.payload) for row in effects])
    return by_office if again else again


def may_correct_call(standing: Standing, proposal: Proposal) -> Verdict:
    """To correct the entry of a call: those who may enter one, while it is open to objections."""
    if proposal.phase is not Phase.WINDOW:
        return refuse("decisions.no_call_to_correct")
    return may_record_call(standing, proposal.frozen_process)
