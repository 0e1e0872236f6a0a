"""Writes of monitoring, one module a noun. What other modules call is named here."""

from plenary.monitoring.actions.actors import Wording, word_actor
from plenary.monitoring.actions.claims import cite, claim, take_out_claim
from plenary.monitoring.actions.drive import Aim, Way, keep_approach, set_target, take_out_target
from plenary.monitoring.actions.findings import Found, change_finding, dissent, take_back_dissent, write_finding
from plenary.monitoring.actions.instruments import Details, change_instrument, keep_catalogued, keep_instrument
from plenary.monitoring.actions.lists import bring_list, forget_list, take_list
from plenary.monitoring.actions.obligations import (
    Asked,
    extend,
    keep_obligation,
    take_out_extension,
    take_out_obligation,
)
from plenary.monitoring.actions.redacting import redact_source
from plenary.monitoring.actions.sources import Told, amend_source, keep_source, withdraw_source
from plenary.monitoring.actions.steps import hold_finding, let_go_on, take_step
from plenary.monitoring.actions.treaty_actions import Happened, enter_action, take_out_action

__all__ = [
    "Aim",
    "Asked",
    "Details",
    "Found",
    "Happened",
    "Told",
    "Way",
    "Wording",
    "amend_source",
    "bring_list",
    "change_finding",
    "change_instrument",
    "cite",
    "claim",
    "dissent",
    "enter_action",
    "extend",
    "forget_list",
    "hold_finding",
    "keep_approach",
    "keep_catalogued",
    "keep_instrument",
    "keep_obligation",
    "keep_source",
    "let_go_on",
    "redact_source",
    "set_target",
    "take_back_dissent",
    "take_list",
    "take_out_action",
    "take_out_claim",
    "take_out_extension",
    "take_out_obligation",
    "take_out_target",
    "take_step",
    "withdraw_source",
    "word_actor",
    "write_finding",
]
