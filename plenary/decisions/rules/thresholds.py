"""Thresholds: the majorities that a process asks for, the first and a second, and how it stands with each (B3).

There is one formula of a majority, `rules.methods.majorities.decide`; here ballots become the votes that it counts.
"""

from collections.abc import Iterable, Mapping
from typing import NamedTuple, Protocol

from plenary.charter.rules.schema import Base, Process, Second
from plenary.decisions.rules.ballots import Choice, Shares
from plenary.decisions.rules.methods.majorities import (
    Answer,
    By,
    Majority,
    Of,
    Reached,
    Vote,
    decide,
    sums_by_weight,
    words_of_regions,
)


class Placed(Protocol):
    """A place in the electorate, as far as a majority asks: its key, how many votes its ballot counts, and its region."""

    @property
    def key(self) -> str: ...

    @property
    def weight(self) -> int: ...

    @property
    def region(self) -> str: ...


class RegionSaid(NamedTuple):
    """What one region says, and the votes of its own for it and against it."""

    region: str
    yes: int
    no: int
    said: Answer


_OF = {Base.CAST: Of.CAST, Base.PRESENT: Of.PRESENT, Base.ELECTORATE: Of.ELECTORATE}
_SAID = {Choice.YES: Answer.YES, Choice.NO: Answer.NO}
_WITHIN = Majority(by=By.WEIGHT)
"""A region says what more than half of its own votes say, as each ballot weighs."""
_SECOND = {
    Second.MEMBERS: Majority(by=By.MEMBERS),
    Second.REGIONS: Majority(by=By.REGIONS, within=_WITHIN, tied=Answer.ABSTAIN),
}


def stands(process: Process, electors: Iterable[Placed], cast: Mapping[str, Shares]) -> tuple[Reached, Reached | None]:
    """How it stands with the first majority that a process asks for, by weight, and with the second, or None where there is
    none.

    By members each elector counts once, whatever its ballot weighs; a split ballot says what more of its votes say, yes or
    no, and neither where as many say both. By regions each region counts once, and says what more than half of its own
    votes say, those of split ballots as they fall; one whose votes are even, or that cast neither yes nor no, says neither.
    Electors without a region count in the first majority alone. `cast` are ballots by key, of these electors alone.
    """
    places = tuple(electors)
    votes = tuple(vote for place in places for vote in _parts(place, cast.get(place.key)))
    first = Majority(by=By.WEIGHT, of=_OF[process.base], share=process.threshold, strictly=process.strictly)
    second = _SECOND.get(process.second)
    if second is None:
        return decide((first,), votes).each[0], None
    counted = votes if second.by is By.REGIONS else tuple(_whole(place, cast.get(place.key)) for place in places)
    return decide((first,), votes).each[0], decide((second,), counted).each[0]


def said_by_regions(votes: Iterable[Vote]) -> tuple[RegionSaid, ...]:
    """What each region says under a second majority by regions, with its votes, in the order of their names."""
    everyone = tuple(votes)
    words = words_of_regions(everyone, _WITHIN, tied=Answer.ABSTAIN)
    sums = {region: sums_by_weight(vote for vote in everyone if vote.region == region) for region in words}
    return tuple(
        RegionSaid(region, int(sums[region].yes), int(sums[region].no), said) for region, said in words.items()
    )


def vote_of(choice: Choice, weight: int, region: str) -> Vote:
    """Votes that say the same, as majorities count them: whatever is neither yes nor no is an abstention."""
    return Vote(answer=_SAID.get(choice, Answer.ABSTAIN), weight=weight, region=region)


def _parts(place: Placed, shares: Shares | None) -> list[Vote]:
    """The votes of one elector, as they fall."""
    if not shares:  # none, or one whose word is not known here: it took part and says neither
        answer = Answer.ABSENT if shares is None else Answer.ABSTAIN
        return [Vote(answer=answer, weight=place.weight, region=place.region)]
    return [vote_of(choice, votes, place.region) for choice, votes in shares.items() if votes or len(shares) == 1]


def _whole(place: Placed, shares: Shares | None) -> Vote:
    """One elector as one vote, whatever its ballot weighs."""
    if shares is None:
        return Vote(answer=Answer.ABSENT, region=place.region)
    if len(shares) == 1:
        return vote_of(next(iter(shares)), 1, place.region)
    yes, no = shares.get(Choice.YES, 0), shares.get(Choice.NO, 0)
    answer = Answer.YES if yes > no else Answer.NO if no > yes else Answer.ABSTAIN
    return Vote(answer=answer, region=place.region)
