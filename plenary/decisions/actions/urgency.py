"""What cannot wait: opened for a few, in force as soon as they adopt it, undone when the others do not confirm it."""

from plenary.charter.queries import charter_of
from plenary.charter.rules.document import process_to_json
from plenary.core import clock
from plenary.core.standing import Standing
from plenary.core.verdicts import Refused, refuse, require
from plenary.decisions import permissions
from plenary.decisions.actions import advice, audiences, freezing, locking, openings
from plenary.decisions.actions.carrying_out import attempted, run_effects
from plenary.decisions.models import Effect, Proposal, Stage
from plenary.record import actions as record
from plenary.record.actions import Part


def open_urgently(*, by: Standing, proposal: Proposal, why: str) -> Proposal:
    """Open a draft for the few whom the charter names, saying why it cannot wait.

    As opening, with the process of the urgent and, frozen beside it, the one that confirms. Refuses as
    permissions.may_open_urgently says, and with decisions.no_urgency when no reason is given.
    """
    if not why.strip():
        raise Refused(refuse("decisions.no_urgency", "urgent"))
    with record.act(by=by):
        proposal = locking.take(proposal)
        require(permissions.may_open_urgently(by, proposal))
        charter = charter_of(by.coalition)
        freezing.freeze_rules(proposal, charter.process(charter.urgent.process))
        confirming = freezing.fitted(proposal, charter.process(charter.urgent.confirmed_by))
        proposal.next_process = process_to_json(confirming)
        proposal.stage, proposal.urgency = Stage.URGENT, why.strip()
        openings.begin(by, proposal)
        freezing.set_times(proposal)
        proposal.save()
        record.enter(
            by=by if proposal.moved_by_name else audiences.unattributed(by),
            kind="decisions.opened_urgently",
            about=proposal.id,
            audience=audiences.of_proposals(proposal),
            facts=openings.told_in_full(proposal),
            parts=[Part(facts={"moved_by_person": proposal.moved_by_person}, audience=audiences.of_mover(proposal))],
        )
        advice.ask_charter_bodies(by, proposal)
    return proposal


def follow(*, by: Standing, proposal: Proposal) -> Proposal:
    """Do what is due of an urgent decision that waits to be confirmed or was not: put it in force, or undo it. Each is tried
    once, in an act of its own; it may be asked twice or late. Only the program follows."""
    require(permissions.may_close(by))
    with record.act(by=by):
        proposal = locking.take(proposal)
        if proposal.stage == Stage.CONFIRMING and not proposal.not_carried_out:
            if not proposal.outcome and proposal.carried_out_at is None:
                run_effects(by, proposal, done="decisions.put_in_force", failed="decisions.not_put_in_force")
            elif proposal.outcome == "lapsed" and proposal.carried_out_at is not None:
                _undo(by, proposal)
    return proposal


def undo_again(*, by: Standing, proposal: Proposal) -> Proposal:
    """Try once more to undo what was not confirmed, after what stood in the way was mended. Refuses as
    `permissions.may_undo_again` says."""
    with record.act(by=by):
        proposal = locking.take(proposal)
        require(permissions.may_undo_again(by, proposal))
        _undo(by, proposal)
    return proposal


def _undo(by: Standing, proposal: Proposal) -> None:
    """Undo its effects in one savepoint, all or none; nothing when they are undone."""
    rows = Effect.objects.of(proposal.coalition_id).filter(proposal=proposal, severed_at=None)
    if not rows.filter(undone_at=None).exists():
        return
    with attempted(by, proposal) as tried:
        for kind, payload in tried.effects:
            kind.undo(tried.rules, payload)
    problem = proposal.not_carried_out = tried.problem
    proposal.save(update_fields=["not_carried_out"])
    if not problem:
        rows.update(undone_at=clock.now())
    record.enter(
        by=by,
        kind="decisions.not_undone" if problem else "decisions.undone",
        about=proposal.id,
        audience=audiences.of_outcomes(proposal),
        facts=audiences.told(proposal, **({"reason": problem["reason"]} if problem else {})),
    )
