"""Pure rules of texts: the comparison of two of them, word by word; where each language of a text stands."""

import re
from collections import Counter, deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from functools import lru_cache
from itertools import chain, takewhile

_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*")
FEW_WORDS = 3
MOST_STEPS = 250_000
"""Words, and pairs of like words, that one comparison looks at: what a member sends is compared whenever somebody looks."""
_LONG = 50_000  # of these, and one compares by sentences first
_TOKEN = re.compile(r"\w+|\s+|[^\w\s]+")
_SENTENCE = re.compile(r"[^.!?…؟。\n]*[.!?…؟。\n]+\s*|[^.!?…؟。\n]+")


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

    Words, blanks and runs of signs are compared whole (`stretches`); few words that stayed between two changes count as
    changed with them, so that a reader meets phrases and not confetti. What went stands before what came. No piece is
    empty, and no two neighbours are of one kind.
    """
    pieces: list[Piece] = []
    for same, removed, added in _joined(_spans(stretches(before, after, _TOKEN))):
        pieces += _pieces((Kind.SAME, same), (Kind.REMOVED, removed), (Kind.ADDED, added))
    return tuple(pieces)


type Stretch = tuple[bool, str, str]  # whether it stayed, the older words, the newer


@lru_cache(maxsize=256)  # a page of many amendments is looked at by many
def stretches(before: str, after: str, words: re.Pattern[str]) -> tuple[Stretch, ...]:
    """Two texts as stretches that stayed and that changed, in turn; the older words read together are `before`, the newer
    `after`. `words` finds the words; it leaves out no character.

    What both begin and end with stays. Between, like runs of words are found, the longest first (Ratcliff and Obershelp, as
    in Python's difflib), without blanks for themselves; in long texts like sentences, and words in those that changed. That
    takes longer the more often words repeat. After MOST_STEPS it ends, and what it did not come to has changed as a whole.
    """
    old, new = words.findall(before), words.findall(after)
    head = _length_in_common(old, new)
    tail = _length_in_common(old[head:][::-1], new[head:][::-1])
    begins, ends = "".join(old[:head]), "".join(old[len(old) - tail :])
    old, new = old[head : len(old) - tail], new[head : len(new) - tail]
    finder = _Finder()
    if _steps(old, new) <= _LONG:
        between = finder.stretches(old, new)
    else:
        sentences = finder.stretches(_SENTENCE.findall("".join(old)), _SENTENCE.findall("".join(new)))
        between = chain.from_iterable(
            [part] if part[0] else finder.stretches(words.findall(part[1]), words.findall(part[2]))
            for part in sentences
        )
    return tuple(_in_turn(chain([(True, begins, begins)], between, [(True, ends, ends)])))


def _length_in_common(old: Sequence[str], new: Sequence[str]) -> int:
    """With how many of the same words both begin."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(old, new, strict=False)))


def _steps(old: Sequence[str], new: Sequence[str]) -> int:
    """What it takes to find the longest run that both have: their words, and the pairs of like ones."""
    times = Counter(new)
    return len(old) + len(new) + sum(times[word] for word in old if not word.isspace())


class _Finder:
    """Finds what stayed between two texts, in MOST_STEPS altogether."""

    def __init__(self) -> None:
        self._left = MOST_STEPS

    def stretches(self, old: Sequence[str], new: Sequence[str]) -> Iterator[Stretch]:
        """What changed and what stayed, in turn; parts may be empty."""
        i_done = j_done = 0
        for i, j, length in (*sorted(self._stayed(old, new)), (len(old), len(new), 0)):
            yield False, "".join(old[i_done:i]), "".join(new[j_done:j])
            i_done, j_done = i + length, j + length
            yield True, "".join(old[i:i_done]), "".join(new[j:j_done])

    def _stayed(self, old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[int, int, int]]:
        """Where a run of words that stayed begins in the older and in the newer, and its length; the longest first."""
        todo = deque([(0, len(old), 0, len(new))])
        while todo:
            i1, i2, j1, j2 = todo.popleft()
            steps = _steps(old[i1:i2], new[j1:j2])
            if steps > self._left:
                continue
            self._left -= steps
            finder = SequenceMatcher(str.isspace, old[i1:i2], new[j1:j2], autojunk=False)
            i, j, length = finder.find_longest_match()
            if length:
                yield i1 + i, j1 + j, length
                sides = ((i1, i1 + i, j1, j1 + j), (i1 + i + length, i2, j1 + j + length, j2))
                todo += [side for side in sides if side[0] < side[1] and side[2] < side[3]]


def _in_turn(parts: Iterable[Stretch]) -> list[Stretch]:
    """The same, without what is empty, and neighbours of one kind as one."""
    joined: list[Stretch] = []
    for stayed, old, new in parts:
        if joined and joined[-1][0] == stayed:
            joined[-1] = (stayed, joined[-1][1] + old, joined[-1][2] + new)
        elif old or new:
            joined.append((stayed, old, new))
    return joined


def before_of(pieces: Iterable[Piece]) -> str:
    """The older text, rebuilt."""
    return "".join(piece.text for piece in pieces if piece.kind is not Kind.ADDED)


def after_of(pieces: Iterable[Piece]) -> str:
    """The newer text, rebuilt."""
    return "".join(piece.text for piece in pieces if piece.kind is not Kind.REMOVED)


type _Span = tuple[str, str, str]  # what stayed, then what went and came after it


def _spans(parts: Iterable[Stretch]) -> Iterator[_Span]:
    """Each stretch that stayed with the change that follows it; a text that begins with a change starts with nothing."""
    same = ""
    for stayed, old, new in parts:
        if stayed:
            same = old
        else:
            yield same, old, new
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
