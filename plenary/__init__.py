"""Plenary: a platform on which a coalition forms, governs itself, and keeps a record that anyone can verify."""

__version__ = "0.1.0"
