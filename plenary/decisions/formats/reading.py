"""What every reader of ballots gives, and how it says what is malformed."""

from dataclasses import dataclass

from plenary.decisions.rules.methods.profiles import Profile


class MalformedError(ValueError):
    """A file of ballots that cannot be read: `line` counts from 1, 0 where it is the whole; `reason` is one sentence."""

    def __init__(self, line: int, reason: str) -> None:
        super().__init__(f"line {line}: {reason}" if line else reason)
        self.line, self.reason = line, reason


@dataclass(frozen=True, slots=True, kw_only=True)
class Ballots:
    """What a file holds: the ballots, and what it says of the election: how many are to be chosen (0: it does not say), its
    title, and an order of lots for ties, all candidates in it, where it states one."""

    profile: Profile
    seats: int = 0
    title: str = ""
    lots: tuple[int, ...] = ()
