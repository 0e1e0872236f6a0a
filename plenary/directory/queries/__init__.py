"""Reads of the directory: cards that a standing may see, what other rooms need by id, imports, exports."""

from plenary.directory.queries.by_id import (
    accounts_of,
    card_of_account,
    cards_of_account,
    coalitions_of_account,
    emails_of,
    known_as,
    names_of,
    person_of_account,
)
from plenary.directory.queries.cards import (
    card,
    countries_of,
    found_organisations,
    found_persons,
    is_protected,
    keys_of_visible,
    organisations_by_name_key,
    visible_organisations,
    visible_persons,
)
from plenary.directory.queries.contacts import contacts_of
from plenary.directory.queries.exports import exported_cards, values_of
from plenary.directory.queries.imports import past_imports, preview_of, visible_import, visible_imports

__all__ = [
    "accounts_of",
    "card",
    "card_of_account",
    "cards_of_account",
    "coalitions_of_account",
    "contacts_of",
    "countries_of",
    "emails_of",
    "exported_cards",
    "found_organisations",
    "found_persons",
    "is_protected",
    "keys_of_visible",
    "known_as",
    "names_of",
    "organisations_by_name_key",
    "past_imports",
    "person_of_account",
    "preview_of",
    "values_of",
    "visible_import",
    "visible_imports",
    "visible_organisations",
    "visible_persons",
]
