"""The voice in which a charter is read: the coalition's own words and names, in one language."""

from collections.abc import Sequence
from dataclasses import dataclass

from plenary.charter.prose import phrases
from plenary.charter.rules.schema import BodyKind, Charter, Words
from plenary.charter.rules.words import words_in

type Paragraph = tuple[str, str]
"""A clause before it is numbered: its key and its text."""


@dataclass(frozen=True, slots=True)
class Voice:
    """Says the names of a charter in a language; a code that the charter does not define is said as it is."""

    charter: Charter
    language: str

    def say(self, words: Words) -> str:
        """The coalition's own words."""
        return words_in(words, self.language, self.charter.languages)

    def all(self, items: Sequence[Words]) -> list[str]:
        """Several of the coalition's own words, those that say something."""
        return [said for words in items if (said := self.say(words))]

    def category(self, code: str) -> str:
        """The name of a category."""
        return self._name(code, {item.code: item.names for item in self.charter.categories})

    def body(self, code: str) -> str:
        """The name of a body."""
        return self._name(code, {item.code: item.names for item in self.charter.bodies})

    def office(self, code: str) -> str:
        """The name of an office."""
        return self._name(code, {item.code: item.names for item in self.charter.offices})

    def offices(self, codes: Sequence[str]) -> str:
        """The names of several offices as one list."""
        return phrases.all_of([self.office(code) for code in codes])

    def process(self, code: str) -> str:
        """The name of a process; `other` is the one for any other matter."""
        if code == "other":
            code = self.charter.matters.get(code, code)
        return self._name(code, {item.code: item.names for item in self.charter.processes})

    def is_plenary(self, code: str) -> bool:
        """True when the body of this code is the plenary of every member."""
        return any(body.code == code and body.kind is BodyKind.PLENARY for body in self.charter.bodies)

    @property
    def weighs(self) -> bool:
        """True when the ballots of some members count more, or less, than one vote."""
        return any(category.vote and category.weight != 1 for category in self.charter.categories)

    def _name(self, code: str, names: dict[str, Words]) -> str:
        return self.say(names.get(code, {})) or code


def text(*sentences: str) -> str:
    """Sentences as one paragraph; empty ones fall out."""
    return " ".join(sentence for sentence in sentences if sentence)
