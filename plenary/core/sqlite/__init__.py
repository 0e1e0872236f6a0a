"""SQLite as the house uses it: Django's backend, with writers that take turns quickly (`base`)."""
