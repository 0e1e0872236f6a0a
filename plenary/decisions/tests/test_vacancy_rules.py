"""The ballots of an election counted again for one seat: whom they choose, whom never, and the same as the method itself."""

from dataclasses import replace

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from plenary.charter.decidable import AGAIN
from plenary.charter.rules.deciding import COUNTS_BACK
from plenary.charter.rules.document import process_to_json
from plenary.charter.rules.schema import Counting, Method, Process
from plenary.decisions.rules.choosing import lots
from plenary.decisions.rules.contests import Candidate, Contest
from plenary.decisions.rules.methods import registry
from plenary.decisions.rules.methods.profiles import Ranked
from plenary.decisions.rules.methods.ties import Ties
from plenary.decisions.rules.recounts import Recount, as_json, recounted
from plenary.decisions.rules.vacancies import can_count_back, chosen_by, count_back, follows, may_follow

SEED = "ab" * 32
NAMES = ("Ada", "Ben", "Eve", "Max", "Zoe")
CONTEST = Contest(candidates=tuple(Candidate(id=name.lower(), name=name) for name in NAMES), seats=2)
IDS = CONTEST.ids


def process(counting: Counting = Counting.STV_SCOTTISH) -> str:
    """A process of elections as JSON."""
    made = Process(code="election", names={}, method=Method.CHOICE, electorate="plenary", counting=counting)
    return as_json(process_to_json(made))


def ballots(*orders: tuple[str, ...]) -> str:
    """Ballots as the box holds them, each cast once."""
    return as_json([[{"ranks": [[each] for each in order]}, 1] for order in orders])


def box(cast: str, contest: Contest = CONTEST, counting: Counting = Counting.STV_SCOTTISH) -> dict[str, str]:
    """What is counted."""
    return {"process": process(counting), "contest": as_json(contest.to_json()), "ballots": cast, "seed": SEED}


def counted(given: dict[str, str]) -> Recount:
    """The count of the election."""
    return recounted(given["process"], given["contest"], given["ballots"], given["seed"])


def winners(given: dict[str, str]) -> tuple[str, ...]:
    """The ids of those elected."""
    account = counted(given).account
    assert account is not None
    return tuple(IDS[each] for each in account.winners)


ADA_THEN_EVE = ballots(*[("ada", "eve")] * 3, *[("ben", "max")] * 3, ("max",), ("zoe",), ("zoe",))


def test_the_ballots_of_who_left_choose_and_not_those_of_all() -> None:
    given = box(ADA_THEN_EVE)
    assert sorted(winners(given)) == ["ada", "ben"]
    for left, follower in (("ada", "eve"), ("ben", "max")):
        account = count_back(**given, left=left, out=())
        assert chosen_by(CONTEST, account) == follower


def test_nobody_follows_where_no_ballot_goes_on_or_nobody_is_left() -> None:
    given = box(ADA_THEN_EVE)
    account = count_back(**given, left="ada", out=("eve",))
    assert (account is not None and account.winners, chosen_by(CONTEST, account)) == ((), "")
    assert count_back(**given, left="ada", out=("eve", "max", "zoe")) is None
    assert count_back(**given, left="zoe", out=()) is None
    assert count_back(**given, left="nobody", out=()) is None


def test_the_call_for_other_nominations_takes_no_seat() -> None:
    contest = Contest(candidates=(*CONTEST.candidates, Candidate(id=AGAIN, name="Again")), seats=2)
    cast = ballots(*[("ada", AGAIN, "eve")] * 3, *[("ben", AGAIN, "max")] * 3)
    given = box(cast, contest)
    assert may_follow(counted(given)) == ("eve", "max", "zoe")
    assert chosen_by(contest, count_back(**given, left="ada", out=())) == "eve"


def test_no_other_method_counts_back_and_no_ballots_neither() -> None:
    assert can_count_back(counted(box(ADA_THEN_EVE)))
    assert not can_count_back(counted(box(ADA_THEN_EVE, counting=Counting.STV_MEEK)))
    assert not can_count_back(counted(box("[]")))
    assert may_follow(counted(box("[]"))) == ()


def test_the_charter_knows_which_ways_of_counting_count_back() -> None:
    found = {name for name, method in registry.METHODS.items() if any(way.vacancy for way in method.ways.values())}
    assert found == {counting.value for counting in COUNTS_BACK}


@pytest.mark.parametrize(
    ("name", "vacancy"), [("stv-scottish", None), ("stv-meek", registry.METHODS["stv-scottish"].ways[Ranked].vacancy)]
)
def test_what_fills_a_vacancy_and_what_the_charter_says_of_it_go_together(name, vacancy) -> None:
    way = replace(registry.METHODS[name].ways[Ranked], vacancy=vacancy)
    with pytest.raises(ValueError, match=f"{name}: say both or neither"):
        registry._method(name, {Ranked: way})


orders = st.lists(st.permutations(IDS).map(tuple), min_size=3, max_size=9)


@given(orders, st.sets(st.sampled_from(IDS)), st.integers(0, 1))
def test_who_takes_the_seat_stood_was_not_elected_and_is_not_out(
    cast: list[tuple[str, ...]], out: set[str], which: int
) -> None:
    given = box(ballots(*cast))
    elected = winners(given)
    away = follows(out, may_follow(counted(given)))
    account = count_back(**given, left=elected[which], out=away)
    chosen = chosen_by(CONTEST, account)
    assert chosen in {"", *IDS} - set(elected) - out
    assert (chosen == "") == (set(IDS) - set(elected) <= out)  # every ballot names all


@given(orders, st.integers(0, 1))
def test_who_declines_is_followed_by_another_until_nobody_is_left(cast: list[tuple[str, ...]], which: int) -> None:
    given, asked = box(ballots(*cast)), list[str]()
    elected = winners(given)
    while account := count_back(**given, left=elected[which], out=follows(asked, may_follow(counted(given)))):
        asked.append(chosen_by(CONTEST, account))
    assert sorted(asked) == sorted(set(IDS) - set(elected))


@given(orders, st.sets(st.sampled_from(IDS), max_size=2))
def test_it_is_the_countback_of_the_method_with_the_lots_of_the_election(
    cast: list[tuple[str, ...]], out: set[str]
) -> None:
    given = box(ballots(*cast))
    of, elected = counted(given), winners(given)
    away = follows(out, may_follow(of))
    assume(set(may_follow(of)) - set(away))
    assert of.account is not None
    account = registry.fill_vacancy(
        registry.METHODS["stv-scottish"],
        of.profile,
        of.account,
        IDS.index(elected[0]),
        declines=[IDS.index(each) for each in away],
        ties=Ties(lots(CONTEST, SEED)),
    )
    assert count_back(**given, left=elected[0], out=away) == account
