"""Who receives a concern: holders of the offices that the charter names, never those concerned."""

from collections.abc import Iterable, Sequence
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
class Receiver:
    """One who receives: the person, by which office, and its rank, from 0: it goes on from rank to rank."""

    person: str
    office: str
    rank: int


def is_concerned(holder: Holder, about: About) -> bool:
    """True for one whom a concern is about: by name, by an office held, or as the representative of a member."""
    return bool(
        holder.person in about.persons
        or holder.offices & about.offices
        or (holder.member and holder.member in about.members)
    )


def receivers(holders: Sequence[Holder], about: About, *, order: Sequence[str]) -> tuple[Receiver, ...]:
    """Who receives a concern (B8), by rank: the holders of the offices in the charter's order, each person once, at the first of
    their offices. Nobody concerned is among them, in whatever office; an office that is named is left out with all who hold it.
    Empty when all are concerned."""
    free = [each for each in holders if not is_concerned(each, about)]
    found: dict[str, Receiver] = {}
    for rank, office in enumerate(order):
        for each in free:
            if office in each.offices and each.person not in found:
                found[each.person] = Receiver(person=each.person, office=office, rank=rank)
    return tuple(found.values())


def rank_of(office: str, order: Sequence[str], kept: Iterable[tuple[str, int]]) -> int:
    """The rank at which a holder of an office comes to a concern later: that of those for whom it was sealed by the same office
    (`kept`: office and rank), so that whoever comes after somebody stands where they stood; else the place in the order."""
    return min((rank for code, rank in kept if code == office), default=list(order).index(office))


def next_rank(ranks: Iterable[int], reached: int) -> int | None:
    """The rank to which a concern goes on; None where nobody comes after those whom it has reached."""
    return min((rank for rank in ranks if rank > reached), default=None)
