"""How the boxes of ballots are compared with the record, with the ballots and papers that lie beside them, and counted again."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from plenary.charter.rules.document import process_from_json
from plenary.charter.rules.schema import Process
from plenary.decisions.actions.boxes import hash_of
from plenary.decisions.models import Ballot, BallotBox, Round
from plenary.decisions.queries.choosing import is_secret, papers_of, votes_cast
from plenary.decisions.rules.choosing import bundled, chosen, count_contest
from plenary.decisions.rules.contests import Contest
from plenary.decisions.rules.methods.packed import OtherFormError, UnreadableError, unpack
from plenary.decisions.rules.nominations import by_lot
from plenary.record.models import Opening

_CLOSING = ("decisions.box_closed", "decisions.nominations_closed", "decisions.candidates_fixed")
"""The kinds of entries that close a box; the second and the third where no ballot is held."""


def audit_boxes(coalition_id: str) -> Iterator[str]:
    """Each problem in one sentence: a box that is not the one that was entered, that holds other ballots than were cast, or whose
    count gives others than were chosen, or is not the one that is kept."""
    rows = BallotBox.objects.of(coalition_id).select_related("proposal").order_by("closed_at", "id")
    entered, names = _entered(coalition_id)
    for box in rows:
        facts = entered.pop(box.entry, {})
        if (facts.get("seed"), facts.get("size"), facts.get("box")) != (box.seed, box.size, hash_of(box)):
            yield f"proposal {box.proposal_id}: the box of its ballots is not the one that was entered"
        if _is_renamed(box, names.get(box.entry, {})):
            yield f"proposal {box.proposal_id}: one who stood bears the name of another"
        process = _process_of(box)
        if is_secret(process):
            yield from _audit_papers(box)
        elif box.round == box.proposal.round and bundled(votes_cast(box.proposal)) != box.bundle:
            yield f"proposal {box.proposal_id}: other ballots lie in its box than were cast"
        if box.what and box.proposal.outcome:
            yield from _audit_count(box, process, box.what)
    for entry in entered:
        yield f"entry {entry}: closed a box that is not there"


def _entered(coalition_id: str) -> tuple[dict[str, dict[str, Any]], dict[str, dict[str, str]]]:
    """By the id of each entry that closes a box: what it tells of it, and the names that it tells, by candidate; those of
    persons stand in parts, as far as they were not erased. One query."""
    openings = Opening.objects.of(coalition_id).filter(entry__kind__in=_CLOSING, erased_at=None)
    entered: dict[str, dict[str, Any]] = {}
    names: dict[str, dict[str, str]] = {}
    rows = openings.order_by("entry__n", "position").values_list("entry_id", "position", "payload")
    for entry, position, payload in rows:
        facts = json.loads(bytes(payload))["facts"]
        if position and entry in entered:
            names[entry][facts["candidate"]] = facts["name"]
        elif not position and "seed" in facts:
            entered[entry] = facts
            names[entry] = {each["id"]: each["name"] for each in facts["contest"].get("candidates", ())}
    return entered, names


def _is_renamed(box: BallotBox, names: Mapping[str, str]) -> bool:
    """True where a candidate has another's name than the one that was entered for it; a name that was taken out is none."""
    return any(
        each["name"] != names.get(each["id"]) and each["name"] in names.values()
        for each in box.contest.get("candidates", ())
    )


def _process_of(box: BallotBox) -> Process:
    past = Round.objects.of(box.coalition_id).filter(proposal=box.proposal_id, number=box.round).first()
    return process_from_json(past.process) if past else box.proposal.frozen_process


def _audit_papers(box: BallotBox) -> Iterator[str]:
    """As many votes came out of the envelopes as those who cast one have, and they are what was counted."""
    papers = papers_of(box.proposal, box.round)
    if bundled((paper.said, 1) for paper in papers) != box.bundle:
        yield f"proposal {box.proposal_id}: other papers came out of its envelopes than were counted"
    rows = Ballot.objects.of(box.coalition_id).filter(proposal=box.proposal_id, elector__round=box.round)
    cast = rows.filter(is_secret=True, elector__recused_at=None).values_list("elector__weight", flat=True)
    if sum(cast) != len(papers):
        yield f"proposal {box.proposal_id}: {len(papers)} votes were opened, and {sum(cast)} were cast"


def _audit_count(box: BallotBox, process: Process, contest: Contest) -> Iterator[str]:
    """Who was chosen, and the account that is kept, are those that the ballots give when they are counted again. What was kept
    by a version whose accounts told something else is compared with nothing; nobody is shown it."""
    account = count_contest(process, contest, box.bundle, box.seed)
    winners = by_lot(contest, box.seed) if box.is_without_ballot else chosen(contest, account)
    if box.winners != list(winners):
        yield f"proposal {box.proposal_id}: its ballots choose others than were told"
    try:
        kept = unpack(bytes(box.account), [each.name for each in contest.candidates])
    except OtherFormError:
        return
    except UnreadableError:
        yield f"proposal {box.proposal_id}: the account of its count cannot be read"
        return
    if kept != account:
        yield f"proposal {box.proposal_id}: the account of its count is not the one that its ballots give"
