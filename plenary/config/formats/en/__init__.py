"""English: the international way."""
