"""What a proposal holds fast when it opens, and when a round of it begins: process, days, times, electors."""

from dataclasses import replace

from django.db.models import Q
from django.utils import translation
from django.utils.translation import gettext as _

from plenary.bodies.queries import electorate
from plenary.bodies.rules import Elector as Place
from plenary.charter.queries import charter_in, version_in_force
from plenary.charter.rules.document import days_to_json, process_to_json
from plenary.charter.rules.schema import Charter, Days, Process, Secrecy
from plenary.coalitions.models import Coalition
from plenary.core import clock
from plenary.core.standing import Standing
from plenary.core.times import zone_of
from plenary.core.verdicts import Refused, refuse
from plenary.decisions import queries
from plenary.decisions.actions import audiences
from plenary.decisions.actions.sealing import new_key
from plenary.decisions.models import Elector, Proposal
from plenary.decisions.queries.choosing import choice_of
from plenary.decisions.rules.electorates import electors_hash
from plenary.decisions.rules.phases import timetable
from plenary.membership.models import Member
from plenary.record import actions as record

TIMES = ("discussion_from", "voting_from", "voting_until", "effects_from")


def freeze_rules(proposal: Proposal, process: Process | None = None) -> Process:
    """Hold fast the process of the proposal's matter (or the one given), the one it falls back on, and the days that count.

    Nothing is saved. Refuses with core.not_yet where there is no charter.
    """
    version = version_in_force(proposal.coalition_id)
    if version is None:
        raise Refused(refuse("core.not_yet"))
    charter = charter_in(version)
    frozen = process or charter.process_for(proposal.matter)
    proposal.asked = {}
    choice = choice_of(proposal)
    if choice and choice.asked.nominated:  # the charter may change under it; what is written stands in the effect
        proposal.asked = choice.asked.to_json()
    if choice:
        frozen = replace(frozen, electorate=choice.asked.electorate or frozen.electorate)
    frozen = fitted(proposal, frozen)
    hold_process(proposal, frozen)
    fallback = fitted(proposal, charter.process(frozen.fallback)) if frozen.fallback else None
    proposal.next_process = process_to_json(fallback) if fallback else {}
    proposal.days = days_to_json(_days_of(charter, proposal.coalition_id))
    proposal.charter_version = version.id
    return frozen


def fitted(proposal: Proposal, process: Process) -> Process:
    """A process as it is held fast for what concerns somebody: held long enough for an appeal, and decided by another body where
    that is so for this kind of effect (`charter.concerning`)."""
    for row, kind in queries.effects_concerning(proposal):
        hours = kind.hold_hours(proposal.coalition_id, row.payload)
        body = kind.decided_by(proposal.coalition_id, row.payload, process.electorate)
        process = replace(process, hold_hours=max(process.hold_hours, hours), electorate=body)
    return process


def hold_process(proposal: Proposal, process: Process) -> None:
    """Hold fast a process in the proposal; nothing is saved."""
    proposal.process = process_to_json(process)
    proposal.__dict__.pop("frozen_process", None)


def set_times(proposal: Proposal, *, notice: bool = True, discussion: bool = True) -> None:
    """Set the turns of the present round from now on, in the zone and on the days that were held fast; nothing is saved.

    Without `notice` the days of notice are left out: those who are asked know of it already. Without `discussion` its days
    too, for it was held, and began when it did.
    """
    process, days = proposal.frozen_process, proposal.frozen_days
    given = process if notice else replace(process, notice_days=0)
    given = given if discussion else replace(given, discussion_days=0)
    times = timetable(given, clock.now().astimezone(zone_of(days.time_zone)), days)
    proposal.discussion_from = times.discussion_from if discussion else proposal.discussion_from
    proposal.voting_from, proposal.voting_until = times.voting_from, times.voting_until


def freeze_electorate(proposal: Proposal) -> None:
    """Hold fast who votes in the present round, and the key of its envelopes where ballots are secret. Refuses with
    decisions.no_electors when nobody may, or all are away.

    Who stood back in the round before stands back in this one too, until it steps in; whom the proposal concerns stands back in
    each, for the rules. The members are locked, the proposal being so already: who comes back meanwhile finds the electors, or is
    found to be back.
    """
    process = proposal.frozen_process
    places = _held_places(proposal)
    if all(place.away for place in places):
        raise Refused(refuse("decisions.no_electors", f"process.{process.code}"))
    back = {
        row.key: row
        for row in Elector.objects.of(proposal.coalition_id).filter(
            proposal=proposal, round=proposal.round - 1, recused_at__isnull=False
        )
    }
    Elector.objects.bulk_create(
        Elector(
            coalition_id=proposal.coalition_id,
            proposal=proposal,
            round=proposal.round,
            key=place.key,
            name=place.name,
            member_id=place.member or None,
            person=place.person,
            weight=place.weight,
            protected=place.protected,
            splits=place.splits,
            is_away=place.away,
            region=place.region,
            recused_at=back[place.key].recused_at if place.key in back else None,
            recusal_reason=back[place.key].recusal_reason if place.key in back else "",
        )
        for place in places
    )
    _stand_back_concerned(proposal)
    if process.secrecy is Secrecy.SECRET:
        new_key(proposal)


def _stand_back_concerned(proposal: Proposal) -> None:
    """Those whom the proposal concerns do not vote on it: they stand back by the rules, and the record says so once a place."""
    concerned = queries.concerned_in(proposal)
    if not concerned:
        return
    rows = queries.electors_in(proposal).filter(recused_at=None)
    rules = Standing.system(proposal.coalition_id, "accountability")
    with translation.override(proposal.language):
        reason = _("It is concerned itself, and is heard.")
    for row in rows.filter(Q(member__in=concerned) | Q(person__in=concerned)):
        row.recused_at, row.recusal_reason = clock.now(), reason
        row.save(update_fields=["recused_at", "recusal_reason"])
        record.enter(
            by=rules,
            kind="decisions.stood_back",
            about=proposal.id,
            audience=audiences.of_proposals(proposal),
            facts=audiences.told(proposal, name="" if row.protected else row.name, reason=reason),
            parts=[record.Part(facts={"elector": row.key}, audience=audiences.of_elector(row))],
        )


def _held_places(proposal: Proposal) -> tuple[Place, ...]:
    """The places as they are once their members are locked: read twice, for a status may have changed in between."""
    body, now = proposal.frozen_process.electorate, clock.now()
    keys = {place.member for place in electorate(proposal.coalition_id, body, now) if place.member}
    members = Member.objects.of(proposal.coalition_id).select_for_update(of=("self",)).filter(pk__in=keys)
    list(members.order_by("pk"))
    return electorate(proposal.coalition_id, body, now)


def frozen_facts(proposal: Proposal) -> dict[str, object]:
    """What the record is told of what was held fast: rules, times, electorate; each later entry that moves one tells it anew."""
    rows = Elector.objects.of(proposal.coalition_id).filter(proposal=proposal, round=proposal.round)
    return {
        "process": proposal.process,
        "next_process": proposal.next_process,
        "days": proposal.days,
        "round": proposal.round,
        "stage": proposal.stage,
        "urgency": proposal.urgency,
        "decided_elsewhere": proposal.decided_elsewhere,
        "electorate": len(rows),
        "electors": electors_hash(rows),
        **({"asked": proposal.asked} if proposal.asked else {}),
        **times_of(proposal),
    }


def times_of(proposal: Proposal) -> dict[str, str]:
    """The turns of the present round as the record is told them; empty texts while they are not set."""
    return {name: moment.isoformat() if (moment := getattr(proposal, name)) else "" for name in TIMES}


def _days_of(charter: Charter, coalition_id: str) -> Days:
    zone = charter.days.time_zone or Coalition.objects.only("time_zone").get(pk=coalition_id).time_zone
    return replace(charter.days, time_zone=zone)
