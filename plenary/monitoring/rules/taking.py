"""Taking a status list over: what of it somebody chose, what cannot be, and whether that was chosen of what stands there now."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256

from plenary.monitoring.rules.comparing import Differences, differences, taken
from plenary.monitoring.rules.treaty_actions import Kind, TreatyAction, Wrong, problems


@dataclass(frozen=True, slots=True)
class Ended:
    """Treaty actions of one actor whose end a list does not tell."""

    actor: str
    line: int
    actions: tuple[TreatyAction, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Choices:
    """What somebody chose, by the keys of treaty actions: what is left out of what is new or of another day, what is taken out of
    what is missing, and the end of whoever has ended, by its code: the day of notice, and that on which it takes effect."""

    left_out: Collection[str] = ()
    taken_out: Collection[str] = ()
    ends: Mapping[str, tuple[date, date]] = field(default_factory=dict)


def key_of(action: TreatyAction) -> str:
    """A treaty action as a choice names it."""
    effect = f".{action.takes_effect}" if action.takes_effect else ""
    return f"{action.actor}.{action.kind}.{action.day}{effect}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """A list beside what is kept: what differs, what has ended at an unknown day, and what cannot be as it is told."""

    kept: tuple[TreatyAction, ...]
    found: Differences
    ends: tuple[Ended, ...] = ()
    wrong: Mapping[TreatyAction, Wrong] = field(default_factory=dict)

    @property
    def is_the_same(self) -> bool:
        """Whether there is nothing to choose."""
        return self.found.are_none and not self.ends

    @property
    def digest(self) -> str:
        """By which it is known that a choice was made of this very comparison: 32 hexadecimal characters."""
        parts = [self.found, self.ends, sorted(map(key_of, self.wrong))]
        return sha256(repr(parts).encode()).hexdigest()[:32]

    def chosen(self, choices: Choices) -> Differences:
        """What is to be done by a choice; an end that is told brings what its actor did with it."""
        out = set(choices.left_out)
        read = [each for end in self.ends if end.actor in choices.ends for each in _with_end(end, choices)]
        ended = {end.actor for end in self.ends if end.actor in choices.ends}
        told = differences((each for each in self.kept if each.actor in ended), read)
        return Differences(
            new=tuple(each for each in (*self.found.new, *told.new) if key_of(each) not in out),
            moved=tuple(pair for pair in (*self.found.moved, *told.moved) if key_of(pair[1]) not in out),
            missing=tuple(each for each in self.found.missing if key_of(each) in set(choices.taken_out)),
        )


def compare(
    kept: Sequence[TreatyAction],
    read: Iterable[TreatyAction],
    *,
    ends: Iterable[Ended] = (),
    unread: Collection[str] = (),
    as_at: date | None = None,
) -> Comparison:
    """A list beside what is kept. Of what came after the day of the list, and of actors whose row was not read, nothing is
    missing in it. Whoever has ended, and of whom that end is kept, is asked for no more."""
    asked = tuple(end for end in ends if not _is_kept(end, kept))
    told = [each for each in kept if each.actor not in unread and (as_at is None or each.day <= as_at)]
    return Comparison(kept=tuple(kept), found=differences(told, read), ends=asked)


def contradictions(
    kept: Iterable[TreatyAction], done: Differences, *, adopted: date | None, today: date, signed_first: bool = True
) -> Mapping[TreatyAction, Wrong]:
    """What of these differences cannot be, beside all that is kept. Where what is kept would not fit any more, all that is done
    about its actor is told. What did not fit before is let be."""
    kept = list(kept)
    doing = (*done.new, *(now for _old, now in done.moved), *done.missing)
    before, after = _by_actor(kept), _by_actor(taken(kept, done))
    found: dict[TreatyAction, Wrong] = {}
    for actor in {each.actor for each in doing}:
        was, now = (
            set(problems(own.get(actor, ()), adopted=adopted, today=today, signed_first=signed_first))
            for own in (before, after)
        )
        for action, wrong in sorted(now - was, key=lambda each: (each[0].counts_from, each[1])):
            about = [action] if action in doing else [each for each in doing if each.actor == actor]
            found |= {each: wrong for each in about if each not in found}
    return found


def _with_end(end: Ended, choices: Choices) -> Iterator[TreatyAction]:
    notified, takes_effect = choices.ends[end.actor]
    yield from end.actions
    yield TreatyAction(end.actor, Kind.WITHDRAWAL, notified, takes_effect)


def _is_kept(end: Ended, kept: Iterable[TreatyAction]) -> bool:
    own = [each for each in kept if each.actor == end.actor]
    days = {(each.kind, each.day) for each in own}
    last = max(each.day for each in end.actions)
    left = any(each.kind is Kind.WITHDRAWAL and each.day >= last for each in own)
    return left and all((each.kind, each.day) in days for each in end.actions)


def _by_actor(actions: Iterable[TreatyAction]) -> Mapping[str, list[TreatyAction]]:
    found: dict[str, list[TreatyAction]] = defaultdict(list)
    for action in actions:
        found[action.actor].append(action)
    return found
