"""What follows when nominations close, as a table and as properties."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plenary.charter.rules.countings import Budgets
from plenary.charter.rules.schema import Counting, Elections, Method, Process, TooFew, Uncontested
from plenary.decisions.rules.choosing import Bundle, bundled, chosen, count_contest
from plenary.decisions.rules.contests import Candidate, Contest, Kept
from plenary.decisions.rules.keeping import without_seat
from plenary.decisions.rules.nominations import Next, after_nominations, fitting, placed

ELECTED, BALLOT = Uncontested.ELECTED, Uncontested.BALLOT
FILL, AGAIN = TooFew.FILL, TooFew.AGAIN


@pytest.mark.parametrize(
    ("standing", "fit", "uncontested", "too_few", "again", "follows"),
    [
        (0, 0, ELECTED, FILL, False, Next.NOBODY),
        (0, 0, BALLOT, FILL, False, Next.NOBODY),
        (0, 0, ELECTED, AGAIN, False, Next.AGAIN),
        (0, 0, ELECTED, AGAIN, True, Next.NOBODY),
        (1, 1, ELECTED, FILL, False, Next.ELECTED),
        (1, 1, ELECTED, AGAIN, False, Next.AGAIN),
        (1, 1, ELECTED, AGAIN, True, Next.ELECTED),
        (1, 1, BALLOT, FILL, False, Next.BALLOT_OR_AGAIN),
        (1, 1, BALLOT, AGAIN, True, Next.BALLOT_OR_AGAIN),
        (2, 2, ELECTED, AGAIN, False, Next.ELECTED),
        (2, 2, BALLOT, AGAIN, False, Next.BALLOT_OR_AGAIN),
        (3, 2, ELECTED, FILL, False, Next.BALLOT),
        (3, 2, BALLOT, AGAIN, False, Next.BALLOT),
        (3, 1, ELECTED, FILL, False, Next.BALLOT),
        (3, 1, ELECTED, AGAIN, False, Next.AGAIN),
    ],
)
def test_what_follows_for_two_seats(  # noqa: PLR0917  # a row of the table
    standing: int, fit: int, uncontested: Uncontested, too_few: TooFew, again: bool, follows: Next
) -> None:
    rule = Elections(uncontested=uncontested, too_few=too_few)
    found = after_nominations(standing=standing, fitting=fit, seats=2, rule=rule, called_again=again)
    assert found is follows


@pytest.mark.parametrize(
    ("groups", "seats", "kept", "fit"),
    [
        ([], 3, {}, 0),
        ([()] * 4, 3, {}, 3),
        ([()] * 3, 3, {"women": 1}, 2),
        ([(), (), ("women",)], 3, {"women": 1}, 3),
        ([("women",)] * 4, 3, {"women": 1}, 3),
        ([("a", "b"), ("a",)], 2, {"a": 1, "b": 1}, 2),
        ([("a",), ("a",)], 2, {"a": 1, "b": 1}, 1),
    ],
)
def test_how_many_find_a_seat_at_once(
    groups: list[tuple[str, ...]], seats: int, kept: dict[str, int], fit: int
) -> None:
    assert fitting(groups, seats, kept) == fit


@given(
    groups=st.lists(st.lists(st.sampled_from("ab"), unique=True).map(tuple), max_size=8),
    kept=st.fixed_dictionaries({"a": st.integers(0, 3), "b": st.integers(0, 3)}),
    more=st.integers(0, 3),
)
def test_one_more_who_stands_never_makes_fewer_fit(
    groups: list[tuple[str, ...]], kept: dict[str, int], more: int
) -> None:
    seats = sum(kept.values()) + more
    fit = fitting(groups, seats, kept)
    assert fit <= min(len(groups), seats)
    assert fitting([*groups, ()], seats, kept) in {fit, fit + 1}
    assert fitting(groups, seats + 1, kept) in {fit, min(fit + 1, len(groups))}


def contest(groups: list[tuple[str, ...]], seats: int, **kept: int) -> Contest:
    return Contest(
        candidates=tuple(
            Candidate(id=str(place), name=f"Candidate {place}", groups=each) for place, each in enumerate(groups)
        ),
        seats=seats,
        kept=tuple(Kept(group=group, at_least=number) for group, number in kept.items()),
    )


def ranks(*orders: str) -> Bundle:
    """Ballots that rank, each as the ids in order."""
    return bundled(({"ranks": [[each] for each in order]}, 1) for order in orders)


COUNTINGS = {
    each: each.told.asks.value for each in Counting if each.told.several and each.told.budgets is not Budgets.ALONE
}


def process(counting: Counting) -> Process:
    return Process(code="election", names={}, method=Method.CHOICE, electorate="plenary", counting=counting)


def said(counting: Counting, order: str) -> dict[str, object]:
    """The ballot of one who likes candidates in an order, as a way of counting takes it."""
    if COUNTINGS[counting] == "ranks":
        return {"ranks": [[each] for each in order]}
    if COUNTINGS[counting] == "ticks":
        return {"ticks": sorted(order[:3])}
    return {"grades": {each: max(0, 5 - place) for place, each in enumerate(order)}}


def test_a_kept_seat_goes_to_its_group_though_others_have_more_votes() -> None:
    of = contest([(), (), (), ("women",)], 3, women=1)
    account = count_contest(
        process(Counting.STV_SCOTTISH), of, ranks(*["0123"] * 5, *["1203"] * 4, *["2103"] * 3), "seed"
    )
    assert account is not None
    assert sorted(chosen(of, account)) == ["0", "1", "3"]


@pytest.mark.parametrize("counting", COUNTINGS)
@settings(max_examples=40, deadline=None)
@given(
    data=st.data(),
    groups=st.lists(st.lists(st.sampled_from("ab"), unique=True).map(tuple), min_size=2, max_size=6),
    kept=st.fixed_dictionaries({"a": st.integers(0, 2), "b": st.integers(0, 2)}),
    more=st.integers(0, 2),
)
def test_by_each_way_of_counting_as_many_are_seated_as_can_be(
    data: st.DataObject, counting: Counting, groups: list[tuple[str, ...]], kept: dict[str, int], more: int
) -> None:
    places = placed(groups, sum(kept.values()) + more, kept)
    if not places:
        return
    fillable = {group: places.get(group, 0) for group in kept if places.get(group, 0)}
    of = contest(groups, sum(places.values()), **fillable)
    orders = data.draw(st.lists(st.permutations([str(at) for at in range(len(groups))]), min_size=1, max_size=6))
    ballots = bundled((said(counting, "".join(order)), 1) for order in orders)
    account = count_contest(process(counting), of, ballots, "seed")
    assert account is not None
    assert len(account.winners) == of.seats
    assert without_seat(of, account.winners) == frozenset()


def test_without_kept_seats_nothing_is_counted_twice() -> None:
    of = contest([(), (), ()], 2)
    account = count_contest(process(Counting.STV_MEEK), of, ranks("012", "021", "120"), "seed")
    assert account is not None
    assert without_seat(of, account.winners) == frozenset()
