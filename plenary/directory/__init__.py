"""Each coalition's own cards of organisations and persons, and their import and export (A2)."""
