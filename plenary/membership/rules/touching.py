"""Whether words touch a subject on which a member asked for room (A8): pure, the same for every script.

The rule, as pages state it: a subject is touched where its words, or one of the key words given with it, stand in the text
as whole words in the same order. Case, accents, vowel marks and the ways of writing one Arabic letter make no difference; the
Arabic article is left aside. Where a script puts no blanks between words (Chinese, Japanese, Thai, Lao, Khmer, Burmese), the
letters need only stand together. Nothing is guessed beyond that: inflected forms are key words of their own.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from enum import StrEnum
from typing import NamedTuple

_ARABIC = str.maketrans({"أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ة": "ه", "ى": "ي", "ی": "ي", "ک": "ك", "ـ": ""})
_ARTICLE = "ال"
_UNSPACED = re.compile(
    "[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\U00020000-\U0003ffff]"
)
_PARTS = re.compile(r"[,;،؛、；\n]+")
_BETWEEN_PARAGRAPHS = re.compile(r"\n\s*\n")
MOST_KEYS = 50


class Part(StrEnum):
    """What of a thing touches a subject."""

    WHOLE = "whole"  # its own words, as they stand
    AMENDMENT = "amendment"  # other words that somebody moves
    TRANSLATION = "translation"  # its words in another language


class Passage(NamedTuple):
    """A paragraph as it is compared: its words with one blank between them, and its letters without any."""

    line: str
    together: str


def folded(text: str) -> tuple[str, ...]:
    """The words of a text as they are compared: case and marks gone, letters and figures alone. Folding again changes nothing."""
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold()).translate(_ARABIC)
    letters = (
        "" if unicodedata.category(char)[0] == "M" and not _UNSPACED.match(char) else char if _belongs(char) else " "
        for char in plain
    )
    return tuple(_without_article(word) for word in "".join(letters).split())


def _belongs(char: str) -> bool:
    return char.isalnum() or unicodedata.category(char)[0] == "M"


def _without_article(word: str) -> str:
    while word.startswith(_ARTICLE) and len(word) > len(_ARTICLE) + 2:
        word = word.removeprefix(_ARTICLE)
    return word


def keys_of(subject: str, key_words: str) -> tuple[str, ...]:
    """What is looked for: the subject, and each key word or phrase, which commas or lines set apart; at most MOST_KEYS."""
    parts = (part.strip() for part in (subject, *_PARTS.split(key_words)))
    return tuple(dict.fromkeys(part for part in parts if folded(part)))[:MOST_KEYS]


def passages_of(words: Iterable[str]) -> tuple[Passage, ...]:
    """The paragraphs of some texts, each once, in their order: what is compared, and remembered once it was told."""
    parts = (part for text in words for part in _BETWEEN_PARAGRAPHS.split(text))
    return tuple(dict.fromkeys(_passage(found) for part in parts if (found := folded(part))))


def touching(keys: Iterable[str], passages: Sequence[Passage]) -> tuple[str, ...]:
    """The lines of the passages that touch a subject; all of them as one line where it stands across two; else none."""
    looked_for = [folded(key) for key in keys]
    whole = Passage(" ".join(each.line for each in passages), "".join(each.together for each in passages))
    if not any(_stands(key, whole) for key in looked_for):
        return ()
    found = tuple(each.line for each in passages if any(_stands(key, each) for key in looked_for))
    return found or (whole.line,)


def _passage(words: Sequence[str]) -> Passage:
    return Passage(" ".join(words), "".join(words))


def _stands(key: Sequence[str], passage: Passage) -> bool:
    if not key:
        return False
    if all(_UNSPACED.match(char) for word in key for char in word):
        return "".join(key) in passage.together
    return f" {' '.join(key)} " in f" {passage.line} "
