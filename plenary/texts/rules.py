"""Pure rules of texts: the comparison of two of them, word by word."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

_TOKEN = re.compile(r"\w+|\s+|[^\w\s]")


class Kind(StrEnum):
    """What became of a piece of text."""

    SAME = "same"
    ADDED = "added"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of words that stayed, came or went."""

    kind: Kind
    text: str


def compare(before: str, after: str) -> tuple[Piece, ...]:
    """The two texts as one run of pieces: what stayed and went rebuilds `before`, what stayed and came rebuilds `after`.

    Words, blanks and signs are compared whole (Ratcliff and Obershelp, as in Python's difflib); a blank that stayed
    between two changes counts as changed with them, so that a reader meets phrases and not confetti. What went stands
    before what came. No piece is empty, and no two neighbours are of one kind.
    """
    old, new = _TOKEN.findall(before), _TOKEN.findall(after)
    changes = _spans(old, new)
    pieces: list[Piece] = []
    for same, removed, added in _joined(changes):
        pieces += _pieces((Kind.SAME, same), (Kind.REMOVED, removed), (Kind.ADDED, added))
    return tuple(pieces)


def before_of(pieces: Iterable[Piece]) -> str:
    """The older text, rebuilt."""
    return "".join(piece.text for piece in pieces if piece.kind is not Kind.ADDED)


def after_of(pieces: Iterable[Piece]) -> str:
    """The newer text, rebuilt."""
    return "".join(piece.text for piece in pieces if piece.kind is not Kind.REMOVED)


type _Span = tuple[str, str, str]  # what stayed, then what went and came after it


def _spans(old: list[str], new: list[str]) -> Iterator[_Span]:
    """Each stretch that stayed with the change that follows it; a text that begins with a change starts with nothing."""
    same = ""
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            same = "".join(old[i1:i2])
        else:
            yield same, "".join(old[i1:i2]), "".join(new[j1:j2])
            same = ""
    yield same, "", ""


def _joined(spans: Iterator[_Span]) -> Iterator[_Span]:
    """Changes with nothing but a blank between them become one."""
    same, removed, added = next(spans)
    for next_same, next_removed, next_added in spans:
        is_gap = next_same.isspace() and (removed or added) and (next_removed or next_added)
        if is_gap:
            removed, added = removed + next_same + next_removed, added + next_same + next_added
        else:
            yield same, removed, added
            same, removed, added = next_same, next_removed, next_added
    yield same, removed, added


def _pieces(*runs: tuple[Kind, str]) -> list[Piece]:
    return [Piece(kind, text) for kind, text in runs if text]
