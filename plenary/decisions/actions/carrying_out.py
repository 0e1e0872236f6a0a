"""Carrying out: the effects of an adopted proposal run once, all or nothing."""

import logging
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from django.db import OperationalError

from plenary.charter import decidable
from plenary.charter.decidable import CannotCarryOut, EffectKind, Payload, Waits
from plenary.charter.queries import forget_kept
from plenary.core import clock
from plenary.core.standing import Standing
from plenary.core.verdicts import Refused, require
from plenary.decisions import permissions, queries
from plenary.decisions.actions import audiences, locking
from plenary.decisions.models import Effect, Proposal
from plenary.decisions.rules.phases import Phase
from plenary.record import actions as record

_log = logging.getLogger(__name__)


def carry_out(*, by: Standing, proposal: Proposal) -> Proposal:
    """Run the effects of an adopted proposal once they are due: in one savepoint, those taken out left aside.

    When one can no longer be done, or a room that listens refuses what follows from it, none is, and the proposal stays
    adopted, not carried out, with the reason. One that waits for something else to be settled is tried each time anew, and
    nothing more is entered while it waits. Does nothing when it is not due, or was done or tried already. Only the program
    carries out.
    """
    require(permissions.may_close(by))
    with record.act(by=by):
        proposal = locking.take(proposal)
        due = proposal.effects_due is not None and proposal.effects_due <= clock.now()
        if due and proposal.outcome == "adopted" and (proposal.phase is Phase.DECIDED or proposal.is_waiting):
            run_effects(by, proposal)
    return proposal


def carry_out_again(*, by: Standing, proposal: Proposal) -> Proposal:
    """Try again what could not be carried out, after what stood in the way was mended. Runs under the process' clause.
    Refuses as `permissions.may_carry_out_again` says."""
    with record.act(by=by):
        proposal = locking.take(proposal)
        require(permissions.may_carry_out_again(by, proposal))
        proposal.not_carried_out = {}
        run_effects(by, proposal)
    return proposal


def run_effects(
    by: Standing, proposal: Proposal, *, done: str = "decisions.carried_out", failed: str = "decisions.not_carried_out"
) -> None:
    """Run the effects within the caller's act, the proposal locked; enter under one kind that they ran, else under the other
    that they did not, with the reason kept in the proposal. Nothing where it waits for the same as before."""
    with attempted(by, proposal) as tried:
        for kind, payload in tried.effects:
            kind.carry_out(tried.rules, payload)
    problem = tried.problem
    if problem and problem == proposal.not_carried_out:
        return
    proposal.not_carried_out = problem
    if not problem:
        proposal.carried_out_at = clock.now()
    proposal.save(update_fields=["carried_out_at", "not_carried_out"])
    told = {name: str(problem[name]) for name in ("reason", Waits.mark) if name in problem}
    _enter(by, proposal, failed if problem else done, **told)


@dataclass(slots=True, kw_only=True)
class Tried:
    """What is tried with the effects of a proposal: in whose name; each kind with its payload as the text now stands, in order,
    those taken out left aside; and the reason and its facts when one could not be done, whatever it raised."""

    rules: Standing
    effects: Iterator[tuple[EffectKind, Payload]]
    problem: dict[str, Any] = field(default_factory=dict)


@contextmanager
def attempted(by: Standing, proposal: Proposal) -> Iterator[Tried]:
    """Do something with each effect, in one savepoint, in the name of the process: all or none. What is raised within the block
    ends it, and becomes its `problem`; a database that is busy or away goes on to the caller."""
    tried = Tried(
        rules=Standing.system(proposal.coalition_id, f"process.{proposal.frozen_process.code}"),
        effects=_effects_of(proposal),
    )
    try:
        with record.act(by=by, settles=True):
            yield tried
    except CannotCarryOut as error:
        tried.problem = _problem(error.reason, error.facts) | ({error.mark: True} if error.mark else {})
    except Refused as refused:
        tried.problem = _problem(refused.verdict.reason, refused.verdict.facts)
    except OperationalError:
        raise  # tried again in a minute
    except Exception:  # whatever an effect raises, the decision stands and says that it was not carried out
        _log.exception("an effect of proposal %s broke off", proposal.pk)
        tried.problem = _problem("decisions.broke_off", {})


def _effects_of(proposal: Proposal) -> Iterator[tuple[EffectKind, Payload]]:
    rows = queries.amendments_of(proposal)
    for row in Effect.objects.of(proposal.coalition_id).filter(proposal=proposal, severed_at=None):
        payload = {**queries.payload_of(row, rows), "proposal": proposal.id}
        if decidable.choosing(row.kind):
            payload["chosen"] = queries.chosen_of(proposal)
        yield decidable.effect(row.kind), payload


def _problem(reason: str, facts: Mapping[str, object]) -> dict[str, Any]:
    forget_kept()  # an amendment among the effects was undone with them
    return {"reason": reason, "facts": {key: str(value) for key, value in facts.items()}}


def _enter(by: Standing, proposal: Proposal, kind: str, **facts: str) -> None:
    record.enter(
        by=by,
        kind=kind,
        about=proposal.id,
        audience=audiences.of_outcomes(proposal),
        facts=audiences.told(proposal, **facts),
    )
