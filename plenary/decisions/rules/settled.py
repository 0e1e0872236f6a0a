"""Whether an outcome is certain before everybody has voted, so that a process that may close early does (B3)."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Protocol

from plenary.charter.rules.schema import Process
from plenary.decisions.rules.ballots import Choice, Shares, choices_of, whole
from plenary.decisions.rules.counting import Outcome, count
from plenary.decisions.rules.electorates import counted


class Place(Protocol):
    """A place in an electorate, as far as it is asked whether its ballot could still change anything."""

    @property
    def key(self) -> str: ...

    @property
    def weight(self) -> int: ...

    @property
    def region(self) -> str: ...

    @property
    def is_away(self) -> bool: ...

    @property
    def is_recused(self) -> bool: ...


def is_settled(
    process: Process,
    electors: Iterable[Place],
    cast: Mapping[str, Shares],
    *,
    carried: Mapping[str, Shares] | None = None,
    objections: frozenset[str] = frozenset(),
) -> bool:
    """True when no ballot that is missing could change the outcome; never under silence, where nobody votes.

    `cast` are the ballots that electors cast themselves; what is `carried` for others counts while they cast none, and they
    may still. Those away may vote too, and are then counted. It is enough to ask what comes of it when all who are missing
    say the same thing, and when none of them votes: one more yes never un-adopts, one more no never adopts, and whoever
    votes helps the quorum; that holds of a second majority too, for a yes in place of a no, or of nothing, never takes a
    region from it (Hypothesis tries every other way to vote, in the tests).
    """
    choices = choices_of(process.method)
    places = [elector for elector in electors if not elector.is_recused]
    if not choices or not places:
        return False
    return (
        len({_outcome(process, places, votes, objections) for votes in _ways(places, choices, cast, carried or {})})
        == 1
    )


def _ways(
    places: list[Place], choices: tuple[Choice, ...], cast: Mapping[str, Shares], carried: Mapping[str, Shares]
) -> Iterator[dict[str, Shares]]:
    yield {**carried, **cast}
    for choice in choices:
        yield {**{place.key: whole(choice, place.weight) for place in places}, **cast}


def _outcome(process: Process, places: list[Place], votes: Mapping[str, Shares], objections: frozenset[str]) -> Outcome:
    present = counted(places, votes.keys() | objections)
    keys = {place.key for place in present}
    return count(process, present, {key: votes[key] for key in votes if key in keys}, objections & keys).outcome
