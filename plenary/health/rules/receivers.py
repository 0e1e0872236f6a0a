"""Who receives a concern: holders of the offices that the charter names, never those concerned."""

from collections.abc import Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class Holder:
    """Who may receive: a person by id, the offices held (charter codes), and the id of the member represented, or empty."""

    person: str
    offices: frozenset[str]
    member: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """Whom a concern is about, as far as it decides who must not receive it: codes of offices, ids of persons and members."""

    offices: frozenset[str] = field(default_factory=frozenset)
    persons: frozenset[str] = field(default_factory=frozenset)
    members: frozenset[str] = field(default_factory=frozenset)


@dataclass(frozen=True, slots=True, kw_only=True)
class Receivers:
    """The persons who receive at once, and those to whom it goes when it is not acknowledged in time."""

    first: tuple[str, ...]
    later: tuple[str, ...] = ()


def is_concerned(holder: Holder, about: About) -> bool:
    """True for one whom a concern is about: by name, by an office held, or as the representative of a member."""
    return bool(
        holder.person in about.persons
        or holder.offices & about.offices
        or (holder.member and holder.member in about.members)
    )


def receivers(holders: Sequence[Holder], about: About, *, receiver: str, instead: str) -> Receivers:
    """Who receives a concern (B8): the holders of the office `receiver`; where none of them is free, those of `instead` at
    once, else they later. Nobody concerned is among them, in whatever office; an office that is named is left out with
    all who hold it. Nobody stands twice. Empty when all are concerned."""
    free = [each for each in holders if not is_concerned(each, about)]
    first = tuple(dict.fromkeys(each.person for each in free if receiver and receiver in each.offices))
    others = (each.person for each in free if instead and instead in each.offices)
    later = tuple(dict.fromkeys(each for each in others if each not in first))
    return Receivers(first=first, later=later) if first else Receivers(first=later)
