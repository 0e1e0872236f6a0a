"""Routes of translations: the words that decide beside those begun in a language, and keeping or finishing a translation."""

from typing import Any

from django.http import Http404
from ninja import Schema
from pydantic import Field

from plenary.coalitions.access import CoalitionRequest
from plenary.core.http.problems import cleaned
from plenary.core.verdicts import require
from plenary.decisions import actions, permissions, queries
from plenary.decisions.api.base import ONE, READERS, ProposalStateOut, proposal_of, require_known, routes, stands
from plenary.decisions.forms import TranslationForm
from plenary.decisions.models import Proposal

WORDS, SEEN = "words-", "seen-"
"""Before the names of the form's fields: the words of a part, and the version of a text that was seen."""


class TranslatedOut(Schema):
    """The words of a proposal in one language."""

    title: str
    body: str
    resolved: dict[str, str] = Field(description="what is resolved, by the id of its part")


class TranslationOut(Schema):
    """The words that decide, beside those begun in another language (empty where nothing is)."""

    language: str
    authentic: str = Field(description="the language that decides")
    source: TranslatedOut
    begun: TranslatedOut
    seen: dict[str, str] = Field(description="versions of the source by text, to be sent back with a translation of it")


class TranslationIn(Schema):
    """A translation, whole: title, reasons and what is resolved."""

    title: str = Field("", max_length=200)
    body: str = Field("", max_length=200_000)
    resolved: dict[str, str] = Field({}, max_length=100, description="what is resolved, by the id of its part")
    seen: dict[str, str] = Field(
        {}, max_length=101, description="as it was read; so that older words do not pass as new"
    )
    is_ready: bool = Field(False, description="it is finished, and read from now on; else it is kept as a draft")


@routes.get(f"{ONE}/translations/{{language}}", READERS, gives=TranslationOut)
def translation(request: CoalitionRequest, proposal_id: str, language: str) -> Any:
    """What a translator goes on from."""
    proposal = _translated(request, proposal_id, language)
    source = queries.words_of(proposal, proposal.language)
    form = _form(proposal, language, None)
    begun = {name: str(form.initial.get(name, "")) for name in ("title", "body")}
    words = {effect: str(form.initial.get(WORDS + effect, "")) for effect in source.effects}
    return {
        "language": language,
        "authentic": proposal.language,
        "source": {
            "title": source.title,
            "body": source.body,
            "resolved": {effect: reading.authentic.body for effect, reading in source.effects.items()},
        },
        "begun": {**begun, "resolved": words},
        "seen": {
            name.removeprefix(SEEN): str(field.initial) for name, field in form.fields.items() if name.startswith(SEEN)
        },
    }


@routes.put(f"{ONE}/translations/{{language}}", READERS, gives=ProposalStateOut)
def translate(request: CoalitionRequest, proposal_id: str, language: str, given: TranslationIn) -> Any:
    """Keep a translation as a draft, or finish it. Notice starts with the last that the charter requires."""
    proposal = _translated(request, proposal_id, language)
    sent = {"title": given.title, "body": given.body}
    sent |= {WORDS + effect: words for effect, words in given.resolved.items()}
    sent |= {SEEN + text: version for text, version in given.seen.items()}
    form = _form(proposal, language, sent)
    for where, before, named in (("resolved", WORDS, given.resolved), ("seen", SEEN, given.seen)):
        require_known(
            where, named, {name.removeprefix(before): name for name in form.fields if name.startswith(before)}
        )
    cleaned(form)
    told = form.given()
    ready = given.is_ready
    kept = actions.translate(by=request.standing, proposal=proposal, language=language, ready=ready, **told)
    return stands(kept)


def _translated(request: CoalitionRequest, proposal_id: str, language: str) -> Proposal:
    proposal = proposal_of(request, proposal_id)
    require(permissions.may_translate(request.standing, proposal))
    if language not in dict(queries.languages_to_translate(proposal)):
        raise Http404
    return proposal


def _form(proposal: Proposal, language: str, sent: dict[str, str] | None) -> TranslationForm:
    source, begun = queries.words_of(proposal, proposal.language), queries.draft_words(proposal, language)
    return TranslationForm(sent, source=source, begun=begun, text=proposal.text)
