"""Reads of what stands for choice, of the boxes of ballots that were counted, and of the papers that came out of envelopes."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils import translation
from django.utils.translation import gettext

from plenary.charter import decidable
from plenary.charter.decidable import AGAIN, Asked
from plenary.charter.queries import charter_in, version_in_force, versions
from plenary.charter.rules.schema import Elections, Method, Process, Secrecy, Uncontested
from plenary.core import clock
from plenary.decisions import ballot_keys
from plenary.decisions.models import BallotBox, Effect, Nomination, Paper, Proposal
from plenary.decisions.queries.effects import effects_of
from plenary.decisions.queries.electors import ballots_in, electors_in
from plenary.decisions.queries.proposals import process_of
from plenary.decisions.queries.tally import carried_by, deadline_or
from plenary.decisions.rules.choosing import Said
from plenary.decisions.rules.contests import Candidate, Contest, Kept
from plenary.decisions.rules.nominations import placed


@dataclass(frozen=True, slots=True)
class Choice:
    """The effect of a proposal that chooses, with what it asks and what stands for choice; where candidates are nominated, all
    who have neither declined nor withdrawn, by name."""

    effect: Effect
    asked: Asked
    contest: Contest
    nominated: tuple[Nomination, ...] = ()


def is_choice(proposal: Proposal) -> bool:
    """True when its process chooses among several."""
    return process_of(proposal).method is Method.CHOICE


def is_secret(process: Process) -> bool:
    """True when the ballots of a process are secret."""
    return process.secrecy is Secrecy.SECRET


def choice_of(proposal: Proposal, effects: list[Effect] | None = None) -> Choice | None:
    """What a proposal chooses, as it was held fast at opening; None where no effect of it chooses, or, in a draft, where it can
    no longer be asked. Two queries at most."""
    for row in effects_of(proposal) if effects is None else effects:
        kind = decidable.choosing(row.kind)
        asked = _asked(proposal, row, kind) if kind else None
        if asked:
            nominated = tuple(nominations_of(proposal)) if asked.nominated else ()
            return Choice(row, asked, _contest(proposal, asked, nominated), nominated)
    return None


def _asked(proposal: Proposal, effect: Effect, kind: decidable.Choosing) -> Asked | None:
    if proposal.asked:
        return Asked.from_json(proposal.asked)
    try:
        return kind.asked(proposal.coalition_id, effect.payload)
    except decidable.CannotCarryOut:
        return None


def _contest(proposal: Proposal, asked: Asked, nominated: Iterable[Nomination]) -> Contest:
    kept = {each.group: each.at_least for each in asked.kept}
    candidates, seats = _written(asked), asked.seats
    if asked.nominated:
        candidates, places = _standing(proposal, asked, kept, nominated)
        if places:  # who stands bounds what can be filled
            seats, kept = sum(places.values()), {group: places.get(group, 0) for group in kept}
    return Contest(
        candidates=candidates,
        seats=seats,
        kept=tuple(
            Kept(group=each.group, names=each.names, at_least=kept[each.group])
            for each in asked.kept
            if kept[each.group]
        ),
        budget=asked.budget,
        currency=asked.currency,
    )


def _written(asked: Asked) -> tuple[Candidate, ...]:
    return tuple(Candidate(id=each.id, name=each.title, cost=each.cost) for each in asked.options)


def _standing(
    proposal: Proposal, asked: Asked, kept: Mapping[str, int], nominated: Iterable[Nomination]
) -> tuple[tuple[Candidate, ...], Mapping[str, int]]:
    """Those who stand, and how many of them can be seated, by group. Where a ballot is held though all could be, it may call
    for nominations again instead."""
    found = tuple(Candidate(id=row.pk, name=row.name, groups=tuple(row.groups)) for row in nominated if row.accepted_at)
    places = placed((each.groups for each in found), asked.seats, kept)
    closed = proposal.discussion_from is not None and proposal.discussion_from <= clock.now()
    is_all = bool(found) and sum(places.values()) == len(found)
    if closed and is_all and rule_of_elections(proposal).uncontested is Uncontested.BALLOT:
        found += (Candidate(id=AGAIN, name=_again_in(proposal.language)),)
    return found, places


def _again_in(language: str) -> str:
    with translation.override(language):
        return gettext("Open nominations again")


def rule_of_elections(proposal: Proposal) -> Elections:
    """What the charter says of elections, as it was when the proposal opened. One query at most besides the charter's."""
    version = version_in_force(proposal.coalition_id)
    if proposal.charter_version and (version is None or version.id != proposal.charter_version):
        version = versions(proposal.coalition_id).get(pk=proposal.charter_version)
    return charter_in(version).elections if version else Elections()


def nominations_of(proposal: Proposal) -> list[Nomination]:
    """Who is nominated and stands or has not answered yet, by name; with members and persons. One query."""
    rows = Nomination.objects.of(proposal.coalition_id).filter(proposal=proposal, ended_at=None)
    found = rows.select_related("member__organisation", "member__individual", "person")
    return sorted(found, key=lambda row: (row.name.casefold(), row.pk))


def votes_cast(proposal: Proposal) -> list[tuple[Said, int]]:
    """What the open ballots of the present round say of several, each with its votes; what is carried for others too."""
    electors = {row.key: row for row in electors_in(proposal).filter(recused_at=None)}
    said = {row.elector.key: row.said for row in ballots_in(proposal)}
    moment = deadline_or(proposal.voting_until, clock.now())
    carried = carried_by(proposal, proposal.frozen_process, list(electors.values()), said.keys(), moment)
    given = said | {giver: said[carrier] for giver, carrier in carried.items()}
    return [(given[key], electors[key].weight) for key in sorted(given)]


def box_of(proposal: Proposal, number: int | None = None) -> BallotBox | None:
    """The ballots of a round (the present one) as they were counted, or None while they were not. Ballots and account may be
    long, and are read when they are asked for."""
    rows = BallotBox.objects.of(proposal.coalition_id).filter(proposal=proposal).defer("ballots", "account")
    return rows.filter(round=proposal.round if number is None else number).first()


def papers_of(proposal: Proposal, number: int | None = None) -> list[Paper]:
    """The papers that came out of the envelopes of a round (the present one), by their codes."""
    rows = Paper.objects.of(proposal.coalition_id).filter(proposal=proposal)
    return list(rows.filter(round=proposal.round if number is None else number))


def chosen_of(proposal: Proposal, box: BallotBox | None = None) -> list[dict[str, Any]]:
    """Who or what was chosen, in order, as `carry_out` of an effect that chooses takes it; from the box of the present round,
    which is read where it is not given. Two queries at most."""
    box = box or box_of(proposal)
    contest = box.what if box else None
    if box is None or contest is None:
        return []
    names = {each.id: each.name for each in contest.candidates}
    groups = {each.id: each.groups for each in contest.candidates}
    nominated = Nomination.objects.of(proposal.coalition_id).filter(pk__in=box.winners)
    rows: Mapping[str, Nomination] = {row.pk: row for row in nominated}
    return [
        {
            "id": each,
            "name": names[each],
            "member": rows[each].member_id or "" if each in rows else "",
            "person": rows[each].person_id or "" if each in rows else "",
            "groups": list(groups[each]),
        }
        for each in box.winners
    ]


def left_keys(moment: datetime) -> list[str]:
    """The names of the keys of envelopes that nobody will open any more: of rounds that are boxed, over or withdrawn, and of no
    round at all where they were made before a moment. Serves the task, in every coalition."""
    names = ballot_keys.names()
    rows = Proposal.objects.across_coalitions().filter(pk__in=[name.partition("-")[0] for name in names])
    known = {row.pk: row for row in rows}
    found = []
    for name in names:
        row = known.get(name.partition("-")[0])
        if row and (row.withdrawn_at or row.outcome):
            found.append(name)
        elif (row is None or name != f"{row.pk}-{row.round}") and _is_older(name, moment):
            found.append(name)  # not at once: what is opening now may not be there yet
    return found


def _is_older(name: str, moment: datetime) -> bool:
    try:
        return ballot_keys.made_at(name) < moment
    except ballot_keys.KeyLost:  # another was quicker
        return False
