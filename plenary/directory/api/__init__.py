"""The routes of the directory, one module a noun."""

from plenary.directory.api import cards, changing, exports, imports, steps
from plenary.directory.api.given import routes

__all__ = ["cards", "changing", "exports", "imports", "routes", "steps"]
