"""The routes of membership, one module a noun; the last holds the paths that begin with a member's id."""

from plenary.membership.api import application, applying, lists, protection, single
from plenary.membership.api.given import routes

__all__ = ["application", "applying", "lists", "protection", "routes", "single"]
