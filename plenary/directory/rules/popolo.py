"""Cards in Popolo's terms, there and back. Source: The Popolo Project, specifications of organization and person."""

import json
import re
from collections.abc import Iterable, Mapping
from typing import Any

from plenary.directory.rules.details import CardValues
from plenary.directory.rules.fields import DATES, OF_ORGANISATIONS, ORGANISATIONS, PERSONS

COLLECTIONS = {ORGANISATIONS: "organizations", PERSONS: "persons"}
_DATE = re.compile(r"^[0-9]{4}(-[0-9]{2}){0,2}$")

# the field of a card -> the word of Popolo, where it is a text of the same meaning
_WORDS = {
    ORGANISATIONS: {
        "name": "name",
        "summary": "abstract",
        "description": "description",
        **{field.code: field.popolo for field in OF_ORGANISATIONS if field.popolo},
    },
    PERSONS: {
        "name": "name",
        "given_name": "given_name",
        "family_name": "family_name",
        "honorific_prefix": "honorific_prefix",
        "gender": "gender",
        "email": "email",
        "summary": "summary",
        "description": "biography",
    },
}
_LISTS = {"other_names": "other_names", "identifiers": "identifiers", "contacts": "contact_details", "website": "links"}


def object_of(kind: str, card: CardValues, country_name: str = "") -> dict[str, Any]:
    """A card as a Popolo object: what is empty is left out, web addresses become links, the country an area."""
    found: dict[str, Any] = {"id": card.id} if card.id else {}
    for field, word in _WORDS[kind].items():
        value = card.fields.get(field, "")
        if value and (field not in DATES or _DATE.match(value)):
            found[word] = value
    lists: dict[str, list[dict[str, str]]] = {
        "other_names": [
            _told(
                name=name.name,
                lang=name.language,
                note=name.note,
                start_date=_dated(name.start_date),
                end_date=_dated(name.end_date),
            )
            for name in card.names
        ],
        "identifiers": [_told(identifier=issued.identifier, scheme=issued.scheme) for issued in card.identifiers],
        "contact_details": [
            _told(type=contact.kind, value=contact.value, note=contact.note)
            for contact in card.contacts
            if contact.kind != "url"
        ],
        "links": [_told(url=contact.value, note=contact.note) for contact in card.contacts if contact.kind == "url"],
    }
    found.update({word: values for word, values in lists.items() if values})
    area = _area(card.fields.get("country", ""), country_name, card.fields.get("area", ""))
    return found | ({"area": area} if area else {})


def document_of(collections: Mapping[str, Iterable[Mapping[str, Any]]]) -> dict[str, Any]:
    """A Popolo document: kind -> objects."""
    return {COLLECTIONS[kind]: list(objects) for kind, objects in collections.items()}


def objects_in(kind: str, document: Any) -> list[Mapping[str, Any]]:
    """The objects of a kind in a parsed file: a document, a list, or one object; empty when it holds none."""
    if isinstance(document, dict):
        for word in (COLLECTIONS[kind], kind):
            if isinstance(document.get(word), list):
                document = document[word]
                break
        else:
            document = [document] if isinstance(document.get("name"), str) else []
    return [item for item in document if isinstance(item, dict)] if isinstance(document, list) else []


def cells_of(kind: str, item: Mapping[str, Any]) -> dict[str, str]:
    """A Popolo object as cells by field; lists stay lists, as JSON. Words that no card has are left out."""
    cells = {field: _text(item.get(word)) for field, word in _WORDS[kind].items()}
    for field, word in _LISTS.items():
        value = item.get(word)
        if isinstance(value, list) and value:
            cells[field] = json.dumps(value, ensure_ascii=False)
    area = item.get("area")
    if isinstance(area, dict):
        outer = area.get("parent") if isinstance(area.get("parent"), dict) else {}
        country, place = (area, {}) if area.get("classification") == "country" else (outer or {}, area)
        cells["country"] = _text(country.get("identifier")) or _text(country.get("name"))
        cells["area"] = _text(place.get("name"))
    return {field: value for field, value in cells.items() if value}


def _told(**values: str) -> dict[str, str]:
    return {word: value for word, value in values.items() if value}


def _dated(value: str) -> str:
    return value if _DATE.match(value) else ""


def _area(code: str, country_name: str, place: str) -> dict[str, Any]:
    country: dict[str, Any] = (
        _told(name=country_name or code, identifier=code, classification="country") if code else {}
    )
    if place:
        return {"name": place, **({"parent": country} if country else {})}
    return country


def _text(value: Any) -> str:
    return str(value) if isinstance(value, str | int | float) and not isinstance(value, bool) else ""
