"""Pure rules of texts: the comparison of two of them, word by word; where each language of a text stands."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*")
FEW_WORDS = 3
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

    Words, blanks and signs are compared whole (Ratcliff and Obershelp, as in Python's difflib); few words that stayed
    between two changes count as changed with them, so that a reader meets phrases and not confetti. What went stands
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
    """Changes with no more than a few words between them become one."""
    same, removed, added = next(spans)
    for next_same, next_removed, next_added in spans:
        is_gap = len(next_same.split()) < FEW_WORDS and (removed or added) and (next_removed or next_added)
        if is_gap:
            removed, added = removed + next_same + next_removed, added + next_same + next_added
        else:
            yield same, removed, added
            same, removed, added = next_same, next_removed, next_added
    yield same, removed, added


def _pieces(*runs: tuple[Kind, str]) -> list[Piece]:
    return [Piece(kind, text) for kind, text in runs if text]


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """What is known of one version of a text: its language, number and heading, the id of what it translates, and whether it
    is ready."""

    id: str
    language: str
    number: int
    source: str = ""
    is_ready: bool = True
    title: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Languages:
    """Where a text stands in its languages, each list in the order of tags; the authentic one is ready and in neither other.

    `ready` can be read, `stale` among them translates an older version than the one that decides now, `drafts` has words
    that nobody has called ready since.
    """

    authentic: str
    ready: tuple[str, ...]
    stale: tuple[str, ...]
    drafts: tuple[str, ...]

    def missing(self, wanted: Iterable[str]) -> tuple[str, ...]:
        """Those of the wanted languages in which the text, as it stands now, is not ready; in the order in which they come."""
        there = set(self.ready) - set(self.stale)
        return tuple(tag for tag in dict.fromkeys(wanted) if tag not in there)


def languages_of(editions: Sequence[Edition], authentic: str) -> Languages:
    """Where a text stands, from its versions in any order."""
    newest_ready = {one.language: one for one in sorted(editions, key=_number) if one.is_ready}
    newest = {one.language: one for one in sorted(editions, key=_number)}
    decides = newest_ready[authentic].id if authentic in newest_ready else ""
    others = sorted(newest_ready.keys() - {authentic})
    return Languages(
        authentic=authentic,
        ready=((authentic,) if decides else ()) + tuple(others),
        stale=tuple(tag for tag in others if newest_ready[tag].source != decides),
        drafts=tuple(sorted(tag for tag, one in newest.items() if tag != authentic and not one.is_ready)),
    )


def chosen(languages: Languages, wanted: str) -> str:
    """The language in which a reader gets a text: the one asked for, or it without its region, if it is ready; else the
    authentic one."""
    for tag in (wanted, wanted.split("-", maxsplit=1)[0]):
        if tag in languages.ready:
            return tag
    return languages.authentic


def is_language(tag: str) -> bool:
    """True for what is written as a tag of BCP 47, of at most 35 characters (RFC 5646, section 2.1)."""
    return len(tag) <= 35 and _LANGUAGE.fullmatch(tag) is not None


def _number(edition: Edition) -> int:
    return edition.number
