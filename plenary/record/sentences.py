"""Sentences of entries: a kind's words, filled from the facts that the reader may see, in the active language."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from plenary.core.verdicts import Label
from plenary.record import kinds


def sentence(kind: str, facts: Mapping[str, Any]) -> str:
    """What an entry says. What was erased, or is not for this reader, is said to be left out.

    An entry under a neutral kind tells those who may read it, in the fact `happened`, of which kind it really is.
    """
    label = kinds.sentence_of(str(facts.get("happened", "")), facts) or kinds.sentence_of(kind, facts)
    if label is None:
        return _("An entry of a kind that this version does not know: %(kind)s.") % {"kind": kind}
    return filled(label, facts)


def filled(words: Label, facts: Mapping[str, Any]) -> str:
    """Words filled from facts, in the active language; what is not among them is said to be left out."""
    return str(words) % _Facts({name: kinds.in_words(name, word(value)) for name, value in facts.items()})


def outlines() -> list[tuple[str, str]]:
    """Every kind with its sentence left blank (`… was admitted.`), by the sentence, as lists to choose from show it."""
    found = [(code, str(label) % _Blank()) for code, label in kinds.kinds().items()]
    return sorted(found, key=lambda line: line[1].strip("…“” ").casefold())


def word(value: object) -> object:
    """A fact as a sentence takes it: of texts in several languages the reader's, of a list its items."""
    if isinstance(value, Mapping):
        return value.get(get_language() or "en") or next(iter(value.values()), "")
    if isinstance(value, list):
        return ", ".join(str(word(item)) for item in value)
    return value


class _Facts(dict[str, object]):
    def __missing__(self, name: str) -> str:
        return _("[left out]")


class _Blank(dict[str, object]):
    def __missing__(self, name: str) -> str:
        return "…"
