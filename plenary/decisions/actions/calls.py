"""Entering what was decided on a call or at a table: it waits for objections, then it counts as any decision does."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from plenary.core import clock
from plenary.core.standing import Standing
from plenary.core.times import zone_of
from plenary.core.verdicts import Refused, refuse, require
from plenary.decisions import permissions, queries
from plenary.decisions.actions import audiences, freezing, locking, openings
from plenary.decisions.actions.drafts import draft_proposal
from plenary.decisions.models import Ballot, Proposal, Stage
from plenary.decisions.permissions.calls import ENTER_CALLS
from plenary.decisions.queries.calls import CALL, expected, is_carried, numbers, places_in
from plenary.decisions.queries.electors import electors_in
from plenary.decisions.rules.calls import Said, choice_of, window_until
from plenary.record import actions as record
from plenary.record.actions import Part

LONGEST_OCCASION = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """What happened on a call: when, on what occasion, what the electors said there by key (those not there left out), and
    notes in Markdown; and in what it began, such as an item of minutes (`forms.starting`), or empty."""

    at: datetime
    occasion: str
    said: Mapping[str, Said]
    notes: str = ""
    begun_from: str = ""


def record_call(
    *,
    by: Standing,
    call: Call,
    title: str,
    body: str,
    language: str,
    effects: Sequence[tuple[str, Mapping[str, Any]]],
) -> Proposal:
    """Enter what was decided on a call and was no proposal before: written, opened and decided in one act."""
    with record.act(by=by):
        proposal = draft_proposal(by=by, title=title, body=body, language=language, effects=effects)
        return settle_on_call(by=by, proposal=proposal, call=call)


def settle_on_call(*, by: Standing, proposal: Proposal, call: Call) -> Proposal:
    """Enter that a draft, or an open proposal, was decided on a call.

    In order: lock it; hold fast rules and electorate if it was a draft; put the ballots of those who were there; begin the
    window for objections; enter what was said and what came of it, for all who may see the proposal. Ballots that electors
    cast in writing stay and count; what comes of it with them is told by the count alone, for whoever enters and corrects
    the call could read off how they voted. Refuses as permissions.may_settle_on_call says, and with
    decisions.no_occasion, decisions.not_yet_held and decisions.nobody_there.
    """
    with record.act(by=by):
        proposal = locking.take(proposal)
        require(permissions.may_settle_on_call(by, proposal))
        _check(proposal, call)
        if proposal.opened_at is None:
            freezing.freeze_rules(proposal)
            openings.begin(by, proposal)
        proposal.stage = Stage.RECORDED
        _enter(by, proposal, call, "decisions.recorded")
    return proposal


def correct_call(*, by: Standing, proposal: Proposal, call: Call) -> Proposal:
    """Correct the entry of a call while it is open to objections. The window begins anew, and all are told again; objections
    stand. Refuses as permissions.may_correct_call says, and as entering does."""
    with record.act(by=by):
        proposal = locking.take(proposal)
        require(permissions.may_correct_call(by, proposal))
        _check(proposal, call)
        _enter(by, proposal, call, "decisions.call_corrected")
    return proposal


def _check(proposal: Proposal, call: Call) -> None:
    clause = f"process.{queries.process_of(proposal).code}.also"
    if not call.occasion.strip() or len(call.occasion) > LONGEST_OCCASION:
        raise Refused(refuse("decisions.no_occasion", clause))
    if call.at > clock.now():
        raise Refused(refuse("decisions.not_yet_held", clause))
    if not call.said:
        raise Refused(refuse("decisions.nobody_there", clause))


def _enter(by: Standing, proposal: Proposal, call: Call, kind: str) -> None:
    process, now = proposal.frozen_process, clock.now()
    zone = zone_of(proposal.frozen_days.time_zone)
    places = places_in(proposal)
    said = {place.key: call.said[place.key] for place in places if place.is_listed and place.key in call.said}
    if not said:
        raise Refused(refuse("decisions.nobody_there", f"process.{process.code}.also"))
    ballots = _put(by, proposal, said, call)
    for turn in ("discussion_from", "voting_from"):
        setattr(proposal, turn, min(getattr(proposal, turn) or now, now))
    proposal.voting_until = window_until(process, now.astimezone(zone), proposal.frozen_days)
    told = expected(process, places, said, carried=is_carried(by.coalition, process, proposal.pk))
    proposal.decided_elsewhere = {
        "at": call.at.isoformat(),
        "occasion": call.occasion.strip(),
        "notes": call.notes.strip(),
        "office": next(iter(sorted(by.offices & set(process.recorded_by))), ""),
        "said": numbers(places, said),
        "outcome": told.outcome.value if told else "",
        "reason": told.reason if told else "",
    }
    proposal.begun_from = call.begun_from or proposal.begun_from
    proposal.save()
    entry = record.enter(
        by=by,
        kind=kind,
        about=proposal.id,
        audience=audiences.of_proposals(proposal),
        facts=openings.told_in_full(
            proposal,
            occasion=call.occasion.strip(),
            until=f"{proposal.voting_until.astimezone(zone):%Y-%m-%d %H:%M} ({proposal.frozen_days.time_zone})",
        ),
        parts=[Part(facts={"roll": _roll(ballots)}, audience=audiences.of_roll_call(proposal))],
        power=record.Exercise(ENTER_CALLS, proposal.decided_elsewhere["office"], f"process.{process.code}.also"),
    )
    Ballot.objects.of(by.coalition).filter(pk__in=[row.pk for row in ballots]).update(entry=entry)


def _roll(ballots: Sequence[Ballot]) -> list[dict[str, str]]:
    """Who answered what, by name."""
    return [
        {"ballot": row.pk, "elector": row.elector.key, "name": row.elector.name, "choice": row.choice}
        for row in ballots
    ]


def _put(by: Standing, proposal: Proposal, said: Mapping[str, Said], call: Call) -> list[Ballot]:
    """Put the ballots of those who were there, in place of those entered from the same call before."""
    Ballot.objects.of(by.coalition).filter(proposal=proposal, elector__round=proposal.round, how=CALL).delete()
    method = proposal.frozen_process.method
    rows = [
        Ballot(
            coalition_id=by.coalition,
            proposal=proposal,
            elector=elector,
            choice=choice.value,
            how=CALL,
            source=call.occasion.strip(),
            cast_by=by.person,
            cast_at=clock.now(),
        )
        for elector in electors_in(proposal).select_for_update(of=("self",)).order_by("key")
        if elector.key in said and (choice := choice_of(method, said[elector.key])) is not None
    ]
    Ballot.objects.bulk_create(rows)
    return rows
