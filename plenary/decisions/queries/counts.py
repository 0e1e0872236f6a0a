"""Reads of the count of a choice among several once its outcome is entered, for its page, its files and the API."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from django.db.models import Max, QuerySet, TextField
from django.db.models.functions import Cast

from plenary.charter.rules.document import process_to_json
from plenary.charter.rules.schema import Process
from plenary.decisions.models import BallotBox, Paper, Proposal
from plenary.decisions.queries.electors import electors_in
from plenary.decisions.rules.choosing import lots
from plenary.decisions.rules.contests import Contest
from plenary.decisions.rules.methods.accounts import Account
from plenary.decisions.rules.methods.packed import UnreadableError
from plenary.decisions.rules.methods.profiles import Profile
from plenary.decisions.rules.recounts import account_kept, as_json, profile_in, recount


@dataclass(frozen=True, kw_only=True)
class Counted:
    """The count by which a proposal was decided. `box` is without its ballots, which are read into `profile` when they are
    asked for."""

    box: BallotBox
    process: Process
    contest: Contest
    account: Account

    @property
    def lots(self) -> tuple[int, ...]:
        """The candidates in the order of lots, by their places in the list."""
        return lots(self.contest, self.box.seed)

    @cached_property
    def profile(self) -> Profile:
        """The ballots as the method counts them. One query, the first time."""
        return profile_in(*_held(self.process, self.box))


def counted(proposal: Proposal) -> Counted | None:
    """The count of the present round, as it was kept when its outcome was entered. None before that, where yes or no was asked,
    nobody was counted, or no ballot was cast. One query; two, and a count, where no account was kept that can be shown."""
    if proposal.decided_at is None:
        return None
    rows = BallotBox.objects.of(proposal.coalition_id).filter(proposal=proposal, round=proposal.round)
    box = rows.defer("ballots").first()
    contest = box.what if box else None
    if box is None or contest is None:
        return None
    process = proposal.frozen_process
    account = _account_of(process, box)
    return Counted(box=box, process=process, contest=contest, account=account) if account else None


def _account_of(process: Process, box: BallotBox) -> Account | None:
    try:
        return account_kept(bytes(box.account), as_json(box.contest), tuple(box.winners))
    except UnreadableError:
        return recount(*_held(process, box), box.seed)


def _held(process: Process, box: BallotBox) -> tuple[str, str, str]:
    """Process, contest and ballots of a box as JSON; the ballots leave the database as text, to be parsed once. One query."""
    rows = BallotBox.objects.of(box.coalition_id).filter(pk=box.pk)
    ballots = rows.annotate(as_text=Cast("ballots", TextField())).values_list("as_text", flat=True).get()
    return as_json(process_to_json(process)), as_json(box.contest), ballots


def published_papers(proposal: Proposal) -> QuerySet[Paper]:
    """The papers of the secret vote by which a proposal was decided, by their codes; none before its outcome is entered."""
    rows = Paper.objects.of(proposal.coalition_id).filter(proposal=proposal, round=proposal.round)
    return rows if proposal.decided_at else rows.none()


def heaviest_of(proposal: Proposal) -> int:
    """The most votes that one of those has who cast a ballot in the present round; 1 where nobody did. One query."""
    rows = electors_in(proposal).filter(recused_at=None, ballot__isnull=False)
    found: int | None = rows.aggregate(most=Max("weight"))["most"]
    return found or 1


def paper_with(proposal: Proposal, code: str) -> Sequence[Paper]:
    """The published papers with a code, as somebody types it: small letters, and spaces or nothing between its groups."""
    letters = "".join(sign for sign in code.upper() if sign.isascii() and sign.isalnum())[:40]
    written = "-".join(letters[at : at + 3] for at in range(0, len(letters), 3))
    return list(published_papers(proposal).filter(code=written)) if written else []
