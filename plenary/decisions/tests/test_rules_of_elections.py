"""Who finds a seat, what a count is told, what is kept of it, and when an election needs no ballot, as pure rules."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from plenary.charter.decidable import AGAIN
from plenary.charter.rules.choices import Strength
from plenary.charter.rules.document import process_to_json
from plenary.charter.rules.schema import Counting, Method, Process
from plenary.decisions.rules import nominations, recounts
from plenary.decisions.rules.choosing import (
    Asks,
    Said,
    asks_of,
    bundled,
    chosen,
    count_contest,
    figures,
    lots,
    profile_of,
    reserved_of,
    tidy,
    ties_of,
)
from plenary.decisions.rules.contests import Candidate, Contest, Kept
from plenary.decisions.rules.counting import Outcome
from plenary.decisions.rules.keeping import without, without_groups, without_seat
from plenary.decisions.rules.methods.accounts import Account
from plenary.decisions.rules.methods.packed import UnreadableError, pack
from plenary.decisions.rules.methods.profiles import Approved, Budgeted, Profile, Ranked, Rated
from plenary.decisions.rules.methods.reserved import Reserved
from plenary.decisions.rules.options import LONGEST_TITLE, lines_of, options_in
from plenary.decisions.rules.quorums import Attended
from plenary.decisions.rules.vacancies import may_follow
from plenary.decisions.tests.test_rules import make_electors

NAMES = ("Ama", "Bea", "Caro", "Dan")
THREE_PLACES = {"ranks": [["4"], ["1", "2"], ["3"]]}


def process(counting: Counting = Counting.STV_SCOTTISH, **terms: Any) -> Process:
    return Process(
        code="choice", names={}, method=Method.CHOICE, electorate="plenary", counting=counting, **terms
    )  # fmt: skip


def contest(*groups: tuple[str, ...], seats: int = 1, budget: int = 0, **kept: int) -> Contest:
    """Four who stand, by their ids 1 to 4, and the groups to which the first of them belong."""
    belongs = (*groups, *[()] * (len(NAMES) - len(groups)))
    rows = enumerate(zip(NAMES, belongs, strict=True), 1)
    return Contest(
        candidates=tuple(Candidate(id=str(at), name=name, cost=10, groups=each) for at, (name, each) in rows),
        seats=seats,
        budget=budget,
        kept=tuple(Kept(group=group, at_least=number) for group, number in kept.items()),
    )


def counted(by: Process, what: Contest, *orders: str) -> Account:
    """The account of ballots that each rank in an order of ids."""
    account = count_contest(by, what, bundled(({"ranks": [[each] for each in order]}, 1) for order in orders), "seed")
    assert account is not None
    return account


@pytest.mark.parametrize(
    ("counting", "points", "budget", "asks"),
    [
        (Counting.GREEDY_BUDGET, 10, 30, Asks.POINTS),
        (Counting.GREEDY_BUDGET, 0, 30, Asks.TICKS),
        (Counting.EQUAL_SHARES, 10, 0, Asks.TICKS),
        (Counting.APPROVAL, 10, 30, Asks.TICKS),
        (Counting.SCORE, 10, 0, Asks.GRADES),
    ],
)
def test_points_are_asked_of_money_alone(counting: Counting, points: int, budget: int, asks: Asks) -> None:
    assert asks_of(process(counting, points=points), contest(budget=budget)) is asks


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ({"ranks": [["4"], ["2", "1"], ["3"]]}, THREE_PLACES),
        ({"ticks": ["3", "1"]}, {"ticks": ["1", "3"]}),
        ({"points": {"3": 2, "2": 0, "1": 5}}, {"points": {"1": 5, "3": 2}}),
        ({"grades": {"3": 2, "2": 0}}, {"grades": {"2": 0, "3": 2}}),
        ({"blank": True}, {"blank": True}),
    ],
)
def test_a_ballot_is_kept_in_the_order_of_the_list(said: Said, kept: Said) -> None:
    told = tidy(contest(), said)
    assert (told, [str(each) for each in told.values()]) == (kept, [str(each) for each in kept.values()])


@pytest.mark.parametrize(
    ("counting", "points", "budget", "said", "ballot"),
    [
        (Counting.SCHULZE, 0, 0, THREE_PLACES, (3, (0, 1), 2)),
        (Counting.APPROVAL, 0, 0, {"ticks": ["3", "1"]}, (0, 2)),
        (Counting.SCORE, 0, 0, {"grades": {"3": 2, "2": 0}}, (None, 0, 2, None)),
        (Counting.GREEDY_BUDGET, 0, 30, {"ticks": ["3", "1"]}, ((0, 1), (2, 1))),
        (Counting.GREEDY_BUDGET, 9, 30, {"points": {"3": 2, "1": 5}}, ((0, 5), (2, 2))),
    ],
)
def test_ballots_become_what_methods_count(  # a row of the table
    counting: Counting, points: int, budget: int, said: Said, ballot: object
) -> None:
    cast = bundled([(said, 2), ({"blank": True}, 1)])
    assert profile_of(process(counting, points=points), contest(budget=budget), cast).ballots == {ballot: 2}


def test_ballots_that_say_the_same_are_one_however_they_were_written() -> None:
    one, other = {"grades": {"1": 4, "2": 0}}, {"grades": {"2": 0, "1": 4}}
    assert bundled([(one, 1), (other, 2)]) == ((one, 3),)


def test_lots_are_as_they_were_drawn_and_who_is_left_out_has_the_last() -> None:
    drawn = replace(contest(), drawn=(3, 1, 0, 2))
    assert lots(drawn, "seed") == (3, 1, 0, 2)
    assert ties_of(drawn, "seed", frozenset({3, 0})).lots == (1, 2, 3, 0)
    assert nominations.by_lot(drawn, "seed") == ("4", "2", "1", "3")
    assert sorted(lots(contest(), "seed")) == [0, 1, 2, 3]


def test_nobody_is_chosen_by_a_count_that_was_none() -> None:
    assert chosen(contest(), None) == ()


def test_a_method_that_keeps_seats_leaves_nobody_out() -> None:
    what = contest((), (), ("women",), ("women",), seats=2, women=1)
    women = Reserved(group="women", at_least=1, members=frozenset({2, 3}))
    assert reserved_of(what) == (women,)
    account = counted(process(), what, "12", "12", "12", "34")
    assert (chosen(what, account), account.facts["reserved"]) == (("1", "3"), (women,))
    assert "left_out" not in account.facts


def test_no_more_seats_are_kept_than_stand_of_a_group() -> None:
    [women] = reserved_of(contest(("women",), seats=3, women=2))
    assert (women.at_least, women.members) == (1, frozenset({0}))


def test_who_finds_no_seat_is_left_out_and_does_not_follow() -> None:
    # All three seats are kept; of the two for b, for which Bea alone stands, one stays vacant, and Caro belongs to no group.
    what = contest(("a",), ("a", "b"), (), ("a",), seats=3, a=1, b=2)
    account = counted(process(), what, "3", "2", "31", "14", "312", "431")
    assert (chosen(what, account), account.facts["left_out"]) == (("1", "2"), (2,))
    recount = recounts.Recount(
        process=process(), contest=what, profile=Ranked(names=NAMES, ballots={}), account=account
    )
    assert may_follow(recount) == ("4",)


@pytest.mark.parametrize(
    ("groups", "seats", "kept", "winners", "out"),
    [
        ([(), (), ()], 2, {}, (0, 1, 2), set()),
        ([(), (), ()], 2, {"women": 1}, (0, 1), {1}),
        ([(), (), ("women",)], 2, {"women": 1}, (0, 2), set()),
        ([("women",), ("women",), ("women",)], 2, {"women": 1}, (0, 1), set()),
        ([("women",), ("women",), ()], 2, {"women": 1}, (0, 1, 2), {2}),
    ],
)
def test_who_of_those_chosen_finds_no_seat(
    groups: list[tuple[str, ...]], seats: int, kept: dict[str, int], winners: tuple[int, ...], out: set[int]
) -> None:
    assert without_seat(contest(*groups, seats=seats, **kept), winners) == out


def test_the_call_for_other_nominations_takes_nobodys_seat() -> None:
    what = contest(seats=2, women=1)
    call = replace(what, candidates=(*what.candidates, Candidate(id=AGAIN, name="Again")))
    assert without_seat(call, (4, 0)) == frozenset()
    assert without_seat(call, (4, 0, 1)) == {1}


def test_who_is_gone_belongs_to_no_group() -> None:
    what = contest(("women",), ("women",), seats=2, women=1)
    assert [each.groups for each in without_groups(what, frozenset({0})).candidates] == [(), ("women",), (), ()]
    assert without_groups(what, frozenset()) == what


@pytest.mark.parametrize(
    ("given", "left"),
    [
        (Ranked(names=NAMES, ballots={(0, 1): 2}), Ranked(names=NAMES, ballots={(0, 1): 2}, withdrawn=frozenset({0}))),
        (Approved(names=NAMES, ballots={(0, 1): 2, (1,): 1}), Approved(names=NAMES, ballots={(1,): 3})),
        (
            Rated(names=NAMES, ballots={(3, 0, None, 1): 2}, highest=5),
            Rated(names=NAMES, ballots={(None, 0, None, 1): 2}, highest=5),
        ),
    ],
)
def test_ballots_are_as_if_nobody_had_named_who_is_gone(given: Profile, left: Profile) -> None:
    assert without(given, frozenset({0})) == left
    assert without(given, frozenset()) == given


def test_a_budget_has_no_seats_and_stays_as_it_is() -> None:
    budget = Budgeted(names=("A well",), costs=(10,), budget=30, ballots={((0, 1),): 2})
    assert without(budget, frozenset({0})) is budget


def test_majorities_are_compared_as_the_charter_says() -> None:
    for strength in Strength:
        account = counted(process(Counting.SCHULZE, strength=strength), contest(), "123", "231", "312", "12")
        assert account.facts["strength"] == strength.value


@pytest.mark.parametrize(
    ("late", "voting", "is_late"),
    [
        (timedelta(0), timedelta(days=3), False),
        (timedelta(hours=1), timedelta(days=3), False),
        (timedelta(hours=1, seconds=1), timedelta(days=3), True),
        (timedelta(minutes=25), timedelta(hours=10), False),
        (timedelta(minutes=25, seconds=1), timedelta(hours=10), True),
        (-timedelta(days=1), timedelta(hours=10), False),
    ],
)
def test_what_takes_time_from_those_who_vote_is_late(late: timedelta, voting: timedelta, is_late: bool) -> None:
    planned = datetime(2026, 3, 2, 12, tzinfo=UTC)
    assert nominations.is_late(planned, planned + late, voting) is is_late


def test_without_a_ballot_all_who_stand_are_elected_or_nobody_is() -> None:
    attended = Attended(make_electors(1, 1), frozenset())
    none = figures(process(), attended=attended, ballots=0, winners=0)
    told = [nominations.without_ballot(none, elected) for elected in (2, 0)]
    assert [(each.outcome, each.reason) for each in told] == [
        (Outcome.ADOPTED, "decisions.uncontested"),
        (Outcome.LAPSED, "decisions.nobody_stands"),
    ]
    assert {each.reason for each in told} == nominations.WITHOUT_BALLOT
    assert {each.electorate for each in told} == {2}


def test_a_count_that_is_kept_is_shown_where_it_chooses_who_was_told() -> None:
    what = contest()
    account = counted(process(), what, "12", "21", "12")
    told = recounts.as_json(what.to_json())
    assert told == recounts.as_json(dict(reversed(what.to_json().items())))
    assert recounts.account_kept(pack(account), told, ("1",)) == account
    assert recounts.account_kept(pack(None), told, ("1",)) is None
    with pytest.raises(UnreadableError):
        recounts.account_kept(pack(account), told, ("2",))


def test_the_ballots_of_a_box_are_read_as_the_methods_count_them() -> None:
    box = [
        recounts.as_json(each) for each in (process_to_json(process()), contest().to_json(), [[{"ranks": [["2"]]}, 3]])
    ]
    assert recounts.profile_in(*box) == Ranked(names=NAMES, ballots={(1,): 3})


def test_an_option_asks_for_no_cost_and_a_title_may_fill_its_length() -> None:
    written = options_in(f"Oslo | By the sea\nDakar\n{'x' * LONGEST_TITLE}")
    assert written.wrong == []
    assert written.options[:2] == [{"title": "Oslo", "body": "By the sea"}, {"title": "Dakar"}]
    assert lines_of([{"title": "A well"}], "EUR") == "A well | 0"
