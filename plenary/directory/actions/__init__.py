"""Writes of the directory: cards, what is shared with other coalitions, imports and exports; one module a noun.

Every action takes `allowed`: the verdict of a room above that has already let the act happen under its own rule (an
application, an invitation, the founding act). Without it the directory's own permission is asked.
"""

from plenary.directory.actions.cards import (
    add_organisation,
    add_person,
    amend_organisation,
    amend_person,
    forget_address,
    link_account,
    protect_card,
    remove_card,
)
from plenary.directory.actions.erasing import Erased, erase_person
from plenary.directory.actions.exports import Exported, export_directory
from plenary.directory.actions.gender import amend_own_card, give_gender
from plenary.directory.actions.imports import apply_import, begin_import, choose_columns, discard_import, undo_import
from plenary.directory.actions.looks import look_at_card, open_card
from plenary.directory.actions.sharing import agree_shared, withdraw_shared
from plenary.directory.rules.details import Contact, Issued, Name

__all__ = [
    "Contact",
    "Erased",
    "Exported",
    "Issued",
    "Name",
    "add_organisation",
    "add_person",
    "agree_shared",
    "amend_organisation",
    "amend_own_card",
    "amend_person",
    "apply_import",
    "begin_import",
    "choose_columns",
    "discard_import",
    "erase_person",
    "export_directory",
    "forget_address",
    "give_gender",
    "link_account",
    "look_at_card",
    "open_card",
    "protect_card",
    "remove_card",
    "undo_import",
    "withdraw_shared",
]
