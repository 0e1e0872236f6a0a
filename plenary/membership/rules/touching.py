"""Whether words touch a subject on which a member asked for room (A8): pure, the same for every script.

The rule, as pages state it: a subject is touched where its words, or one of the key words given with it, stand in the text
as whole words in the same order. Case, accents, vowel marks and the ways of writing one Arabic letter make no difference; the
Arabic article is left aside. Where a script puts no blanks between words (Chinese, Japanese, Thai, Lao, Khmer, Burmese), the
letters need only stand together. Nothing is guessed beyond that: inflected forms are key words of their own.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence

_ARABIC = str.maketrans({"أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ة": "ه", "ى": "ي", "ی": "ي", "ک": "ك", "ـ": ""})
_ARTICLE = "ال"
_UNSPACED = re.compile(
    "[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\U00020000-\U0003ffff]"
)
_PARTS = re.compile(r"[,;،؛、；\n]+")
MOST_KEYS = 50


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


def touched_by(keys: Iterable[str], text: str) -> str:
    """The first of these keys that the text touches; empty where it touches none."""
    words = folded(text)
    in_line, together = f" {' '.join(words)} ", "".join(words)
    return next((key for key in keys if _stands(folded(key), in_line, together)), "")


def _stands(key: Sequence[str], in_line: str, together: str) -> bool:
    if not key:
        return False
    if all(_UNSPACED.match(char) for word in key for char in word):
        return "".join(key) in together
    return f" {' '.join(key)} " in in_line
