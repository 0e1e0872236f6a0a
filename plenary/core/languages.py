"""The languages in which Plenary speaks: one list, read by settings, catalogues, imports, charters and tests."""

LANGUAGES = (("en", "English"), ("fr", "Français"), ("es", "Español"), ("ar", "العربية"))
SPELLED = ("en", "fr", "es")  # say two to nine in words; elsewhere the word agrees with the noun, so figures are safer

TAGS = tuple(tag for tag, _name in LANGUAGES)
SOURCE, *_others = TAGS  # the sources are written in the first, which needs no catalogue
TRANSLATED = tuple(_others)
