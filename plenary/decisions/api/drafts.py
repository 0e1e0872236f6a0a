"""Routes of drafts: what a proposal can do, writing a draft, reading it as its form has it, changing it."""

from datetime import date
from typing import Any

from django import forms
from ninja import Schema
from pydantic import Field

from plenary.charter import decidable
from plenary.charter.queries import charter_of
from plenary.coalitions.access import CoalitionRequest, InCoalition
from plenary.core.http.etags import require_unchanged
from plenary.core.verdicts import require
from plenary.decisions import actions, permissions, queries
from plenary.decisions.api.base import (
    ALL,
    ONE,
    ProposalPartMadeOut,
    Said,
    found,
    posted,
    proposal_of,
    require_begun,
    require_filled,
    require_kind,
    require_known,
    routes,
)
from plenary.decisions.forms import EFFECT_FORMS
from plenary.decisions.forms.calls import FromForm, zone_of_days
from plenary.decisions.forms.drafts import effects_given, form_of_draft, words_form_for
from plenary.decisions.forms.proposals import DraftForm
from plenary.decisions.models import Proposal
from plenary.decisions.shown.kinds import kinds_to_move

DRAFTERS = InCoalition(permissions.may_draft)


class ProposalKindOut(Schema):
    """A kind of effect that a proposal can have."""

    code: str
    label: Said
    clause: str = Field(description="the key of the clause by which it is decided")
    may_move: bool
    because: Said = Field(description="why nobody can, where its process does not suit it; else empty")
    mover: Said = Field(description="the body that moves it")


class ProposalKindsOut(Schema):
    """What a proposal can do."""

    items: list[ProposalKindOut]


class ProposalChoiceOut(Schema):
    """One value that a field can have."""

    value: Said
    label: Said


class ProposalFieldOut(Schema):
    """One field of an effect: a text, a day (YYYY-MM-DD), or something to choose."""

    name: str
    label: Said
    help: Said
    is_required: bool
    takes_several: bool
    choices: list[ProposalChoiceOut] | None = Field(description="null: a text or a day")


class ProposalFieldsOut(Schema):
    """The fields of an effect, with what this reader may choose."""

    kind: str
    label: Said
    fields: list[ProposalFieldOut]


class ProposalWordsIn(Schema):
    """The words of a proposal and what it does: `fields` as `/proposals/kinds/{kind}` tells them."""

    title: str = Field("", max_length=200)
    body: str = Field("", max_length=20_000, description="the reasons, Markdown")
    language: str = Field("", max_length=35, description="one of the charter's (BCP 47)")
    fields: dict[str, str | list[str]] = Field({}, max_length=20)


class DraftIn(ProposalWordsIn):
    """A draft, whole."""

    effects_from: date | None = Field(None, description="from which day it is wanted; null: as soon as it is adopted")
    unnamed: bool | None = Field(
        None,
        description="moved without a name, where the charter allows it; null: as it stands, and a new one is named",
    )


class NewDraftIn(DraftIn):
    """A new draft."""

    kind: str = Field("", max_length=60, description="a code of `/proposals/kinds`")
    begun_from: str = Field(
        "", max_length=80, description="in what it began, such as `meetings.item:` and the id of an item; or empty"
    )


class DraftOut(Schema):
    """A draft as its movers change it."""

    id: str
    title: str
    body: str
    language: str
    effects_from: date | None
    unnamed: bool = Field(description="moved without a name")
    kinds: list[str] = Field(description="what it does; where these are several, it keeps what it does")
    fields: dict[str, str | list[str]] = Field(description="of its one kind")


@routes.get(f"{ALL}/kinds", DRAFTERS, gives=ProposalKindsOut)
def kinds(request: CoalitionRequest) -> Any:
    """What a proposal can do, and what of it the reader may move."""
    return {"items": kinds_to_move(request.standing)}


@routes.get(f"{ALL}/kinds/{{kind}}", DRAFTERS, gives=ProposalFieldsOut)
def kind(request: CoalitionRequest, kind: str) -> Any:
    """The fields of one kind, with what may be chosen."""
    known = found(decidable.effects().get(kind))
    form = found(EFFECT_FORMS.get(kind))(standing=request.standing)
    return {"kind": kind, "label": known.label, "fields": [_field(name, field) for name, field in form.fields.items()]}


@routes.post(ALL, DRAFTERS, gives=ProposalPartMadeOut, status=201)
def draft_proposal(request: CoalitionRequest, draft: NewDraftIn) -> Any:
    """Write a draft. Its movers alone see it until it opens, or is shown."""
    require_kind(draft.kind)
    process = charter_of(request.coalition.id).process_for(decidable.effect(draft.kind).matter)
    require(permissions.suits(process, draft.kind))
    effect = EFFECT_FORMS[draft.kind](posted(draft.fields), standing=request.standing)
    require_known("fields", draft.fields, effect.fields)
    words, later = words_form_for(request.coalition.id, draft.model_dump(), {}, DraftForm), _from(request, draft)
    require_filled(words=words, later=later, fields=effect)
    require_begun(request.standing, draft.begun_from)
    return actions.draft_proposal(
        by=request.standing,
        **words.cleaned_data,
        effects=[(draft.kind, payload) for payload in effect.payloads()],
        effects_from=later.moment(),
        begun_from=draft.begun_from,
    )


@routes.get(f"{ONE}/draft", DRAFTERS, gives=DraftOut)
def draft(request: CoalitionRequest, proposal_id: str) -> Any:
    """A draft as its movers change it."""
    return _draft(request, _own(request, proposal_id))


@routes.put(f"{ONE}/draft", DRAFTERS, gives=DraftOut)
def amend_draft(request: CoalitionRequest, proposal_id: str, draft: DraftIn) -> Any:
    """Change a draft whole. Looks at If-Match. Those who had seconded it seconded other words, and are taken off."""
    proposal = _own(request, proposal_id)
    require_unchanged(request, _draft(request, proposal))
    seen = queries.draft_as_seen(proposal) if request.headers.get("If-Match") else ""  # asked again once it is locked
    rows = queries.effects_of(proposal)
    effect = form_of_draft(request.standing, rows, posted(draft.fields))
    require_known("fields", draft.fields, effect.fields if effect else {})
    words, later = words_form_for(request.coalition.id, draft.model_dump(), {}, DraftForm), _from(request, draft)
    require_filled(words=words, later=later, fields=effect)
    given = effects_given(effect, rows)
    kept = actions.amend_draft(
        by=request.standing,
        proposal=proposal,
        **{**words.cleaned_data, "unnamed": draft.unnamed},
        effects=given,
        effects_from=later.moment(),
        seen=seen,
    )
    return _draft(request, kept)


def _own(request: CoalitionRequest, proposal_id: str) -> Proposal:
    proposal = proposal_of(request, proposal_id)
    require(permissions.may_amend_draft(request.standing, proposal))
    return proposal


def _from(request: CoalitionRequest, draft: DraftIn) -> FromForm:
    return FromForm({"effects_from": draft.effects_from}, zone=zone_of_days(request.coalition))


def _draft(request: CoalitionRequest, proposal: Proposal) -> DraftOut:
    rows = queries.effects_of(proposal)
    form = form_of_draft(request.standing, rows, None)
    wanted = proposal.effects_from
    return DraftOut(
        id=proposal.pk,
        title=proposal.title,
        body=proposal.body,
        language=proposal.language,
        effects_from=wanted.astimezone(zone_of_days(request.coalition)).date() if wanted else None,
        unnamed=not proposal.moved_by_name,
        kinds=sorted({row.kind for row in rows}),
        fields={name: _value(form.initial.get(name)) for name in form.fields} if form else {},
    )


def _value(initial: Any) -> str | list[str]:
    return [str(each) for each in initial if each] if isinstance(initial, list) else str(initial or "")


def _field(name: str, field: forms.Field) -> dict[str, Any]:
    choices = None
    if isinstance(field, forms.ChoiceField):
        offered: Any = field.choices
        choices = [{"value": value, "label": label} for value, label in offered]
    return {
        "name": name,
        "label": field.label or name,
        "help": field.help_text,
        "is_required": field.required,
        "takes_several": isinstance(field, forms.MultipleChoiceField),
        "choices": choices,
    }
