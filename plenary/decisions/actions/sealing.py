"""Sealing secret ballots and opening their envelopes: the only place where what a secret ballot says meets its elector."""

import json
import secrets
from collections.abc import Iterable

from plenary.decisions import ballot_keys, envelopes
from plenary.decisions.models import Ballot, Paper, Proposal
from plenary.decisions.queries.choosing import choice_of
from plenary.decisions.rules.choosing import Said
from plenary.decisions.rules.contests import Contest

_CLASS = 256
"""Envelopes are a multiple of so many bytes long, the same for all of a proposal."""
_OF_A_CANDIDATE, _OF_ALL = 32, 96


def contest_of(proposal: Proposal) -> Contest:
    """What a proposal chooses among. Raises ValueError for one that chooses nothing."""
    found = choice_of(proposal)
    if found is None:
        raise ValueError(f"proposal {proposal.pk} chooses nothing")
    return found.contest


def new_key(proposal: Proposal) -> None:
    """Give the present round a key of its own for its envelopes; nothing is saved. The private half lies outside the database."""
    proposal.envelope_key = ballot_keys.make(_name(proposal)).hex()


def seal(proposal: Proposal, ballot: Ballot, contest: Contest | None, *, choice: str, said: Said) -> None:
    """Put what a ballot says into an envelope for the key of the round; the row says nothing itself. Nothing is saved.

    `codes` of the ballot are those beside which its votes will be published, one each; they stand in the envelope and here
    alone.
    """
    seed = secrets.token_bytes(envelopes.SEED)
    content = {"says": {"choice": choice} if choice else dict(said), "seed": seed.hex()}
    ballot.choice, ballot.shares, ballot.said, ballot.is_secret = "", {}, {}, True
    ballot.sealed = envelopes.seal(
        bytes.fromhex(proposal.envelope_key),
        json.dumps(content, separators=(",", ":")).encode(),
        place=_place(proposal, ballot),
        size=_size(contest),
    )
    ballot.codes = envelopes.codes(seed, ballot.elector.weight)


def open_all(proposal: Proposal, ballots: Iterable[Ballot]) -> list[Paper]:
    """The papers of the envelopes of a round, one a vote, in the order of their codes; nothing is saved. Select `elector` with
    the rows.

    Raises ballot_keys.KeyLost where the private key is gone, and SealError for an envelope that was altered or moved.
    """
    private = ballot_keys.private(_name(proposal))
    papers: list[Paper] = []
    for ballot in ballots:
        content = json.loads(envelopes.open_(private, bytes(ballot.sealed), place=_place(proposal, ballot)))
        of_all = {"coalition_id": proposal.coalition_id, "proposal": proposal, "round": proposal.round}
        codes = envelopes.codes(bytes.fromhex(content["seed"]), ballot.elector.weight)
        papers += [Paper(code=code, said=content["says"], **of_all) for code in codes]
    return sorted(papers, key=lambda paper: paper.code)


def destroy_key(proposal: Proposal) -> None:
    """Destroy the private key of a round whose envelopes are opened, after that is committed. It may run twice."""
    ballot_keys.destroy(_name(proposal))


def _name(proposal: Proposal) -> str:
    return f"{proposal.pk}-{proposal.round}"


def _place(proposal: Proposal, ballot: Ballot) -> str:
    return f"decisions_ballot:sealed:{proposal.pk}:{proposal.round}:{ballot.elector_id}"


def _size(contest: Contest | None) -> int:
    needed = _OF_ALL + _OF_A_CANDIDATE * len(contest.candidates if contest else ())
    return -(-needed // _CLASS) * _CLASS
