"""What a person says of their own gender, and what of it others may read or count (B11): pure. It is never inferred."""

WOMAN, MAN = "woman", "man"
UNSAID = "unsaid"
"""The person would rather not say."""
LONGEST = 30


def given(words: str) -> str:
    """What a person said, as it is kept: a code where it is one, however it is written; else their own words."""
    said = " ".join(words.split())[:LONGEST].strip()
    return said.casefold() if said.casefold() in (WOMAN, MAN, UNSAID) else said


def on_card(given: str, *, is_shown: bool) -> str:
    """What stands on the card for every member to read: nothing, unless the person wants it there."""
    return given if is_shown and given != UNSAID else ""


def counted(given: str) -> str:
    """The group in which a person is counted: none of their own for those who gave nothing or would rather not say."""
    return "" if given == UNSAID else given.casefold()
