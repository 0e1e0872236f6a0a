"""Single transferable vote by the Weighted Inclusive Gregory method, as Scottish councils are elected.

The rule is the Scottish Local Government Elections Order 2007 (SSI 2007/42), Schedule 1, Part III, rules 45 to 52.

Stages of an account:

- `first_preferences`: papers by their first preference. `lost` are papers without one; the quota is of the others alone.
- `surplus`: the one in `about` passes on what is above the quota. Facts, in votes: `surplus`, `total` (what the candidate
  had before) and `non_transferable`, the part of `lost` that papers without a next preference held; the rest of `lost`
  was rounded off.
- `exclusion`: the one in `about` had fewest votes, goes, and passes on all papers. `lost` are those without a next
  preference.
- `remaining`: the vacancies are as many as the candidates that are left (or more); these are elected and no paper moves.

`totals` name all candidates that stand, also those that are excluded (0). The totals of a stage and what was lost up to it
always make up the ballots.
"""

from dataclasses import dataclass, field

from plenary.decisions.rules.methods.accounts import Account, Tie, UncountableError
from plenary.decisions.rules.methods.piles import Piles, Steps
from plenary.decisions.rules.methods.profiles import Ranked
from plenary.decisions.rules.methods.ties import Ties

PARTS = 100_000
"""Into how many parts a vote is divided: values are cut off after five decimal places (rule 48(3))."""


def count_scottish(ballots: Ranked, seats: int, ties: Ties | None = None) -> Account:
    """Elect up to `seats` candidates by the Scottish rules.

    Quota: floor(valid papers / (seats + 1)) + 1. Whoever has it at the end of a stage is elected. The largest surplus goes
    first; every paper of the pile goes on at floor(surplus × its value / total votes of the pile), cut off after five
    places. With no surplus left the candidate with fewest votes is excluded, one at a time, and papers go on at the value
    that they have. When as many candidates are left as vacancies these are elected; when no vacancy is left the count ends,
    and a surplus that is left is not passed on.

    A tie goes to the latest earlier stage at which the totals differ, then to the lots. A place with several candidates
    that stand equal ends a paper: it is non-transferable from there, and without a valid first preference it does not
    count towards the quota. Those elected at one stage stand in `winners` by their votes there, then by lots.

    Where papers of k quotas put the same candidates before all others, k of these are elected, or all if they are fewer (the
    Droop proportionality criterion: Woodall, Voting Matters 3, 1994). Cutting values off cannot break this as long as
    papers × seats × (seats + 1) are at most 100,000; beyond, a group at the very edge of a quota could miss it.

    Raises `UncountableError` where there is no seat.
    """
    return counted_scottish(ballots, seats, ties)[0]


def counted_scottish(ballots: Ranked, seats: int, ties: Ties | None = None) -> tuple[Account, Piles]:
    """As `count_scottish`; and the piles as they lie at the end, those of the elected at the value that stayed with them."""
    if seats < 1:
        raise UncountableError("there is no seat to be filled")
    piles = Piles.dealt(ballots, PARTS)
    count = _Count(piles=piles, seats=seats, ties=ties or Ties.in_order(len(ballots.names)))
    count.run(ballots.total * PARTS)
    account = Account(
        method="stv-scottish",
        names=ballots.names,
        winners=tuple(count.elected),
        stages=tuple(count.steps.told),
        seats=seats,
        ballots=ballots.total,
        quota=count.quota // PARTS,
        decimals=5,
        facts={"valid": count.valid // PARTS},
    )
    return account, piles


@dataclass(slots=True, kw_only=True)
class _Count:
    piles: Piles
    seats: int
    ties: Ties
    quota: int = 0
    valid: int = 0
    elected: list[int] = field(default_factory=list)
    pending: set[int] = field(default_factory=set)  # elected with a surplus that has not been passed on
    steps: Steps = field(init=False)

    def run(self, papers: int) -> None:
        self.steps = Steps(self.piles)
        self.valid = sum(self.piles.votes.values())
        self.quota = (self.valid // PARTS // (self.seats + 1) + 1) * PARTS
        self.steps.add("first_preferences", lost=papers - self.valid, elected=self._elect())
        while self.vacancies and self.piles.continuing:
            if len(self.piles.continuing) <= self.vacancies:
                self._elect_remaining()
            elif self.pending:
                self._pass_on_surplus()
            else:
                self._exclude()

    @property
    def vacancies(self) -> int:
        return self.seats - len(self.elected)

    def _elect(self) -> tuple[int, ...]:
        votes = self.piles.votes
        over = self._in_order({each for each in self.piles.continuing if votes[each] >= self.quota})
        self.piles.continuing.difference_update(over)
        self.pending.update(each for each in over if votes[each] > self.quota)
        self.elected += over
        return over

    def _elect_remaining(self) -> None:
        rest = self._in_order(self.piles.continuing)
        self.piles.continuing.clear()
        self.elected += rest
        self.steps.add("remaining", rest, elected=rest)

    def _pass_on_surplus(self) -> None:
        votes, quota = self.piles.votes, self.quota
        most = max(votes[each] for each in self.pending)
        giver, ties = self._taken([each for each in self.pending if votes[each] == most], most=True)
        self.pending.discard(giver)
        surplus = most - quota
        passed = self.piles.pass_on(giver, surplus, lambda value: surplus * value // most)
        facts = {"surplus": surplus, "total": most, "non_transferable": passed.non_transferable}
        self.steps.add("surplus", (giver,), passed=passed, elected=self._elect(), ties=ties, facts=facts)

    def _exclude(self) -> None:
        votes = self.piles.votes
        fewest = min(votes[each] for each in self.piles.continuing)
        loser, ties = self._taken([each for each in self.piles.continuing if votes[each] == fewest], most=False)
        passed = self.piles.exclude(loser)
        self.steps.add("exclusion", (loser,), passed=passed, elected=self._elect(), excluded=(loser,), ties=ties)

    def _taken(self, among: list[int], *, most: bool) -> tuple[int, tuple[Tie, ...]]:
        if len(among) == 1:
            return among[0], ()
        tie = (self.ties.best if most else self.ties.worst)(among, self.steps.earlier)
        return tie.taken, (tie,)

    def _in_order(self, among: set[int]) -> tuple[int, ...]:
        drawn = {each: place for place, each in enumerate(self.ties.lots)}
        return tuple(sorted(among, key=lambda each: (-self.piles.votes[each], drawn[each])))
