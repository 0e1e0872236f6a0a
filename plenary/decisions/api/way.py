"""What a proposal's answer holds of what was said on the way: concerns, advice, the temperature, rounds, amendments, comments."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from ninja import Schema
from pydantic import Field

from plenary.decisions.api.base import ProposalMayOut, Said
from plenary.decisions.shown.on_the_way import AdviceShown, ConcernShown, RoundShown
from plenary.decisions.shown.text import AmendedText, Item


class NamedReasonOut(Schema):
    """What somebody said, with the reason; `name` is empty where it is without attribution."""

    name: str
    reason: str


class ObjectionOut(NamedReasonOut):
    """An objection that stands."""

    id: str
    at: datetime
    is_own: bool


class ProposalCommentOut(Schema):
    """One comment; `body` is empty once it is withdrawn."""

    id: str
    name: str
    language: str
    body: str = Field(description="Markdown")
    at: datetime
    is_withdrawn: bool
    is_own: bool


class ConcernOut(Schema):
    """A concern, and what the reader may do with it."""

    id: str
    name: str
    at: datetime
    state: str = Field(description="open, answered, withdrawn or upheld")
    words: str
    language: str
    answer: str
    may_answer: bool
    may_withdraw: bool
    may_uphold: bool


class AdviceOut(Schema):
    """What a body was asked, what it said, what became of it, and what the reader may do about it."""

    id: str
    body: Said
    due: datetime
    is_due: bool
    question: str
    words: str = Field(description="Markdown; empty: none was given")
    language: str
    given_by: str
    became: str = Field(description="taken, partly, not; empty: not said")
    became_why: str
    may_advise: bool
    may_say_what_became: bool
    may_send_back: bool


class ProposalTemperatureOut(Schema):
    """How many feel how, told of enough answers alone."""

    sentences: list[Said]
    electorate: int
    answered: int
    warm: int
    unsure: int
    cold: int
    earlier: int = Field(description="how many of them spoke of words that were changed since")
    own: str = Field(description="what the reader's elector said: warm, unsure, cold, or empty")


class RoundOut(Schema):
    """A round that is over."""

    number: int
    closed_at: datetime
    sentences: list[Said]
    followed: Said
    objections: list[NamedReasonOut]
    blocks: list[NamedReasonOut]
    reservations: list[NamedReasonOut]
    aside: list[str]


class PieceOut(Schema):
    """A run of words that stayed, came or went."""

    kind: Said
    text: str


class AmendmentOut(Schema):
    """An amendment as it stands in the text."""

    id: str
    does: Said
    state: str
    label: Said
    name: str
    reason: str
    pieces: list[PieceOut]
    figures: Said
    answer: str = Field(description="what the reader's elector answered while voting is open, or empty")
    may_accept: bool
    may_withdraw: bool


class ParagraphOut(Schema):
    """One paragraph with the amendments to it, in the order in which they are decided."""

    label: str = Field(description="0: the place before the first")
    now: str = Field(description="its words as they stand; empty once struck")
    pieces: list[PieceOut]
    amendments: list[AmendmentOut]


class AmendedTextOut(Schema):
    """A text that is to be resolved, paragraph by paragraph."""

    effect: str
    paragraphs: list[ParagraphOut]
    accepted: list[AmendmentOut] = Field(description="what changed it, in the order in which it did")


class AmendedTextsOut(Schema):
    """The texts and their amendments, and whether the reader may move one or vote on those that are open."""

    friendly_only: bool = Field(description="only what the mover accepts changes the text")
    may_amend: ProposalMayOut
    may_answer: bool
    texts: list[AmendedTextOut]


def way_told(context: Mapping[str, Any]) -> dict[str, Any]:
    """What was said on the way, as the page shows it, from what it shows."""
    return {
        "objections": [objection_told(row, context["mine"]) for row in context["objections"]],
        "comments": context["comments"],
        "concerns": [_concern(each) for each in context.get("way_concerns", ())],
        "advice": [_advice(each) for each in context.get("way_advice", ())],
        "temperature": _temperature(context),
        "rounds": [_round(each) for each in context.get("rounds", ())],
        "reservations": [_reason(row.elector.name, row.reason) for row in context.get("reservations", ())],
        "amended": _amended(context),
    }


def objection_told(row: Any, mine: str) -> dict[str, Any]:
    """An objection as `ObjectionOut`: who objects is told by name alone."""
    return {"id": row.pk, "name": row.name, "reason": row.reason, "at": row.at, "is_own": row.objector == mine != ""}


def _concern(each: ConcernShown) -> dict[str, Any]:
    names = ("name", "at", "state", "words", "language", "answer")
    return {name: getattr(each.row, name) for name in names} | {
        "id": each.row.pk,
        "may_answer": each.form is not None,
        "may_withdraw": bool(each.may_withdraw),
        "may_uphold": bool(each.may_uphold),
    }


def _advice(each: AdviceShown) -> dict[str, Any]:
    row, given = each.row, bool(each.row.words)
    return {
        "id": row.pk,
        "body": each.body,
        "due": row.due,
        "is_due": each.is_due,
        "question": row.question,
        "words": row.words,
        "language": row.language,
        "given_by": row.given_by_name if given else "",
        "became": row.became if given else "",
        "became_why": row.became_why if given else "",
        "may_advise": each.form is not None,
        "may_say_what_became": each.became_form is not None,
        "may_send_back": bool(each.may_send_back),
    }


def _temperature(context: Mapping[str, Any]) -> dict[str, Any] | None:
    told, own = context.get("temperature"), context.get("my_feeling")
    if told is None or not (told.answered or context["may_say_temperature"]):
        return None
    names = ("electorate", "answered", "warm", "unsure", "cold", "earlier")
    numbers = {name: getattr(told, name) for name in names}
    return {**numbers, "sentences": context["temperature_sentences"], "own": own.feeling if own else ""}


def _round(each: RoundShown) -> dict[str, Any]:
    past = each.past
    return {
        "number": past.row.number,
        "closed_at": past.row.closed_at,
        "sentences": each.sentences,
        "followed": each.followed,
        "objections": [_reason(row.name, row.reason) for row in past.objections],
        "blocks": [_reason(row.elector.name, row.reason) for row in past.blocks],
        "reservations": [_reason(row.elector.name, row.reason) for row in past.reservations],
        "aside": [row.elector.name for row in past.aside],
    }


def _reason(name: str, reason: str) -> dict[str, str]:
    return {"name": name, "reason": reason}


def _amended(context: Mapping[str, Any]) -> dict[str, Any] | None:
    if not (context.get("has_amendments") or context.get("may_amend")):
        return None
    return {
        "friendly_only": context["friendly_only"],
        "may_amend": context["may_amend"],
        "may_answer": context["may_answer"],
        "texts": [_text(each) for each in context["amended_texts"]],
    }


def _text(each: AmendedText) -> dict[str, Any]:
    return {
        "effect": each.effect.pk,
        "paragraphs": [
            {
                "label": place.passage.label,
                "now": place.passage.now,
                "pieces": list(place.passage.pieces),
                "amendments": [_item(item) for item in place.items],
            }
            for place in each.places
        ],
        "accepted": [_item(item) for item in each.accepted],
    }


def _item(item: Item) -> dict[str, Any]:
    return {
        "id": item.row.pk,
        "does": item.does,
        "state": item.state,
        "label": item.label,
        "name": item.row.name,
        "reason": item.row.reason,
        "pieces": list(item.pieces),
        "figures": item.figures,
        "answer": item.answer,
        "may_accept": bool(item.may_accept) and item.state == "open",
        "may_withdraw": bool(item.may_withdraw),
    }
