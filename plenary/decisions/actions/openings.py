"""Opening a proposal, which freezes its process, electorate and times; and withdrawing one."""

from collections.abc import Mapping
from typing import Any

from plenary.core import clock
from plenary.core.standing import Standing
from plenary.core.verdicts import require
from plenary.decisions import permissions, queries
from plenary.decisions.actions import advice, audiences, freezing, locking
from plenary.decisions.models import Proposal
from plenary.decisions.rules.phases import Phase
from plenary.record import actions as record
from plenary.record.actions import Part
from plenary.texts import actions as texts


def open_proposal(*, by: Standing, proposal: Proposal) -> Proposal:
    """Open a draft. In order: lock it; check mover, seconders and effects; freeze the process of its matter with the charter's
    version; freeze the electorate; set the times; make its thread; enter it; ask the bodies that are heard first.

    Where the charter requires languages that are not there it waits for them instead, without times; `start_notice` sets
    these. Times are whole days in the coalition's zone (rules.phases.timetable). Refuses as permissions.may_open says, and
    with decisions.no_electors when nobody may vote.
    """
    with record.act(by=by):
        proposal = locking.take(proposal)
        require(permissions.may_open(by, proposal))
        freezing.freeze_rules(proposal)
        begin(by, proposal)
        proposal.waits_for_languages = bool(queries.missing_languages(proposal))
        if not proposal.waits_for_languages:
            freezing.set_times(proposal)
        proposal.save()
        kind = "decisions.waits_for_languages" if proposal.waits_for_languages else "decisions.opened"
        has_a_vote = permissions.has_a_vote(by, proposal.frozen_process)
        named = by if proposal.moved_by_name else audiences.unattributed(by)
        _enter(named, proposal, kind, power="" if has_a_vote else None)
        if not proposal.waits_for_languages:
            advice.ask_charter_bodies(by, proposal)
    return proposal


def start_notice(proposal: Proposal) -> Proposal:
    """Start the notice of a proposal that waits for languages once none is missing: now, in the act that brought the last.

    In order: ask whether it waits and all are there, else do nothing; set the times; enter that it is opened, under the
    clause of its process, for nobody in particular opened it; ask the bodies that are heard first. The proposal is locked
    by the caller.
    """
    if not proposal.waits_for_languages or proposal.phase is not Phase.TRANSLATION:
        return proposal
    if queries.missing_languages(proposal):
        return proposal
    proposal.opened_at, proposal.waits_for_languages = clock.now(), False
    freezing.set_times(proposal)
    proposal.save()
    rules = Standing.system(proposal.coalition_id, f"process.{proposal.frozen_process.code}")
    _enter(rules, proposal, "decisions.opened")
    advice.ask_charter_bodies(rules, proposal)
    return proposal


def start_due_notice(*, by: Standing, proposal: Proposal) -> Proposal:
    """Start the notice of a proposal that waits for languages which the charter no longer requires; does nothing where one is
    missing. It may run twice or late; only the program does this."""
    require(permissions.may_close(by))
    with record.act(by=by):
        return start_notice(locking.take(proposal))


def _enter(by: Standing, proposal: Proposal, kind: str, power: str | None = None) -> None:
    record.enter(
        by=by,
        kind=kind,
        about=proposal.id,
        audience=audiences.of_proposals(proposal),
        facts=told_in_full(proposal),
        parts=[Part(facts={"moved_by_person": proposal.moved_by_person}, audience=audiences.of_mover(proposal))]
        if proposal.moved_by_person
        else [],
        power=power,
    )


def begin(by: Standing, proposal: Proposal) -> None:
    """Mark a draft, whose rules are held fast, as opened now: with a thread of comments and its electorate. Within the
    caller's act; times are not set, and the proposal is not saved."""
    proposal.opened_at, proposal.thread = clock.now(), texts.open_thread(by=by).id
    freezing.freeze_electorate(proposal)


def told_in_full(proposal: Proposal, **more: Any) -> Mapping[str, Any]:
    """What the entry of an opening tells: the words, the effects, and all that is held fast."""
    return audiences.told(
        proposal,
        moved_by=proposal.moved_by_name,
        body=proposal.body,
        language=proposal.language,
        matter=proposal.matter,
        charter_version=proposal.charter_version,
        effects=[{"kind": row.kind, "payload": row.payload} for row in queries.effects_of(proposal)],
        **freezing.frozen_facts(proposal),
        **more,
    )


def withdraw_proposal(*, by: Standing, proposal: Proposal) -> Proposal:
    """Take a draft, or an open proposal, back. An opened one stays to be read; entered for those who could see it. Refuses
    as `permissions.may_withdraw` says."""
    with record.act(by=by):
        proposal = locking.take(proposal)
        require(permissions.may_withdraw(by, proposal))
        was_draft = proposal.phase is Phase.DRAFT
        proposal.withdrawn_at = clock.now()
        proposal.save(update_fields=["withdrawn_at"])
        record.enter(
            by=by if proposal.moved_by_name else audiences.unattributed(by),
            kind="decisions.withdrawn",
            about=proposal.id,
            audience=audiences.of_mover(proposal) if was_draft else audiences.of_proposals(proposal),
            facts=audiences.told(proposal),
        )
    return proposal
