"""The routes of membership, one module a noun; the last holds the paths that begin with a member's id."""

from plenary.membership.api import (
    accommodations,
    application,
    applying,
    balance,
    conduct,
    contributions,
    lists,
    merging,
    networks,
    opening,
    protection,
    single,
    taking_over,
    welcoming,
)
from plenary.membership.api.given import routes

__all__ = [
    "accommodations",
    "application",
    "applying",
    "balance",
    "conduct",
    "contributions",
    "lists",
    "merging",
    "networks",
    "opening",
    "protection",
    "routes",
    "single",
    "taking_over",
    "welcoming",
]
