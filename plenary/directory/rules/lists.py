"""Several values in one cell: names, identifiers and ways to reach, written for people and read back.

Between values stands " | ". A name may end in its language, "Femmes du Sahel [fr]"; an identifier and a way to reach may
begin with what they are, "ROR:04x1", "fax:+33 1". A cell that holds a JSON list of Popolo objects is read as such.
"""

import json
import re
from collections.abc import Iterable, Mapping
from typing import Any

from plenary.directory.rules.details import Contact, Issued, Name

CONTACT_KINDS = ("email", "voice", "cell", "fax", "address", "url")
_BETWEEN = " | "
_IN_LANGUAGE = re.compile(r"^(.*\S)\s*\[([A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*)\]$", re.DOTALL)
_PREFIXED = re.compile(r"^([^\s:|/]{1,60}):(?!//)\s*(\S.*)$", re.DOTALL)


def write_names(names: Iterable[Name]) -> str:
    """Names as one cell; dates and notes are left to Popolo."""
    return _written(f"{name.name} [{name.language}]" if name.language else name.name for name in names)


def read_names(cell: str) -> tuple[Name, ...]:
    """The names of a cell."""
    objects = _objects(cell)
    if objects is not None:
        return tuple(_name(found) for found in objects if _text(found, "name"))
    return tuple(_name_in_language(part) for part in _parts(cell))


def write_identifiers(identifiers: Iterable[Issued]) -> str:
    """Identifiers as one cell."""
    return _written(
        f"{issued.scheme}:{issued.identifier}" if issued.scheme else issued.identifier for issued in identifiers
    )


def read_identifiers(cell: str, scheme: str = "") -> tuple[Issued, ...]:
    """The identifiers of a cell; those that name no scheme get the one given."""
    objects = _objects(cell)
    if objects is not None:
        return tuple(
            Issued(_text(found, "identifier"), _text(found, "scheme"))
            for found in objects
            if _text(found, "identifier")
        )
    split = ((_PREFIXED.match(part), part) for part in _parts(cell))
    return tuple(Issued(found[2], found[1]) if found else Issued(part, scheme) for found, part in split)


def write_contacts(contacts: Iterable[Contact], kind: str = "") -> str:
    """Ways to reach as one cell: of one kind the values alone, of all kinds each with its kind."""
    if kind:
        return _written(contact.value for contact in contacts if contact.kind == kind)
    return _written(f"{contact.kind}:{contact.value}" for contact in contacts)


def read_contacts(cell: str, kind: str = "") -> tuple[Contact, ...]:
    """The ways to reach of a cell; of the kind given, else of the kind that each begins with (a web address without)."""
    objects = _objects(cell)
    if objects is not None:
        return tuple(_contact(found) for found in objects if _text(found, "value") or _text(found, "url"))
    return tuple(Contact(kind, part) if kind else _prefixed_contact(part) for part in _parts(cell))


def _written(parts: Iterable[str]) -> str:
    return _BETWEEN.join(part.replace("|", "/") for part in parts)


def _parts(cell: str) -> list[str]:
    return [part.strip() for part in cell.split("|") if part.strip()]


def _objects(cell: str) -> list[Mapping[str, Any]] | None:
    if not cell.lstrip().startswith("[{"):
        return None
    try:
        found = json.loads(cell)
    except (ValueError, RecursionError):
        return None
    return [item for item in found if isinstance(item, dict)]


def _text(found: Mapping[str, Any], key: str) -> str:
    value = found.get(key)
    return " ".join(str(value).split()) if isinstance(value, str | int | float) else ""


def _name(found: Mapping[str, Any]) -> Name:
    return Name(
        name=_text(found, "name"),
        language=_text(found, "lang") or _text(found, "language"),
        note=_text(found, "note"),
        start_date=_text(found, "start_date"),
        end_date=_text(found, "end_date"),
    )


def _name_in_language(part: str) -> Name:
    found = _IN_LANGUAGE.match(part)
    return Name(found[1], found[2]) if found else Name(part)


def _contact(found: Mapping[str, Any]) -> Contact:
    kind = _text(found, "type") or ("url" if _text(found, "url") else "address")
    note = ", ".join(filter(None, (_text(found, "label"), _text(found, "note"))))
    return Contact(kind, _text(found, "value") or _text(found, "url"), note)


def _prefixed_contact(part: str) -> Contact:
    found = _PREFIXED.match(part)
    if found and found[1].lower() in CONTACT_KINDS:
        return Contact(found[1].lower(), found[2])
    return Contact("url" if part.startswith(("http://", "https://")) else "address", part)
