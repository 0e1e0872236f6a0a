"""Reads of monitoring, one module a noun."""
