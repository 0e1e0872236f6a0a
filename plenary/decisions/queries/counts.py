"""Reads of the count of a choice among several once its outcome is entered, for its page, its files and the API."""

import json
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Max, QuerySet, TextField
from django.db.models.functions import Cast

from plenary.charter.rules.schema import Process
from plenary.decisions.models import BallotBox, Paper, Proposal
from plenary.decisions.queries.electors import electors_in
from plenary.decisions.rules.choosing import lots
from plenary.decisions.rules.contests import Contest
from plenary.decisions.rules.methods.accounts import Account
from plenary.decisions.rules.methods.profiles import Profile
from plenary.decisions.rules.recounts import recount


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """The count by which a proposal was decided. `box` is without its ballots, which stand in `profile`."""

    box: BallotBox
    process: Process
    contest: Contest
    profile: Profile
    account: Account

    @property
    def lots(self) -> tuple[int, ...]:
        """The candidates in the order of lots, by their places in the list."""
        return lots(self.contest, self.box.seed)


def counted(proposal: Proposal) -> Counted | None:
    """The count of the present round, done again from its box. None before the outcome is entered, where yes or no was asked,
    nobody was counted, or no ballot was cast. One query; the ballots leave the database as text, and are counted once."""
    if proposal.decided_at is None:
        return None
    rows = BallotBox.objects.of(proposal.coalition_id).filter(proposal=proposal, round=proposal.round)
    box = rows.defer("ballots").annotate(as_text=Cast("ballots", TextField())).first()
    if box is None or not box.contest:
        return None
    process, contest = (json.dumps(told, sort_keys=True) for told in (proposal.process, box.contest))
    told = recount(process, contest, box.as_text, box.seed)
    if told.account is None:
        return None
    return Counted(box=box, process=told.process, contest=told.contest, profile=told.profile, account=told.account)


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
