"""Entries that were made within an act and wait for its end to be appended."""

import json
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

    @property
    def facts(self) -> Mapping[str, Any]:
        """What its audience reads, as a fresh copy of what was entered."""
        facts: dict[str, Any] = json.loads(self.openings[0].sealed.payload)["facts"]
        return facts

    def still_holds(self) -> None:
        """Run at commit: nothing to do. While it waits there, the savepoint of the entry was not rolled back."""


def draft(
    *, by: Standing, kind: str, about: str, audience: Sequence[str], facts: Mapping[str, Any], parts: Sequence[Part]
) -> EntryDraft:
    """Make an entry of what happened now. Raises ValueError on an unknown kind or an empty audience, CanonicalError on facts."""
    if not kinds.is_kind(kind):
        raise ValueError(f"entry kind {kind} is not registered; name it in the room's entries.py")
    tokens = tuple(sorted(set(audience)))
    if not tokens:
        raise ValueError(f"an entry of kind {kind} names no audience")
    at = clock.now()
    payload = {
        "kind": kind,
        "at": envelopes.exact(at),
        "about": about,
        "audience": tokens,
        "by": _who(by),
        "facts": dict(facts),
    }
    openings = [OpeningDraft((), "", envelopes.seal(payload)), *map(_part, parts)]
    return EntryDraft(random_id(), by, at, kind, about, tokens, tuple(openings))


def _part(part: Part) -> OpeningDraft:
    tokens = tuple(sorted(set(part.audience)))
    payload = {"audience": tokens, "person": part.person, "facts": dict(part.facts)}
    return OpeningDraft(tokens, part.person, envelopes.seal(payload))


def _who(by: Standing) -> dict[str, Any]:
    if by.is_system:
        return {"clause": by.clause}
    return {"person": by.person, "member": by.member, "offices": sorted(by.offices)}


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
