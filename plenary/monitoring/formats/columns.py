"""The head of a status list: which column tells which treaty actions, and what the letters after its days mean."""

import re
from dataclasses import dataclass

from plenary.monitoring.formats.reading import UnreadableError, Why
from plenary.monitoring.rules.treaty_actions import Kind

_BEGINNINGS = (
    ("signature", Kind.SIGNATURE),
    ("definitive signature", Kind.CONSENT),
    ("ratification", Kind.RATIFICATION),
    ("acceptance", Kind.ACCEPTANCE),
    ("approval", Kind.APPROVAL),
    ("accession", Kind.ACCESSION),
    ("succession", Kind.SUCCESSION),
    ("formal confirmation", Kind.CONFIRMATION),
    ("consent to be bound", Kind.CONSENT),
    ("provisional application", Kind.PROVISIONAL),
)
_LETTERED = re.compile(r"(.*?)\(\s*([A-Za-z]{1,2})\s*\)")
PARTICIPANT = "participant"


@dataclass(frozen=True, slots=True)
class Column:
    """The kinds that a column tells, by the letters after a day; without letters, the kind by the empty word."""

    kinds: dict[str, Kind]

    def kind_of(self, letters: str) -> Kind | None:
        """The kind that these letters say here; of a signature, how it came to be one says nothing further."""
        if letters in self.kinds:
            return self.kinds[letters]
        return Kind.SIGNATURE if Kind.SIGNATURE in self.kinds.values() else None


def columns_of(head: list[str]) -> dict[int, Column]:
    """Columns by their place, of a head whose first cell names the participants; others than these tell nothing of who is bound.

    Raises UnreadableError where it names no participants, or nothing of what they did.
    """
    if not head or not head[0].strip().lower().startswith(PARTICIPANT):
        raise UnreadableError(Why.NO_PARTICIPANT, head[0].strip() if head else "")
    found = {place: Column(kinds) for place, words in enumerate(head) if place and (kinds := _kinds(words))}
    if not found:
        raise UnreadableError(Why.NO_COLUMN, ", ".join(head[1:]))
    return found


def _kinds(words: str) -> dict[str, Kind]:
    found: dict[str, Kind] = {}
    for part in words.split(","):
        lettered = _LETTERED.match(part.strip())
        name, letters = (lettered[1].strip(), lettered[2]) if lettered else (part.strip(), "")
        kind = next((kind for beginning, kind in reversed(_BEGINNINGS) if name.lower().startswith(beginning)), None)
        if kind is not None:
            found.setdefault(letters, kind)
    return found
