"""Which kinds of entries are mailed, and in which words; `announcements.announce` fills this."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from plenary.core.verdicts import Label

type Facts = Mapping[str, Any]
type Address = Callable[[str, str], str]
type Addressees = Callable[[str, str, Facts], Iterable[str]]
"""From a coalition's id, the id that an entry is about, and its facts to the tokens of those who are to be mailed."""
type Wording = Callable[[Facts], tuple[Label, Label] | None]
"""From the facts of an entry to the subject and the body of its mails, where they ask for others; else None."""


@dataclass(frozen=True, slots=True)
class Announcement:
    """How entries of a kind are mailed: the words, where to read on, the topic, the kind of thing a reply goes to,
    whether something may be asked of the reader there, and whether what is coming there dates its subject."""

    kind: str
    subject: Label
    body: Label
    address: Address | None
    topic: str
    reply: str = ""
    asks: bool = False
    dated: bool = False
    to: Addressees | None = None
    wording: Wording | None = None

    def words_for(self, facts: Facts) -> tuple[Label, Label]:
        """The subject and the body of the mails of an entry with these facts."""
        return (self.wording(facts) if self.wording else None) or (self.subject, self.body)


_announcements: dict[str, Announcement] = {}


def keep(announcement: Announcement) -> None:
    """Add an announcement. Raises ValueError when its kind is announced already."""
    if announcement.kind in _announcements:
        raise ValueError(f"entries of kind {announcement.kind} are announced twice")
    _announcements[announcement.kind] = announcement


def announcement_of(kind: str) -> Announcement | None:
    """How entries of this kind are mailed, or None."""
    return _announcements.get(kind)
