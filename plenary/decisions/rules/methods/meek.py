"""The single transferable vote by Meek's method: each candidate keeps a share of every paper that reaches it, no more than
its quota asks, and the rest goes on; whoever goes is counted as if it had never stood.

The rule is the reference Meek rule of the Proportional Representation Foundation (prfound.org, reference rules), a form of
Hill, Wichmann and Woodall, "Algorithm 123: single transferable vote by Meek's method" (The Computer Journal 30, 1987).
Its numbers have 9 decimals and are held as whole billionths, so that every count gives the same on every machine:

- Each paper starts with 1. A candidate keeps of what reaches it that times its keep value, rounded up; the rest goes on.
- The quota is the sum of all that candidates keep by the seats and one, rounded down, and a billionth more. It falls as
  papers have nobody left to go to.
- Whoever reaches the quota is chosen. If nobody did, each of the chosen gets a new keep value: the old one times the quota
  by its votes, rounded up at each of the two steps, and never above 1 (which the rule leaves unsaid); then the papers are
  gone through again.
- That ends when the surpluses of the chosen together are below a millionth, or no longer fall. Then whoever has least goes;
  those who have no more than that and the surpluses together are tied with it.
- When no more stand than seats are left, they are chosen.

Ties are broken by lot alone, as the rule has it: an earlier stage says nothing in a count that starts anew each time.

Papers that name several candidates in one place are divided equally among those of them that stand: each is offered an equal
part (rounded down), keeps of it by its keep value, and the rest of all goes on to the next place. So does droop, the program
of the rule's author (its parametric Meek rule; the reference rule itself knows no equal places). Whoever a paper does not
name gets nothing of it.

Stages, by code:

- `first_preferences`: what each has before anything is decided;
- `elected`: whoever has reached the quota, those with most votes first;
- `exclusion`: surpluses are carried over as far as they go, and whoever has least goes;
- `doomed`: whoever can no longer be chosen goes, for a reservation (`reserved`);
- `remaining`: those that still stand are as many as the seats that are left, and are chosen.

Facts of a stage: `quota`, `keep` (keep values, exact fractions by candidate), `surplus` (of the chosen, together),
`exhausted` (what has nobody to go to, over all), `iterations` (how often the papers were gone through since the stage
before); under reservations `kept` (who stays though it had less than who went, with the codes of the reservations) and
`doomed` (who goes, with those codes).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from plenary.decisions.rules.methods.accounts import Account, Stage, Tie, UncountableError
from plenary.decisions.rules.methods.papers import Papers
from plenary.decisions.rules.methods.profiles import Number, Ranked
from plenary.decisions.rules.methods.reasons import gettext_noop
from plenary.decisions.rules.methods.reserved import Reserved, Watch
from plenary.decisions.rules.methods.ties import Ties

_ONE = 10**9
_OMEGA = 10**3  # a millionth, in billionths


def count_meek(
    ballots: Ranked, seats: int, ties: Ties | None = None, *, reserved: tuple[Reserved, ...] = ()
) -> Account:
    """Fill `seats` by Meek's method, to 9 decimals, until surpluses are below a millionth (see above for the rule).

    `winners` stand in the order in which they were chosen, those chosen at once by their votes, then by lot. `quota` is the
    last quota. Where fewer stand than there are seats, all that stand are chosen. `reserved` are seats kept for groups, by
    the rule of `reserved`. Raises UncountableError on no seat, when no ballot names anybody who stands though more stand
    than there are seats, and when reservations cannot be met by those who stand.
    """
    if seats < 1:
        raise UncountableError(gettext_noop("there is no seat to fill"))
    keep = dict.fromkeys(ballots.standing, _ONE)
    return _Count(
        ballots=ballots,
        seats=seats,
        ties=ties or Ties.in_order(len(ballots.names)),
        reserved=reserved,
        papers=Papers(ballots.ballots, keep),
        keep=keep,
        hopeful=list(keep),
    ).done()


@dataclass(slots=True, kw_only=True)
class _Count:
    """A count under way. Votes and keep values are in billionths."""

    ballots: Ranked
    seats: int
    ties: Ties
    reserved: tuple[Reserved, ...]
    papers: Papers
    keep: dict[int, int]  # whoever stands, with its keep value
    elected: list[int] = field(default_factory=list)
    hopeful: list[int] = field(default_factory=list)
    votes: dict[int, int] = field(default_factory=dict)
    quota: int = 0
    surplus: int = 0
    iterations: int = 0
    told: dict[int, int] = field(default_factory=dict)  # votes at the stage before
    stages: list[Stage] = field(default_factory=list)

    def done(self) -> Account:
        """Count to the end."""
        self._watch()
        self._go_through()
        if not any(self.votes.values()) and len(self.hopeful) > self.seats:
            raise UncountableError(gettext_noop("no ballot names anybody who stands"))
        self._tell("first_preferences")
        while len(self.elected) < self.seats < len(self.elected) + len(self.hopeful):
            if gone := self._watch().must_go():
                self._go(gone, "doomed", doomed=self._why(gone, goes=True))
            elif self._settle():
                self._choose()
            else:
                self._exclude()
        if len(self.elected) < self.seats and self.hopeful:
            self._remain()
        return self._account()

    def _settle(self) -> bool:
        """Go through the papers until somebody reaches the quota (True), or surpluses are carried over as far as they go."""
        before: int | None = None
        while True:
            self._go_through()
            if any(self.votes[each] >= self.quota for each in self.hopeful):
                return True
            if self.surplus < _OMEGA or (before is not None and self.surplus >= before):
                return False
            before = self.surplus
            for each in self.elected:
                scaled = _up(self.keep[each] * self.quota, _ONE)
                self.keep[each] = min(_ONE, _up(scaled * _ONE, self.votes[each]))

    def _go_through(self) -> None:
        self.votes = self.papers.votes()
        self.quota = sum(self.votes.values()) // (self.seats + 1) + 1
        self.surplus = max(0, sum(self.votes[each] - self.quota for each in self.elected))
        self.iterations += 1

    def _choose(self) -> None:
        """Choose those who have the quota, one after the other, until somebody is doomed by it or no seat is left."""
        reached = {each for each in self.hopeful if self.votes[each] >= self.quota}
        chosen: list[int] = []
        broken: list[Tie] = []
        while reached and len(self.elected) < self.seats and not self._watch().must_go():
            taken = self._best(reached, broken)
            reached.remove(taken)
            self.hopeful.remove(taken)
            self.elected.append(taken)
            chosen.append(taken)
        self._tell("elected", elected=tuple(chosen), ties=tuple(broken) if self.reserved else ())

    def _exclude(self) -> None:
        """Let go who has least, of those who may go."""
        stay = self._watch().must_stay()
        free = [each for each in self.hopeful if each not in stay]
        least = min(self.votes[each] for each in free)
        tied = [each for each in free if self.votes[each] <= least + self.surplus]
        tie = self.ties.worst(tied) if len(tied) > 1 else None
        gone = tie.taken if tie else tied[0]
        kept = tuple(each for each in stay if self.votes[each] <= self.votes[gone])
        why = {"kept": self._why(kept, goes=False)} if kept else {}
        self._go((gone,), "exclusion", ties=(tie,) if tie else (), **why)

    def _go(self, gone: tuple[int, ...], what: str, *, ties: tuple[Tie, ...] = (), **facts: Any) -> None:
        """Tell that some go, and let them go."""
        self._tell(what, excluded=gone, ties=ties, **facts)
        for each in gone:
            self.hopeful.remove(each)
            del self.keep[each]
            self.papers.let_go(each)

    def _remain(self) -> None:
        """Choose all who still stand, those with most votes first."""
        self._go_through()
        left = set(self.hopeful)
        chosen: list[int] = []
        while left:
            chosen.append(self._best(left, []))
            left.remove(chosen[-1])
        self.elected += chosen
        self.hopeful = []
        self._tell("remaining", elected=tuple(chosen))

    def _best(self, among: Iterable[int], broken: list[Tie]) -> int:
        """Who has most votes; a tie is broken by lot, and noted."""
        most = max(self.votes[each] for each in among)
        tied = [each for each in among if self.votes[each] == most]
        if len(tied) == 1:
            return tied[0]
        broken.append(self.ties.best(tied))
        return broken[-1].taken

    def _watch(self) -> Watch:
        return Watch(
            reserved=self.reserved,
            elected=frozenset(self.elected),
            continuing=frozenset(self.hopeful),
            left=self.seats - len(self.elected),
        )

    def _why(self, candidates: Iterable[int], *, goes: bool) -> dict[int, tuple[str, ...]]:
        """For which reservations candidates go, or stay."""
        watch = self._watch()
        return {each: watch.why_goes(each) if goes else watch.why_stays(each) for each in candidates}

    def _tell(
        self,
        what: str,
        *,
        elected: tuple[int, ...] = (),
        excluded: tuple[int, ...] = (),
        ties: tuple[Tie, ...] = (),
        **facts: Any,
    ) -> None:
        """Add a stage with the votes as they are."""
        moved = {each: self.votes.get(each, 0) - self.told.get(each, 0) for each in sorted(self.told | self.votes)}
        all_told = self.ballots.total * _ONE
        lost = (
            sum(self.told.values()) - sum(self.votes.values()) if self.stages else all_told - sum(self.votes.values())
        )
        figures = {
            "quota": Fraction(self.quota, _ONE),
            "keep": _exact({each: self.keep[each] for each in self.elected if each not in elected}),
            "surplus": Fraction(self.surplus, _ONE),
            "exhausted": Fraction(all_told - sum(self.votes.values()), _ONE),
            "iterations": self.iterations,
        }
        stage = Stage(
            number=len(self.stages) + 1,
            what=what,
            about=elected or excluded,
            totals=_exact(self.votes),
            moved=_exact({each: by for each, by in moved.items() if by and self.stages}),
            lost=Fraction(lost, _ONE),
            elected=elected,
            excluded=excluded,
            ties=ties,
            facts=figures | facts,
        )
        self.stages.append(stage)
        self.told, self.iterations = dict(self.votes), 0

    def _account(self) -> Account:
        return Account(
            method="stv-meek",
            names=self.ballots.names,
            winners=tuple(self.elected),
            stages=tuple(self.stages),
            seats=self.seats,
            ballots=self.ballots.total,
            quota=Fraction(self.quota, _ONE),
            decimals=9,
        )


def _up(number: int, by: int) -> int:
    """A division, rounded up."""
    return -(-number // by)


def _exact(billionths: Mapping[int, int]) -> dict[int, Number]:
    """Exact numbers from billionths, candidates in rising order."""
    return {each: Fraction(number, _ONE) for each, number in sorted(billionths.items())}
