"""What mails are about, in the words by which people choose them: rooms register topics, this room knows no domain."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from plenary.core.verdicts import Label
from plenary.notices.rules.ways import Way


@dataclass(frozen=True, slots=True)
class Topic:
    """A topic: its word, the ways that can be chosen, and the one that holds until somebody chooses."""

    code: str
    label: Label
    explained: Label
    ways: tuple[Way, ...]
    begins: Way


REMINDERS = "reminders"
OTHER = "other"
ALL_DAILY = "*"
"""In the link that stops the daily mail: every topic that comes in it."""

_topics: dict[str, Topic] = {}


def register_topic(code: str, label: Label, explained: Label, *, ways: Collection[Way], begins: Way) -> None:
    """Bring a topic. Entries whose kind begins with its code (`decisions.opened`) belong to it.

    `ways` are those that can be chosen; at once only where entries are announced. Raises ValueError when the code is
    taken, or when it begins with a way that cannot be chosen.
    """
    if code in _topics or begins not in ways:
        raise ValueError(f"topic {code} is registered twice, or begins with a way that it does not have")
    _topics[code] = Topic(code, label, explained, tuple(way for way in Way if way in ways), begins)


def topics() -> Mapping[str, Topic]:
    """Every topic by its code: reminders, then those of the rooms, the highest first, and everything else last."""
    between = {code: topic for code, topic in reversed(_topics.items()) if code not in (REMINDERS, OTHER)}
    return {REMINDERS: _topics[REMINDERS]} | between | {OTHER: _topics[OTHER]}


def topic_of(kind: str) -> str:
    """The code of the topic to which entries of a kind belong."""
    code = kind.partition(".")[0]
    return code if code in _topics else OTHER


register_topic(
    REMINDERS,
    _("Reminders"),
    _("Three days and one day before a deadline, as long as the thing is still asked of you."),
    ways=(Way.AT_ONCE, Way.NEVER),
    begins=Way.AT_ONCE,
)
register_topic(
    "texts",
    _("Comments"),
    _("Who said something, with a link to it."),
    ways=(Way.DAILY, Way.NEVER),
    begins=Way.DAILY,
)
register_topic(
    OTHER,
    _("Everything else"),
    _("Such as cards in the directory."),
    ways=(Way.DAILY, Way.NEVER),
    begins=Way.NEVER,
)
