"""Reads of effects and of objections: what happens if a proposal is adopted, and who is against which part."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from plenary.charter import decidable
from plenary.charter.concerning import Concerning, Said, concerning
from plenary.core.prepared import prepared
from plenary.core.standing import Standing
from plenary.decisions.models import Effect, Objection, Proposal
from plenary.decisions.queries.languages import Words, words_of
from plenary.decisions.queries.proposals import process_of
from plenary.texts.queries import Reading


@dataclass(frozen=True, slots=True)
class Happening:
    """One thing that happens if adopted: its sentence, whether it was taken out, and who objects to it."""

    id: str
    kind: str
    payload: Mapping[str, object]
    sentence: str
    severable: bool
    severed: bool
    objections: tuple[Objection, ...]

    @property
    def is_in_words(self) -> bool:
        """True where the sentence is what its mover wrote, in the proposal's language."""
        return "text" in self.payload


def effects_of(proposal: Proposal) -> list[Effect]:
    """The effects of a proposal, in their order."""
    return _effects_of(proposal.coalition_id, proposal.pk)


@prepared
def _effects_of(coalition_id: str, proposal_id: str) -> QuerySet[Effect]:
    return Effect.objects.of(coalition_id).filter(proposal=proposal_id)


def governs(proposal: Proposal) -> bool:
    """True when it changes rules, roles or who belongs: who opens or enters it shows again who they are."""
    return any(decidable.effect(row.kind).governs for row in effects_of(proposal))


def effects_concerning(proposal: Proposal) -> list[tuple[Effect, Concerning]]:
    """The effects of a proposal that concern somebody, in their order, each with its kind. One query."""
    found = ((row, concerning(row.kind)) for row in effects_of(proposal))
    return [(row, kind) for row, kind in found if kind is not None]


def concerned_in(proposal: Proposal) -> frozenset[str]:
    """The ids of members and persons whom a proposal concerns, and who therefore do not decide on it."""
    ids = [kind.concerned(proposal.coalition_id, row.payload) for row, kind in effects_concerning(proposal)]
    return frozenset().union(*ids)


def said_by_concerned(standing: Standing, happenings: Iterable[Happening]) -> list[Said]:
    """What those whom a proposal concerns say to those who decide, of what happens if it is adopted; for members and officers
    alone, however open proposals are."""
    if not standing.is_inside:
        return []
    found = ((part, concerning(part.kind)) for part in happenings)
    return [said for part, kind in found if kind for said in kind.said(standing.coalition, part.payload)]


def may_be_appealed(coalition_id: str, happenings: Iterable[Happening]) -> bool:
    """True where what happens if it is adopted is held for a while, so that whom it concerns may appeal."""
    found = ((part, concerning(part.kind)) for part in happenings)
    return any(kind.hold_hours(coalition_id, part.payload) > 0 for part, kind in found if kind)


def what_happens(
    proposal: Proposal, read: Words | None = None, objections: Iterable[Objection] | None = None
) -> list[Happening]:
    """What happens if it is adopted, in order; one call a kind of effect, whatever their number. Words that are resolved
    stand as they were amended, as they are read (`read`, by default in the page's language). `objections` are those that
    stand, where they are read already."""
    rows = effects_of(proposal)
    against: dict[str, list[Objection]] = {}
    for objection in standing_objections(proposal) if objections is None else objections:
        against.setdefault(objection.effect_id or "", []).append(objection)
    severs = process_of(proposal).objections
    words: dict[str, str] = {}
    read = (read or words_of(proposal)) if any(row.text for row in rows) else None
    for kind in {row.kind for row in rows}:
        of_kind = [row for row in rows if row.kind == kind]
        told = decidable.effect(kind).sentences(
            proposal.coalition_id, [_said(row, read.effects if read else {}) for row in of_kind]
        )
        words |= {row.id: sentence for row, sentence in zip(of_kind, told, strict=True)}
    return [
        Happening(
            id=row.id,
            kind=row.kind,
            payload=row.payload,
            sentence=words[row.id],
            severable=severs and decidable.effect(row.kind).severable,
            severed=row.severed_at is not None,
            objections=tuple(against.get(row.id, ())),
        )
        for row in rows
    ]


def in_dispute_first(happenings: Iterable[Happening]) -> list[Happening]:
    """In the order in which they are read: those that were taken out or are objected to, then the rest."""
    return sorted(happenings, key=lambda part: not (part.severed or part.objections))


def _said(row: Effect, read: Mapping[str, Reading]) -> Mapping[str, object]:
    """What an effect says: its words as they are read now in the place of those that were opened."""
    return {**row.payload, "text": read[row.pk].shown.body} if row.pk in read else row.payload


def objection_of(proposal: Proposal, objection_id: str) -> Objection | None:
    """The objection of this id to a proposal for which the caller vouches."""
    rows = Objection.objects.of(proposal.coalition_id).filter(proposal=proposal).select_related("proposal", "effect")
    return rows.filter(pk=objection_id).first()


def standing_objections(proposal: Proposal) -> list[Objection]:
    """The objections that were not taken back, oldest first, with their electors; those to the whole of the present round."""
    rows = Objection.objects.of(proposal.coalition_id).filter(proposal=proposal, withdrawn_at=None)
    rows = rows.filter(Q(effect__isnull=False) | Q(elector__round=proposal.round))
    return list(rows.select_related("elector"))
