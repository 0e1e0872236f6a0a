"""Amendments to a text: replace a paragraph, add one, strike one; the order in which they are taken; what becomes of the text.

A text is a row of paragraphs with blank lines between them. Each keeps its label whatever happens around it, as in the
drafting of laws: the paragraphs of the text as it was opened are 1, 2, 3 …; what is added after 2 is 2.1, 2.2 …; a struck
paragraph leaves its label behind, so that what was to come after it still has its place.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from plenary.texts.rules import Piece, compare

_BLANK = re.compile(r"\n[ \t]*(?:\n[ \t]*)+")

START = "0"
"""The label of the place before the first paragraph."""


class Act(StrEnum):
    """What an amendment does, the farther reaching first."""

    STRIKE = "strike"
    REPLACE = "replace"
    ADD = "add"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph under its label; without words once it is struck."""

    label: str
    words: str

    @property
    def is_struck(self) -> bool:
        """True for a place whose words are gone."""
        return not self.words


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One amendment: what it does to the paragraph of a label (for an addition: the one after which it stands).

    `against` are the words that the paragraph had when it was moved; `words` the new ones, none for striking.
    """

    key: str
    act: Act
    label: str
    at: datetime
    against: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True)
class Marked:
    """An amendment with what it changes of the paragraph as it stands, and whether it is overtaken."""

    change: Change
    pieces: tuple[Piece, ...]
    is_overtaken: bool


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph in the consolidated comparison: as it was opened and as it stands, and the amendments to it in their order.

    One that was added was opened with no words; one that was struck stands with none.
    """

    label: str
    before: str
    now: str
    pieces: tuple[Piece, ...]
    amendments: tuple[Marked, ...]

    @property
    def is_changed(self) -> bool:
        """True when an amendment changed it already."""
        return self.before != self.now


def paragraphs(text: str) -> tuple[Paragraph, ...]:
    """The paragraphs of a text, labelled 1, 2, 3 …; blank lines part them, and blanks at their ends are not theirs."""
    parts = (part.strip() for part in _BLANK.split(text.replace("\r\n", "\n").strip()))
    return tuple(Paragraph(str(number), part) for number, part in enumerate((part for part in parts if part), 1))


def text_of(document: Iterable[Paragraph]) -> str:
    """The text of paragraphs, those that were struck left out."""
    return "\n\n".join(one.words for one in document if not one.is_struck)


def in_order(changes: Iterable[Change], document: Sequence[Paragraph]) -> tuple[Change, ...]:
    """The order in which amendments are shown, decided and applied: by paragraph; the farther reaching first (striking, then
    replacing, then adding); then the one moved earlier.

    It follows the practice of assemblies: what is furthest removed in substance from the original is taken first, and what
    is implied by its adoption is not taken any more (Rules of Procedure of the United Nations General Assembly, rule 90).
    """
    places = {START: -1} | {one.label: place for place, one in enumerate(document)}
    acts = list(Act)
    return tuple(
        sorted(changes, key=lambda one: (places.get(one.label, len(places)), acts.index(one.act), one.at, one.key))
    )


def amended(document: Sequence[Paragraph], changes: Iterable[Change]) -> tuple[tuple[Paragraph, ...], frozenset[str]]:
    """The document after amendments, applied in the order given, and the keys of those that were overtaken.

    A replacement or a striking is overtaken when the paragraph does not have the words any more against which it was
    moved; an addition only when its place is not there, since it stands by itself. What is overtaken changes nothing.
    """
    found, overtaken = list(document), set[str]()
    for change in changes:
        if is_overtaken(found, change):
            overtaken.add(change.key)
        elif change.act is Act.ADD:
            found = _with_addition(found, change)
        else:
            words = "" if change.act is Act.STRIKE else change.words.strip()
            found = [replace(one, words=words) if one.label == change.label else one for one in found]
    return tuple(found), frozenset(overtaken)


def apply(text: str, changes: Iterable[Change]) -> tuple[str, frozenset[str]]:
    """A text after amendments, applied in the order given, and the keys of those that were overtaken; the very text where
    none changed it."""
    before = paragraphs(text)
    after, overtaken = amended(before, changes)
    return (text if after == before else text_of(after)), overtaken


def is_overtaken(document: Sequence[Paragraph], change: Change) -> bool:
    """True when an amendment cannot be applied to the document as it stands."""
    words = {START: ""} | {one.label: one.words for one in document}
    if change.label not in words:
        return True
    return change.act is not Act.ADD and (not words[change.label] or words[change.label] != change.against)


def problem(document: Sequence[Paragraph], act: Act, label: str, words: str) -> str:
    """Why an amendment cannot be moved against the document as it stands, as a reason code; empty when it can."""
    known = {one.label: one.words for one in document}
    if act is Act.ADD:
        known |= {START: START}
    if not known.get(label):
        return "decisions.no_such_paragraph"
    if act is Act.STRIKE:
        return ""
    if not words.strip():
        return "decisions.no_words_to_put"
    return "decisions.changes_nothing" if act is Act.REPLACE and words.strip() == known[label] else ""


def consolidated(text: str, accepted: Iterable[Change], moved: Iterable[Change]) -> tuple[Passage, ...]:
    """The consolidated comparison: each paragraph as opened and as it stands after the amendments that were accepted (in
    the order in which they were), with those that were moved and are not decided, in the order in which they are taken."""
    before = paragraphs(text)
    opened = {one.label: one.words for one in before}
    document, _overtaken = amended(before, accepted)
    ordered = in_order(moved, document)
    passages = [
        Passage(
            label=one.label,
            before=opened.get(one.label, ""),
            now=one.words,
            pieces=compare(opened.get(one.label, ""), one.words),
            amendments=tuple(_marked(document, one.words, each) for each in ordered if each.label == one.label),
        )
        for one in document
    ]
    first = tuple(_marked(document, "", each) for each in ordered if each.label == START)
    return ((Passage(START, "", "", (), first), *passages)) if first else tuple(passages)


def _marked(document: Sequence[Paragraph], words: str, change: Change) -> Marked:
    before = "" if change.act is Act.ADD else words
    after = "" if change.act is Act.STRIKE else change.words.strip()
    return Marked(change, compare(before, after), is_overtaken(document, change))


def _with_addition(document: list[Paragraph], change: Change) -> list[Paragraph]:
    """An addition stands after its paragraph and after what was added there before it."""
    below = [place for place, one in enumerate(document) if one.label.startswith(f"{change.label}.")]
    siblings = [one for one in document if one.label.rpartition(".")[0] == change.label]
    own = next((place for place, one in enumerate(document) if one.label == change.label), -1)
    at = max([own, *below]) + 1
    added = Paragraph(f"{change.label}.{len(siblings) + 1}", change.words.strip())
    return [*document[:at], added, *document[at:]]
