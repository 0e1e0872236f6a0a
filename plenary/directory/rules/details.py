"""The details of a card as values: another name, an issued identifier, a way to reach."""

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
