"""Closing the box: before a choice among several, or a secret vote, is counted, its ballots are put together as they will be
counted, and the seed of the lots is drawn."""

import json
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import Any

import rfc8785

from plenary.charter.rules.schema import Method
from plenary.core import clock
from plenary.core.standing import Standing
from plenary.core.verdicts import require
from plenary.decisions import permissions, queries
from plenary.decisions.actions import audiences, locking, sealing
from plenary.decisions.actions.named import facts_without_names, names_in_box
from plenary.decisions.models import Ballot, BallotBox, Paper, Proposal
from plenary.decisions.queries.candidates import persons_standing
from plenary.decisions.queries.choosing import box_of, is_secret, votes_cast
from plenary.decisions.queries.nominations import awaits_closing
from plenary.decisions.rules.choosing import Bundle, bundled, chosen, count_contest, lots
from plenary.decisions.rules.contests import Contest
from plenary.decisions.rules.methods.packed import pack
from plenary.decisions.rules.phases import Phase
from plenary.record import actions as record
from plenary.record.queries import root_now


def is_due(proposal: Proposal) -> bool:
    """True when voting is over, writes that were received in time are in, nominations were closed where there were any, and no
    outcome stands yet."""
    if proposal.phase is not Phase.CLOSED or proposal.voting_until is None:
        return False
    return clock.now() > proposal.voting_until + clock.WRITE_TIMEOUT and not awaits_closing(proposal)


def close_box(*, by: Standing, proposal: Proposal) -> None:
    """Put the ballots of a round that is over into its box, once; the key of its envelopes is destroyed after that is committed.

    In order: lock the proposal; draw the seed, which is the root of the record as it stands before this entry, and so nobody's
    choice; open the envelopes, write their papers at once, in the order of their codes, and empty the envelopes; put ballots that
    say the same together; enter seed, lots, what stood for choice and the hash of the ballots. That is published before anything
    is counted. Nothing where no box is used, or voting goes on. Raises ballot_keys.KeyLost where the private key
    is gone; nothing has changed then. It may run twice or late; only the program does this.
    """
    require(permissions.may_close(by))
    if not uses_box(proposal):
        return
    with record.act(by=by):
        proposal = locking.take(proposal)
        if not is_due(proposal):
            return
        if box_of(proposal) is None:
            _close(by, proposal)
    if is_secret(proposal.frozen_process):
        sealing.destroy_key(proposal)


@dataclass(frozen=True, slots=True)
class Chosen:
    """What the box of a round chooses: ids in order, none where yes or no was asked. `box` is empty where no box is used;
    `account` is that of the count, as it is kept."""

    box: str = ""
    winners: tuple[str, ...] = ()
    account: bytes = b""


def count_box(proposal: Proposal) -> Chosen | None:
    """What the box of the present round chooses; None where one is used and not closed yet, so that there is nothing to count.
    Outside of any act, for a box that is closed stays as it is and counting may take long."""
    if not uses_box(proposal):
        return Chosen()
    box = box_of(proposal)
    if box is None:
        return None
    contest = box.what
    if contest is None:
        return Chosen(box.pk)
    account = count_contest(proposal.frozen_process, contest, box.bundle, box.seed)
    return Chosen(box.pk, chosen(contest, account), pack(account))


def uses_box(proposal: Proposal) -> bool:
    """True where ballots are put into a box before they are counted: where they are secret, or choose among several."""
    process = proposal.frozen_process
    return is_secret(process) or process.method is Method.CHOICE


def keep_chosen(proposal: Proposal, found: Chosen) -> None:
    """Keep what the box chooses, with the account of its count, within the caller's act, the proposal locked."""
    if found.account:
        rows = BallotBox.objects.of(proposal.coalition_id).filter(pk=found.box)
        rows.update(winners=list(found.winners), account=found.account)


def _close(by: Standing, proposal: Proposal) -> None:
    choice = queries.choice_of(proposal)
    bundle = _opened(proposal) if is_secret(proposal.frozen_process) else bundled(votes_cast(proposal))
    box = new_box(proposal, choice.contest if choice else None, bundle)
    box.entry = record.enter(
        by=by,
        kind="decisions.box_closed",
        about=proposal.id,
        audience=audiences.of_proposals(proposal),
        facts=audiences.told(proposal, round=proposal.round, **facts_of(box)),
        parts=names_in_box(box),
    )
    box.save(force_insert=True)


def new_box(proposal: Proposal, contest: Contest | None, bundle: Bundle = ()) -> BallotBox:
    """The box of the present round with its lots drawn from the record as it stands now; not saved, and not entered yet. Without
    a contest where yes or no was asked."""
    size, root = root_now(proposal.coalition_id)
    contest = replace(contest, drawn=lots(contest, root)) if contest else None
    return BallotBox(
        coalition_id=proposal.coalition_id,
        proposal=proposal,
        round=proposal.round,
        seed=root,
        size=size,
        contest=contest.to_json() if contest else {},
        ballots=[[said, number] for said, number in bundle],
        account=pack(None) if contest and not bundle else b"",  # no ballot, no count
        closed_at=clock.now(),
    )


def facts_of(box: BallotBox) -> dict[str, Any]:
    """What the entry that publishes a box tells of it to all its readers: the seed, the lots by ids, what stood for choice
    without the names of persons, which are parts of their own (`named.names_in_box`), the hash. One query."""
    contest = box.what
    return {
        "seed": box.seed,
        "size": box.size,
        "lots": [contest.ids[each] for each in contest.drawn] if contest else [],
        "contest": facts_without_names(box.contest, persons_standing(box.coalition_id, contest.ids if contest else ())),
        "box": hash_of(box),
    }


def hash_of(box: BallotBox) -> str:
    """SHA-256 of what lies in a box (what stood for choice but for names, the lots, the ballots), in canonical JSON (RFC 8785),
    hexadecimal. A name may have to be taken out; ids, which the entry ties to names, stay."""
    named = {"name", "unnamed"}
    candidates = [
        {**{key: value for key, value in each.items() if key not in named}, "name": ""}
        for each in box.contest.get("candidates", ())
    ]
    held: Any = {"contest": {**box.contest, "candidates": candidates}, "ballots": box.ballots}
    return sha256(rfc8785.dumps(json.loads(json.dumps(held)))).hexdigest()


def _opened(proposal: Proposal) -> Bundle:
    """Open the envelopes of the present round: papers are written, envelopes emptied, nothing leads from one to the other."""
    rows = Ballot.objects.of(proposal.coalition_id).filter(
        proposal=proposal, elector__round=proposal.round, is_secret=True
    )
    counted = [row for row in rows.select_related("elector").order_by("elector__key") if not row.elector.is_recused]
    papers = Paper.objects.bulk_create(sealing.open_all(proposal, counted))
    rows.update(sealed=b"", sent_as="")
    return bundled((paper.said, 1) for paper in papers)
