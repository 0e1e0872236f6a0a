"""What a proposal holds fast when it opens, and when a round of it begins: process, days, times, electors."""

from dataclasses import replace

from plenary.bodies.queries import electorate
from plenary.bodies.rules import Elector as Place
from plenary.charter.queries import charter_in, version_in_force
from plenary.charter.rules.document import days_to_json, process_to_json
from plenary.charter.rules.schema import Charter, Days, Process, Secrecy
from plenary.coalitions.models import Coalition
from plenary.core import clock
from plenary.core.times import zone_of
from plenary.core.verdicts import Refused, refuse
from plenary.decisions.actions.sealing import new_key
from plenary.decisions.models import Elector, Proposal
from plenary.decisions.queries.choosing import choice_of
from plenary.decisions.rules.electorates import electors_hash
from plenary.decisions.rules.phases import timetable
from plenary.membership.models import Member

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
    hold_process(proposal, frozen)
    proposal.next_process = process_to_json(charter.process(frozen.fallback)) if frozen.fallback else {}
    proposal.days = days_to_json(_days_of(charter, proposal.coalition_id))
    proposal.charter_version = version.id
    return frozen


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

    Who stood back in the round before stands back in this one too, until it steps in. The members are locked, the proposal
    being so already: who comes back meanwhile finds the electors, or is found to be back.
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
    if process.secrecy is Secrecy.SECRET:
        new_key(proposal)


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
