"""Kinds of entries: rooms register each kind with its sentence, and listen to kinds of the rooms below."""

import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import Any, Protocol

from plenary.core.standing import Standing
from plenary.core.verdicts import Label


class EntryLike(Protocol):
    """What a receiver is told of an entry."""

    @property
    def id(self) -> str:
        """The random id of the entry."""
        ...

    @property
    def kind(self) -> str:
        """Its registered kind."""
        ...

    @property
    def about(self) -> str:
        """The id of what it is about, or empty."""
        ...

    @property
    def facts(self) -> Mapping[str, Any]:
        """What its audience reads; parts are not told."""
        ...

    @property
    def audience(self) -> Sequence[str]:
        """The tokens of those who may read it."""
        ...


type Receiver = Callable[[Standing, EntryLike], None]

_BLANK = re.compile(r"%\((\w+)\)")

_kinds: dict[str, Label] = {}
_fuller: dict[str, tuple[str, Label]] = {}
_words: dict[str, Callable[[str], Label]] = {}
_routine: set[str] = set()
_optional: dict[str, frozenset[str]] = {}
_powers: dict[str, str] = {}
_doing: dict[str, frozenset[str]] = {}
_receivers: defaultdict[str, list[Receiver]] = defaultdict(list)
_order: dict[Receiver, int] = {}


def register_kind(
    code: str,
    sentence: Label,
    *,
    fuller: tuple[str, Label] | None = None,
    is_routine: bool = False,
    power: str = "",
    does: Iterable[str] = (),
    may_lack: Collection[str] = (),
) -> None:
    """Bring a kind with its sentence, filled from facts (`%(name)s`). Raises ValueError when the code is taken.

    What the sentence has blanks for, each entry of the kind must bring, but for the facts that it `may_lack`: a reader who has
    not got them reads that they are left out.

    A routine kind comes many times for one thing (each ballot on a proposal). The record shows all of it; what tells
    people of news (inbox, desk) leaves it out. `power` is the code of the power by which an officer does what is entered so:
    where the one who acts has it, the entry says so, and members read it among what officers did with their powers.
    `fuller` names a fact and the sentence that is told where the reader has it; entries made before it was entered, and
    readers from whom it is withheld, do without. `does` names what the kind does, by codes of its room: rooms above listen to
    those (`on_doing`) instead of to lists of kinds.
    """
    if _kinds.get(code, sentence) != sentence:
        raise ValueError(f"entry kind {code} is registered twice")
    _kinds[code] = sentence
    if fuller:
        _fuller[code] = fuller
    _optional[code] = frozenset(may_lack)
    if is_routine:
        _routine.add(code)
    if power:
        _powers[code] = power
    _doing[code] = frozenset(does)


def register_words(fact: str, words: Callable[[str], Label]) -> None:
    """Say how a fact that is a code is put into words in sentences, such as an outcome. Raises ValueError when the fact has
    words already."""
    if _words.get(fact, words) is not words:
        raise ValueError(f"the words of the fact {fact} are registered twice")
    _words[fact] = words


def in_words(fact: str, value: object) -> object:
    """A fact as sentences take it: in its registered words, in the active language; else as it is."""
    known = _words.get(fact)
    return str(known(value)) if known and isinstance(value, str) else value


def kinds() -> Mapping[str, Label]:
    """Every kind with its sentence, by code."""
    return dict(_kinds)


def sentence_of(code: str, facts: Mapping[str, Any]) -> Label | None:
    """The sentence of a kind for a reader who has these facts; None for a kind that no room registered."""
    fact, fuller = _fuller.get(code, ("", ""))
    return fuller if facts.get(fact) else _kinds.get(code)


def needed_by(code: str) -> frozenset[str]:
    """The facts without which the sentence of a kind has a blank that nobody can fill. Raises KeyError on an unknown kind."""
    return frozenset(_BLANK.findall(str(_kinds[code]))) - _optional[code]


def routine_kinds() -> frozenset[str]:
    """The kinds that are no news by themselves."""
    return frozenset(_routine)


def power_of(code: str) -> str:
    """The code of the power by which officers enter this kind; empty where none is needed."""
    return _powers.get(code, "")


def is_kind(code: str) -> bool:
    """True when a room registered this kind."""
    return code in _kinds


def on_entry(code: str) -> Callable[[Receiver], Receiver]:
    """Mark a receiver of a kind: called with the standing that acted and the entry, in the transaction of the change.

    It may change rows and enter more. What it raises undoes the whole act. Raises ValueError when no room registered the
    kind: rooms listen to their own kinds, after these, and to those of rooms below.
    """
    if code not in _kinds:
        raise ValueError(f"no entry kind is called {code}; is it misspelt, or not yet in the room's entries.py?")

    return _heard_under(code)


def on_doing(what: str) -> Callable[[Receiver], Receiver]:
    """The same, of each kind that `does` this, whichever room registers it, and whenever."""
    return _heard_under(what)


def _heard_under(code: str) -> Callable[[Receiver], Receiver]:
    def decorate(receiver: Receiver) -> Receiver:
        _receivers[code].append(receiver)
        _order.setdefault(receiver, len(_order))
        return receiver

    return decorate


def what_it_does(entry: EntryLike) -> frozenset[str]:
    """What an entry does (`register_kind`, `does`); of one under a neutral kind, what happened stands in its facts."""
    return _doing.get(entry.facts.get("happened", entry.kind), frozenset())


def does(code: str) -> frozenset[str]:
    """What a kind does, by codes of its room; nothing for a kind that no room registered."""
    return _doing.get(code, frozenset())


def receivers_of(code: str) -> Sequence[Receiver]:
    """The receivers of a kind and of what it does, each once, in the order of rooms, lowest first."""
    heard = dict.fromkeys(receiver for what in (code, *does(code)) for receiver in _receivers[what])
    return tuple(sorted(heard, key=lambda receiver: _order.get(receiver, 0)))
