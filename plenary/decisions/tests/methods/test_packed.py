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
    for kept in ((), (group,)) if way.reserved else ((),):
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


TOLD_BY = {1: "4f1b8701b3f533b661448c5bcec9ac548e14dde7b2affd78203c817a278749fc"}
"""By form: the SHA-256 of what the methods tell of the same ballots."""


def test_what_accounts_tell_changes_with_the_form_alone() -> None:
    """Where this fails a method tells something else than it did: raise `packed.FORM` by one and say here what its accounts
    are by now, so that no account is compared with one of before."""
    told = sha256()
    for method, kind in WAYS:
        for seed in range(12):
            for account in accounts(method, kind, seed):
                told.update(json.dumps(account_to_json(account), sort_keys=True).encode())
    assert {FORM: told.hexdigest()} == {FORM: TOLD_BY[FORM]}
