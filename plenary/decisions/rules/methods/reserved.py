"""Seats kept for a group of candidates: who must not go, and who can no longer be chosen, so that every reservation is met.

The rule is Hill's, "STV with constraints" (Voting matters 9, May 1998), with the objection of Otten, "STV with multiple
constraints" (Voting matters 13, April 2001), that listing every outcome does not scale. A candidate is *guarded* when no
way of filling the seats that are left keeps every reservation without it, and *doomed* when none does with it. Both are
decided over all reservations at once: looking at each for itself can let go the one candidate that meets two of them.

A count that uses this keeps to three rules. Whoever is doomed goes at once, whatever votes it has. Nobody guarded goes;
of the others goes who would go without reservations. Candidates are chosen one at a time, and those who are doomed by it go
before the next is chosen. Then each reservation that can be met at the start is met at the end, and a count that meets them
by itself is never touched before somebody would have gone or come that stands in their way.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from plenary.decisions.rules.methods.accounts import UncountableError
from plenary.decisions.rules.methods.reasons import gettext_noop


@dataclass(frozen=True, slots=True, kw_only=True)
class Reserved:
    """A reservation: of all seats at least so many, and at most so many (None: any number), go to the members of a group.

    `group` is its code, `names` what it is called (language tag -> text), `members` the candidates that belong to it.
    """

    group: str
    names: Mapping[str, str] = field(default_factory=dict)
    at_least: int = 0
    at_most: int | None = None
    members: frozenset[int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Watch:
    """What reservations ask for at one moment of a count: whom it has chosen, who continues, how many seats are left.

    Raises UncountableError when no way of filling the seats keeps every reservation. Where fewer continue than seats are
    left, all of them are taken to be chosen.
    """

    reserved: tuple[Reserved, ...] = ()
    elected: frozenset[int] = frozenset()
    continuing: frozenset[int]
    left: int

    _taken: "Mapping[_Kind, tuple[int, int]]" = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        taken = _taken(self.reserved, self.elected, self.continuing, min(self.left, len(self.continuing)))
        if taken is None:
            raise UncountableError(gettext_noop("the candidates that stand cannot meet every reservation of seats"))
        object.__setattr__(self, "_taken", taken)

    def may_go(self, candidate: int) -> bool:
        """True when the seats can be filled, and every reservation met, without this candidate, who continues."""
        kind = _kind(self.reserved, candidate)
        return self._taken[kind][0] < sum(_kind(self.reserved, each) == kind for each in self.continuing)

    def may_come(self, candidate: int) -> bool:
        """True when the seats can be filled, and every reservation met, with this candidate, who continues, chosen."""
        return self._taken[_kind(self.reserved, candidate)][1] > 0

    def must_stay(self) -> tuple[int, ...]:
        """The guarded: those who may not go, in rising order."""
        return tuple(each for each in sorted(self.continuing) if not self.may_go(each))

    def must_go(self) -> tuple[int, ...]:
        """The doomed: those who may not be chosen, in rising order. None where no seat is left."""
        return tuple(each for each in sorted(self.continuing) if not self.may_come(each)) if self.left else ()

    def why_stays(self, candidate: int) -> tuple[str, ...]:
        """For which reservations a guarded candidate stays: those of which each alone, if dropped, would let it go; all of
        them where no single one would; none where it stays because no more stand than seats are left."""
        return self._decisive(lambda without: without.may_go(candidate))

    def why_goes(self, candidate: int) -> tuple[str, ...]:
        """For which reservations a doomed candidate goes: those of which each alone, if dropped, would let it be chosen;
        all of them where no single one would."""
        return self._decisive(lambda without: without.may_come(candidate))

    def _decisive(self, lets: "Callable[[Watch], bool]") -> tuple[str, ...]:
        groups = [each.group for each in self.reserved]
        single = [at for at in range(len(groups)) if lets(self._without(at))]
        if single:
            return tuple(groups[at] for at in single)
        free = Watch(elected=self.elected, continuing=self.continuing, left=self.left)
        return tuple(groups) if lets(free) else ()

    def _without(self, at: int) -> "Watch":
        rest = self.reserved[:at] + self.reserved[at + 1 :]
        return Watch(reserved=rest, elected=self.elected, continuing=self.continuing, left=self.left)


def guarded(
    reserved: tuple[Reserved, ...], elected: Iterable[int], continuing: Iterable[int], left: int
) -> tuple[int, ...]:
    """The candidates without whom no way of filling the seats that are `left` meets every reservation, in rising order.

    Raises UncountableError when no way meets them anyhow.
    """
    return _watch(reserved, elected, continuing, left).must_stay()


def doomed(
    reserved: tuple[Reserved, ...], elected: Iterable[int], continuing: Iterable[int], left: int
) -> tuple[int, ...]:
    """The candidates with whom no way of filling the seats that are `left` meets every reservation, in rising order.

    Raises UncountableError when no way meets them anyhow.
    """
    return _watch(reserved, elected, continuing, left).must_go()


def _watch(reserved: tuple[Reserved, ...], elected: Iterable[int], continuing: Iterable[int], left: int) -> Watch:
    return Watch(reserved=reserved, elected=frozenset(elected), continuing=frozenset(continuing), left=left)


type _Kind = tuple[int, ...]
"""The reservations, by their place, to whose groups a candidate belongs: candidates of one kind are alike."""

type _Sums = tuple[int, tuple[tuple[int, int], ...]]
"""How many are taken, over all and by group: the groups of which kinds are still to come."""


def _kind(reserved: Sequence[Reserved], candidate: int) -> _Kind:
    return tuple(at for at, each in enumerate(reserved) if candidate in each.members)


def _taken(
    reserved: Sequence[Reserved], elected: frozenset[int], continuing: frozenset[int], filled: int
) -> dict[_Kind, tuple[int, int]] | None:
    """How many of each kind are taken at least, and at most, by the choices of `filled` of those who continue that meet
    every reservation; None where no choice does.

    Exact: kinds are taken one after the other, and of each number that may be chosen of a kind only the sums by group are
    kept, a group's no longer than kinds of it are to come. The work grows with the product of the bounds of groups that
    overlap, so that many regions and a few groups across them are quick; many groups that all overlap are not.
    """
    bounds = [_bounds(each, elected, filled) for each in reserved]
    kinds = _in_order(Counter(_kind(reserved, each) for each in continuing))
    last = {group: at for at, (kind, _) in enumerate(kinds) for group in kind}
    if any(low > high or (low > 0 and group not in last) for group, (low, high) in enumerate(bounds)):
        return None
    steps: list[dict[_Sums, list[tuple[_Sums, int]]]] = [
        {(0, ()): []}
    ]  # by what comes out: from what, by taking how many
    for at, (kind, number) in enumerate(kinds):
        closing = frozenset(group for group in kind if last[group] == at)
        steps.append({})
        for sums in steps[-2]:
            for more in range(min(number, filled - sums[0]) + 1):
                if (after := _after(sums, kind, more, bounds, closing)) is not None:
                    steps[-1].setdefault(after, []).append((sums, more))
    return _ranges(kinds, steps, filled)


def _ranges(
    kinds: Sequence[tuple[_Kind, int]], steps: Sequence[Mapping[_Sums, Sequence[tuple[_Sums, int]]]], filled: int
) -> dict[_Kind, tuple[int, int]] | None:
    """Least and most of each kind on the ways that fill the seats, from the last kind back to the first."""
    alive = {sums for sums in steps[-1] if sums[0] == filled}
    if not alive:
        return None
    ranges: dict[_Kind, tuple[int, int]] = {}
    for (kind, _), step in zip(reversed(kinds), reversed(steps), strict=False):
        came = [each for sums in alive for each in step[sums]]
        ranges[kind] = min(more for _, more in came), max(more for _, more in came)
        alive = {before for before, _ in came}
    return ranges


def _bounds(reserved: Reserved, elected: frozenset[int], filled: int) -> tuple[int, int]:
    """How many more of a group must come, and how many more may."""
    chosen = len(reserved.members & elected)
    high = filled if reserved.at_most is None else min(filled, reserved.at_most - chosen)
    return max(0, reserved.at_least - chosen), high


def _after(
    sums: _Sums, kind: _Kind, more: int, bounds: Sequence[tuple[int, int]], closing: frozenset[int]
) -> _Sums | None:
    """The sums once `more` of a kind are taken, without those of the groups that it closes; None where a bound is broken."""
    taken, by_group = sums[0] + more, dict(sums[1])
    for group in kind:
        low, high = bounds[group]
        by_group[group] = by_group.get(group, 0) + more
        if by_group[group] > high or (group in closing and by_group[group] < low):
            return None
    return taken, tuple(sorted((group, number) for group, number in by_group.items() if group not in closing))


def _in_order(kinds: Mapping[_Kind, int]) -> list[tuple[_Kind, int]]:
    """Kinds with their numbers, so that as few groups as can be are open at a time: next is always the kind after which the
    fewest are."""
    left, order, opened = set(kinds), [], set[int]()
    waiting = Counter(group for kind in kinds for group in kind)

    def open_after(kind: _Kind) -> int:
        return sum(waiting[group] > (group in kind) for group in opened.union(kind))

    while left:
        taken = min(left, key=lambda kind: (open_after(kind), kind))
        left.remove(taken)
        order.append((taken, kinds[taken]))
        waiting.subtract(taken)
        opened = {group for group in opened.union(taken) if waiting[group]}
    return order
