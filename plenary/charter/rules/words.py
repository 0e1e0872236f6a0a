"""Choosing among the languages in which a coalition wrote its words."""

from collections.abc import Sequence

from plenary.charter.rules.schema import Words


def words_in(words: Words, language: str, languages: Sequence[str]) -> str:
    """The words in a language, else in its base language, else in the charter's (the authentic one first), else in any."""
    for tag in (language, language.split("-", maxsplit=1)[0], *languages, *sorted(words)):
        if words.get(tag, "").strip():
            return words[tag].strip()
    return ""
