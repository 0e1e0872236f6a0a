"""The room's routes for programs, one module a noun."""

from plenary.monitoring.api import actors, drive, findings, instruments, lists, obligations, sources, treaty_actions
from plenary.monitoring.api.given import routes

__all__ = ["actors", "drive", "findings", "instruments", "lists", "obligations", "routes", "sources", "treaty_actions"]
