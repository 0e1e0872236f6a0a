"""Cells of spreadsheets: what a spreadsheet program would take for a formula, made harmless and back."""

import unicodedata

_STARTS_FORMULA = frozenset("=+-@−")
_BREAKS_CELL = frozenset("\t\r\n")
_MARK = "'"


def is_formula(text: str) -> bool:
    """True when a spreadsheet program might carry the text out: it starts with = + - @ (also full-width), tab or a line end.

    Blanks and invisible characters before it are looked through, since some programs drop them.
    Source: OWASP, CSV Injection.
    """
    for char in text:
        if char in _BREAKS_CELL:
            return True
        if unicodedata.category(char)[0] not in "CZ":
            return unicodedata.normalize("NFKC", char)[0] in _STARTS_FORMULA
    return False


def neutralise(text: str) -> str:
    """The text with an apostrophe before it when it is a formula; `restore` gives back the same text."""
    return _MARK + text if is_formula(text.lstrip(_MARK)) else text


def restore(text: str) -> str:
    """The text that `neutralise` was given."""
    return text[1:] if text.startswith(_MARK) and is_formula(text.lstrip(_MARK)) else text
