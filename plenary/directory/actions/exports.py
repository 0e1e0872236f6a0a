"""Taking the directory out as a file; each time is entered, for members to see."""

from collections.abc import Sequence
from dataclasses import dataclass

from plenary.core import visibility
from plenary.core.standing import Standing
from plenary.core.verdicts import require
from plenary.directory.formats.delimited import write_delimited
from plenary.directory.formats.popolo import write_popolo
from plenary.directory.formats.workbooks import write_workbook
from plenary.directory.permissions import may_export
from plenary.directory.queries import exported_cards
from plenary.directory.rules.countries import country_name
from plenary.directory.rules.details import CardValues
from plenary.directory.rules.fields import KINDS, NAMED_LANGUAGES, PERSONS, fields_of
from plenary.directory.rules.lists import write_contacts, write_identifiers, write_names
from plenary.directory.rules.popolo import object_of
from plenary.record import actions as record

CSV, XLSX, POPOLO = "csv", "xlsx", "popolo"
_TYPES = {
    CSV: ("csv", "text/csv; charset=utf-8"),
    XLSX: ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    POPOLO: ("json", "application/json"),
}
_CONTACT_COLUMNS = {"email": "email", "phone": "voice", "website": "url", "address": "address"}


@dataclass(frozen=True, slots=True)
class Exported:
    """A file: of which kind of cards (empty: both), its name's ending, its media type, its bytes, how many cards it holds."""

    kind: str
    ending: str
    media_type: str
    data: bytes
    count: int

    def name(self, slug: str) -> str:
        """What the file of a coalition is called."""
        return f"{slug}-{self.kind}.{self.ending}"


def export_directory(*, by: Standing, kind: str, file_format: str) -> Exported:
    """Write the cards that the one who asks may see into a file, and enter who took out how many.

    `kind` is organisations or persons; Popolo may also hold both (empty). Protected cards are never in it.
    Raises Refused: directory.export_only; KeyError on another format.
    """
    require(may_export(by))
    kinds = [kind] if kind or file_format != POPOLO else list(KINDS)
    cards = {each: exported_cards(by, each) for each in kinds}
    count = sum(map(len, cards.values()))
    if file_format == POPOLO:
        data = write_popolo({each: [_object(each, card) for card in cards[each]] for each in kinds})
    else:
        columns, rows = _table(kind, cards[kind])
        data = write_delimited(columns, rows) if file_format == CSV else write_workbook(kind, columns, rows)
    ending, media_type = _TYPES[file_format]
    with record.act(by=by):
        record.enter(
            by=by,
            kind="directory.exported",
            about=by.coalition,
            audience=[visibility.MEMBERS],
            facts={"count": count, "kinds": kinds, "format": file_format},
        )
    return Exported(kind, ending, media_type, data, count)


def _object(kind: str, card: CardValues) -> dict[str, object]:
    return object_of(kind, card, country_name(card.fields.get("country", ""), "en"))


def _table(kind: str, cards: Sequence[CardValues]) -> tuple[list[str], list[list[str]]]:
    """Columns that an import reads again without asking, and a row a card."""
    apart = {f"name_{tag}" for tag in NAMED_LANGUAGES}
    columns = ["id", *(field.code for field in fields_of(kind) if field.code not in apart)]
    return columns, [[_cell(kind, card, column) for column in columns] for card in cards]


def _cell(kind: str, card: CardValues, column: str) -> str:
    if column == "id":
        return card.id
    if column == "other_names":
        return write_names(card.names)
    if column == "identifiers":
        return write_identifiers(card.identifiers)
    if column == "contacts":
        others = [contact for contact in card.contacts if contact.kind not in _own_columns(kind).values()]
        return write_contacts(others)
    if column in _own_columns(kind):
        return write_contacts(card.contacts, _own_columns(kind)[column])
    return card.fields.get(column, "")


def _own_columns(kind: str) -> dict[str, str]:
    """Columns that hold ways to reach, with their kind; a person's mail address is a field of the card itself."""
    return {column: of for column, of in _CONTACT_COLUMNS.items() if kind != PERSONS or column != "email"}
