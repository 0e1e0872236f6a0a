"""What stands on a member's desk: rooms register what they ask, what they decided and what is coming; the desk shows it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from plenary.core.standing import Standing


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """One thing asked of the reader: `due` (aware) or None, the sentence, the page that does it and the word on its button.

    What is calm has a day and waits for nobody: who does nothing has done what is right.
    A mail leaves later than it is written: where the sentence has figures that change until then, `mailed` is the one without.
    `does` is an address that does it at once, by POST, where one click is enough.
    """

    title: str
    sentence: str
    url: str
    button: str
    due: datetime | None = None
    clause: str = ""
    does: str = ""
    is_calm: bool = False
    mailed: str | None = None

    @property
    def sentence_in_mails(self) -> str:
        """What a mail says of it: nothing that may be otherwise once it is read."""
        return self.sentence if self.mailed is None else self.mailed

    @property
    def presses(self) -> datetime | None:
        """The deadline by which something is waited for, or None."""
        return None if self.is_calm else self.due


@dataclass(frozen=True, slots=True, kw_only=True)
class Happening:
    """Something decided or coming: when, what, where to read it; `state` is a CSS state word with its label.

    `key` says of what is coming which moment of what it is (`voting`): with the page it tells it from all else, and stays
    in any words and language.
    """

    at: datetime
    title: str
    url: str = ""
    key: str = ""
    state: str = ""
    state_label: str = ""
    note: str = ""


type Asker = Callable[[Standing], Iterable[Ask]]
type Teller = Callable[[Standing], Iterable[Happening]]

_askers: list[Asker] = []
_at_desk: list[Asker] = []
_decided: list[Teller] = []
_coming: list[Teller] = []


def asks(asker: Asker) -> Asker:
    """Register what a room asks of a standing. A constant number of queries."""
    _askers.append(asker)
    return asker


def asks_at_desk(asker: Asker) -> Asker:
    """Register what a room asks of a standing on the desk alone, and in no mail or list: a mailbox may be watched. A constant
    number of queries."""
    _at_desk.append(asker)
    return asker


def tells_decided(teller: Teller) -> Teller:
    """Register what a room says was decided lately, newest first, at most ten."""
    _decided.append(teller)
    return teller


def tells_coming(teller: Teller) -> Teller:
    """Register what a room says is coming, soonest first, at most ten."""
    _coming.append(teller)
    return teller


def asks_of(standing: Standing) -> list[Ask]:
    """What is asked of a standing, wherever it is told, most urgent first; what is calm, then what has no deadline, stands
    last."""
    return _sorted(_askers, standing)


def desk_asks_of(standing: Standing) -> list[Ask]:
    """All that stands on the desk of a standing, what is told nowhere else too; in the same order."""
    return _sorted([*_askers, *_at_desk], standing)


def _sorted(askers: Iterable[Asker], standing: Standing) -> list[Ask]:
    found = [ask for asker in askers for ask in asker(standing)]
    return sorted(found, key=_urgency)


def _urgency(ask: Ask) -> tuple[bool, bool, float, str]:
    return (ask.presses is None, ask.due is None, ask.due.timestamp() if ask.due else 0, ask.title)


def decided_for(standing: Standing) -> list[Happening]:
    """What was decided, newest first."""
    return sorted((h for teller in _decided for h in teller(standing)), key=lambda h: h.at, reverse=True)


def coming_for(standing: Standing) -> list[Happening]:
    """What is coming, soonest first."""
    return sorted((h for teller in _coming for h in teller(standing)), key=lambda h: h.at)
