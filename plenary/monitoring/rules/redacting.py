"""Redaction: which places of a paper, a picture or a text are taken out for good, told as boxes or as words.

Whatever is taken out is told by nothing that stays: not by its length, and not by the rest of the word in which it stood
("Som███a" gives away what was there), so that whole words go.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

MOST_BOXES = 2000
MOST_WORDS = 50
SHORTEST_WORDS = 2  # letters and figures of what is looked for
LONGEST_WORDS = 200
GONE = "█████"
"""What stands in a text where something was; always as long."""
type _Compared = list[tuple[str, int]]
_TORN = re.compile(r"[-\u2010\u00ad]\s*\n\s*")
_NUMBER = r"(\d{1,3}(?:[.,]\d{1,3})?)"
_BOX = re.compile(rf"(\d{{1,4}})[\s;]+{_NUMBER}[\s;]+{_NUMBER}[\s;]+{_NUMBER}[\s;]+{_NUMBER}")


@dataclass(frozen=True, slots=True, order=True)
class Box:
    """A place on a page, or on a picture (page 1): how far from its left and from its top it begins, how wide and how high it is,
    each in percent of the page. Raises ValueError for one that covers nothing, or that begins outside of the page."""

    page: int
    left: float
    top: float
    width: float
    height: float

    def __post_init__(self) -> None:
        begins = 0 <= self.left < 100 and 0 <= self.top < 100
        if self.page < 1 or not begins or not (0 < self.width <= 100 and 0 < self.height <= 100):
            raise ValueError(f"{self} covers nothing")

    @property
    def right(self) -> float:
        """Where it ends, within the page."""
        return min(100.0, self.left + self.width)

    @property
    def bottom(self) -> float:
        """Where it ends, within the page."""
        return min(100.0, self.top + self.height)

    def touches(self, other: "Box") -> bool:
        """True where two boxes share some of a page, be it little; edges alone are not shared."""
        return (
            self.page == other.page
            and self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )

    def wider(self, by: float) -> "Box":
        """The box with an edge of so many percent around it, within the page."""
        left, top = max(0.0, self.left - by), max(0.0, self.top - by)
        right, bottom = min(100.0, self.right + by), min(100.0, self.bottom + by)
        return Box(self.page, left, top, right - left, bottom - top)


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Characters of a text from `begin` on, `end` not among them."""

    begin: int
    end: int


def box_of(line: str) -> Box | None:
    """The box that a line means: page, left, top, width, height, with blanks between (`2 10 25.5 40 3`); None where it means
    none."""
    told = _BOX.fullmatch(line.strip())
    if told is None:
        return None
    try:
        return Box(int(told[1]), *(float(each.replace(",", ".")) for each in told.groups()[1:]))
    except ValueError:
        return None


def merged(spans: Iterable[Span]) -> list[Span]:
    """The same characters in spans that follow upon each other, and touch nowhere."""
    found: list[Span] = []
    for span in sorted(spans):
        if span.begin >= span.end:
            continue
        if found and span.begin <= found[-1].end:
            found[-1] = Span(found[-1].begin, max(found[-1].end, span.end))
        else:
            found.append(span)
    return found


def without(text: str, spans: Iterable[Span]) -> str:
    """A text in which a bar of always the same length stands for each span, spans that touch being one."""
    kept, at = [], 0
    for span in merged(spans):
        kept += [text[at : span.begin], GONE]
        at = max(at, span.end)
    return "".join([*kept, text[at:]])


def letters(words: str) -> str:
    """What of words is compared: letters and figures without case, marks, ligatures and forms of joining; nothing else."""
    return "".join(each for each, _place in _compared(words))


def can_be_sought(words: str) -> bool:
    """True for words that are enough to be looked for, and not too many."""
    return len(words) <= LONGEST_WORDS and len(letters(words)) >= SHORTEST_WORDS


def places_of(text: str, words: str) -> list[Span]:
    """Where words stand in a text, the whole of each word in which they begin or end: whatever their case, marks and ligatures,
    and whatever blanks, ends of lines, hyphens and unseen characters stand among them; also where a program wrote letters that
    run from right to left the other way round, and with the last of the words first. The end of one word with the beginning of
    another is nothing that was sought."""
    if len(letters(words)) < SHORTEST_WORDS:
        return []
    ways = {words, " ".join(reversed(words.split()))}
    if any(unicodedata.bidirectional(each) in {"R", "AL"} for each in words):
        ways |= {each[::-1] for each in ways}
    return merged(span for way in ways for span in _places(text, way))


def _places(text: str, words: str) -> list[Span]:
    compared, sought, found = _compared(text), _compared(words), []
    breaks = _breaks(words, sought)
    within, letters_sought = "".join(each for each, _place in compared), "".join(each for each, _place in sought)
    at = within.find(letters_sought)
    while at >= 0:
        run = compared[at : at + len(sought)]
        exact = Span(run[0][1], run[-1][1] + 1)
        whole = _whole(text, exact)
        if whole == exact or _breaks(text, run) <= breaks:
            found.append(whole)
        at = within.find(letters_sought, at + 1)
    return found


def _breaks(text: str, compared: "_Compared") -> set[int]:
    """Before which letters another word begins; a hyphen at the end of a line begins none."""
    found = set()
    for number, ((_one, before), (_other, after)) in enumerate(pairwise(compared), 1):
        between = _TORN.sub("", text[before + 1 : after])
        if not all(map(_is_of_a_word, between)):
            found.add(number)
    return found


def _compared(text: str) -> "_Compared":
    """Each letter and figure that is compared, with its place in the text."""
    return [(each, place) for place, character in enumerate(text) for each in _folded(character)]


def _folded(character: str) -> Iterator[str]:
    for each in unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", character).casefold()):
        if each.isalnum():
            yield each


def _whole(text: str, span: Span) -> Span:
    """To the ends of the words in which a span begins and ends."""
    begin, end = span.begin, span.end
    while begin and _is_of_a_word(text[begin - 1]):
        begin -= 1
    while end < len(text) and _is_of_a_word(text[end]):
        end += 1
    return Span(begin, end)


def _is_of_a_word(character: str) -> bool:
    return character.isalnum() or unicodedata.category(character) in {"Mn", "Mc", "Me", "Cf", "Pc"}
