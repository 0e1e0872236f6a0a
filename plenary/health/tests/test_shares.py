"""Shares of a secret: enough of them give it back, one fewer says nothing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plenary.health.rules.shares import joined, split, threshold


@given(st.binary(min_size=1, max_size=40), st.data())
def test_any_so_many_give_it_back(secret: bytes, data: st.DataObject) -> None:
    holders = data.draw(st.integers(2, 9))
    needed = data.draw(st.integers(2, holders))
    shares = split(secret, holders=holders, needed=needed)
    kept = data.draw(st.lists(st.sampled_from(sorted(shares)), min_size=needed, max_size=holders, unique=True))
    assert joined({at: shares[at] for at in kept}) == secret


def test_one_fewer_fits_every_secret_alike() -> None:
    """With one share of two, each value of the secret byte has exactly one polynomial that fits: nothing is said."""
    share = split(b"\x2a", holders=2, needed=2)[1][0]
    fitting = {joined({1: bytes([share]), 2: bytes([other])})[0] for other in range(256)}
    assert fitting == set(range(256))


def test_too_few_give_something_else() -> None:
    secret = bytes(range(32))
    shares = split(secret, holders=5, needed=3)
    assert joined({at: shares[at] for at in (1, 4)}) != secret


@pytest.mark.parametrize(("holders", "needed"), [(0, 0), (1, 1), (2, 3), (3, 1), (256, 2)])
def test_numbers_that_make_no_sense_are_refused(holders: int, needed: int) -> None:
    with pytest.raises(ValueError, match="shares cannot be made"):
        split(b"secret", holders=holders, needed=needed)


@pytest.mark.parametrize(("holders", "needed"), [(0, 0), (1, 0), (2, 2), (3, 2), (4, 3), (5, 3), (9, 5)])
def test_more_than_half_are_needed_and_never_one_alone(holders: int, needed: int) -> None:
    assert threshold(holders) == needed


@pytest.mark.parametrize("shares", [{}, {1: b"ab", 2: b"a"}, {0: b"a", 2: b"b"}, {1: b"a", 256: b"b"}])
def test_what_are_no_shares_of_one_secret_is_refused(shares: dict[int, bytes]) -> None:
    with pytest.raises(ValueError, match="no shares of one secret"):
        joined(shares)
