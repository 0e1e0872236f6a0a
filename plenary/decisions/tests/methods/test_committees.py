"""Sequential PAV and Equal Shares on committees: against hand counts, abcvoting's expected committees, and what each promises."""

import json
import re
from collections import Counter
from collections.abc import Callable
from fractions import Fraction
from itertools import chain, combinations
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plenary.decisions.rules.methods.accounts import Account, Tie, UncountableError
from plenary.decisions.rules.methods.committees import count_equal_shares, count_sequential_pav
from plenary.decisions.rules.methods.profiles import Approved
from plenary.decisions.rules.methods.ties import Ties, lots_of
from plenary.decisions.tests.published import counted, files

NAMES = "abcdefgh"
METHODS = (count_sequential_pav, count_equal_shares)


def approved(text: str, candidates: int) -> Approved:
    """Ballots from `3 ab, 2 c`: how many approve which."""
    ballots: Counter[tuple[int, ...]] = Counter()
    for each in text.split(", "):
        number, _, names = each.partition(" ")
        ballots[tuple(NAMES.index(name) for name in names)] += int(number)
    return Approved(names=tuple(NAMES[:candidates]), ballots=ballots)


profiles = st.integers(2, 5).flatmap(
    lambda candidates: st.builds(
        lambda ballots: Approved(names=tuple(NAMES[:candidates]), ballots=Counter(tuple(sorted(b)) for b in ballots)),
        st.lists(st.sets(st.integers(0, candidates - 1)), min_size=1, max_size=9),
    )
)


def test_sequential_pav_by_hand():
    account = count_sequential_pav(approved("5 ab, 3 c", 3), 2)
    assert account.winning_names == ("a", "c")
    assert [dict(stage.totals) for stage in account.stages] == [{0: 5, 1: 5, 2: 3}, {1: Fraction(5, 2), 2: 3}]
    assert [stage.facts["gain"] for stage in account.stages] == [5, 3]
    assert account.stages[0].ties == (Tie(among=(0, 1), taken=0, by="lot"),)
    assert account.stages[1].ties == ()


def test_sequential_pav_takes_whom_nobody_approves_last():
    account = count_sequential_pav(approved("1 b", 3), 3, Ties((2, 0, 1)))
    assert account.winners == (1, 2, 0)
    assert [stage.facts["gain"] for stage in account.stages] == [1, 0, 0]


def test_equal_shares_by_hand():
    # 8 ballots, 2 seats: 1/4 each. a: 5 pay 1/5; then b's five have 1/20 each, c's three have 3/4 together
    account = count_equal_shares(approved("5 ab, 3 c", 3), 2, completion="none")
    assert account.winning_names == ("a",)
    assert account.facts == {"endowment": Fraction(1, 4), "completion": "none", "bought": 1}
    bought, unaffordable = account.stages
    assert (bought.what, bought.facts) == (
        "bought",
        {"rho": Fraction(1, 5), "in_full": 5, "with_rest": 0, "of_rest": 0},
    )
    assert bought.ties == (Tie(among=(0, 1), taken=0, by="lot"),)
    assert (unaffordable.what, unaffordable.totals) == ("unaffordable", {1: Fraction(1, 4), 2: Fraction(3, 4)})


def test_equal_shares_completed_by_hand():
    # then c: 3/4 + 3t = 1 at t = 1/12; b: 1/4 + 5t = 1 at t = 3/20
    account = count_equal_shares(approved("5 ab, 3 c", 3), 2)
    assert account.winning_names == ("a", "c")
    assert (account.stages[2].what, account.stages[2].facts) == ("completed", {"waited": Fraction(1, 12)})


def test_equal_shares_where_some_pay_their_rest():
    # 4 ballots, 3 seats: 3/4 each. a: 1/3 each of ab, ab, ac; b: the two pay 5/12 each, all they have: 5/6 < 1;
    # c: ac has 5/12, c has 3/4: 1 = 5/12 + 7/12
    account = count_equal_shares(approved("2 ab, 1 ac, 1 c", 3), 3, completion="none")
    assert account.winning_names == ("a", "c")
    assert account.stages[1].facts == {
        "rho": Fraction(7, 12),
        "in_full": 1,
        "with_rest": 1,
        "of_rest": Fraction(5, 12),
    }
    assert account.stages[2].totals == {1: Fraction(5, 6)}


def test_equal_shares_takes_whom_nobody_approves_last():
    account = count_equal_shares(approved("2 a, 1 b", 4), 4, Ties((3, 2, 1, 0)))
    assert account.winners == (0, 1, 3, 2)
    assert [stage.what for stage in account.stages] == [
        "bought",
        "bought",
        "unaffordable",
        "unsupported",
        "unsupported",
    ]
    assert account.stages[3].ties == (Tie(among=(2, 3), taken=3, by="lot"),)


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize(("ballots", "seats"), [("1 a", 0), ("1 a", 4), ("0 a", 1)])
def test_what_cannot_be_counted_is_refused(method: Callable[..., Account], ballots: str, seats: int):
    with pytest.raises(UncountableError):
        method(approved(ballots, 3), seats)


def test_an_unknown_completion_is_refused():
    with pytest.raises(UncountableError):
        count_equal_shares(approved("1 a", 1), 1, completion="something")


@pytest.mark.parametrize("method", METHODS)
@settings(max_examples=60, deadline=None)
@given(ballots=profiles, seats=st.integers(1, 2), data=st.data())
def test_names_and_order_of_ballots_do_not_matter(method: Callable[..., Account], ballots: Approved, seats: int, data):
    size = len(ballots.names)
    account = method(ballots, seats)
    turned = dict(data.draw(st.permutations(list(ballots.ballots.items()))))
    assert method(Approved(names=ballots.names, ballots=turned), seats) == account
    to = data.draw(st.permutations(range(size)))
    renamed = Approved(
        names=tuple(ballots.names[to.index(each)] for each in range(size)),
        ballots={tuple(sorted(to[each] for each in ballot)): number for ballot, number in ballots.ballots.items()},
    )
    assert method(renamed, seats, Ties(tuple(to))).winners == tuple(to[each] for each in account.winners)


@settings(max_examples=60, deadline=None)
@given(votes=st.lists(st.integers(1, 40), min_size=2, max_size=4), seats=st.integers(1, 6))
def test_sequential_pav_on_party_lists_is_d_hondt(votes: list[int], seats: int):
    lists = [tuple(range(party * seats, (party + 1) * seats)) for party in range(len(votes))]
    names = tuple(str(each) for each in range(seats * len(votes)))
    account = count_sequential_pav(Approved(names=names, ballots=dict(zip(lists, votes, strict=True))), seats)
    shares = sorted(
        (Fraction(-of, divisor), party) for party, of in enumerate(votes) for divisor in range(1, seats + 1)
    )
    assert Counter(each // seats for each in account.winners) == Counter(party for _, party in shares[:seats])


@settings(max_examples=80, deadline=None)
@given(ballots=profiles, data=st.data(), completion=st.sampled_from(["none", "seq-phragmen"]))
def test_equal_shares_gives_extended_justified_representation(ballots: Approved, data, completion):
    seats = data.draw(st.integers(1, len(ballots.names)))
    account = count_equal_shares(ballots, seats, completion=completion)
    elected = set(account.winners)
    for size in range(1, seats + 1):
        for together in combinations(range(len(ballots.names)), size):
            unheard = sum(
                number
                for ballot, number in ballots.ballots.items()
                if set(together) <= set(ballot) and len(elected & set(ballot)) < size
            )
            assert unheard * seats < size * ballots.total


@settings(max_examples=60, deadline=None)
@given(ballots=profiles, data=st.data())
def test_equal_shares_fills_every_seat_and_spends_what_there_is(ballots: Approved, data):
    seats = data.draw(st.integers(1, len(ballots.names)))
    account = count_equal_shares(ballots, seats)
    assert len(set(account.winners)) == seats
    assert count_equal_shares(ballots, seats, completion="none").winners == account.winners[: account.facts["bought"]]


def expected_of(path: Path) -> dict[str, list[tuple[int, ...]]]:
    """By rule all committees that may win, from a file as abcvoting's tests have them."""
    return {
        rule: sorted(tuple(sorted(committee)) for committee in json.loads(result))
        for rule, result in re.findall(
            r"^- rule_id: (\S+)\n  result: (\[\[[^:]*?)\n  resolute: false$", path.read_text(), re.M | re.S
        )
    }


def by_approvals(ballots: Approved, account: Account, ties: Ties) -> tuple[int, ...]:
    """The committee filled up by most approvals."""
    votes = Counter(chain.from_iterable(ballot * number for ballot, number in ballots.ballots.items()))
    others = [each for each in ties.lots if each not in account.winners]
    filled = [*account.winners, *sorted(others, key=lambda each: -votes[each])]
    return tuple(sorted(filled[: account.seats]))


@pytest.mark.parametrize("rule", ["seqpav", "equal-shares", "equal-shares-with-av-completion"])
def test_committees_are_those_that_abcvoting_expects(rule: str):
    alone, wrong = 0, []
    for path in files("elections/abcvoting", "*.abc.yaml"):
        (ballots, seats), expected = counted(path), expected_of(path)
        found = set()
        for seed in "12345":
            ties = Ties(lots_of(seed, ballots.names))
            if rule == "seqpav":
                found.add(tuple(sorted(count_sequential_pav(ballots, seats, ties).winners)))
            elif rule == "equal-shares":
                found.add(tuple(sorted(count_equal_shares(ballots, seats, ties).winners)))
            else:
                bought = count_equal_shares(ballots, seats, ties, completion="none")
                found.add(by_approvals(ballots, bought, ties))
        alone += len(expected[rule]) == 1
        wrong += [path.name] if found - set(expected[rule]) else []
    assert wrong == []
    assert alone == {"seqpav": 288, "equal-shares": 312, "equal-shares-with-av-completion": 278}[rule]
