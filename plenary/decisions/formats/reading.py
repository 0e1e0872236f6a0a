"""What every reader of ballots gives, and how it says what is malformed."""

from dataclasses import dataclass

from plenary.decisions.rules.methods.profiles import Profile
from plenary.decisions.rules.methods.reasons import Reasoned, Words


class MalformedError(Reasoned):
    """A file of ballots that cannot be read: `line` counts from 1, 0 where it is the whole."""

    def __init__(self, line: int, sentence: Words, /, **facts: object) -> None:
        """The sentence and its facts as in `Reasoned`."""
        super().__init__(sentence, **facts)
        self.line = line

    def __str__(self) -> str:
        """Line and reason in English."""
        return f"line {self.line}: {self.reason}" if self.line else self.reason

    def at(self, line: int) -> "MalformedError":
        """The same of another line."""
        return MalformedError(line, self.sentence, **self.facts)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ballots:
    """What a file holds: the ballots, and what it says of the election: how many are to be chosen (0: it does not say), its
    title, and an order of lots for ties, all candidates in it, where it states one."""

    profile: Profile
    seats: int = 0
    title: str = ""
    lots: tuple[int, ...] = ()
