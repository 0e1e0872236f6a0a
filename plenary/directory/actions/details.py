"""Writing the details of a card: its other names, identifiers and ways to reach; within the act of an action."""

from collections.abc import Iterable
from dataclasses import asdict

from plenary.directory.models import ContactDetail, Identifier, Organisation, OtherName, Person
from plenary.directory.rules.details import Contact, Issued, Name
from plenary.directory.rules.names import fold

type Detail = Name | Issued | Contact

_MODELS: dict[type[Detail], type[OtherName | Identifier | ContactDetail]] = {
    Name: OtherName,
    Issued: Identifier,
    Contact: ContactDetail,
}


def replace_details(
    card: Organisation | Person,
    *,
    names: Iterable[Name] | None = None,
    identifiers: Iterable[Issued] | None = None,
    contacts: Iterable[Contact] | None = None,
) -> list[str]:
    """Let a card have exactly these details, where they are given; answers which kinds of them changed."""
    given: list[tuple[str, type[Detail], Iterable[Detail] | None]] = [
        ("other_names", Name, names),
        ("identifiers", Issued, identifiers),
        ("contacts", Contact, contacts),
    ]
    return [label for label, kind, wanted in given if wanted is not None and _replace(card, kind, list(wanted))]


def detail_rows(
    card: Organisation | Person, details: Iterable[Detail]
) -> Iterable[OtherName | Identifier | ContactDetail]:
    """Unsaved rows of details of a card."""
    parent = "organisation" if isinstance(card, Organisation) else "person"
    for detail in details:
        row = _MODELS[type(detail)](coalition_id=card.coalition_id, **{parent: card}, **asdict(detail))
        if isinstance(row, OtherName):
            row.name_key = fold(row.name)
        yield row


def save_details(rows: Iterable[OtherName | Identifier | ContactDetail]) -> None:
    """Insert rows of details, with one query a kind."""
    found = list(rows)
    OtherName.objects.bulk_create([row for row in found if isinstance(row, OtherName)])
    Identifier.objects.bulk_create([row for row in found if isinstance(row, Identifier)])
    ContactDetail.objects.bulk_create([row for row in found if isinstance(row, ContactDetail)])


def _replace(card: Organisation | Person, kind: type[Detail], wanted: list[Detail]) -> bool:
    model = _MODELS[kind]
    parent = "organisation" if isinstance(card, Organisation) else "person"
    rows = model.objects.of(card.coalition_id).filter(**{parent: card})
    fields = list(kind.__dataclass_fields__)
    if sorted(rows.values_list(*fields)) == sorted(tuple(asdict(detail).values()) for detail in wanted):
        return False
    rows.delete()
    save_details(detail_rows(card, wanted))
    return True
