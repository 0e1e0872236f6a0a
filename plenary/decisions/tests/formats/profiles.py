"""Ballots that are made up, as every format may be asked to write them."""

from hypothesis import strategies as st

from plenary.decisions.rules.methods.profiles import Approved, Budgeted, Ranked, Ranking, Rated

LETTERS = st.characters(blacklist_categories=("Cc", "Cs", "Zs", "Zl", "Zp"), blacklist_characters='[]"\u00a0\ufeff')
words = st.text(LETTERS, min_size=1, max_size=8).filter(lambda text: text == text.strip())
titles = st.lists(words, max_size=3).map(" ".join)
plain_names = st.lists(words, min_size=1, max_size=3).map(" ".join)
counts = st.integers(min_value=1, max_value=2000)


def name_lists(most: int = 6) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(plain_names.map(lambda name: f"x{name}"), min_size=1, max_size=most, unique=True).map(tuple)


@st.composite
def rankings(draw: st.DrawFn, candidates: int) -> Ranking:
    order = draw(st.permutations(range(candidates)))
    order = order[: draw(st.integers(0, candidates))]
    places: list[int | tuple[int, ...]] = []
    while order:
        size = draw(st.integers(1, len(order)))
        places.append(order[0] if size == 1 else tuple(sorted(order[:size])))
        order = order[size:]
    return tuple(places)


@st.composite
def ranked(draw: st.DrawFn, *, withdrawn: bool = False) -> Ranked:
    names = draw(name_lists())
    ballots = draw(st.dictionaries(rankings(len(names)), counts, max_size=8))
    gone = draw(st.frozensets(st.sampled_from(range(len(names))))) if withdrawn else frozenset()
    return Ranked(names=names, ballots=ballots, withdrawn=gone)


@st.composite
def approved(draw: st.DrawFn) -> Approved:
    names = draw(name_lists())
    sets = st.frozensets(st.sampled_from(range(len(names)))).map(lambda named: tuple(sorted(named)))
    return Approved(names=names, ballots=draw(st.dictionaries(sets, counts, max_size=8)))


@st.composite
def rated(draw: st.DrawFn) -> Rated:
    names = draw(name_lists())
    lowest = draw(st.integers(0, 3))
    highest = lowest + draw(st.integers(0, 9))
    row = st.tuples(*[st.none() | st.integers(lowest, highest)] * len(names))
    return Rated(names=names, ballots=draw(st.dictionaries(row, counts, max_size=8)), lowest=lowest, highest=highest)


@st.composite
def budgeted(draw: st.DrawFn) -> Budgeted:
    names = draw(name_lists())
    amounts = st.integers(0, 10**9) | st.fractions(0, 10**6, max_denominator=1).map(int)
    kind = draw(st.sampled_from(["approval", "ordinal", "cumulative", "scoring"]))
    ballots: dict[tuple[tuple[int, int], ...], int] = {}
    for _each in range(draw(st.integers(0, 5))):
        order = draw(st.permutations(range(len(names))))
        order = order[: draw(st.integers(0, len(names)))]
        if kind == "approval":
            points = [1] * len(order)
        elif kind == "ordinal":
            points = list(range(len(order), 0, -1))
        else:
            points = draw(st.lists(st.integers(0, 20), min_size=len(order), max_size=len(order)))
        ballots[tuple(sorted(zip(order, points, strict=True)))] = draw(st.integers(1, 20))
    return Budgeted(
        names=names,
        costs=tuple(draw(st.lists(amounts, min_size=len(names), max_size=len(names)))),
        budget=draw(amounts),
        ballots=ballots,
        codes=tuple(f"p{each}" for each in range(len(names))),
        kind=kind,
        told={"unit": draw(titles), "currency": "EUR"},
    )
