"""Reads of vacancies that the ballots of an election fill: what is counted again, without whom, and what came of it."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import TextField
from django.db.models.functions import Cast

from plenary.bodies import countbacks
from plenary.bodies.elections import KIND
from plenary.bodies.models import Term
from plenary.bodies.rules.elections import fills_the_same
from plenary.charter.queries import charter_in, version_in_force
from plenary.charter.rules.document import process_to_json
from plenary.decisions.models import BallotBox, Proposal
from plenary.decisions.queries.nominations import opened_before
from plenary.decisions.rules.methods.accounts import Account
from plenary.decisions.rules.recounts import Recount, as_json, recounted
from plenary.decisions.rules.vacancies import count_back, follows, may_follow


@dataclass(frozen=True, slots=True, kw_only=True)
class Boxed:
    """The box of an election that is decided, as it is counted again: process, contest and ballots as JSON, and the seed."""

    box: BallotBox
    process: str
    contest: str
    ballots: str

    @property
    def counted(self) -> Recount:
        """The count by which it was decided."""
        return recounted(self.process, self.contest, self.ballots, self.box.seed)

    def again(self, left: str, out: Sequence[str]) -> Account | None:
        """The account of the countback for the seat of one (its id), without those who are out."""
        asked = follows(out, may_follow(self.counted))
        return count_back(
            process=self.process, contest=self.contest, ballots=self.ballots, seed=self.box.seed, left=left, out=asked
        )


def boxed(proposal: Proposal) -> Boxed | None:
    """The box of the round that decided; None before the outcome is entered, or where nothing stood for choice. One query."""
    if proposal.decided_at is None:
        return None
    rows = BallotBox.objects.of(proposal.coalition_id).filter(proposal=proposal, round=proposal.round)
    box = rows.defer("ballots").annotate(as_text=Cast("ballots", TextField())).first()
    if box is None or not box.contest:
        return None
    return Boxed(
        box=box,
        process=as_json(process_to_json(proposal.frozen_process)),
        contest=as_json(box.contest),
        ballots=box.as_text,
    )


def vacancies_to_count(coalition_id: str) -> list[Term]:
    """The terms of a coalition whose rest waits for a countback and is offered to nobody, oldest first. Three queries at most."""
    version = version_in_force(coalition_id)
    waits = countbacks.waiting_terms(coalition_id, charter_in(version)) if version else []
    return [term for term in waits if not getattr(term, "is_offered", False)]


def elected_by(term: Term) -> Proposal | None:
    """The proposal by which a term began; None where it began otherwise. One query."""
    return Proposal.objects.of(term.coalition_id).filter(pk=term.adopted_by).first()


def is_voted_on(term: Term) -> bool:
    """True while an election that was opened otherwise, and whose terms begin at once, is open for the place of a term, or was
    adopted and is not carried out yet."""
    place = {"office": term.office} if term.office else {"body": term.body, "seats": [term.seats]}
    return any(
        proposal.pk != term.adopted_by
        and _is_under_way(proposal)
        and not payload.get("starts")
        and fills_the_same(payload, place)
        for proposal, payload in opened_before(term.coalition_id, KIND)
    )


def _is_under_way(proposal: Proposal) -> bool:
    return not proposal.outcome or (proposal.outcome == "adopted" and proposal.carried_out_at is None)
