"""Routes of agreements, a module for each kind of work."""

from plenary.agreements.api import drafting, parts, reading, reviewing, seconding, signing, suggesting
from plenary.agreements.api.given import routes

__all__ = ["drafting", "parts", "reading", "reviewing", "routes", "seconding", "signing", "suggesting"]
