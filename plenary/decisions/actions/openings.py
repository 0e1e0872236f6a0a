"""Opening a proposal, which freezes its process, electorate and times; and withdrawing one."""

from plenary.bodies.queries import electorate
from plenary.charter.queries import charter_in, version_in_force
from plenary.charter.rules.document import process_to_json
from plenary.coalitions.models import Coalition
from plenary.core import clock
from plenary.core.standing import Standing
from plenary.core.times import zone_of
from plenary.core.verdicts import Refused, refuse, require
from plenary.decisions import permissions, queries
from plenary.decisions.actions import audiences, locking
from plenary.decisions.models import Elector, Proposal
from plenary.decisions.rules.electorates import electors_hash
from plenary.decisions.rules.phases import Phase, timetable
from plenary.record import actions as record
from plenary.record.actions import Part
from plenary.texts import actions as texts


def open_proposal(*, by: Standing, proposal: Proposal) -> Proposal:
    """Open a draft. In order: lock it; check mover, seconders and effects; freeze the process of its matter with the charter's
    version; freeze the electorate; set the times; make its thread; enter it.

    Times are whole days in the coalition's zone (rules.phases.timetable). Refuses as permissions.may_open says, and with
    decisions.no_electors when nobody may vote.
    """
    with record.act(by=by):
        proposal = locking.take(proposal)
        require(permissions.may_open(by, proposal))
        _freeze(by, proposal)
        _freeze_electorate(proposal)
        proposal.save()
        record.enter(
            by=by if proposal.moved_by_name else audiences.unattributed(by),
            kind="decisions.opened",
            about=proposal.id,
            audience=audiences.of_proposals(proposal),
            facts=audiences.told(
                proposal,
                moved_by=proposal.moved_by_name,
                body=proposal.body,
                language=proposal.language,
                matter=proposal.matter,
                process=proposal.process,
                charter_version=proposal.charter_version,
                effects=[{"kind": row.kind, "payload": row.payload} for row in queries.effects_of(proposal)],
                electorate=queries.count_now(proposal).electorate,
                electors=electors_hash(Elector.objects.of(proposal.coalition_id).filter(proposal=proposal)),
                **_times(proposal),
            ),
            parts=[Part(facts={"moved_by_person": proposal.moved_by_person}, audience=audiences.of_mover(proposal))],
        )
    return proposal


def _freeze(by: Standing, proposal: Proposal) -> None:
    version = version_in_force(proposal.coalition_id)
    if version is None:
        raise Refused(refuse("core.not_yet"))
    process = charter_in(version).process_for(proposal.matter)
    zone = zone_of(Coalition.objects.get(pk=proposal.coalition_id).time_zone)
    times = timetable(process, clock.now().astimezone(zone))
    proposal.process = process_to_json(process)
    proposal.__dict__.pop("frozen_process", None)
    proposal.charter_version = version.id
    proposal.opened_at, proposal.discussion_from = times.opened_at, times.discussion_from
    proposal.voting_from, proposal.voting_until = times.voting_from, times.voting_until
    proposal.thread = texts.open_thread(by=by).id


def _freeze_electorate(proposal: Proposal) -> None:
    process = proposal.frozen_process
    places = electorate(proposal.coalition_id, process.electorate, clock.now())
    if not places:
        raise Refused(refuse("decisions.no_electors", f"process.{process.code}"))
    Elector.objects.bulk_create(
        Elector(
            coalition_id=proposal.coalition_id,
            proposal=proposal,
            key=place.key,
            name=place.name,
            member_id=place.member or None,
            person=place.person,
            weight=place.weight,
            protected=place.protected,
        )
        for place in places
    )


def _times(proposal: Proposal) -> dict[str, str]:
    names = ("discussion_from", "voting_from", "voting_until")
    return {name: getattr(proposal, name).isoformat() for name in names}


def withdraw_proposal(*, by: Standing, proposal: Proposal) -> Proposal:
    """Take a draft, or an open proposal, back. An opened one stays to be read; entered for those who could see it."""
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
