"""Carrying out: the effects of an adopted proposal run once, all or nothing."""

import logging

from django.db import OperationalError

from plenary.charter import decidable
from plenary.charter.decidable import CannotCarryOut
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
    adopted, not carried out, with the reason. Does nothing when it is not due, or was done or tried already. Only the
    program carries out.
    """
    require(permissions.may_close(by))
    with record.act(by=by):
        proposal = locking.take(proposal)
        due = proposal.effects_due is not None and proposal.effects_due <= clock.now()
        if due and proposal.phase is Phase.DECIDED and proposal.outcome == "adopted":
            _try(by, proposal)
    return proposal


def carry_out_again(*, by: Standing, proposal: Proposal) -> Proposal:
    """Try again what could not be carried out, after what stood in the way was mended. Runs under the process' clause."""
    with record.act(by=by):
        proposal = locking.take(proposal)
        require(permissions.may_carry_out_again(by, proposal))
        proposal.not_carried_out = {}
        _try(by, proposal)
    return proposal


def _try(by: Standing, proposal: Proposal) -> None:
    rules = Standing.system(proposal.coalition_id, f"process.{proposal.frozen_process.code}")
    try:
        with record.act(by=by, settles=True):
            rows = queries.amendments_of(proposal)
            for row in Effect.objects.of(proposal.coalition_id).filter(proposal=proposal, severed_at=None):
                payload = {**queries.payload_of(row, rows), "proposal": proposal.id}
                decidable.effect(row.kind).carry_out(rules, payload)
    except CannotCarryOut as error:
        _fail(by, proposal, error.reason, {key: str(value) for key, value in error.facts.items()})
    except Refused as refused:
        facts = {key: str(value) for key, value in refused.verdict.facts.items()}
        _fail(by, proposal, refused.verdict.reason, facts)
    except OperationalError:
        raise  # the database is busy or away: tried again in a minute
    except Exception:  # whatever an effect raises, the decision stands and says that it was not carried out
        _log.exception("an effect of proposal %s broke off", proposal.pk)
        _fail(by, proposal, "decisions.broke_off", {})
    else:
        proposal.carried_out_at = clock.now()
        proposal.save(update_fields=["carried_out_at", "not_carried_out"])
        _enter(by, proposal, "decisions.carried_out")


def _fail(by: Standing, proposal: Proposal, reason: str, facts: dict[str, str]) -> None:
    forget_kept()  # an amendment among the effects was undone with them
    proposal.not_carried_out = {"reason": reason, "facts": facts}
    proposal.save(update_fields=["not_carried_out"])
    _enter(by, proposal, "decisions.not_carried_out", reason=reason)


def _enter(by: Standing, proposal: Proposal, kind: str, **facts: str) -> None:
    record.enter(
        by=by,
        kind=kind,
        about=proposal.id,
        audience=audiences.of_outcomes(proposal),
        facts=audiences.told(proposal, **facts),
    )
