"""Plain text and tables of text: UTF-8, and nothing that is no text."""

import re
from collections.abc import Callable

from plenary.files.formats.errors import FileError
from plenary.files.rules import CSV, TEXT, Kind, ending_of, plain_name

type Cleaner = Callable[[bytes], bytes]
"""Gives the content of a file as it is kept."""

_NO_TEXT = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")


def kind_of(name: str, data: bytes) -> Kind:
    """Text, or a table where its name says so. Raises FileError for what is no text in UTF-8: it is of no kind that is kept."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        raise FileError("files.unknown_kind") from None
    if _NO_TEXT.search(text):
        raise FileError("files.unknown_kind")
    return CSV if ending_of(plain_name(name)) in CSV.endings else TEXT


def clean(data: bytes) -> bytes:
    """The text as it is: it describes nobody beside its own words."""
    return data
