"""Rows of monitoring, one module a noun."""

from plenary.monitoring.models.actors import Actor
from plenary.monitoring.models.drive import Approach, Target
from plenary.monitoring.models.findings import Claim, ClaimSource, Dissent, Finding, FindingStep
from plenary.monitoring.models.instruments import Extension, Instrument, Obligation, StatusSpan, TakenList, TreatyAction
from plenary.monitoring.models.lists import BroughtList
from plenary.monitoring.models.sources import Source

__all__ = [
    "Actor",
    "Approach",
    "BroughtList",
    "Claim",
    "ClaimSource",
    "Dissent",
    "Extension",
    "Finding",
    "FindingStep",
    "Instrument",
    "Obligation",
    "Source",
    "StatusSpan",
    "TakenList",
    "Target",
    "TreatyAction",
]
