"""The directory's pages: lists, cards, the import in four steps, the export; one module a noun."""
