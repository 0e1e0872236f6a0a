"""What the page of a proposal shows of its text and languages: the comparison with amendments, and the translations."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from plenary.core.standing import Standing
from plenary.core.verdicts import Label, Verdict
from plenary.decisions import permissions, queries
from plenary.decisions.labels.amendments import AMENDMENT_STATE, votes_in_words, what_it_does
from plenary.decisions.models import Amendment, Effect, Elector, Proposal
from plenary.decisions.queries import Comparison, Words
from plenary.decisions.rules.amendments import Marked, Passage
from plenary.decisions.rules.phases import Phase
from plenary.decisions.rules.tallies import decides_amendments
from plenary.texts.labels import language_called
from plenary.texts.rules import Piece


@dataclass(frozen=True, slots=True)
class Item:
    """One amendment as it stands in the text: what it does, in marks, why, how it stands, and what the reader may do."""

    row: Amendment
    does: str
    pieces: Sequence[Piece]
    state: str
    label: Label
    figures: str
    answer: str
    may_accept: Verdict
    may_withdraw: Verdict


@dataclass(frozen=True, slots=True)
class Place:
    """One paragraph with the amendments to it, in the order in which they are decided."""

    passage: Passage
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class AmendedText:
    """One text paragraph by paragraph; `accepted` are the amendments that changed it, in the order in which they did."""

    effect: Effect
    is_changed: bool
    places: tuple[Place, ...]
    accepted: tuple[Item, ...]


def amendments_context(standing: Standing, proposal: Proposal, own: Sequence[Elector]) -> dict[str, Any]:
    """The texts of a proposal with what is moved to change them, and whether the reader, whose electors are given, may move or
    vote."""
    if proposal.opened_at is None or not any(effect.text for effect in proposal.effects.all()):
        return {}
    rows = queries.amendments_of(proposal)
    answers = queries.answers_to_amendments(standing, proposal, own) if proposal.phase is Phase.VOTING else {}
    still = any(row.state == "open" for row in rows)
    return {
        "amended_texts": [_text(standing, each, rows, answers) for each in queries.comparisons(proposal, rows)],
        "has_amendments": any(row.state != "withdrawn" for row in rows),
        "friendly_only": not decides_amendments(proposal.frozen_process),
        "may_amend": permissions.may_move_amendment(standing, proposal),
        "may_answer": still
        and proposal.phase is Phase.VOTING
        and bool(permissions.may_vote_on_amendments(standing, proposal)),
    }


def languages_context(standing: Standing, proposal: Proposal, words: Words) -> dict[str, Any]:
    """In which language the reader has the proposal, which decides, which are missing, and into which they may translate."""
    may = permissions.may_translate(standing, proposal)
    missing = queries.missing_languages(proposal) if proposal.phase in {Phase.DRAFT, Phase.TRANSLATION} else ()
    return {
        "words": words,
        "authentic_name": language_called(words.authentic),
        "shown_name": language_called(words.language),
        "missing_languages": [(tag, language_called(tag)) for tag in missing],
        "may_translate": may,
        "translations": queries.languages_to_translate(proposal) if may else [],
    }


def _text(standing: Standing, compared: Comparison, rows: Sequence[Amendment], answers: dict[str, str]) -> AmendedText:
    places = tuple(
        Place(
            passage,
            tuple(_item(standing, compared.rows[each.change.key], each, answers) for each in passage.amendments),
        )
        for passage in compared.passages
    )
    changed = sorted((row for row in compared.rows.values() if row.position), key=lambda row: row.position)
    accepted = tuple(_item(standing, row, None, answers) for row in changed)
    return AmendedText(compared.effect, compared.is_changed, places, accepted)


def _item(standing: Standing, row: Amendment, marked: Marked | None, answers: dict[str, str]) -> Item:
    state = "overtaken" if row.state == "open" and marked is not None and marked.is_overtaken else row.state
    return Item(
        row=row,
        does=what_it_does(row.kind, row.paragraph),
        pieces=marked.pieces if marked else (),
        state=state,
        label=AMENDMENT_STATE[state],
        figures=votes_in_words(row.count),
        answer=answers.get(row.pk, ""),
        may_accept=permissions.may_accept_amendment(standing, row),
        may_withdraw=permissions.may_withdraw_amendment(standing, row),
    )
