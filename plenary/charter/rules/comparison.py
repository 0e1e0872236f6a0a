"""Comparison of two charters clause by clause: what was added, removed or changed, with marks word by word."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from plenary.charter.rules.clauses import Chapter, Clause
from plenary.texts.rules import Stretch, stretches

ADDED, REMOVED, CHANGED = "added", "removed", "changed"
KEPT = "kept"
FEW_WORDS = 3
_WORDS = re.compile(r"\s+|[^\s]+")


@dataclass(frozen=True, slots=True)
class Mark:
    """A run of text: kept, removed or added."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Change:
    """One clause that differs: its key, chapter title, number before and after (empty where it is not), and the marks."""

    key: str
    kind: str
    title: str
    before: str
    after: str
    marks: tuple[Mark, ...]


def compare(old: Sequence[Chapter], new: Sequence[Chapter]) -> tuple[Change, ...]:
    """The clauses whose words differ, by key, in the order of the new charter; what it no longer has stands last.

    A clause that only moved to another number is not a change. Equal charters give an empty tuple.
    """
    before, after = _by_key(old), _by_key(new)
    changes = [
        _change(key, title, before[key][1] if key in before else None, clause)
        for key, (title, clause) in after.items()
        if key not in before or before[key][1].text != clause.text
    ]
    changes += [
        Change(key, REMOVED, title, clause.number, "", (Mark(REMOVED, clause.text),))
        for key, (title, clause) in before.items()
        if key not in after
    ]
    return tuple(changes)


def marked(old: str, new: str) -> tuple[Mark, ...]:
    """The words of two texts as runs kept, removed and added; the kept and added read together are `new`.

    Few words that stayed between two changes count as changed with them, so that a reader meets phrases and not confetti.
    """
    marks: list[Mark] = []
    for kept, before, after in _phrases(stretches(old, new, _WORDS)):
        if kept:
            marks.append(Mark(KEPT, after))
            continue
        marks += [Mark(kind, words) for kind, words in ((REMOVED, before), (ADDED, after)) if words]
    return tuple(marks)


def _phrases(spans: Sequence[Stretch]) -> list[Stretch]:
    """The same spans, with what stayed for a few words between two changes taken into these."""
    joined: list[Stretch] = []
    for place, (kept, before, after) in enumerate(spans):
        is_between = 0 < place < len(spans) - 1
        changed = not kept or (is_between and len(after.split()) < FEW_WORDS)
        if changed and joined and not joined[-1][0]:
            _kept, earlier, later = joined.pop()
            joined.append((False, earlier + before, later + after))
        else:
            joined.append((not changed, before, after))
    return joined


def _change(key: str, title: str, old: Clause | None, new: Clause) -> Change:
    if old is None:
        return Change(key, ADDED, title, "", new.number, (Mark(ADDED, new.text),))
    return Change(key, CHANGED, title, old.number, new.number, marked(old.text, new.text))


def _by_key(chapters: Sequence[Chapter]) -> dict[str, tuple[str, Clause]]:
    return {clause.key: (chapter.title, clause) for chapter in chapters for clause in chapter.clauses}
