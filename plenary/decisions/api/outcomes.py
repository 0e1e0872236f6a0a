"""What a proposal's answer holds of votes: turnout, the reader's own ballot, the outcome, the roll call, a call."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from ninja import Schema
from pydantic import Field

from plenary.charter.rules.schema import Method
from plenary.decisions.api.base import Said
from plenary.decisions.api.delegations import CarrierOut, LentOut, carriers_told, lent_told
from plenary.decisions.models import Proposal
from plenary.decisions.queries import Vote
from plenary.decisions.rules.ballots import choices_of
from plenary.decisions.rules.counting import Count
from plenary.decisions.rules.phases import Phase
from plenary.decisions.shown.regions import RegionShown


class TurnoutOut(Schema):
    """How many have voted while voting is open: all that is told of a count before it closes."""

    electorate: int
    voted: int
    quorum_needed: int
    present: int | None = Field(
        description="those present at the meeting, or who voted, where the quorum counts them; else null"
    )
    sentences: list[Said]


class SilenceOut(Schema):
    """How a silence stands."""

    sentences: list[Said]
    objectors: int = Field(description="how many objections break it")
    is_broken: bool


class BallotChoiceOut(Schema):
    """What a ballot may say, and what that means."""

    code: str
    word: Said
    meaning: Said


class OwnBallotOut(Schema):
    """The ballot that lies there for the reader's elector."""

    choice: str = Field(description="empty: it is split, as `parts` says, chooses among several, or lies sealed")
    parts: dict[str, int]
    said: dict[str, Any] = Field(
        description="of a choice among several, as it was cast; empty: it lies sealed, or is none"
    )
    is_secret: bool = Field(description="it was sealed; nobody reads it, its elector neither")
    reason: str
    says: str
    given: str = Field(description="how it came, where it was not simply cast, or by one who went")
    entry: str
    cast_at: datetime


class OwnPlaceOut(Schema):
    """The reader's place in the electorate, and what can be done with it."""

    name: str
    weight: int
    may_split: bool
    asks_whom: bool = Field(description="a ballot says whom one asked, and when")
    choices: list[BallotChoiceOut] = Field(description="empty where no ballot may be cast now")
    ballot: OwnBallotOut | None
    lent: LentOut | None = Field(description="who casts it, unless one casts it oneself")
    carried: list[LentOut]
    carriers: list[CarrierOut] = Field(description="who could cast it")


class RegionOut(Schema):
    """What one region said in a second majority by regions."""

    code: str = Field(description="ISO 3166 alpha-3, or an area that has no code")
    name: str
    yes: int = Field(description="its own votes for it")
    no: int = Field(description="its own votes against it")
    said: str = Field(description="yes, no, or abstain: neither")


class SecondMajorityOut(Schema):
    """A second majority that was needed besides the first."""

    counted: str = Field(description="members: each elector once; regions: each region once")
    yes: int
    no: int
    needed: int = Field(description="how many had to say yes")
    basis: int = Field(description="how many said yes or no")
    regions: list[RegionOut] = Field(description="by name, for those who may read the roll call")


class OutcomeOut(Schema):
    """What was decided, by which numbers. `ballots` counts ballots by answer; votes are told of a majority alone."""

    outcome: Said
    reason: str
    sentences: list[Said]
    ballots: dict[str, int]
    electorate: int | None = Field(description="null under silence, as what follows")
    turnout: int | None
    quorum_needed: int | None
    present: int | None = Field(
        description="those who were present at the meeting, or voted, where the quorum counts them; else null"
    )
    recused: int
    objections: int | None = Field(description="of a silence")
    yes_weight: int | None
    no_weight: int | None
    needed: int | None = Field(description="the least weight of yes that adopts")
    basis: int | None = Field(description="the weight of which it is a share")
    second: SecondMajorityOut | None


class VoteOut(Schema):
    """How one elector voted."""

    name: str
    choice: Said
    word: str
    weight: int
    reason: str
    given: str


class CallVoteOut(Schema):
    """What one elector said on a call."""

    name: str
    said: Said


class CallFigureOut(Schema):
    """How many said what."""

    word: Said
    number: int


class CallOut(Schema):
    """What was entered of a call."""

    at: datetime
    occasion: str
    office: Said
    notes: str
    outcome: str = Field(description="adopted, rejected, lapsed; empty where it is not told yet")
    figures: list[CallFigureOut]
    lines: list[CallVoteOut] = Field(description="by name, for those inside")
    begun_from: str = Field(
        description="in what it began, such as `meetings.item:` and an id; empty where one may not read it"
    )


def outcome_told(context: Mapping[str, Any]) -> dict[str, Any] | None:
    """The outcome as `OutcomeOut`, with no figure that the page leaves out."""
    count: Count | None = context.get("count")
    if count is None:
        return None
    silent, majority = count.method == Method.SILENCE, context["is_majority"]
    choices = choices_of(Method(count.method))
    weights = ("yes_weight", "no_weight", "needed", "basis")
    return {
        "outcome": count.outcome.value,
        "reason": count.reason,
        "sentences": context["outcome_sentences"],
        "ballots": {choice.value: getattr(count, choice.value) for choice in choices},
        "electorate": None if silent else count.electorate,
        "turnout": None if silent else count.turnout,
        "quorum_needed": None if silent else count.quorum_needed,
        "present": count.present,
        "recused": 0 if silent else count.recused,
        "objections": count.objections if silent else None,
        **{name: getattr(count, name) if majority else None for name in weights},
        "second": _second_told(count, context["regions"]),
    }


def _second_told(count: Count, regions: Iterable[RegionShown]) -> dict[str, Any] | None:
    if not count.second:
        return None
    names = ("code", "name", "yes", "no", "said")
    return {
        "counted": count.second,
        "yes": count.second_yes,
        "no": count.second_no,
        "needed": count.second_needed,
        "basis": count.second_basis,
        "regions": [{name: getattr(region, name) for name in names} for region in regions],
    }


def vote_told(vote: Vote) -> dict[str, Any]:
    """One line of the roll call."""
    names = ("name", "choice", "word", "weight", "reason", "given")
    return {name: getattr(vote, name) for name in names}


def votes_told(proposal: Proposal, context: Mapping[str, Any]) -> dict[str, Any]:
    """Turnout or silence, the reader's own place, the outcome and the roll call, as the page shows them."""
    silent, phase = context["in_silence"], proposal.phase
    told = context.get("turnout")
    counts = told is not None and not silent and phase in {Phase.VOTING, Phase.CLOSED}
    turnout = (
        {name: getattr(told, name) for name in ("electorate", "voted", "quorum_needed", "present")} if counts else None
    )
    silence = context.get("silence_sentences")
    return {
        "electorate": told.electorate if told is not None and not silent and context["is_before_voting"] else None,
        "turnout": {**turnout, "sentences": context["turnout_sentences"]} if turnout else None,
        "silence": {"sentences": silence, "objectors": context["objectors"], "is_broken": context["is_broken"]}
        if silence
        else None,
        "own": _own(context),
        "decided": outcome_told(context),
        "roll_call": [vote_told(vote) for vote in context.get("roll_call", ())],
        "call": call_told(proposal, context["entered"], context["begun"]),
    }


def call_told(proposal: Proposal, entered: Any, begun: Any) -> dict[str, Any] | None:
    """What was entered of a call as `CallOut`."""
    if entered is None:
        return None
    names = ("at", "occasion", "office", "notes", "outcome")
    return {name: getattr(entered, name) for name in names} | {
        "figures": [{"word": word, "number": number} for word, number in entered.figures],
        "lines": [{"name": name, "said": word} for name, _shape, word in entered.lines],
        "begun_from": proposal.begun_from if begun else "",
    }


def _own(context: Mapping[str, Any]) -> dict[str, Any] | None:
    elector, ballot = context.get("elector"), context.get("ballot")
    if elector is None:
        return None
    may_cast = bool(context["may_cast"])
    return {
        "name": elector.name,
        "weight": elector.weight,
        "may_split": bool(context.get("parts")),
        "asks_whom": bool(context.get("asks_whom")),
        "choices": [
            {"code": code, "word": word, "meaning": meaning} for code, word, meaning in context["choices"] if may_cast
        ],
        "ballot": {
            "choice": ballot.choice,
            "parts": ballot.shares,
            "said": ballot.said,
            "is_secret": ballot.is_secret,
            "reason": ballot.reason if may_cast else "",
            "says": context["ballot_says"],
            "given": " ".join(str(each) for each in (context.get("given"), context.get("cast_before")) if each),
            "entry": ballot.entry,
            "cast_at": ballot.cast_at,
        }
        if ballot
        else None,
        "lent": lent_told(context.get("lent")),
        "carried": [lent_told(each) for each in context.get("carried", ())],
        "carriers": [] if ballot else carriers_told(context.get("delegate_form")),
    }
