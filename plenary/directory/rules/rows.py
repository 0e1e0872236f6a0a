"""Rows of a file read as cards: what each row would make, and what is wrong with it, by row and field."""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from plenary.directory.rules.cells import restore
from plenary.directory.rules.countries import find_country
from plenary.directory.rules.details import CardValues, Contact, Issued, Name
from plenary.directory.rules.fields import DATES, NAMED_LANGUAGES, ORGANISATIONS, PERSONS, fields_of
from plenary.directory.rules.lists import read_contacts, read_identifiers, read_names
from plenary.directory.rules.names import Likenesses, fold

_DATE = re.compile(r"^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$")
_EMAIL = re.compile(r"^[^@\s,;<>\"]+@[^@\s,;<>\"]+\.[^@\s,;<>\".]{2,}$")
_WEB = re.compile(r"^(https?://)?([\w-]+\.)+[^\W\d_]{2,}(:\d+)?(/\S*)?$", re.IGNORECASE)
_LANGUAGE = re.compile(r"^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$")
_OF_CONTACT = {"phone": "voice", "website": "url", "address": "address"}
_LONGEST: dict[type, dict[str, int]] = {  # the widths of the columns that keep them
    Name: {"name": 300, "note": 100, "start_date": 10, "end_date": 10, "language": 35},
    Issued: {"identifier": 120, "scheme": 60},
    Contact: {"kind": 20, "value": 300, "note": 100},
}
_KEPT_AS_IS = frozenset(("other_names", "identifiers", "contacts", "phone", "website", "address", "email"))


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong in one field of one row; `reason` is a registered code, `value` what stands there."""

    row: int
    field: str
    reason: str
    value: str = ""
    longest: int = 0


@dataclass(frozen=True, slots=True)
class Draft:
    """A card that a row would make. `row` is the number that the file's own program shows."""

    row: int
    key: str
    card: CardValues


@dataclass(frozen=True, slots=True)
class Duplicate:
    """A row that is likely a card that is there (`card` is its id) or an earlier row (`of_row`)."""

    row: int
    name: str
    of_name: str
    card: str = ""
    of_row: int = 0


@dataclass(frozen=True, slots=True)
class Reading:
    """What a file holds under a mapping: the cards it would make, what is wrong, and how many rows were left out."""

    drafts: tuple[Draft, ...]
    problems: tuple[Problem, ...]
    left_out: int


def read_rows(
    kind: str,
    columns: Sequence[str],
    rows: Sequence[Sequence[str]],
    *,
    mapping: Mapping[str, str],
    only: Mapping[str, str] | None = None,
    first_row: int = 2,
) -> Reading:
    """Read rows under a mapping (field -> column); `only` (column -> value) leaves out rows that differ, blank rows too.

    A row with a problem still makes a draft, so that likely duplicates are told for it as well.
    """
    at = {column: place for place, column in enumerate(columns)}
    wanted = [(field, at[mapping[field.code]]) for field in fields_of(kind) if mapping.get(field.code) in at]
    filters = [(at[column], value.strip()) for column, value in (only or {}).items() if column in at]
    drafts, problems, left_out = [], [], 0
    for number, row in enumerate(rows, start=first_row):
        if not any(cell.strip() for cell in row):
            continue
        if any(_cell(row, place).strip() != value for place, value in filters):
            left_out += 1
            continue
        cells = {field.code: _clean(_cell(row, place), field.code) for field, place in wanted}
        card, wrong = read_card(kind, cells, row=number)
        problems += wrong
        drafts.append(Draft(number, fold(card.name), card))
    return Reading(tuple(drafts), tuple(problems), left_out)


def read_card(kind: str, cells: Mapping[str, str], row: int = 0) -> tuple[CardValues, list[Problem]]:
    """The card that cells (field -> text) make, and what is wrong with them."""
    problems = [
        Problem(row, field.code, "directory.row.too_long", cells[field.code][:60], field.longest)
        for field in fields_of(kind)
        if len(cells.get(field.code, "")) > field.longest
    ]
    card = _card(kind, cells)
    return card, problems + [Problem(row, *problem) for problem in _problems(cells, card)]


def likely_duplicates(drafts: Sequence[Draft], known: Sequence[tuple[str, tuple[str, str]]]) -> dict[int, Duplicate]:
    """Rows that are likely a known card (folded name, (id, name)) or an earlier row of the file; by row."""
    cards = Likenesses(known)
    earlier: Likenesses[Draft] = Likenesses()
    found: dict[int, Duplicate] = {}
    for draft in drafts:
        if alike := cards.of(draft.key):
            card, name = alike[0][1]
            found[draft.row] = Duplicate(draft.row, draft.card.name, name, card=card)
        elif before := earlier.of(draft.key):
            found[draft.row] = Duplicate(draft.row, draft.card.name, before[0][1].card.name, of_row=before[0][1].row)
        earlier.add(draft.key, draft)
    return found


def _cell(row: Sequence[str], place: int) -> str:
    return row[place] if place < len(row) else ""


def _clean(cell: str, field: str) -> str:
    """Without the apostrophe that an export put before a formula, and without control characters; one line but for texts."""
    lines = (
        "".join(char for char in line if unicodedata.category(char) not in ("Cc", "Cs")) for line in cell.splitlines()
    )
    text = "\n".join(lines).strip() if field == "description" else " ".join(" ".join(lines).split())
    return restore(text)


def _card(kind: str, cells: Mapping[str, str]) -> CardValues:
    fields = {code: value for code, value in cells.items() if value and not _is_detail(kind, code)}
    if kind == PERSONS and not fields.get("name"):
        fields["name"] = " ".join(filter(None, (cells.get("given_name"), cells.get("family_name"))))
    in_languages = [Name(cells[f"name_{tag}"], tag) for tag in NAMED_LANGUAGES if cells.get(f"name_{tag}")]
    if not fields.get("name") and in_languages:
        first = in_languages.pop(0)
        fields |= {"name": first.name, "name_language": first.language}
    fields["country"] = find_country(fields["country"]) if fields.get("country") else ""
    contacts = list(read_contacts(cells.get("contacts", "")))
    by_code = ({"email": "email"} if kind == ORGANISATIONS else {}) | _OF_CONTACT
    for code, of_kind in by_code.items():
        contacts += [_with_scheme(contact) for contact in read_contacts(cells.get(code, ""), of_kind)]
    return CardValues(
        fields={code: value for code, value in fields.items() if value},
        names=tuple(dict.fromkeys([*in_languages, *read_names(cells.get("other_names", ""))])),
        identifiers=tuple(dict.fromkeys(read_identifiers(cells.get("identifiers", "")))),
        contacts=tuple(dict.fromkeys(contacts)),
    )


def _is_detail(kind: str, code: str) -> bool:
    own_email = kind == PERSONS and code == "email"
    return (code in _KEPT_AS_IS and not own_email) or code in {f"name_{tag}" for tag in NAMED_LANGUAGES}


def _with_scheme(contact: Contact) -> Contact:
    if contact.kind == "url" and _WEB.match(contact.value) and "://" not in contact.value:
        return Contact("url", f"https://{contact.value}", contact.note)
    return contact


def _problems(cells: Mapping[str, str], card: CardValues) -> Iterator[tuple[str, str, str]]:
    """Field, reason and value of each problem of a card that a row would make."""
    if not card.name:
        yield "name", "directory.row.name_missing", ""
    if cells.get("country") and not card.fields.get("country"):
        yield "country", "directory.row.country_unknown", cells["country"]
    for code in DATES:
        if cells.get(code) and not _DATE.match(cells[code]):
            yield code, "directory.row.date_malformed", cells[code]
    if card.fields.get("name_language") and not _LANGUAGE.match(card.fields["name_language"]):
        yield "name_language", "directory.row.language_malformed", card.fields["name_language"]
    if card.fields.get("email") and not _EMAIL.match(card.fields["email"]):
        yield "email", "directory.row.email_malformed", card.fields["email"]
    yield from _contact_problems(card)
    details: list[Name | Issued | Contact] = [*card.names, *card.identifiers, *card.contacts]
    for detail in details:
        for field, longest in _LONGEST[type(detail)].items():
            if len(getattr(detail, field)) > longest:
                yield _field_of(detail), "directory.row.part_too_long", getattr(detail, field)[:60]


def _contact_problems(card: CardValues) -> Iterator[tuple[str, str, str]]:
    for contact in card.contacts:
        if contact.kind == "email" and not _EMAIL.match(contact.value):
            yield "email", "directory.row.email_malformed", contact.value
        if contact.kind == "url" and not _WEB.match(contact.value):
            yield "website", "directory.row.website_malformed", contact.value


def _field_of(detail: Name | Issued | Contact) -> str:
    return {Name: "other_names", Issued: "identifiers", Contact: "contacts"}[type(detail)]
