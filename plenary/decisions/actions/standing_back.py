"""Standing back from a proposal in which one has an interest of one's own, and stepping in again (B3)."""

from plenary.core import clock
from plenary.core.standing import Standing
from plenary.core.verdicts import Refused, refuse, require
from plenary.decisions import permissions, queries
from plenary.decisions.actions import audiences, locking
from plenary.decisions.models import Elector, Proposal
from plenary.record import actions as record

_LONGEST = 4000  # characters of a reason


def stand_back(*, by: Standing, proposal: Proposal, reason: str) -> Elector:
    """Stand back, saying why. One is then not counted at all, and a ballot that one cast lies idle until one steps in again.

    All who see the proposal read it; that of a protected member without its name. Refuses as permissions.may_stand_back
    says, and with decisions.no_reason_to_stand_back.
    """
    if not reason.strip() or len(reason) > _LONGEST:
        raise Refused(refuse("decisions.no_reason_to_stand_back"))
    with record.act(by=by):
        proposal = locking.share(proposal)
        own = queries.electors_of(by, proposal, hold=True)  # before it is asked: a colleague may do the same, or cast
        require(permissions.may_stand_back(by, proposal))
        return _set(by, proposal, own[0], "decisions.stood_back", reason.strip())


def step_in(*, by: Standing, proposal: Proposal) -> Elector:
    """Step in again: one is counted, and the ballot that one had cast stands. Refuses as permissions.may_step_in says."""
    with record.act(by=by):
        proposal = locking.share(proposal)
        own = queries.electors_of(by, proposal, hold=True)
        require(permissions.may_step_in(by, proposal))
        return _set(by, proposal, own[0], "decisions.stepped_in", "")


def _set(by: Standing, proposal: Proposal, elector: Elector, kind: str, reason: str) -> Elector:
    elector.recused_at, elector.recusal_reason = (clock.now() if reason else None), reason
    elector.save(update_fields=["recused_at", "recusal_reason"])
    record.enter(
        by=audiences.unattributed(by) if elector.protected else by,
        kind=kind,
        about=proposal.id,
        audience=audiences.of_proposals(proposal),
        facts=audiences.told(
            proposal,
            name="" if elector.protected else elector.name,
            **({"reason": reason} if reason else {}),
        ),
        parts=[record.Part(facts={"elector": elector.key}, audience=audiences.of_elector(elector))],
    )
    return elector
