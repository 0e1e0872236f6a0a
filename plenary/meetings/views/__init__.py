"""Pages of meetings, one module a noun."""
