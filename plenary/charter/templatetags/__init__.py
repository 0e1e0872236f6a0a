"""The tags of the charter's pages."""
