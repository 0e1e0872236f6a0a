"""Who is present: whether that is a quorum, and whose voice has not been heard. Nobody is rated; only places are told."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from fractions import Fraction
from math import ceil

from plenary.membership.rules.balance import spread


@dataclass(frozen=True, slots=True)
class Quorum:
    """How many are present of all who have a vote, how many are needed, and whether that is enough: votes, or `by_head` those who
    have them."""

    present: int
    of: int
    needed: int
    by_head: bool = False

    @property
    def holds(self) -> bool:
        """True when enough are present."""
        return self.present >= self.needed


@dataclass(frozen=True, slots=True)
class Voice:
    """One who is there: where it belongs, how large it says it is (or empty), and how often it has spoken."""

    key: str
    name: str
    region: str
    spoken: int
    size: str = ""


@dataclass(frozen=True, slots=True)
class Heard:
    """Whose voice has been heard: how many of those there have spoken, the names of those who have not, and from which regions,
    of which sizes and of which genders nobody has."""

    spoken: int
    there: int
    silent: tuple[str, ...]
    silent_regions: tuple[str, ...]
    silent_sizes: tuple[str, ...] = ()
    silent_genders: tuple[str, ...] = ()


def quorum_by_presence(present: Iterable[int], everyone: Iterable[int], share: Fraction) -> Quorum:
    """The quorum that a share of all votes asks for, by the weights of those present and of all. A share of nothing asks for
    nobody; any other for at least one."""
    votes, of = sum(present), sum(everyone)
    return Quorum(votes, of, max(ceil(share * of), 1) if share else 0)


def whose_voice(
    voices: Sequence[Voice], genders: Mapping[str, str] | None = None, turns: Mapping[str, int] | None = None
) -> Heard:
    """Whose voice has been heard and whose has not, of those who are there; by gender of the persons, as far as they let
    everybody read it (`genders` by id, and how often each spoke)."""
    silent = sorted(each.name for each in voices if not each.spoken)
    return Heard(
        sum(bool(each.spoken) for each in voices),
        len(voices),
        tuple(silent),
        _silent((each.region, each.spoken) for each in voices),
        _silent((each.size, each.spoken) for each in voices),
        silent_genders(genders or {}, turns or {}),
    )


def silent_genders(genders: Mapping[str, str], turns: Mapping[str, int]) -> tuple[str, ...]:
    """The genders of which nobody has spoken, once anybody did: of groups alone that are no small ones (`spread`)."""
    groups = spread(genders, {"turns": turns}) if any(turns.values()) else ()
    return tuple(group.code for group in groups if group.code and not group.amounts["turns"])


def minutes_of(begun: datetime, ended: datetime) -> int:
    """How long a speech was, in whole minutes, one that began counted as one."""
    return max(1, ceil((ended - begun) / timedelta(minutes=1)))


def _silent(told: Iterable[tuple[str, int]]) -> tuple[str, ...]:
    """The groups, by name, in which nobody has spoken."""
    known = list(told)
    return tuple(sorted({group for group, _n in known if group} - {group for group, spoken in known if spoken}))


def in_turn(asked: Sequence[tuple[str, int]]) -> list[str]:
    """The order in which those who asked speak (key, how often each has spoken): who spoke least first, else who asked first."""
    placed = sorted(enumerate(asked), key=lambda each: (each[1][1], each[0]))
    return [key for _number, (key, _spoken) in placed]
