"""The details of a card as values: another name, an issued identifier, a way to reach."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Name:
    """Another name; `language` is a BCP 47 tag, dates are ISO 8601, perhaps the year alone."""

    name: str
    language: str = ""
    note: str = ""
    start_date: str = ""
    end_date: str = ""


@dataclass(frozen=True, slots=True)
class Issued:
    """A number that somebody issued."""

    identifier: str
    scheme: str = ""


@dataclass(frozen=True, slots=True)
class Contact:
    """A way to reach, in Popolo's words: email, voice, cell, fax, address, url."""

    kind: str
    value: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class CardValues:
    """A card as values: its own fields by name (all text), and its details. `id` is empty for one not yet made."""

    fields: Mapping[str, str]
    names: tuple[Name, ...] = ()
    identifiers: tuple[Issued, ...] = ()
    contacts: tuple[Contact, ...] = ()
    id: str = ""

    @property
    def name(self) -> str:
        """The name by which the card is known."""
        return self.fields.get("name", "")
