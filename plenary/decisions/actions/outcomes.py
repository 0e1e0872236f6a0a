"""Closing: the count of a proposal whose voting is over, and its outcome, entered once."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta
from typing import Any

from plenary.charter import decidable
from plenary.core import clock
from plenary.core.sealing import SealError
from plenary.core.standing import Standing
from plenary.core.verdicts import require
from plenary.decisions import ballot_keys, permissions, queries
from plenary.decisions.actions import audiences, locking, rounds, urgency
from plenary.decisions.actions.amendment_votes import settle_amendments
from plenary.decisions.actions.boxes import close_box, count_box, is_due, keep_chosen
from plenary.decisions.actions.named import chosen_told
from plenary.decisions.actions.presence import hold_presence
from plenary.decisions.ballot_keys import KeyLost
from plenary.decisions.models import Effect, Objection, Proposal, Stage
from plenary.decisions.rules.counting import Count, Outcome, severed
from plenary.decisions.rules.phases import effects_due
from plenary.decisions.rules.rounds import Step, left_by_all
from plenary.decisions.rules.urgency import outcome_of
from plenary.record import actions as record

_PATIENCE = timedelta(days=1)


def close_proposal(*, by: Standing, proposal: Proposal) -> Proposal:
    """Enter the outcome of a proposal whose voting is over; what was adopted is carried out after that (`carry_out`).

    In order: close the box where one is used (`boxes`); lock the proposal whole; hold fast who was present, where that counts;
    count; where the round does not settle it, begin the next and enter that, unless nobody could vote in it; else decide the
    amendments that are open, take out the effects that enough members object to, save, and enter the outcome, with the roll
    call for members. That commits first; undoing what was urgent and is not confirmed runs in an act of its own. A vote whose
    envelopes nobody can open any more is repeated. Nothing is done before the deadline and the write timeout have passed, or
    when the outcome stands already: it may run twice or late. Only the program closes.
    """
    require(permissions.may_close(by))
    try:
        close_box(by=by, proposal=proposal)
    except (KeyLost, SealError):
        if not _is_lost(proposal):
            raise
        return (
            rounds.repeat(by=by, proposal=proposal)
            if rounds.has_somebody(proposal, Step.REPEATED)
            else _left(by, proposal)
        )
    found = count_box(proposal)
    if found is None:  # what kept the box open may be over by now; it is closed, and counted, in a minute
        return proposal
    with record.act(by=by):
        proposal = locking.take(proposal)
        if not is_due(proposal):
            return proposal
        keep_chosen(proposal, found)
        hold_presence(proposal)
        told = queries.tally_now(proposal)
        step = rounds.step_after(proposal, told.figures)
        if step is not Step.SETTLED and not rounds.has_somebody(proposal, step):
            told, step = replace(told, figures=left_by_all(told.figures, proposal.stage)), Step.SETTLED
        if step is Step.SETTLED:
            amended = settle_amendments(by=by, proposal=proposal)
            adopted = told.figures.outcome is Outcome.ADOPTED
            taken_out = _sever(proposal, queries.standing_objections(proposal)) if adopted else []
            _save(proposal, told.figures)
            _enter(by, proposal, told, taken_out, amended)
            _tell_concerning(by, proposal)
        else:
            proposal = rounds.go_on(by, proposal, told, step)
    return urgency.follow(by=by, proposal=proposal) if proposal.stage == Stage.CONFIRMING else proposal


def enter_outcome(by: Standing, proposal: Proposal) -> None:
    """Enter the outcome of an election that no ballot decides, as its box gives it; within the caller's act, the proposal
    locked."""
    told = queries.tally_now(proposal)
    _save(proposal, told.figures)
    _enter(by, proposal, told, [], [])


def _left(by: Standing, proposal: Proposal) -> Proposal:
    """Enter that a vote lapsed which cannot be opened, and in which nobody could vote anew."""
    with record.act(by=by):
        proposal = locking.take(proposal)
        if is_due(proposal):
            told = queries.tally_now(proposal)
            told = replace(told, figures=left_by_all(told.figures, proposal.stage))
            _save(proposal, told.figures)
            _enter(by, proposal, told, [], [])
            _tell_concerning(by, proposal)
    return proposal


def _tell_concerning(by: Standing, proposal: Proposal) -> None:
    """Tell the kinds of effect that concern somebody what came of the proposal; those taken out were not adopted."""
    for row, kind in queries.effects_concerning(proposal):
        kind.decided(
            by,
            {**row.payload, "proposal": proposal.id},
            outcome="rejected" if row.severed_at else proposal.outcome,
            body=proposal.frozen_process.electorate,
            until=proposal.effects_due,
        )


def _is_lost(proposal: Proposal) -> bool:
    """False while the whole folder of keys is away, for a day: it may lie on a disk that is not there yet."""
    until = proposal.voting_until
    return ballot_keys.folder().exists() or (until is not None and clock.now() > until + _PATIENCE)


def _sever(proposal: Proposal, objections: Iterable[Objection]) -> list[Effect]:
    """Take out the effects that enough members object to, and give them."""
    against: dict[str, frozenset[str]] = {}
    for row in objections:
        if row.effect_id:
            against[row.effect_id] = against.get(row.effect_id, frozenset()) | {row.objector}
    effects = queries.effects_of(proposal)
    severable = frozenset(row.pk for row in effects if decidable.effect(row.kind).severable)
    out = severed(proposal.frozen_process, against, severable)
    now = clock.now()
    Effect.objects.of(proposal.coalition_id).filter(pk__in=out).update(severed_at=now)
    return [row for row in effects if row.pk in out]


def _save(proposal: Proposal, figures: Count) -> None:
    now = clock.now()
    outcome, _reason = outcome_of(proposal.stage, figures)
    proposal.outcome, proposal.count, proposal.decided_at = outcome.value, figures.to_json(), now
    if figures.outcome is Outcome.ADOPTED:
        if proposal.carried_out_at is None:
            proposal.not_carried_out = {}  # what was urgent and could not be put in force is tried anew
        held = effects_due(proposal.frozen_process, now)
        proposal.effects_due = max(held, proposal.effects_from) if proposal.effects_from else held
    proposal.save(update_fields=["outcome", "count", "decided_at", "effects_due", "not_carried_out"])


def _enter(
    by: Standing, proposal: Proposal, told: queries.Tally, taken_out: list[Effect], amended: list[dict[str, Any]]
) -> None:
    rows = queries.amendments_of(proposal)
    resolved = [queries.text_as_it_stands(effect, rows) for effect in queries.texts_to_amend(proposal)]
    chosen, names = chosen_told(proposal)
    record.enter(
        by=by,
        kind="decisions.decided",
        about=proposal.id,
        audience=audiences.of_outcomes(proposal),
        facts=audiences.told(
            proposal,
            outcome=proposal.outcome,
            count=proposal.count,
            reason=outcome_of(proposal.stage, told.figures)[1],
            severed=[{"kind": row.kind, "payload": row.payload} for row in taken_out],
            amendments=amended,
            texts=resolved,
            **chosen,
            **queries.advice_facts(proposal),
        ),
        parts=[*audiences.roll_calls(proposal, told), *names],
    )
