"""The languages of a proposal: its texts, translations by members, and the start of notice when all are there."""

from collections.abc import Mapping

from plenary.core import visibility
from plenary.core.standing import Standing
from plenary.core.verdicts import require
from plenary.decisions import permissions, queries
from plenary.decisions.actions import audiences, locking, openings
from plenary.decisions.actions.names import shown_name
from plenary.decisions.effects import IN_WORDS
from plenary.decisions.models import Effect, Proposal
from plenary.record import actions as record
from plenary.texts import actions as texts
from plenary.texts.models import Text


def keep_words(by: Standing, proposal: Proposal) -> None:
    """Keep title and reasons of a draft as a text in the language that decides; the caller saves the proposal."""
    title, body, language = proposal.title, proposal.body, proposal.language
    if proposal.text:
        text = Text.objects.of(by.coalition).get(pk=proposal.text)
        texts.revise_text(by=by, text=text, title=title, body=body, language=language)
    else:
        proposal.text = texts.write_text(by=by, title=title, body=body, language=language).pk


def keep_resolved(by: Standing, effect: Effect, language: str, before: Mapping[int, str]) -> None:
    """Give an effect that resolves words a text of them; `before` are the texts of the draft's effects by position, which go
    on. The caller saves the effect."""
    words = effect.payload.get("text")
    if effect.kind not in IN_WORDS or not isinstance(words, str) or not words.strip():
        return
    known = before.get(effect.position, "")
    if known:
        texts.revise_text(by=by, text=Text.objects.of(by.coalition).get(pk=known), body=words, language=language)
        effect.text = known
    else:
        effect.text = texts.write_text(by=by, language=language, body=words).pk


def translate(
    *,
    by: Standing,
    proposal: Proposal,
    language: str,
    title: str,
    body: str,
    resolved: Mapping[str, str],
    ready: bool,
    sources: Mapping[str, str] | None = None,
) -> Proposal:
    """Keep a translation of a proposal, as a draft or ready: title and reasons, and the words it resolves.

    `resolved` gives the words by the id of their effect, `sources` the authentic version that the translator saw by the id of
    each text. In order: lock the proposal; ask; keep and enter each text; when the last language that the charter requires
    is ready with this, notice starts in the same act. A protected member's translation is unattributed, and so
    is that of its movers where they go unnamed: they alone translate a draft. Refuses as
    permissions.may_translate and texts.actions.translate_text say.
    """
    with record.act(by=by):
        proposal = locking.take(proposal)
        require(permissions.may_translate(by, proposal))
        shown, seen = _named(by, proposal), sources or {}
        words = {proposal.text: (title, body)}
        for effect in queries.texts_to_amend(proposal):
            words[effect.text] = ("", resolved.get(effect.pk, ""))
        for text in Text.objects.of(by.coalition).filter(pk__in=words).order_by("pk"):
            texts.translate_text(
                by=by if shown else audiences.unattributed(by),
                text=text,
                language=language,
                title=words[text.pk][0],
                body=words[text.pk][1],
                ready=ready,
                source=seen.get(text.pk, ""),
                name=shown,
                audience=_audience(proposal),
                about=proposal.pk,
                of=proposal.title,
            )
        return openings.start_notice(proposal)


def _named(by: Standing, proposal: Proposal) -> str:
    moved_unnamed = not proposal.moved_by_name and permissions.is_mover(by, proposal)
    return "" if moved_unnamed else shown_name(by)


def _audience(proposal: Proposal) -> list[str]:
    if proposal.opened_at is not None:
        return audiences.of_proposals(proposal)
    return audiences.of_mover(proposal) if proposal.shown_at is None else [visibility.MEMBERS]
