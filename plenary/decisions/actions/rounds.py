"""Going on: a round that did not settle a proposal is kept, and the next one begins."""

from plenary.bodies.queries import electorate
from plenary.charter.rules.document import process_from_json
from plenary.charter.rules.schema import Process
from plenary.core import clock
from plenary.core.standing import Standing
from plenary.decisions.actions import advice, audiences, freezing
from plenary.decisions.models import Proposal, Round, Stage
from plenary.decisions.queries.effects import standing_objections
from plenary.decisions.queries.tally import Tally
from plenary.decisions.rules.counting import Count
from plenary.decisions.rules.rounds import Step, next_step
from plenary.record import actions as record


def step_after(proposal: Proposal, figures: Count) -> Step:
    """What follows on the present round of a proposal with these figures."""
    process = proposal.frozen_process
    before = Round.objects.of(proposal.coalition_id).filter(proposal=proposal)
    tests = 1 + sum(row.process.get("code") == process.code and row.stage == proposal.stage for row in before)
    against = sum(
        row.effect_id is None and not (row.elector and row.elector.is_recused) for row in standing_objections(proposal)
    )
    has_next = bool(proposal.next_process)
    return next_step(process, figures, stage=proposal.stage, tests=tests, has_next=has_next, against=against)


def has_somebody(proposal: Proposal, step: Step) -> bool:
    """True when somebody who is not away may vote in the round that a step begins."""
    process = _process_after(proposal, step)
    return not all(place.away for place in electorate(proposal.coalition_id, process.electorate, clock.now()))


def _process_after(proposal: Proposal, step: Step) -> Process:
    is_another = step in (Step.FALLBACK, Step.CONFIRMATION)
    return process_from_json(proposal.next_process) if is_another else proposal.frozen_process


def go_on(by: Standing, proposal: Proposal, told: Tally, step: Step) -> Proposal:
    """Keep the round that is over and begin the next, within the caller's act, the proposal locked.

    In order: keep the round; enter its count with the roll call; hold fast the process, the electors and the times of the
    next, without days of notice; enter that it began; ask the bodies that are heard first and were not asked yet. Electors
    are those of now: who joined meanwhile has a ballot.
    """
    number = proposal.round
    Round.objects.create(
        coalition_id=proposal.coalition_id,
        proposal=proposal,
        number=number,
        stage=proposal.stage,
        process=proposal.process,
        voting_from=proposal.voting_from or clock.now(),
        voting_until=proposal.voting_until or clock.now(),
        closed_at=clock.now(),
        outcome=told.figures.outcome.value,
        count=told.figures.to_json(),
        followed_by=step.value,
    )
    _enter_end(by, proposal, told, step)
    if step in (Step.FALLBACK, Step.CONFIRMATION):
        freezing.hold_process(proposal, _process_after(proposal, step))
        proposal.next_process = {}
    proposal.stage = Stage.CONFIRMING if step is Step.CONFIRMATION else Stage.WRITING
    proposal.round = number + 1
    freezing.set_times(proposal, notice=False)
    freezing.freeze_electorate(proposal)
    proposal.save()
    record.enter(
        by=by,
        kind="decisions.round_opened",
        about=proposal.id,
        audience=audiences.of_proposals(proposal),
        facts=audiences.told(proposal, followed_by=step.value, **freezing.frozen_facts(proposal)),
    )
    advice.ask_charter_bodies(by, proposal)
    return proposal


def _enter_end(by: Standing, proposal: Proposal, told: Tally, step: Step) -> None:
    """For those who see the proposal: it is not decided, and what is open to more readers is its outcome alone."""
    record.enter(
        by=by,
        kind="decisions.round_closed",
        about=proposal.id,
        audience=audiences.of_proposals(proposal),
        facts=audiences.told(
            proposal,
            round=proposal.round,
            count=told.figures.to_json(),
            reason=told.figures.reason,
            followed_by=step.value,
        ),
        parts=[audiences.roll_call(proposal, told)],
    )
