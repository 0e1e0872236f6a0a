"""Cards as values, for writing them into files."""

from plenary.core.standing import Standing
from plenary.directory.models import Organisation, Person
from plenary.directory.permissions import may_administer
from plenary.directory.queries.cards import visible_organisations, visible_persons
from plenary.directory.rules.details import CardValues, Contact, Issued, Name
from plenary.directory.rules.fields import OF_ORGANISATIONS, ORGANISATIONS, PERSONS

_DETAILS = ("othernames", "identifiers", "contactdetails")
_OF_BOTH = ("name", "name_language", "summary", "description", "country", "area")
_OWN = {
    ORGANISATIONS: (*_OF_BOTH, *(field.code for field in OF_ORGANISATIONS)),
    PERSONS: (*_OF_BOTH, "given_name", "family_name", "honorific_prefix", "gender", "email"),
}


def exported_cards(standing: Standing, kind: str) -> list[CardValues]:
    """The cards of a kind that a file may hold: what the standing sees, never protected ones; how persons are reached
    only for those who administer the directory. Four queries.
    """
    if kind == ORGANISATIONS:
        organisations = visible_organisations(standing).filter(protected=False).prefetch_related(*_DETAILS)
        return [values_of(card) for card in organisations]
    persons = visible_persons(standing).filter(protected=False).prefetch_related(*_DETAILS)
    return [values_of(card, with_contact=bool(may_administer(standing))) for card in persons]


def values_of(card: Organisation | Person, *, with_contact: bool = True) -> CardValues:
    """A card as values; without its contact details where they are not to be shown. Uses what was prefetched."""
    kind = ORGANISATIONS if isinstance(card, Organisation) else PERSONS
    fields = {field: getattr(card, field) for field in _OWN[kind] if with_contact or field != "email"}
    return CardValues(
        id=card.pk,
        fields={field: value for field, value in fields.items() if value},
        names=tuple(
            Name(name.name, name.language, name.note, name.start_date, name.end_date) for name in card.othernames.all()
        ),
        identifiers=tuple(Issued(issued.identifier, issued.scheme) for issued in card.identifiers.all()),
        contacts=tuple(
            Contact(contact.kind, contact.value, contact.note) for contact in card.contactdetails.all() if with_contact
        ),
    )
