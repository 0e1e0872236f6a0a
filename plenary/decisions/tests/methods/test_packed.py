"""Accounts as they are kept: read back they are the same, to the last figure, and what cannot be read is said to be so."""

import json
import random
import zlib
from collections import Counter
from contextlib import suppress
from fractions import Fraction
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plenary.decisions.rules.methods.accounts import Account, Stage, UncountableError
from plenary.decisions.rules.methods.packed import (
    FORM,
    OtherFormError,
    UnreadableError,
    account_to_json,
    pack,
    unpack,
)
from plenary.decisions.rules.methods.profiles import Approved, Budgeted, Profile, Ranked, Rated
from plenary.decisions.rules.methods.registry import METHODS, Method, count, fill_vacancy
from plenary.decisions.rules.methods.reserved import Reserved
from plenary.decisions.rules.methods.ties import Ties

NAMES = tuple("ABCDEFG")
WAYS = [(method, kind) for method in METHODS.values() for kind in method.ways]


class Draws:
    """Draws from a seed, by `Random.random` alone, which gives the same in every version of Python."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed).random  # noqa: S311  # the same each time

    def below(self, number: int) -> int:
        return int(self.random() * number)

    def some(self, size: int, number: int = 0) -> list[int]:
        """So many (else a drawn number) of the first places, in a drawn order."""
        return sorted(range(size), key=lambda _each: self.random())[: number or 1 + self.below(size)]

    def ballots(self, kind: type[Profile], size: int, voters: int) -> Profile:
        names = NAMES[:size]
        if kind is Ranked:
            return Ranked(names=names, ballots=Counter(tuple(self.some(size)) for _ in range(voters)))
        if kind is Approved:
            return Approved(names=names, ballots=Counter(tuple(sorted(self.some(size))) for _ in range(voters)))
        if kind is Rated:
            rows = (tuple((None, 0, 1, 2, 3)[self.below(5)] for _ in names) for _ in range(voters))
            return Rated(names=names, ballots=Counter(rows), highest=3)
        points = (tuple((each, (1, 1, 3)[self.below(3)]) for each in sorted(self.some(size))) for _ in range(voters))
        costs = tuple(1 + self.below(40) for _ in names)
        return Budgeted(names=names, costs=costs, budget=60, ballots=Counter(points))


def accounts(method: Method, kind: type[Profile], seed: int) -> list[Account]:
    """The accounts of drawn counts by a method: with seats kept for a group or not, and of a vacancy where it fills any."""
    draws, way = Draws(seed), method.ways[kind]
    size = 1 + draws.below(len(NAMES))
    profile = draws.ballots(kind, size, 1 + draws.below(14))
    seats = 1 + draws.below(size) if way.several else 1
    group = Reserved(group="south", names={"en": "the south"}, at_least=1, members=frozenset(draws.some(size, 1)))
    ties = Ties(tuple(draws.some(size, size)))
    found = []
    for kept in ((), (group,)) if way.several else ((),):
        account = count(method, profile, seats=seats, kept=kept, ties=ties)
        found.append(account)
        if way.vacancy and len(account.winners) < size:
            with suppress(UncountableError):  # nobody who is left may take the seat
                found.append(fill_vacancy(method, profile, account, account.winners[0], ties=ties))
    return found


@pytest.mark.parametrize(("method", "kind"), WAYS, ids=[f"{method.name}-{kind.__name__}" for method, kind in WAYS])
@given(seed=st.integers(0, 2**32))
def test_what_is_kept_reads_back_as_it_was(method: Method, kind: type[Profile], seed: int) -> None:
    for account in accounts(method, kind, seed):
        packed = pack(account)
        back = unpack(packed, account.names)
        assert back == account
        assert repr(back) == repr(account)  # orders and kinds of numbers too
        assert pack(back) == packed


def test_no_account_is_kept_as_none() -> None:
    assert unpack(pack(None), NAMES) is None


def test_names_are_left_out_and_are_what_they_are_called_now() -> None:
    account = count(METHODS["irv"], Ranked(names=("Asha Rao", "Bo"), ballots={(0, 1): 2, (1,): 1}))
    assert "Asha" not in json.dumps(account_to_json(account))
    back = unpack(pack(account), ("a former member", "Bo"))
    assert back is not None
    assert (back.winning_names, back.stages) == (("a former member",), account.stages)


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.fractions() | st.text(max_size=5),
        lambda of: (
            st.lists(of, max_size=3).map(tuple)
            | st.dictionaries(st.integers(0, 9), of, max_size=3)
            | st.dictionaries(st.text(max_size=3), of, max_size=3)
        ),
        max_leaves=9,
    ),
    st.fractions() | st.integers(),
)
def test_any_fact_reads_back(fact: object, number: Fraction | int) -> None:
    stage = Stage(
        number=1, what="counted", totals={1: number, 0: 0}, moved={0: -number}, lost=number, facts={"a": fact}
    )
    account = Account(
        method="irv", names=NAMES, winners=(3,), stages=(stage,), ballots=1, quota=number, facts={"b": fact}
    )
    assert repr(unpack(pack(account), NAMES)) == repr(account)


def test_a_fact_of_an_unknown_kind_is_refused() -> None:
    account = Account(method="irv", names=NAMES, winners=(), stages=(), ballots=1, facts={"half": 0.5})
    with pytest.raises(TypeError):
        pack(account)


def _told(**changed: object) -> bytes:
    """What is kept of an account, with something in it changed."""
    account = Account(method="irv", names=NAMES, winners=(6,), stages=(), ballots=1)
    told = {"form": FORM, "account": {**account_to_json(account), **changed}}
    return zlib.compress(json.dumps(told).encode())


@pytest.mark.parametrize(
    "packed",
    [
        b"\0",
        pack(None)[:-3],
        zlib.compress(b"{"),
        zlib.compress(b"[]"),
        zlib.compress(b"{}"),
        zlib.compress(b'{"form": 1}'),
        _told(winners=[7]),
        _told(winners=None),
        _told(quota="1/0"),
        _told(quota="many"),
        _told(stages=[[]]),
        _told(facts={"a": {"b": 1, "c": 2}}),
        _told(other=1),
    ],
)
def test_what_is_broken_is_not_read(packed: bytes) -> None:
    with pytest.raises(UnreadableError) as refused:
        unpack(packed, NAMES)
    assert type(refused.value) is UnreadableError


@pytest.mark.parametrize("packed", [b"", zlib.compress(json.dumps({"form": FORM + 1, "account": 3}).encode())])
def test_nothing_and_another_form_are_told_apart_from_what_is_broken(packed: bytes) -> None:
    with pytest.raises(OtherFormError):
        unpack(packed, NAMES)


TOLD_BY = {
    "stv-scottish": (1, "f231696fc138a65e0c6a7ece7102517b6d4d1e1e542ac6c55a5b910eaa11b625"),
    "stv-meek": (1, "f77794bb87928adfe186512e6602b7f514534927f5ae84c8721779fe822967b6"),
    "irv": (1, "c89f176bf20a0cda5aecf99d90e70fc2d4844db035e0da8b3a2011a0494c2ffc"),
    "schulze": (1, "8bd181c991cd85f0a2eeff16a452631edeb0c60e2e27c2b229892bc387cf162d"),
    "ranked-pairs": (1, "63fd260aa72307d5d3423ac31b6f62ad468f9acba9a0672fde149ca8b37970ca"),
    "approval": (1, "6596b1b89fbb13258d1402ed25ebc90cbad4a6605b109f8026ddee401436122f"),
    "score": (1, "e76d205ca28ad96a5bb03384de7739565e62b6f50ac4195f2ecbf638e334e2ef"),
    "majority-judgement": (1, "3e607ac33b6c16b0fd02f5e1f606b6d00a0d012fa7cd3a4fbdb1c4f4eacafc7f"),
    "seq-pav": (1, "94284de9a43d696ffd55ea12e804904fbba21530422838012071c4c830575a5c"),
    "equal-shares": (1, "622010f8ea4daec7f78315613d0ac25a2d453d3e2dab7770d885bc7b7d020e70"),
    "greedy-budget": (1, "7e79c9f475d206b809bf751a59660c42467973117bb7e690f51a3083f9a54aed"),
}
"""By method: the form in which its accounts were last other than before, and the SHA-256 of what it tells of the same ballots."""


@pytest.mark.parametrize("method", METHODS.values(), ids=list(METHODS))
def test_what_accounts_tell_changes_with_the_form_alone(method: Method) -> None:
    told = sha256()
    for kind in method.ways:
        for seed in range(12):
            for account in accounts(method, kind, seed):
                told.update(json.dumps(account_to_json(account), sort_keys=True).encode())
    assert method.name in TOLD_BY, f"add it to TOLD_BY in this file: {FORM}, {told.hexdigest()}"
    assert TOLD_BY[method.name] == (TOLD_BY[method.name][0], told.hexdigest()), (
        "this method tells something else than it did: raise packed.FORM by one and say here with that form what it tells now, "
        "so that no account is compared with one of before"
    )
    assert TOLD_BY[method.name][0] <= FORM


def test_every_method_that_is_kept_is_there() -> None:
    assert set(TOLD_BY) == set(METHODS)
