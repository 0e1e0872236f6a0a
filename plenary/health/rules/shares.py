"""Shares of a secret: any so many of them give it back, fewer say nothing of it.

Shamir, How to share a secret, Communications of the ACM 22 (1979), over GF(256) with the polynomial of AES, byte by byte.
"""

import secrets
from collections.abc import Mapping

MOST = 255
_MODULUS = 0x11B


def threshold(holders: int) -> int:
    """How many of those who keep shares give a key back together: more than half, and never one alone. 0 where there are fewer
    than two: then there is nobody to share among."""
    return 0 if holders < 2 else max(2, holders // 2 + 1)


def split(secret: bytes, *, holders: int, needed: int) -> dict[int, bytes]:
    """Shares of a secret by number, 1 to `holders`, of which any `needed` give it back. Raises ValueError for numbers without
    sense."""
    if not 2 <= needed <= holders <= MOST:
        raise ValueError(f"{needed} of {holders} shares cannot be made")
    polynomials = [bytes([byte, *secrets.token_bytes(needed - 1)]) for byte in secret]
    return {at: bytes(_value(polynomial, at) for polynomial in polynomials) for at in range(1, holders + 1)}


def joined(shares: Mapping[int, bytes]) -> bytes:
    """The secret of these shares: right when there are enough of them, and any bytes at all when there are not. Raises ValueError
    for shares of different lengths or numbers out of range."""
    if len({len(each) for each in shares.values()}) != 1 or not all(0 < at <= MOST for at in shares):
        raise ValueError("these are no shares of one secret")
    weights = {at: _weight(at, [other for other in shares if other != at]) for at in shares}
    length = len(next(iter(shares.values())))
    found = bytearray(length)
    for at, share in shares.items():
        for place in range(length):
            found[place] ^= _times(share[place], weights[at])
    return bytes(found)


def _value(polynomial: bytes, at: int) -> int:
    found = 0
    for coefficient in reversed(polynomial):
        found = _times(found, at) ^ coefficient
    return found


def _weight(at: int, others: list[int]) -> int:
    """Lagrange's, where the polynomial is wanted at nought."""
    weight = 1
    for other in others:
        weight = _times(weight, _times(other, _inverse(other ^ at)))
    return weight


def _times(one: int, other: int) -> int:
    found = 0
    while other:
        if other & 1:
            found ^= one
        one <<= 1
        if one & 0x100:
            one ^= _MODULUS
        other >>= 1
    return found


def _inverse(one: int) -> int:
    """By Fermat: what is raised to 254, for there are 255 that are not nought."""
    found, power, square = 1, 254, one
    while power:
        if power & 1:
            found = _times(found, square)
        square = _times(square, square)
        power >>= 1
    return found
