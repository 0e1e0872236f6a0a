"""Routes of drafting: beginning an agreement, its terms, its paragraphs, laying it down."""

from typing import Any

from django.http import Http404
from ninja import Schema
from pydantic import Field

from plenary.agreements import actions, permissions, queries
from plenary.agreements.api.given import (
    ALL,
    DRAFTERS,
    INSIDE,
    ONE,
    AgreementDraftOut,
    AgreementWordedOut,
    routes,
    told_draft,
)
from plenary.agreements.forms import LayDownForm, NewForm, NewParagraphForm, ParagraphForm, TermsForm, TranslationForm
from plenary.agreements.models import Agreement, Edition
from plenary.agreements.shown.finding import agreement_found, edition_numbered
from plenary.agreements.shown.reading import languages_to_translate, to_translate
from plenary.coalitions.access import CoalitionRequest
from plenary.core.http.problems import cleaned
from plenary.core.standing import Standing
from plenary.core.verdicts import require


class TermsIn(Schema):
    """The terms of a draft."""

    title: str = Field("", max_length=200)
    language: str = Field("", max_length=35)
    allows_reservations: bool = False
    is_public: bool = False
    review_on: str = Field("", max_length=20, description="a date, or empty")
    expires_on: str = Field("", max_length=20, description="a date, or empty")


class NewAgreementIn(TermsIn):
    """An agreement to begin."""

    kind: str = Field("", max_length=20)
    body: str = Field("", max_length=64, description="of terms of reference: the code of the body, or empty")


class ParagraphIn(Schema):
    """The words of a paragraph of the draft."""

    words: str = ""
    after: str = Field("", max_length=40, description="the key after which a new one stands; empty: at the end")
    revision: int = Field(0, ge=0, le=2**31 - 1, description="that which was read; 0: whatever stands")


class AgreementDraftParagraphOut(Schema):
    """A paragraph of the draft that was written."""

    key: str
    revision: int
    words: str


class LayDownIn(Schema):
    """How a draft is laid down."""

    is_material: bool = True
    why: str = Field("", max_length=4000)


class AgreementLaidDownOut(Schema):
    """An edition that was laid down: `id` is what a proposal of the kind agreements.adopt takes."""

    id: str
    number: int
    hash: str


@routes.post(ALL, DRAFTERS, gives=AgreementDraftOut, status=201)
def new(request: CoalitionRequest, begun: NewAgreementIn) -> Any:
    """Begin an agreement. Members see the draft."""
    form = NewForm(begun.model_dump(), coalition_id=request.coalition.id)
    given = cleaned(form)
    made = actions.draft_agreement(by=request.standing, terms=form.terms(given["kind"]), body=given["body"])
    return told_draft(request, made)


@routes.get(f"{ONE}/draft", INSIDE, gives=AgreementDraftOut)
def draft(request: CoalitionRequest, agreement_id: str) -> Any:
    """The draft of the next edition."""
    return told_draft(request, agreement_found(request, agreement_id))


@routes.put(f"{ONE}/terms", DRAFTERS, gives=AgreementDraftOut)
def terms(request: CoalitionRequest, agreement_id: str, given: TermsIn) -> Any:
    """Change the terms of the draft."""
    found = agreement_found(request, agreement_id)
    require(permissions.may_change(request.standing, found))
    form = TermsForm(given.model_dump(), coalition_id=request.coalition.id)
    cleaned(form)
    return told_draft(request, actions.change_terms(by=request.standing, agreement=found, terms=form.terms(found.kind)))


@routes.post(f"{ONE}/paragraphs", DRAFTERS, gives=AgreementDraftParagraphOut, status=201)
def add_paragraph(request: CoalitionRequest, agreement_id: str, given: ParagraphIn) -> Any:
    """Write a new paragraph of the draft."""
    found = agreement_found(request, agreement_id)
    require(permissions.may_change(request.standing, found))
    form = NewParagraphForm(given.model_dump(), keys=[line.key for line in queries.draft_lines(found)])
    said = cleaned(form)
    after = queries.paragraph_of(found, said["after"]) if said["after"] else None
    made = actions.write_paragraph(by=request.standing, agreement=found, words=said["words"], after=after)
    return {"key": made.id, "revision": made.revision, "words": made.words}


@routes.put(f"{ONE}/paragraphs/{{paragraph_id}}", DRAFTERS, gives=AgreementDraftParagraphOut)
def change_paragraph(request: CoalitionRequest, agreement_id: str, paragraph_id: str, given: ParagraphIn) -> Any:
    """Change the words of a paragraph of the draft."""
    found = agreement_found(request, agreement_id)
    row = queries.paragraph_of(found, paragraph_id)
    if row is None:
        raise Http404
    require(permissions.may_change(request.standing, found))
    said = cleaned(ParagraphForm(given.model_dump()))
    made = actions.write_paragraph(
        by=request.standing, agreement=found, words=said["words"], paragraph=row, revision=said["revision"] or 0
    )
    return {"key": made.id, "revision": made.revision, "words": made.words}


@routes.delete(f"{ONE}/paragraphs/{{paragraph_id}}", DRAFTERS)
def remove_paragraph(request: CoalitionRequest, agreement_id: str, paragraph_id: str) -> None:
    """Take a paragraph out of the draft."""
    found = agreement_found(request, agreement_id)
    row = queries.paragraph_of(found, paragraph_id)
    if row is None:
        raise Http404
    actions.remove_paragraph(by=request.standing, agreement=found, paragraph=row)


@routes.post(f"{ONE}/lay-down", DRAFTERS, gives=AgreementLaidDownOut, status=201)
def lay_down(request: CoalitionRequest, agreement_id: str, given: LayDownIn) -> Any:
    """Lay the draft down as an edition, which a proposal may adopt."""
    found = agreement_found(request, agreement_id)
    require(permissions.may_change(request.standing, found))
    return actions.lay_down(by=request.standing, agreement=found, **cleaned(LayDownForm(given.model_dump())))


class AgreementTranslationOut(Schema):
    """An agreement in a language: its title and its paragraphs."""

    title: str
    is_title_stale: bool
    paragraphs: list[AgreementWordedOut]


class AgreementTranslationIn(Schema):
    """Words in a language by key of paragraph, that of the title empty; what is left out or empty stays as it is."""

    words: dict[str, str] = Field(default_factory=dict)
    edition: str = Field("", max_length=12, description="of which edition; empty: of the draft")


@routes.get(f"{ONE}/translations/{{language}}", DRAFTERS, gives=AgreementTranslationOut)
def translation(request: CoalitionRequest, agreement_id: str, language: str) -> Any:
    """The draft in a language, with what is out of date."""
    return _worded(request.standing, _to_translate(request, agreement_id, language), None, language)


@routes.put(f"{ONE}/translations/{{language}}", DRAFTERS, gives=AgreementTranslationOut)
def translate(request: CoalitionRequest, agreement_id: str, language: str, given: AgreementTranslationIn) -> Any:
    """Translate what is being drafted, or an edition, paragraph by paragraph."""
    found = _to_translate(request, agreement_id, language)
    edition = edition_numbered(request.standing, found, given.edition) if given.edition else None
    title, lines = to_translate(request.standing, found, edition, language)
    sent = {f"p_{key}": words for key, words in given.words.items()}
    form = TranslationForm(sent, title=title, lines=lines)
    cleaned(form)
    source = {each.key: each.source for each in (title, *lines)}
    actions.translate(by=request.standing, agreement=found, language=language, words=form.words(), source=source)
    return _worded(request.standing, found, edition, language)


def _to_translate(request: CoalitionRequest, agreement_id: str, language: str) -> Agreement:
    found = agreement_found(request, agreement_id)
    require(permissions.may_change(request.standing, found))
    if language not in dict(languages_to_translate(found)):
        raise Http404
    return found


def _worded(standing: Standing, found: Agreement, edition: Edition | None, language: str) -> dict[str, Any]:
    title, lines = to_translate(standing, found, edition, language)
    names = ("key", "words", "language", "is_stale", "who", "side")
    return {
        "title": title.words,
        "is_title_stale": title.is_stale,
        "paragraphs": [
            {"number": number, **{name: getattr(line, name) for name in names}} for number, line in enumerate(lines, 1)
        ],
    }
