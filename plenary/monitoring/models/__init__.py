"""Rows of monitoring, one module a noun."""

from plenary.monitoring.models.actors import Actor
from plenary.monitoring.models.drive import Approach, Target
from plenary.monitoring.models.instruments import Extension, Instrument, Obligation, StatusSpan, TakenList, TreatyAction

__all__ = [
    "Actor",
    "Approach",
    "Extension",
    "Instrument",
    "Obligation",
    "StatusSpan",
    "TakenList",
    "Target",
    "TreatyAction",
]
