"""Reads of what officers did with their powers, with the clauses that give them."""

from collections.abc import Mapping
from typing import NamedTuple

from plenary.charter import decidable
from plenary.charter.queries import called, charter_of
from plenary.core.standing import Standing
from plenary.core.verdicts import Label
from plenary.record import queries as record


class Use(NamedTuple):
    """One use of a power: its entry, which names the clause, and the office's name in the charter."""

    line: record.FeedLine
    office: str


class OutOfSight(NamedTuple):
    """Uses of a power in a month that are not for the reader, counted; those under seal by days."""

    counted: record.OutOfSight
    office: str
    power: Label


def offices_by_name(coalition_id: str) -> dict[str, str]:
    """The names of the charter's offices by code, then the codes of those that acted and are in it no more. One query."""
    charter = charter_of(coalition_id)
    named = {office.code: called(charter, office.names, office.code) for office in charter.offices}
    return named | {code: code for code in record.offices_that_acted(coalition_id) if code not in named}


def powers_in_words() -> dict[str, Label]:
    """Every power, and what the charter gives to offices otherwise, in words by code."""
    return {**decidable.powers(), **decidable.rights()}


def uses_of_powers(
    standing: Standing,
    names: Mapping[str, str],
    *,
    office: str = "",
    power: str = "",
    before: int | None = None,
    limit: int = 50,
) -> list[Use]:
    """What officers did with their powers, newest first, as far as the standing may read it (B1, B11). `names` are those of
    the offices (`offices_by_name`). Three queries."""
    lines = record.uses_of_powers(standing, power=power, office=office, before=before, limit=limit)
    return [Use(line, names.get(line.office, line.office)) for line in lines]


def uses_out_of_sight(
    standing: Standing, names: Mapping[str, str], *, office: str = "", power: str = ""
) -> list[OutOfSight]:
    """How often powers were used in ways that are not for this reader, by month. It tells whoever asks, so that those alone
    may ask who are inside. Two queries."""
    words = powers_in_words()
    found = record.uses_out_of_sight(standing, power=power, office=office)
    return [OutOfSight(use, names.get(use.office, use.office), words.get(use.power, use.power)) for use in found]
