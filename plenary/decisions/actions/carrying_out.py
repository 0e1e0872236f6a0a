"""Carrying out: the effects of an adopted proposal run once, all or nothing."""

import logging
from collections.abc import Callable, Mapping
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
            _try(by, proposal)
    return proposal


def carry_out_again(*, by: Standing, proposal: Proposal) -> Proposal:
    """Try again what could not be carried out, after what stood in the way was mended. Runs under the process' clause.
    Refuses as `permissions.may_carry_out_again` says."""
    with record.act(by=by):
        proposal = locking.take(proposal)
        require(permissions.may_carry_out_again(by, proposal))
        proposal.not_carried_out = {}
        _try(by, proposal)
    return proposal


def _try(by: Standing, proposal: Proposal) -> None:
    run_effects(by, proposal, done="decisions.carried_out", failed="decisions.not_carried_out")


def run_effects(by: Standing, proposal: Proposal, *, done: str, failed: str) -> None:
    """Run the effects within the caller's act, the proposal locked; enter under one kind that they ran, else under the other
    that they did not, with the reason kept in the proposal. Nothing where it waits for the same as before."""
    problem = attempt(by, proposal, lambda rules, kind, payload: kind.carry_out(rules, payload))
    if problem and problem == proposal.not_carried_out:
        return
    proposal.not_carried_out = problem
    if not problem:
        proposal.carried_out_at = clock.now()
    proposal.save(update_fields=["carried_out_at", "not_carried_out"])
    told = {name: str(problem[name]) for name in ("reason", Waits.mark) if name in problem}
    _enter(by, proposal, failed if problem else done, **told)


type Work = Callable[[Standing, EffectKind, Payload], None]


def attempt(by: Standing, proposal: Proposal, work: Work) -> dict[str, Any]:
    """Do something with each effect that was not taken out (its payload as the text now stands), in order, in one savepoint,
    in the name of the process: all or none. Gives the reason and its facts when one could not be done, whatever it raised;
    empty when all were."""
    rules = Standing.system(proposal.coalition_id, f"process.{proposal.frozen_process.code}")
    try:
        with record.act(by=by, settles=True):
            rows = queries.amendments_of(proposal)
            for row in Effect.objects.of(proposal.coalition_id).filter(proposal=proposal, severed_at=None):
                payload = {**queries.payload_of(row, rows), "proposal": proposal.id}
                if decidable.choosing(row.kind):
                    payload["chosen"] = queries.chosen_of(proposal)
                work(rules, decidable.effect(row.kind), payload)
    except CannotCarryOut as error:
        return _problem(error.reason, error.facts) | ({error.mark: True} if error.mark else {})
    except Refused as refused:
        return _problem(refused.verdict.reason, refused.verdict.facts)
    except OperationalError:
        raise  # the database is busy or away: tried again in a minute
    except Exception:  # whatever an effect raises, the decision stands and says that it was not carried out
        _log.exception("an effect of proposal %s broke off", proposal.pk)
        return _problem("decisions.broke_off", {})
    return {}


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
