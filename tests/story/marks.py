"""Marks: a short string in each thing that is said in the story, so that whatever shows it can be told from all else."""

import itertools
import re

_ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
_WIDTH = 4
_numbers = itertools.count(32**3)
SIGN = "zq"
"""What each mark begins with, and what a search for all of them searches for."""
MARKED = re.compile(rf"(?:(?<![0-9A-Za-z])|(?<=\\[nrt])){SIGN}[{_ALPHABET}]{{{_WIDTH}}}")
"""A mark as it stands in what is shown: at the beginning of a word (an escaped end of a line goes before it, it may be), for
within a key or a salt any letters stand by chance."""
ID = re.compile(rf"(?<![0-9a-z])[{_ALPHABET}]{{16}}(?![0-9a-z])")
"""What may be the id of a row; what looks like a mark in one is none."""
LENGTH = len(SIGN) + _WIDTH


def mark() -> str:
    """A mark that nothing else carries: plain small letters and digits, so that no escaping changes it."""
    number, found = next(_numbers), ""
    for _place in range(_WIDTH):
        number, rest = divmod(number, 32)
        found = _ALPHABET[rest] + found
    return SIGN + found


def said(words: str) -> str:
    """The words, with a mark of their own before them: before, so that what is cut short still shows it."""
    return f"{mark()} {words}"
