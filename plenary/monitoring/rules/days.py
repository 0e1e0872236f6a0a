"""Days as depositaries write them."""

import re
from datetime import date

_MONTHS = {
    name: number
    for number, names in enumerate(
        ("jan january", "feb february", "mar march", "apr april", "may", "jun june", "jul july", "aug august",
         "sep sept september", "oct october", "nov november", "dec december"),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
_IN_WORDS = re.compile(r"(\d{1,2}) +([A-Za-z]{3,9})\.? +(\d{4})")
_IN_FIGURES = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
IN_WORDS = r"\d{1,2} +[A-Za-z]{3,9}\.? +\d{4}"
"""A pattern for a day within other words: 3 Dec 1997, 18 September 1997."""


def day_of(words: str) -> date | None:
    """The day that words mean: `3 Dec 1997`, `18 September 1997`, `1997-12-03`; None where they mean none."""
    words = " ".join(words.split())
    if told := _IN_WORDS.fullmatch(words):
        day, month, year = told[1], _MONTHS.get(told[2].lower(), 0), told[3]
    elif told := _IN_FIGURES.fullmatch(words):
        year, month, day = told[1], int(told[2]), told[3]
    else:
        return None
    try:
        return date(int(year), month, int(day))
    except ValueError:
        return None
