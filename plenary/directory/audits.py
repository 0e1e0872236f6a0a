"""The comparison of cards with what the record says of them."""

import json
from collections.abc import Iterator

from plenary.directory.models import Organisation, Person
from plenary.record.audits import register_audit
from plenary.record.models import Entry, Opening

_TELLS = ("directory.organisation_added", "directory.person_added", "directory.imported")


def unentered_cards(coalition_id: str) -> Iterator[str]:
    """One sentence for each card that no entry tells of having been added."""
    told = _told(coalition_id)
    for model, word in ((Organisation, "organisation"), (Person, "person")):
        for card in model.objects.of(coalition_id).order_by("pk").values_list("pk", flat=True):
            if card not in told:
                yield f"The card of {word} {card} was added without an entry."


def _told(coalition_id: str) -> set[str]:
    """Ids of the cards that entries tell of; of imported persons by whom a part is about, which erasing leaves."""
    added = Entry.objects.of(coalition_id).filter(kind__in=_TELLS[:2]).values_list("about", flat=True)
    parts = Opening.objects.of(coalition_id).filter(entry__kind=_TELLS[2], position__gt=0)
    told = set(added)
    for person, payload in parts.values_list("person", "payload"):
        told.add(person)
        if not person and payload:
            told.update(card for card, _name in json.loads(bytes(payload))["facts"].get("organisations", ()))
    return told


register_audit("directory", unentered_cards)
