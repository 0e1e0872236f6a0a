"""What tests of reserved seats share: reservations, drawn moments of a count, and all ways of filling the seats."""

from itertools import combinations

from hypothesis import strategies as st

from plenary.decisions.rules.methods.reserved import Reserved


def kept(group: str, members: set[int], at_least: int = 0, at_most: int | None = None) -> Reserved:
    return Reserved(group=group, members=frozenset(members), at_least=at_least, at_most=at_most)


@st.composite
def moments(draw) -> tuple[tuple[Reserved, ...], frozenset[int], frozenset[int], int]:
    number = draw(st.integers(1, 7))
    group = st.frozensets(st.integers(0, number - 1))
    reserved = tuple(
        Reserved(
            group=f"g{at}",
            members=draw(group),
            at_least=draw(st.integers(0, 3)),
            at_most=draw(st.none() | st.integers(0, 4)),
        )
        for at in range(draw(st.integers(0, 4)))
    )
    elected = draw(group)
    continuing = frozenset(range(number)) - elected - draw(group)
    return reserved, elected, continuing, draw(st.integers(0, len(continuing) + 1))


def ways(reserved, elected, continuing, left) -> list[frozenset[int]]:
    """All ways of filling the seats that meet every reservation."""
    return [
        frozenset(chosen)
        for chosen in combinations(sorted(continuing), min(left, len(continuing)))
        if all(
            each.at_least <= len(each.members & (elected | set(chosen)))
            and (each.at_most is None or len(each.members & (elected | set(chosen))) <= each.at_most)
            for each in reserved
        )
    ]
