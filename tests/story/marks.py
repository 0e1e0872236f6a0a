"""Marks: a short string in each thing that is said in the story, so that whatever shows it can be told from all else."""

import itertools
import re

_ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
_WIDTH = 4
_numbers = itertools.count(32**3)
SIGN = "zq"
"""What each mark begins with, and what a search for all of them searches for."""
MARKED = re.compile(rf"{SIGN}(?:(?<![0-9A-Za-z]{SIGN})|(?<=\\[nrt]{SIGN}))[{_ALPHABET}]{{{_WIDTH}}}")
"""A mark as it stands in what is shown: at the beginning of a word (an escaped end of a line goes before it, it may be), for
within a key or a salt any letters stand by chance. It begins with the sign itself, which is found at once."""
ID_LENGTH = 16
ID = re.compile(rf"(?<![0-9a-z])[{_ALPHABET}]{{{ID_LENGTH}}}(?![0-9a-z])")
"""What may be the id of a row; what looks like a mark in one is none."""
_OUTSIDE = re.compile(
    rf"{SIGN}(?:(?<![0-9A-Za-z]{SIGN})(?![{_ALPHABET}]{{{ID_LENGTH - len(SIGN)}}}(?![0-9a-z]))|(?<=\\[nrt]{SIGN}))"
    rf"[{_ALPHABET}]{{{_WIDTH}}}"
)
_OF_IDS = bytes(each if chr(each) in f"{_ALPHABET}ilou" else ord(" ") for each in range(256))
_MADE_OF = _ALPHABET.encode()
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


def marks_of(words: str) -> set[str]:
    """The marks, and what may be ids, that stand in a text: what `ID` finds, and what `MARKED` finds outside of that, in a
    quarter of their time, for walks look through some hundred megabytes."""
    parts = set(words.encode("ascii", "replace").translate(_OF_IDS).split())
    found = {each.decode() for each in parts if len(each) == ID_LENGTH and not each.translate(None, _MADE_OF)}
    if SIGN in words:
        found.update(_OUTSIDE.findall(words))
    return found
