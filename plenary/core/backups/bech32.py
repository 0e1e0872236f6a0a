"""Bech32: keys written in letters and figures that cannot be mistaken, with a checksum that finds a slip of the pen.

Source: BIP 173, https://github.com/bitcoin/bips/blob/master/bip-0173.mediawiki, without its limit of 90 characters.
"""

_LETTERS = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
_GENERATOR = (0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)
_CHECKSUM = 6


class Bech32Error(ValueError):
    """A text that is not written so, or in which a character was mistaken."""


def encode(prefix: str, data: bytes) -> str:
    """The bytes in lower case, after their prefix and a 1."""
    values = _regrouped(data, 8, 5, pad=True)
    checked = _polymod([*_spread(prefix), *values, *[0] * _CHECKSUM]) ^ 1
    values += [(checked >> 5 * (_CHECKSUM - 1 - place)) & 31 for place in range(_CHECKSUM)]
    return f"{prefix}1{''.join(_LETTERS[value] for value in values)}"


def decode(prefix: str, text: str) -> bytes:
    """The bytes of a text in one case, all lower or all upper. Raises Bech32Error."""
    if text not in {text.lower(), text.upper()}:
        raise Bech32Error("upper and lower case are mixed")
    start, _one, written = text.lower().rpartition("1")
    if start != prefix or len(written) < _CHECKSUM or set(written) - set(_LETTERS):
        raise Bech32Error("not a text of this kind")
    values = [_LETTERS.index(letter) for letter in written]
    if _polymod([*_spread(prefix), *values]) != 1:
        raise Bech32Error("a character is not right")
    return bytes(_regrouped(values[:-_CHECKSUM], 5, 8, pad=False))


def _spread(prefix: str) -> list[int]:
    codes = [ord(letter) for letter in prefix]
    return [*(code >> 5 for code in codes), 0, *(code & 31 for code in codes)]


def _polymod(values: list[int]) -> int:
    checked = 1
    for value in values:
        top = checked >> 25
        checked = (checked & 0x1FFFFFF) << 5 ^ value
        for place, part in enumerate(_GENERATOR):
            checked ^= part if top >> place & 1 else 0
    return checked


def _regrouped(values: bytes | list[int], old: int, new: int, *, pad: bool) -> list[int]:
    """Groups of `old` bits as groups of `new` bits. Raises Bech32Error when bits are left over that are not empty."""
    held = bits = 0
    made = []
    for value in values:
        held, bits = held << old | value, bits + old
        while bits >= new:
            bits -= new
            made.append(held >> bits & (1 << new) - 1)
        held &= (1 << bits) - 1
    if pad and bits:
        made.append(held << new - bits & (1 << new) - 1)
    elif not pad and (bits >= old or held):
        raise Bech32Error("bits are left over")
    return made
