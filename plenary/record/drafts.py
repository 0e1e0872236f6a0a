"""Entries that were made within an act and wait for its end to be appended."""

import json
import warnings
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import connection, transaction

from plenary.core import clock
from plenary.core.models import random_id
from plenary.core.standing import Standing
from plenary.record import kinds
from plenary.record.rules import envelopes


@dataclass(frozen=True, slots=True)
class Part:
    """A further opening of an entry: for a narrower audience (empty: the entry's), or about a person, so it can be erased."""

    facts: Mapping[str, Any]
    audience: Sequence[str] = ()
    person: str = ""


@dataclass(frozen=True, slots=True)
class Exercise:
    """That an officer acted by a power: its code, the office that gives it, and the key of the clause that says so."""

    power: str
    office: str
    clause: str


@dataclass(frozen=True, slots=True)
class OpeningDraft:
    """One opening, sealed with its salt at the moment when it was entered."""

    audience: tuple[str, ...]
    person: str
    sealed: envelopes.Sealed


@dataclass(frozen=True, slots=True, eq=False)
class EntryDraft:
    """An entry that waits for the end of its act. Its place in the record is given then."""

    id: str
    by: Standing
    at: datetime
    kind: str
    about: str
    audience: tuple[str, ...]
    openings: tuple[OpeningDraft, ...]
    exercise: Exercise | None = None

    @property
    def facts(self) -> Mapping[str, Any]:
        """What its audience reads, as a fresh copy of what was entered."""
        facts: dict[str, Any] = json.loads(self.openings[0].sealed.payload)["facts"]
        return facts

    def still_holds(self) -> None:
        """Run at commit: nothing to do. While it waits there, the savepoint of the entry was not rolled back."""


def draft(
    *,
    by: Standing,
    kind: str,
    about: str,
    audience: Sequence[str],
    facts: Mapping[str, Any],
    parts: Sequence[Part],
    power: str | Exercise | None = None,
) -> EntryDraft:
    """Make an entry of what happened now. Raises ValueError on an unknown kind or an empty audience, CanonicalError on facts.

    Warns where a fact that the sentence of the kind tells is neither among the facts nor in a part; tests fail then. Nobody's
    act is refused for a blank in a sentence.
    """
    if not kinds.is_kind(kind):
        raise ValueError(f"entry kind {kind} is not registered; name it in the room's entries.py")
    tokens = tuple(sorted(set(audience)))
    if not tokens:
        raise ValueError(f"an entry of kind {kind} names no audience")
    if lacking := kinds.needed_by(kind).difference(facts, *(part.facts for part in parts)):
        told = ", ".join(sorted(lacking))
        warnings.warn(
            f"an entry of kind {kind} lacks what its sentence tells: {told}; give it, or say may_lack", stacklevel=2
        )
    at, exercise = clock.now(), _exercised(by, kinds.power_of(kind) if power is None else power)
    payload = {
        "kind": kind,
        "at": envelopes.exact(at),
        "about": about,
        "audience": tokens,
        "by": _who(by, exercise),
        "facts": dict(facts),
    }
    openings = [OpeningDraft((), "", envelopes.seal(payload)), *map(_part, parts)]
    return EntryDraft(random_id(), by, at, kind, about, tokens, tuple(openings), exercise)


def _part(part: Part) -> OpeningDraft:
    tokens = tuple(sorted(set(part.audience)))
    payload = {"audience": tokens, "person": part.person, "facts": dict(part.facts)}
    return OpeningDraft(tokens, part.person, envelopes.seal(payload))


def _who(by: Standing, exercise: Exercise | None) -> dict[str, Any]:
    if by.is_system:
        return {"clause": by.clause}
    who = {"person": by.person, "member": by.member, "offices": sorted(by.offices)}
    if exercise is not None:
        who |= {"power": exercise.power, "office": exercise.office, "under": exercise.clause}
    return who


def _exercised(by: Standing, power: str | Exercise) -> Exercise | None:
    """What of a power was exercised: nothing where the one who acts does not have it, and acted by another right."""
    if by.is_system:
        return None
    if isinstance(power, Exercise):
        return power
    if not power or not by.has_power(power):
        return None
    office = by.office_for(power)
    return Exercise(power, office, f"office.{office}" if office else "")


@dataclass(slots=True)
class Drafts:
    """The entries of one act, in order."""

    _all: list[EntryDraft] = field(default_factory=list)
    _told: set[EntryDraft] = field(default_factory=set)
    _waiting_before: int = field(default_factory=lambda: len(connection.run_on_commit))

    def add(self, entry: EntryDraft) -> None:
        """Keep an entry until the end of the act, or until the savepoint that it was made in is rolled back."""
        transaction.on_commit(entry.still_holds)
        self._all.append(entry)

    def __len__(self) -> int:
        return len(self._all)

    def each_told(self, begun: int = 0) -> Iterator[EntryDraft]:
        """Each entry of a kind that somebody listens to, once, from the place `begun` on, those that receivers add too."""
        place = begun
        while place < len(self._all):
            entry = self._all[place]
            place += 1
            if entry not in self._told and kinds.receivers_of(entry.kind) and entry in self._holding():
                self._told.add(entry)
                yield entry

    def holding(self) -> list[EntryDraft]:
        """The entries whose changes stand, in order."""
        holding = self._holding()
        return [entry for entry in self._all if entry in holding]

    def _holding(self) -> set[EntryDraft]:
        # Django forgets what waits for the commit when the savepoint in which it was registered is rolled back.
        # What waits there therefore tells which changes stand; nothing may enter the record that did not happen.
        waiting = (
            getattr(callback, "__self__", None)
            for _sids, callback, *_ in connection.run_on_commit[self._waiting_before :]
        )
        return {entry for entry in waiting if isinstance(entry, EntryDraft)}
