"""The routes of meetings, one module a noun."""

from plenary.meetings.api import calling, minutes, reading
from plenary.meetings.api.given import routes

__all__ = ["calling", "minutes", "reading", "routes"]
