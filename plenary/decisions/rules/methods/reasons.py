"""Reasons of refusals: sentences in English that are marked for translation, with the facts that they name.

Rules and readers of files translate nothing. They keep a sentence apart from its facts, and whoever tells it looks the sentence
up in the language of the reader (`decisions.labels.reasons`).
"""


class Words(str):
    """English words that are translated where they are told."""

    __slots__ = ()


def gettext_noop(words: str) -> Words:
    """Mark words for the catalogues of translations, which know this name."""
    return Words(words)


class Reasoned(ValueError):
    """A refusal with its reason: a sentence without a stop, in which places such as `%(seats)s` stand for `facts`. A fact
    that is `Words` is translated too, any other is told as it is."""

    def __init__(self, sentence: Words, /, **facts: object) -> None:
        """The sentence has a place for each fact, and no other."""
        super().__init__(sentence % facts)
        self.sentence, self.facts = sentence, facts

    @property
    def reason(self) -> str:
        """The reason in English."""
        return self.sentence % self.facts
