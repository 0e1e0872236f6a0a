"""Writes of notices, one module a noun."""
