"""Objections: to the whole under consent, or to one effect that can be taken out; made with a reason, taken back."""

from plenary.core import clock, visibility
from plenary.core.standing import Standing
from plenary.core.verdicts import Refused, refuse, require
from plenary.decisions import permissions, queries
from plenary.decisions.actions import audiences, locking
from plenary.decisions.models import Effect, Elector, Objection, Proposal
from plenary.record import actions as record
from plenary.record.actions import Part


def object_to(*, by: Standing, proposal: Proposal, reason: str, effect: Effect | None = None) -> Objection:
    """Object for one's elector, saying why. A protected member's reason is entered without its name.

    Refuses as permissions.may_object says, and with decisions.no_reason.
    """
    if not reason.strip():
        raise Refused(refuse("decisions.no_reason"))
    with record.act(by=by):
        proposal = locking.share(proposal)
        require(permissions.may_object(by, proposal, effect))
        elector = queries.electors_of(by, proposal)[0]
        objection = Objection.objects.create(
            coalition_id=by.coalition,
            proposal=proposal,
            effect=effect,
            elector=elector,
            reason=reason.strip(),
            by_person=by.person,
            at=clock.now(),
        )
        _enter(by, objection, "decisions.objected", reason=objection.reason)
    return objection


def withdraw_objection(*, by: Standing, objection: Objection) -> Objection:
    """Take an objection back; it no longer counts, and stays readable in the record."""
    with record.act(by=by):
        locking.share(objection.proposal)
        objection = (
            Objection.objects.of(by.coalition)
            .select_for_update(of=("self",))
            .select_related("proposal", "elector")
            .get(pk=objection.pk)
        )
        require(permissions.may_withdraw_objection(by, objection))
        objection.withdrawn_at = clock.now()
        objection.save(update_fields=["withdrawn_at"])
        _enter(by, objection, "decisions.objection_withdrawn")
    return objection


def _enter(by: Standing, objection: Objection, kind: str, **facts: str) -> None:
    proposal, elector = objection.proposal, objection.elector
    record.enter(
        by=audiences.unattributed(by) if elector.protected else by,
        kind=kind,
        about=proposal.id,
        audience=audiences.of_proposals(proposal),
        facts=audiences.told(
            proposal,
            objection=objection.id,
            effect=objection.effect_id or "",
            name="" if elector.protected else elector.name,
            **facts,
        ),
        parts=[Part(facts={"elector": elector.key}, audience=_own(elector))],
    )


def _own(elector: Elector) -> list[str]:
    return [visibility.person(elector.person)] if elector.person else [visibility.member(elector.member_id or "")]
