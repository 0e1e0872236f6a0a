"""Reads of how cards are reached: what a standing may see of it, by id, for rooms that show holders and representatives."""

from collections.abc import Iterable

from plenary.core.standing import Standing
from plenary.directory.models import Organisation, Person
from plenary.directory.permissions import may_see_contact
from plenary.directory.queries.cards import visible_organisations, visible_persons
from plenary.directory.rules.details import Contact

_PARTS = "contactdetails"


def contacts_of(standing: Standing, ids: Iterable[str]) -> dict[str, list[Contact]]:
    """By card of either kind, the ways to reach that the standing may see, a person's mail address first; none for a card whose
    ways are not for it. Cards that it does not see, and protected ones whoever looks, are left out. Four queries at most,
    whatever the number."""
    wanted = sorted({each for each in ids if each})
    if not wanted:
        return {}
    organisations = visible_organisations(standing).filter(protected=False, pk__in=wanted)
    persons = visible_persons(standing).filter(protected=False, pk__in=wanted)
    found = {card.pk: _details(card) for card in organisations.prefetch_related(_PARTS)}
    return found | {card.pk: _of_person(standing, card) for card in persons.prefetch_related(_PARTS)}


def _of_person(standing: Standing, card: Person) -> list[Contact]:
    if not may_see_contact(standing, card):
        return []
    return [*([Contact("email", card.email)] if card.email else []), *_details(card)]


def _details(card: Organisation | Person) -> list[Contact]:
    rows = sorted(card.contactdetails.all(), key=lambda row: row.pk)
    return [Contact(row.kind, row.value, row.note) for row in rows]
