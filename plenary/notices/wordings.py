"""Which kinds of entries are mailed, and in which words; `announcements.announce` fills this."""

from collections.abc import Callable
from dataclasses import dataclass

from plenary.core.verdicts import Label

type Address = Callable[[str, str], str]


@dataclass(frozen=True, slots=True)
class Announcement:
    """How entries of a kind are mailed: the words, where to read on, the topic, the kind of thing a reply goes to,
    and whether something may be asked of the reader there."""

    kind: str
    subject: Label
    body: Label
    address: Address | None
    topic: str
    reply: str = ""
    asks: bool = False


_announcements: dict[str, Announcement] = {}


def keep(announcement: Announcement) -> None:
    """Add an announcement. Raises ValueError when its kind is announced already."""
    if announcement.kind in _announcements:
        raise ValueError(f"entries of kind {announcement.kind} are announced twice")
    _announcements[announcement.kind] = announcement


def announcement_of(kind: str) -> Announcement | None:
    """How entries of this kind are mailed, or None."""
    return _announcements.get(kind)
