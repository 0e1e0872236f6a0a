"""Reads of amendments: the text that a proposal resolves as it stands, what is moved to change it, and the comparison."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from plenary.core.prepared import prepared
from plenary.core.standing import Standing
from plenary.decisions.models import Amendment, AmendmentBallot, Effect, Elector, Proposal
from plenary.decisions.queries.electors import ballots_in, electors_in, electors_of
from plenary.decisions.queries.tally import carriers
from plenary.decisions.rules.amendments import (
    START,
    Act,
    Change,
    Paragraph,
    Passage,
    amended,
    consolidated,
    paragraphs,
    text_of,
)
from plenary.decisions.rules.ballots import Choice, whole
from plenary.decisions.rules.delegation import with_carried

CHANGED = ("accepted", "adopted")
"""The states of amendments that changed the text."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """A text paragraph by paragraph, as opened and as it stands, with the amendments to it and their rows by key."""

    effect: Effect
    passages: tuple[Passage, ...]
    rows: Mapping[str, Amendment]

    @property
    def is_changed(self) -> bool:
        """True when an amendment changed it already."""
        return any(passage.is_changed for passage in self.passages)


def texts_to_amend(proposal: Proposal) -> list[Effect]:
    """The effects whose words can be amended, in their order: the resolutions."""
    return list(Effect.objects.of(proposal.coalition_id).filter(proposal=proposal).exclude(text=""))


def effects_to_reword(proposal: Proposal) -> list[Effect]:
    """The effects whose words the mover may change, in their order: those in words that no open amendment would change and
    none has changed."""
    amended = {row.effect_id for row in amendments_of(proposal) if row.state in {"open", *CHANGED}}
    rows = Effect.objects.of(proposal.coalition_id).filter(proposal=proposal)
    return [row for row in rows if "text" in row.payload and row.pk not in amended]


def amendments_of(proposal: Proposal) -> list[Amendment]:
    """Everything that was moved to amend a proposal, taken back or not, oldest first."""
    return _moved_to_amend(proposal.coalition_id, proposal.pk)


@prepared
def _moved_to_amend(coalition_id: str, proposal_id: str) -> QuerySet[Amendment]:
    rows = Amendment.objects.of(coalition_id).filter(proposal=proposal_id)
    return rows.select_related("effect", "proposal")


def change_of(row: Amendment) -> Change:
    """A row as the rules take it."""
    return Change(key=row.pk, act=Act(row.kind), label=row.paragraph, at=row.at, against=row.against, words=row.words)


def changes_to(effect: Effect, rows: Iterable[Amendment]) -> list[Change]:
    """The amendments that changed the words of an effect, in the order in which they did."""
    applied = [row for row in rows if row.effect_id == effect.pk and row.state in CHANGED]
    return [change_of(row) for row in sorted(applied, key=lambda row: row.position)]


def opened_text(effect: Effect) -> str:
    """The words of an effect as they were opened; amendments leave them as they are."""
    return str(effect.payload.get("text", ""))


def document_of(effect: Effect, rows: Iterable[Amendment]) -> tuple[Paragraph, ...]:
    """The paragraphs of an effect's words as they stand, from those that were opened and what changed them."""
    found, _overtaken = amended(paragraphs(opened_text(effect)), changes_to(effect, rows))
    return found


def paragraph_of(proposal: Proposal, effect_id: str, label: str) -> tuple[Effect, Paragraph] | None:
    """A text of a proposal for which the caller vouches, and its paragraph of a label; the place before the first has no
    words."""
    rows = amendments_of(proposal)
    for effect in texts_to_amend(proposal):
        if effect.pk == effect_id:
            known = {one.label: one for one in document_of(effect, rows)} | {START: Paragraph(START, "")}
            return (effect, known[label]) if label in known else None
    return None


def text_as_it_stands(effect: Effect, rows: Sequence[Amendment]) -> str:
    """The words of an effect as they stand: those that were opened while nothing changed them."""
    changes = changes_to(effect, rows)
    return text_of(document_of(effect, rows)) if changes else opened_text(effect)


def payload_of(effect: Effect, rows: Sequence[Amendment]) -> dict[str, Any]:
    """What an effect is carried out with: its words as they were amended."""
    return {**effect.payload, "text": text_as_it_stands(effect, rows)} if effect.text else dict(effect.payload)


def comparisons(proposal: Proposal, rows: Sequence[Amendment]) -> list[Comparison]:
    """The consolidated comparison of each text of a proposal, with what was moved and is open, or was decided."""
    found = []
    for effect in texts_to_amend(proposal):
        own = [row for row in rows if row.effect_id == effect.pk and row.state not in {"withdrawn", *CHANGED}]
        passages = consolidated(opened_text(effect), changes_to(effect, rows), map(change_of, own))
        found.append(Comparison(effect, passages, {row.pk: row for row in rows if row.effect_id == effect.pk}))
    return found


def amendment_of(proposal: Proposal, amendment_id: str) -> Amendment | None:
    """The amendment of this id to a proposal for which the caller vouches."""
    rows = Amendment.objects.of(proposal.coalition_id).filter(proposal=proposal)
    return rows.select_related("effect", "proposal").filter(pk=amendment_id).first()


def answers_to_amendments(
    standing: Standing, proposal: Proposal, own: Sequence[Elector] | None = None
) -> dict[str, str]:
    """What the standing's own elector answered to each amendment, by the amendment's id; to that elector's own alone. `own` are
    the standing's electors where they are read already."""
    electors = electors_of(standing, proposal) if own is None else own
    if not electors or electors[0].person not in {"", standing.person}:
        return {}
    rows = AmendmentBallot.objects.of(proposal.coalition_id).filter(elector=electors[0])
    return dict(rows.values_list("amendment_id", "choice"))


def votes_on(amendment: Amendment, as_of: datetime) -> list[tuple[Choice, int]]:
    """The answers to an amendment in the present round, each with how many votes it counts, those carried for others too, by
    the delegations that stood at a moment; of electors who stand back there are none. For an elector that cast a ballot of
    its own on the proposal nobody answers, even where it left the amendment out."""
    proposal = amendment.proposal
    electors = list(electors_in(proposal).filter(recused_at=None))
    rows = AmendmentBallot.objects.of(amendment.coalition_id).filter(amendment=amendment, elector__in=electors)
    weights = {elector.key: elector.weight for elector in electors}
    cast = {key: whole(Choice(choice), weights[key]) for key, choice in rows.values_list("elector__key", "choice")}
    itself = set(ballots_in(proposal).values_list("elector__key", flat=True))
    stands = carriers(proposal, proposal.frozen_process, electors, as_of)
    given = {giver: carrier for giver, carrier in stands.items() if giver not in itself}
    votes, _carried = with_carried(cast, given, weights)
    return [(choice, number) for key in sorted(votes) for choice, number in votes[key].items()]
