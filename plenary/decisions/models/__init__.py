"""Rows of decisions: proposals and their rounds, electors and ballots, what is said on the way."""

from plenary.decisions.models.choosing import BallotBox, Nomination, Paper
from plenary.decisions.models.discussion import (
    Advice,
    Amendment,
    AmendmentBallot,
    Concern,
    Objection,
    Temperature,
)
from plenary.decisions.models.proposals import Effect, Proposal, Round, Seconding, Stage
from plenary.decisions.models.voting import Ballot, Delegation, Elector

__all__ = [
    "Advice",
    "Amendment",
    "AmendmentBallot",
    "Ballot",
    "BallotBox",
    "Concern",
    "Delegation",
    "Effect",
    "Elector",
    "Nomination",
    "Objection",
    "Paper",
    "Proposal",
    "Round",
    "Seconding",
    "Stage",
    "Temperature",
]
