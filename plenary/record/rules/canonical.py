"""Canonical text: the one way in which a value is written, so that the same value always has the same bytes (RFC 8785).

The record writes strings, whole numbers, true, false, null, lists and objects; never fractions, whose spelling differs
between programs. For these values Python's own encoder with sorted keys writes what RFC 8785 asks for, but for the order
of keys that hold characters beyond U+D7FF (RFC 8785 sorts by UTF-16 units, Python by code points): those take the slow way.
"""

import json
import re
from typing import Any, NoReturn

import rfc8785

GREATEST = 2**53 - 1
"""The greatest whole number that every reader of JSON keeps exactly."""

_BEYOND = re.compile("[\ud800-\U0010ffff]")


class CanonicalError(ValueError):
    """A value that the record does not write, or a text that is not the canonical text of its value."""


def text_of(value: object) -> str:
    """The canonical text of a value. Raises CanonicalError, naming the place of what it refuses."""
    _require_writable(value, "value")
    return _canonical(value)


def bytes_of(value: object) -> bytes:
    """The canonical text of a value, in UTF-8. Raises CanonicalError."""
    return text_of(value).encode()


def value_of(text: str | bytes) -> Any:
    """The value of a canonical text. Raises CanonicalError when it is not JSON, or not written in the canonical way."""
    try:
        written = text if isinstance(text, str) else text.decode()
        value = _read(written)
    except (ValueError, RecursionError) as error:
        raise CanonicalError("not a canonical text") from error
    if _canonical(value) != written:
        raise CanonicalError("not written in the canonical way")
    return value


def _canonical(value: object) -> str:
    written = _write(value)
    if not written.isascii() and _BEYOND.search(written):
        try:
            return rfc8785.dumps(value).decode()  # type: ignore[arg-type]  # its type is narrower than what it takes
        except ValueError as error:
            raise CanonicalError("a text holds half a character") from error
    return written


def _require_writable(value: object, place: str) -> None:
    if value is None or isinstance(value, bool | str):
        return
    if isinstance(value, int):
        if not -GREATEST <= value <= GREATEST:
            raise CanonicalError(f"{place}: {value} is too great a number for the record")
    elif isinstance(value, list | tuple):
        for index, item in enumerate(value):
            _require_writable(item, f"{place}[{index}]")
    elif isinstance(value, dict):
        for key, item in value.items():
            if not isinstance(key, str):
                raise CanonicalError(f"{place}: the key {key!r} is not a text")
            _require_writable(item, f"{place}.{key}")
    else:
        raise CanonicalError(
            f"{place}: the record writes texts, whole numbers, yes, no, nothing, lists and objects; not {type(value).__name__}"
        )


def _refuse(number: str) -> NoReturn:
    raise CanonicalError(f"{number} is not a whole number")


def _whole(digits: str) -> int:
    number = int(digits)
    if not -GREATEST <= number <= GREATEST:
        raise CanonicalError(f"{digits} is too great a number for the record")
    return number


_write = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"), check_circular=False).encode
_read = json.JSONDecoder(parse_float=_refuse, parse_int=_whole, parse_constant=_refuse).decode
