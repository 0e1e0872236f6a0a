"""End notes: when somebody withdrew, as the depositary tells it in a sentence."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from plenary.monitoring.rules.actors import actor_of
from plenary.monitoring.rules.days import IN_WORDS, day_of

_OF_AN_END = re.compile(r"withdraw|denunciation|denounc", re.IGNORECASE)
_EFFECT = re.compile(
    r"(?:(?:took|takes?|taking|taken) effect|with effect|effective)"
    rf"(?: for (?:the )?([^.;]*?))?,? (?:on|from|as from|as of) ({IN_WORDS})"
)
_NOTICE = re.compile(rf"\bOn ({IN_WORDS})")


@dataclass(frozen=True, slots=True)
class End:
    """A withdrawal: the day of its notice, and that on which it takes effect."""

    notified: date
    takes_effect: date


def end_of(notes: Iterable[str], actor: str, meaning: Callable[[str], str] = actor_of) -> End | None:
    """The withdrawal of an actor that its end notes tell, the last where they tell several; None where they tell none that can be
    read. A note that names somebody else tells nothing of it."""
    found = [end for note in notes if (end := _end_in(" ".join(note.split()), actor, meaning))]
    return max(found, key=lambda each: each.takes_effect, default=None)


def _end_in(note: str, actor: str, meaning: Callable[[str], str]) -> End | None:
    if not _OF_AN_END.search(note):
        return None
    found = None
    for effect in _EFFECT.finditer(note):
        takes_effect = day_of(effect[2])
        notices = [day for told in _NOTICE.finditer(note, 0, effect.start()) if (day := day_of(told[1]))]
        named = meaning(effect[1]) if effect[1] else actor
        if takes_effect and notices and named in (actor, "") and notices[-1] <= takes_effect:
            found = End(notices[-1], takes_effect)
    return found
