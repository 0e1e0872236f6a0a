"""The routes of the charter: to read and compare it, to prepare drafts and speak about their clauses; a module for each noun."""

from plenary.charter.api import clauses, documents, drafts, reading, starting
from plenary.charter.api.given import routes

__all__ = ["clauses", "documents", "drafts", "reading", "routes", "starting"]
