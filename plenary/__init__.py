"""Plenary: a platform on which a coalition forms, governs itself, speaks, campaigns, listens, watches, learns and renews itself."""

__version__ = "0.1.0"
