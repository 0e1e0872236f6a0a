"""Ranked ballots for tests: written as letters, and drawn with equal and truncated rankings."""

from hypothesis import strategies as st

from plenary.decisions.rules.methods.profiles import Ranked
from plenary.decisions.rules.methods.ties import Ties


def ranked(letters: str, told: str, withdrawn=()) -> Ranked:
    """Ballots from lines such as `3 A BC D`: three put A first, then B and C as equals, then D."""
    ballots: dict = {}
    for line in told.strip().splitlines():
        number, *places = line.split()
        ranking = tuple(
            letters.index(each) if len(each) == 1 else tuple(sorted(map(letters.index, each))) for each in places
        )
        ballots[ranking] = ballots.get(ranking, 0) + int(number)
    return Ranked(names=tuple(letters), ballots=ballots, withdrawn=frozenset(map(letters.index, withdrawn)))


@st.composite
def rankings(draw, size: int):
    order = draw(st.permutations(range(size)))
    named = order[: draw(st.integers(0, size))]
    places: list = []
    for each in named:
        if places and draw(st.integers(0, 3)) == 0:
            places[-1] = (*places[-1], each)
        else:
            places.append((each,))
    return tuple(each[0] if len(each) == 1 else tuple(sorted(each)) for each in places)


@st.composite
def profiles(draw, most: int = 5):
    size = draw(st.integers(1, most))
    ballots = draw(st.dictionaries(rankings(size), st.integers(1, 4), max_size=8))
    withdrawn = draw(st.sets(st.integers(0, size - 1), max_size=size - 1)) if draw(st.booleans()) else ()
    return Ranked(names=tuple("ABCDE"[:size]), ballots=ballots, withdrawn=frozenset(withdrawn))


def lots_of(profile):
    return st.permutations(range(len(profile.names))).map(lambda each: Ties(tuple(each)))


def levels(ranking, size):
    """At which place each candidate stands, the unnamed behind all."""
    at = dict.fromkeys(range(size), len(ranking))
    for level, place in enumerate(ranking):
        at.update(dict.fromkeys((place,) if isinstance(place, int) else place, level))
    return at


def from_levels(at):
    found = []
    for level in sorted(set(at.values())):
        equals = tuple(sorted(each for each in at if at[each] == level))
        found.append(equals[0] if len(equals) == 1 else equals)
    return tuple(found)


def is_settled(account):
    """Whether no lot had a part."""
    return not any(stage.ties for stage in account.stages)
