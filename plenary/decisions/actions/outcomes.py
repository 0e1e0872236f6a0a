"""Closing: the count of a proposal whose voting is over, and its outcome, entered once."""

from collections.abc import Iterable
from datetime import timedelta

from plenary.charter import decidable
from plenary.core import clock
from plenary.core.standing import Standing
from plenary.core.verdicts import require
from plenary.decisions import permissions, queries
from plenary.decisions.actions import audiences, locking
from plenary.decisions.actions.carrying_out import carry_out
from plenary.decisions.models import Ballot, Effect, Elector, Objection, Proposal
from plenary.decisions.rules.counting import Choice, Count, Outcome, count, severed
from plenary.decisions.rules.phases import Phase, effects_due
from plenary.record import actions as record
from plenary.record.actions import Part

WRITE_TIMEOUT = timedelta(seconds=30)
"""How long a write that was received in time may take: counting waits it out."""


def close_proposal(*, by: Standing, proposal: Proposal) -> Proposal:
    """Enter the outcome of a proposal whose voting is over, then carry it out when that is due.

    In order: lock it whole; count; take out the effects that enough members object to; save; enter the outcome, with the
    roll call for members. That commits first; effects run in an act of their own. Nothing is done before the deadline and
    the write timeout have passed, or when the outcome stands already: it may run twice or late. Only the program closes.
    """
    require(permissions.may_close(by))
    with record.act(by=by):
        proposal = locking.take(proposal)
        if not _is_due(proposal):
            return proposal
        objections = queries.standing_objections(proposal)
        whole = frozenset(row.elector.key for row in objections if row.effect_id is None and row.elector)
        electors = list(Elector.objects.of(by.coalition).filter(proposal=proposal))
        ballots = list(Ballot.objects.of(by.coalition).filter(proposal=proposal).select_related("elector"))
        choices = {ballot.elector.key: Choice(ballot.choice) for ballot in ballots}
        figures = count(proposal.frozen_process, electors, choices, whole)
        taken_out = _sever(proposal, objections) if figures.outcome is Outcome.ADOPTED else []
        _save(proposal, figures)
        _enter(by, proposal, figures, ballots, taken_out)
    if figures.outcome is Outcome.ADOPTED:
        return carry_out(by=by, proposal=proposal)
    return proposal


def _is_due(proposal: Proposal) -> bool:
    if proposal.phase is not Phase.CLOSED or proposal.voting_until is None:
        return False
    return clock.now() > proposal.voting_until + WRITE_TIMEOUT


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
    proposal.outcome, proposal.count, proposal.decided_at = figures.outcome.value, figures.to_json(), now
    if figures.outcome is Outcome.ADOPTED:
        proposal.effects_due = effects_due(proposal.frozen_process, now)
    proposal.save(update_fields=["outcome", "count", "decided_at", "effects_due"])


def _enter(by: Standing, proposal: Proposal, figures: Count, ballots: list[Ballot], taken_out: list[Effect]) -> None:
    shown = sorted((b for b in ballots if not b.elector.protected), key=lambda b: (b.elector.name, b.elector.key))
    record.enter(
        by=by,
        kind="decisions.decided",
        about=proposal.id,
        audience=audiences.of_outcomes(proposal),
        facts=audiences.told(
            proposal,
            outcome=proposal.outcome,
            count=proposal.count,
            reason=figures.reason,
            severed=[{"kind": row.kind, "payload": row.payload} for row in taken_out],
        ),
        parts=[
            Part(
                facts={"roll_call": [{"name": ballot.elector.name, "choice": ballot.choice} for ballot in shown]},
                audience=audiences.of_roll_call(proposal),
            )
        ],
    )
