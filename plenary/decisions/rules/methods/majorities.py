"""Majorities: of the votes cast, of those present, of the electorate; and several at once, by members, weight and regions.

A majority is a share of something, to be passed or to be reached. What is for it is yes alone. A *double majority* asks for
two at once, as for amending the Swiss constitution (people and cantons: Federal Constitution, articles 140 and 142, where
some cantons count one half) and for decisions of the Council of the European Union (55 % of members, who stand for 65 % of
the population: Treaty on European Union, article 16 (4)). The word of a region is what its own voters decide.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from math import ceil, floor, lcm

from plenary.decisions.rules.methods.profiles import Number


class Of(StrEnum):
    """What a majority is a share of."""

    CAST = "cast"  # yes and no
    PRESENT = "present"  # yes, no and abstentions
    ELECTORATE = "electorate"  # all who are entitled, whether they took part or not


class By(StrEnum):
    """What a majority counts."""

    MEMBERS = "members"  # each entitled member once
    WEIGHT = "weight"  # each with the votes that it has
    REGIONS = "regions"  # each region once, or with its own weight


class Answer(StrEnum):
    """What a member says; ABSENT where it did not take part."""

    YES = "yes"
    NO = "no"
    ABSTAIN = "abstain"
    ABSENT = "absent"


@dataclass(frozen=True, slots=True, kw_only=True)
class Vote:
    """An entitled member: what it says, how much it weighs (not below 0), and to which region it belongs."""

    answer: Answer
    weight: Number = 1
    region: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sums:
    """How much is for it, against it, neither, and absent. `step` is the least by which a sum can grow."""

    yes: Number = 0
    no: Number = 0
    abstain: Number = 0
    absent: Number = 0
    step: Number = 1

    def of(self, basis: Of) -> Number:
        """The whole that a share is taken of."""
        cast = self.yes + self.no
        return {
            Of.CAST: cast,
            Of.PRESENT: cast + self.abstain,
            Of.ELECTORATE: cast + self.abstain + self.absent,
        }[basis]


@dataclass(frozen=True, slots=True, kw_only=True)
class Majority:
    """A majority that is asked for: more than a share (`strictly`), or at least it, of what, counted by what.

    By regions, `within` is the majority that a region's own members must reach for the region to say yes (more than half of
    the votes cast where none is named), and `tied` what it says where as many of its own say yes as no.
    """

    by: By = By.MEMBERS
    of: Of = Of.CAST
    share: Fraction = Fraction(1, 2)
    strictly: bool = True
    within: "Majority | None" = None
    tied: Answer = Answer.NO


@dataclass(frozen=True, slots=True, kw_only=True)
class Reached:
    """How it stands with one majority: `reached` of yes, where at least `needed` was asked for, of `basis`.

    `needed` may be above the basis: then it could not be reached at all.
    """

    majority: Majority
    sums: Sums
    basis: Number
    needed: Number

    @property
    def reached(self) -> Number:
        """How much is for it."""
        return self.sums.yes

    @property
    def met(self) -> bool:
        """True when enough is for it."""
        return self.sums.yes >= self.needed

    @property
    def missing(self) -> Number:
        """How much more would have to be for it, the basis being the same."""
        return max(0, self.needed - self.sums.yes)


@dataclass(frozen=True, slots=True, kw_only=True)
class Majorities:
    """Whether every majority that was asked for is met, and how it stands with each, in the order in which they were asked.

    `reason` is `decisions.threshold_met`, `decisions.threshold_missed`, or `decisions.nobody_voted` where all are absent.
    """

    adopted: bool
    reason: str
    each: tuple[Reached, ...]

    @property
    def missed(self) -> tuple[Reached, ...]:
        """The majorities that were not reached."""
        return tuple(one for one in self.each if not one.met)


def least_yes(share: Fraction, whole: Number, *, strictly: bool) -> int:
    """The least whole number of yes that is more than a share of a whole, or at least it where not `strictly`; never none."""
    bound = share * whole
    return max(1, floor(bound) + 1 if strictly else ceil(bound))


def needed_for(majority: Majority, sums: Sums) -> Number:
    """The least yes that meets a majority, of these sums: the next step above the share, or the first at it; never none."""
    step = Fraction(sums.step)
    return _plain(least_yes(majority.share, sums.of(majority.of) / step, strictly=majority.strictly) * step)


def reached(majority: Majority, sums: Sums) -> Reached:
    """How it stands with a majority, given what is for it and against it."""
    return Reached(majority=majority, sums=sums, basis=sums.of(majority.of), needed=needed_for(majority, sums))


def sums_by_member(votes: Iterable[Vote]) -> Sums:
    """How many members say what."""
    return _sums((vote.answer, 1) for vote in votes)


def sums_by_weight(votes: Iterable[Vote]) -> Sums:
    """How many votes say what. Raises ValueError on a weight below 0."""
    return _sums((vote.answer, vote.weight) for vote in votes)


def words_of_regions(
    votes: Iterable[Vote], within: Majority | None = None, *, tied: Answer = Answer.NO
) -> dict[str, Answer]:
    """What each region says, by its name: yes where its own members reach the majority `within`, `tied` where as many of its
    own say yes as no, else no; it abstains where all who took part do, and is absent where nobody did.

    `within` counts by members or by weight. Members of no region (an empty name) count in none. Raises ValueError on a
    weight below 0, and when `within` counts by regions.
    """
    inner = within or Majority()
    if inner.by is By.REGIONS:
        raise ValueError("a region has no regions of its own")
    members: dict[str, list[Vote]] = {}
    for vote in votes:
        if vote.region:
            members.setdefault(vote.region, []).append(vote)
    return {region: _word(inner, members[region], tied) for region in sorted(members)}


def sums_by_region(
    votes: Iterable[Vote],
    within: Majority | None = None,
    weights: Mapping[str, Number] | None = None,
    *,
    tied: Answer = Answer.NO,
) -> Sums:
    """How many regions say what (`words_of_regions`). `weights` says how much a region counts, 1 where it names none; regions
    in it to which no voter belongs are absent. Raises ValueError as `words_of_regions` does, and on a weight below 0."""
    counted = weights or {}
    words = dict.fromkeys(counted, Answer.ABSENT) | words_of_regions(votes, within, tied=tied)
    return _sums((word, counted.get(region, 1)) for region, word in words.items())


def decide(asked: Iterable[Majority], votes: Iterable[Vote], weights: Mapping[str, Number] | None = None) -> Majorities:
    """Whether the votes of all who are entitled meet every majority that is asked for.

    `weights` are those of regions (see `sums_by_region`). The order of votes does not matter. Raises ValueError when no
    majority is asked for, and on what the sums refuse.
    """
    cast, wanted = tuple(votes), tuple(asked)
    if not wanted:
        raise ValueError("no majority is asked for")
    stand = tuple(reached(each, _counted(each, cast, weights)) for each in wanted)
    if all(vote.answer is Answer.ABSENT for vote in cast):
        return Majorities(adopted=False, reason="decisions.nobody_voted", each=stand)
    adopted = all(each.met for each in stand)
    reason = "decisions.threshold_met" if adopted else "decisions.threshold_missed"
    return Majorities(adopted=adopted, reason=reason, each=stand)


def _counted(majority: Majority, votes: tuple[Vote, ...], weights: Mapping[str, Number] | None) -> Sums:
    if majority.by is By.REGIONS:
        return sums_by_region(votes, majority.within, weights, tied=majority.tied)
    return sums_by_weight(votes) if majority.by is By.WEIGHT else sums_by_member(votes)


def _word(within: Majority, own: list[Vote], tied: Answer) -> Answer:
    """What a region says."""
    took_part = {vote.answer for vote in own} - {Answer.ABSENT}
    if took_part <= {Answer.ABSTAIN}:
        return Answer.ABSTAIN if took_part else Answer.ABSENT
    sums = _counted(within, tuple(own), None)
    if reached(within, sums).met:
        return Answer.YES
    return tied if sums.yes == sums.no else Answer.NO


def _sums(said: Iterable[tuple[Answer, Number]]) -> Sums:
    """Sums of what is said, each with its weight; the step is the largest of which every weight is a whole number, at most 1."""
    sums: dict[Answer, Number] = dict.fromkeys(Answer, 0)
    parts = 1
    for answer, weight in said:
        if weight < 0:
            raise ValueError("a weight is below 0")
        sums[answer] += weight
        parts = lcm(parts, Fraction(weight).denominator)
    step = _plain(Fraction(1, parts))
    return Sums(step=step, **{answer.value: _plain(number) for answer, number in sums.items()})


def _plain(number: Number) -> Number:
    """The same number, whole where it is whole."""
    return int(number) if number == int(number) else number
