"""The languages in which Plenary speaks: one list, read by settings, catalogues, imports, charters and tests."""

LANGUAGES = (("en", "English"), ("fr", "Français"), ("es", "Español"), ("ar", "العربية"))
TAGS = tuple(tag for tag, _name in LANGUAGES)
SOURCE = TAGS[0]  # the language of the sources, which needs no catalogue
TRANSLATED = TAGS[1:]
