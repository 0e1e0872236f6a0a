"""One proposal as the API answers it: what its page shows this reader, and nothing that it does not."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from ninja import Schema
from pydantic import Field

from plenary.core.standing import Standing
from plenary.core.verdicts import Verdict, allow
from plenary.decisions.api.base import ProposalMayOut, ProposalStateOut, Said, stands, verdicts
from plenary.decisions.api.choosing import ChoiceAskedOut, SecrecyOut, choice_told, secrecy_told
from plenary.decisions.api.outcomes import (
    CallOut,
    OutcomeOut,
    OwnPlaceOut,
    SilenceOut,
    TurnoutOut,
    VoteOut,
    votes_told,
)
from plenary.decisions.api.way import (
    AdviceOut,
    AmendedTextsOut,
    ConcernOut,
    NamedReasonOut,
    ObjectionOut,
    PieceOut,
    ProposalCommentOut,
    ProposalTemperatureOut,
    RoundOut,
    objection_told,
    way_told,
)
from plenary.decisions.models import Proposal
from plenary.decisions.rules.phases import OBJECTED, Phase
from plenary.decisions.shown.on_the_way import way_context
from plenary.decisions.shown.proposal import context_of


class ProposalRuleOut(Schema):
    """The rule by which it is decided."""

    clause: str = Field(description="the clause's key")
    words: str = Field(description="the clause in the version of the charter that holds for it")
    method: Said = Field(description="majority, consent, consensus or silence")


class ProposalStepOut(Schema):
    """One station of its path."""

    label: Said
    at: datetime | None
    state: str = Field(description="done, current or coming")
    until: bool = Field(description="`at` is a deadline")


class ProposalEffectOut(Schema):
    """One thing that happens if it is adopted."""

    id: str
    kind: str
    sentence: Said = Field(description="where it is in words: Markdown, in `language`")
    is_in_words: bool
    is_severable: bool = Field(description="it can be taken out by objections")
    is_severed: bool
    objections: list[ObjectionOut]


class ChangedClauseOut(Schema):
    """A clause of the charter that would change, word by word."""

    key: str
    kind: str = Field(description="added, removed or changed")
    title: str
    before: str = Field(description="its number before")
    after: str = Field(description="its number after")
    marks: list[PieceOut]


class ProposalTouchOut(Schema):
    """Whom and what a change of the charter would touch, under one heading."""

    heading: Said
    sentences: list[Said]


class ProposalUrgencyOut(Schema):
    """Why it could not wait, and by which processes it is decided and confirmed."""

    why: str
    is_confirming: bool = Field(description="the few decided it; the others confirm it, or it lapses")
    decided_by: str
    confirms: str


class ReconsideredOut(Schema):
    """What was decided before, and is put again."""

    id: str
    title: str


class HeardOut(Schema):
    """What a member says to those who decide about it."""

    name: str
    words: str = Field(description="Markdown")
    at: datetime


class ProposalOut(ProposalStateOut):
    """A proposal, as its page shows it to this reader. Sentences are in the reader's language."""

    state: str = Field(description="the shape of its state: draft, open, adopted, rejected, lapsed, withdrawn …")
    title: str
    body: str = Field(description="the reasons, Markdown")
    language: str = Field(description="in which title, reasons and what is resolved are told here (BCP 47)")
    authentic: str = Field(description="the language that decides")
    is_stale: bool = Field(description="this translates older words")
    other_languages: list[str]
    missing_languages: list[str] = Field(description="for which it waits")
    translatable: list[str] = Field(description="into which the reader may translate it")
    moved_by: str = Field(description="empty: moved without attribution")
    is_own: bool = Field(description="the reader acts for those who moved it")
    seconders: list[str]
    missing_seconders: int
    rule: ProposalRuleOut
    steps: list[ProposalStepOut]
    moved_from: date | None = Field(description="the day of rest from which its deadline was moved")
    is_extended: bool = Field(description="somebody asked for more time, while voting is open")
    effects: list[ProposalEffectOut]
    choice: ChoiceAskedOut | None = Field(description="what it chooses among; null where yes or no is asked")
    secrecy: SecrecyOut | None = Field(description="null where members see how each voted")
    effects_from: datetime | None = Field(description="from when it is wanted, before its outcome")
    effects_due: datetime | None = Field(description="when it takes effect, while it is held")
    changes: list[ChangedClauseOut]
    draft: str = Field(description="the id of the draft of a charter that it would put in force, or empty")
    touches: list[ProposalTouchOut]
    urgency: ProposalUrgencyOut | None
    reconsiders: ReconsideredOut | None
    begun_from: str = Field(
        description="in what it began, such as `meetings.item:` and an id; empty where one may not read it"
    )
    asked: str = Field(description="what it asks now, as a word to send back with a ballot or an objection")
    objection_means: Said = Field(description="what an objection to the whole leads to, where one can be made")
    may: dict[str, ProposalMayOut] = Field(
        description="what the reader may do, by the names of the routes; and why not"
    )
    electorate: int | None = Field(description="how many may vote, before voting opens")
    turnout: TurnoutOut | None
    silence: SilenceOut | None
    own: OwnPlaceOut | None
    decided: OutcomeOut | None
    roll_call: list[VoteOut]
    call: CallOut | None
    stood_back: list[NamedReasonOut]
    heard: list[HeardOut] = Field(description="what the member that it concerns says to those who decide")
    bodies_to_ask: list[str] = Field(description="codes of the bodies to which the reader may send it for advice")
    objections: list[ObjectionOut] = Field(description="to the whole")
    comments: list[ProposalCommentOut]
    concerns: list[ConcernOut]
    advice: list[AdviceOut]
    temperature: ProposalTemperatureOut | None
    rounds: list[RoundOut]
    reservations: list[NamedReasonOut] = Field(description="with which it was decided")
    amended: AmendedTextsOut | None


def told_of(standing: Standing, proposal: Proposal, language: str) -> dict[str, Any]:
    """A proposal that the standing may see, as `ProposalOut`; in a constant number of queries, those of its page."""
    context = context_of(standing, proposal, language)
    context |= way_context(standing, proposal, {})
    may = _may(context)
    answers = any(may.get(name) for name in ("cast", "object_to"))
    return {
        **stands(proposal),
        **_words(proposal, context),
        **_content(proposal, context),
        **votes_told(proposal, context),
        **way_told(context),
        "state": context["state"],
        "asked": context["objection_given"].initial["seen"] if answers else "",
        "objection_means": context["objection_means"] if context["takes_whole"] and proposal.phase in OBJECTED else "",
        "may": may,
        "stood_back": [
            {"name": "" if each.protected else each.name, "reason": each.recusal_reason}
            for each in context.get("stood_back", ())
        ],
        "heard": [{"name": each.name, "words": each.words, "at": each.at} for each in context["heard"]],
        "bodies_to_ask": [code for code, _name in context["refer_form"].fields["body"].choices]
        if "refer_form" in context
        else [],
    }


def _words(proposal: Proposal, context: Mapping[str, Any]) -> dict[str, Any]:
    words, (clause, rule) = context["words"], context["rule"]
    return {
        "title": words.title,
        "body": words.body,
        "language": words.language,
        "authentic": words.authentic,
        "is_stale": words.is_stale,
        "other_languages": words.others,
        "missing_languages": [tag for tag, _name in context["missing_languages"]],
        "translatable": [tag for tag, _name in context["translations"]],
        "moved_by": proposal.moved_by_name,
        "is_own": context["is_own"],
        "seconders": context["seconders"],
        "missing_seconders": context["missing_seconders"],
        "rule": {"clause": clause, "words": rule, "method": context["process"].method.value},
        "steps": context["steps"],
        "moved_from": context.get("moved_from"),
        "is_extended": bool(proposal.extended_at) and proposal.phase is Phase.VOTING,
    }


def _content(proposal: Proposal, context: Mapping[str, Any]) -> dict[str, Any]:
    draft, reconsidered = context.get("amends_by"), context["reconsidered"]
    urgent = context["is_urgent"] or context["is_confirming"]
    return {
        "effects": [
            {
                "id": part.id,
                "kind": part.kind,
                "sentence": part.sentence,
                "is_in_words": part.is_in_words,
                "is_severable": part.severable,
                "is_severed": part.severed,
                "objections": [objection_told(row, context["mine"]) for row in part.objections],
            }
            for part in context["happenings"]
        ],
        "choice": choice_told(context),
        "secrecy": secrecy_told(context),
        "effects_from": None if proposal.outcome else proposal.effects_from,
        "effects_due": proposal.effects_due if proposal.phase is Phase.HELD else None,
        "changes": context["changes"],
        "draft": draft.id if draft else "",
        "touches": [{"heading": heading, "sentences": said} for heading, said in context.get("touched", ())],
        "urgency": {
            "why": proposal.urgency,
            "is_confirming": context["is_confirming"],
            "decided_by": context.get("decided_by", ""),
            "confirms": context.get("confirms", ""),
        }
        if urgent
        else None,
        "reconsiders": {"id": reconsidered.pk, "title": reconsidered.title} if reconsidered else None,
        "begun_from": proposal.begun_from if context["begun"] else "",
    }


_ACTS = {  # in the page's context -> the route that does it
    "may_cast": "cast",
    "may_translate": "translate",
    "may_enter_answers": "enter_answer",
    "may_amend": "amend",
    "may_reword": "reword",
    "may_say_temperature": "temperature",
    "may_step_in": "step_in",
    "may_extend": "extend",
    "may_settle": "settle_on_call",
    "may_correct": "correct_call",
    "may_urgently": "open_urgently",
    "may_undo_again": "undo_again",
    "may_put_again": "put_again",
}
_FORMS = {
    "delegate_form": "delegate",
    "stand_back_form": "stand_back",
    "concern_form": "raise_concern",
    "refer_form": "refer",
}
_PHASED = {"amend": "amend_draft", "open": "open_", "object": "object_to", "again": "carry_out_again"}


def _may(context: Mapping[str, Any]) -> dict[str, Verdict]:
    """What the reader may do: the page's verdicts; of what it shows as a form alone, that it may."""
    found = {_PHASED.get(name, name): verdict for name, verdict in context["may"].items()}
    found |= verdicts({route: context.get(name) for name, route in _ACTS.items()})
    found |= {route: allow() for name, route in _FORMS.items() if context.get(name)}
    return found | ({"vote_on_amendments": allow()} if context.get("may_answer") else {})
