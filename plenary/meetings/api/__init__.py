"""The routes of meetings, one module a noun."""

from plenary.meetings.api import approval, calling, dates, minutes, paper, presence, reading
from plenary.meetings.api.given import routes

__all__ = ["approval", "calling", "dates", "minutes", "paper", "presence", "reading", "routes"]
