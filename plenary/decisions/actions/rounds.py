"""Going on: a round that did not settle a proposal is kept, and the next one begins."""

from typing import Any

from plenary.bodies.queries import electorate
from plenary.charter.rules.document import process_from_json
from plenary.charter.rules.schema import Process
from plenary.core import clock
from plenary.core.standing import Standing
from plenary.core.verdicts import require
from plenary.decisions import permissions
from plenary.decisions.actions import advice, audiences, freezing, locking
from plenary.decisions.models import Ballot, Proposal, Round, Stage
from plenary.decisions.queries.choosing import box_of
from plenary.decisions.queries.effects import standing_objections
from plenary.decisions.queries.tally import Tally
from plenary.decisions.rules.counting import Count
from plenary.decisions.rules.phases import Phase
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
    _keep(proposal, told.figures.outcome.value, told.figures.to_json(), step)
    _enter_end(by, proposal, told, step)
    if step in (Step.FALLBACK, Step.CONFIRMATION):
        freezing.hold_process(proposal, _process_after(proposal, step))
        proposal.next_process = {}
    proposal.stage = Stage.CONFIRMING if step is Step.CONFIRMATION else Stage.WRITING
    return _begin(by, proposal, step)


def repeat(*, by: Standing, proposal: Proposal) -> Proposal:
    """Vote once more where the key of the envelopes is lost, so that nobody can open them: the round is kept without a count, its
    envelopes are emptied, and it is voted on again for as long, by the electors of now. It may run twice."""
    require(permissions.may_close(by))
    with record.act(by=by):
        proposal = locking.take(proposal)
        if proposal.phase is not Phase.CLOSED or box_of(proposal) is not None:
            return proposal
        _keep(proposal, "", {}, Step.REPEATED)
        rows = Ballot.objects.of(proposal.coalition_id).filter(proposal=proposal, elector__round=proposal.round)
        rows.update(sealed=b"", sent_as="")
        record.enter(
            by=by,
            kind="decisions.round_closed",
            about=proposal.id,
            audience=audiences.of_proposals(proposal),
            facts=audiences.told(
                proposal, round=proposal.round, count={}, reason="decisions.key_lost", followed_by=Step.REPEATED.value
            ),
        )
        return _begin(by, proposal, Step.REPEATED)


def _keep(proposal: Proposal, outcome: str, count: dict[str, Any], step: Step) -> None:
    Round.objects.create(
        coalition_id=proposal.coalition_id,
        proposal=proposal,
        number=proposal.round,
        stage=proposal.stage,
        process=proposal.process,
        voting_from=proposal.voting_from or clock.now(),
        voting_until=proposal.voting_until or clock.now(),
        closed_at=clock.now(),
        outcome=outcome,
        count=count,
        followed_by=step.value,
    )


def _begin(by: Standing, proposal: Proposal, step: Step) -> Proposal:
    proposal.round += 1
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
        parts=audiences.roll_calls(proposal, told),
    )
