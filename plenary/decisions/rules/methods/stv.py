"""Single transferable vote by the Weighted Inclusive Gregory method, as Scottish councils are elected.

The rule is the Scottish Local Government Elections Order 2007 (SSI 2007/42), Schedule 1, Part III, rules 45 to 52.

Stages of an account:

- `first_preferences`: papers by their first preference. `lost` are papers without one; the quota is of the others alone.
- `surplus`: the one in `about` passes on what is above the quota. Facts, in votes: `surplus`, `total` (what the candidate
  had before) and `non_transferable`, the part of `lost` that papers without a next preference held; the rest of `lost`
  was rounded off.
- `exclusion`: the one in `about` had fewest votes, goes, and passes on all papers. `lost` are those without a next
  preference.
- `doomed`: those in `about` can no longer be elected, for a reservation (`reserved`); they go together, and pass on all
  papers.
- `remaining`: the vacancies are as many as the candidates that are left (or more); these are elected and no paper moves.

Further facts, under reservations alone: `kept` (who stays though it had no more than who went, with the codes of the
reservations) and `doomed` (who goes, with those codes).

`totals` name all candidates that stand, also those that are excluded (0). The totals of a stage and what was lost up to it
always make up the ballots.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from plenary.decisions.rules.methods.accounts import Account, Tie, UncountableError
from plenary.decisions.rules.methods.piles import Piles, Steps
from plenary.decisions.rules.methods.profiles import Ranked
from plenary.decisions.rules.methods.reasons import gettext_noop
from plenary.decisions.rules.methods.reserved import Reserved, Watch
from plenary.decisions.rules.methods.ties import Ties

PARTS = 100_000
"""Into how many parts a vote is divided: values are cut off after five decimal places (rule 48(3))."""


def count_scottish(
    ballots: Ranked, seats: int, ties: Ties | None = None, *, reserved: tuple[Reserved, ...] = ()
) -> Account:
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

    `reserved` are seats kept for groups, by the rule of `reserved`, which the order does not know. Those who reach the quota
    at one stage are then elected one at a time, by their votes, an earlier stage and the lots, until somebody is doomed by it;
    the doomed go before anything else, and who is guarded is passed over when somebody is to be excluded. What papers say
    of their quotas above then holds only as far as reservations leave room.

    Raises `UncountableError` where there is no seat, and when reservations cannot be met by those who stand.
    """
    return counted_scottish(ballots, seats, ties, reserved=reserved)[0]


def counted_scottish(
    ballots: Ranked, seats: int, ties: Ties | None = None, *, reserved: tuple[Reserved, ...] = ()
) -> tuple[Account, Piles]:
    """As `count_scottish`; and the piles as they lie at the end, those of the elected at the value that stayed with them.
    Raises UncountableError where there is no seat."""
    if seats < 1:
        raise UncountableError(gettext_noop("there is no seat to be filled"))
    piles = Piles.dealt(ballots, PARTS)
    count = _Count(piles=piles, seats=seats, ties=ties or Ties.in_order(len(ballots.names)), reserved=reserved)
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
    reserved: tuple[Reserved, ...]
    quota: int = 0
    valid: int = 0
    elected: list[int] = field(default_factory=list)
    pending: set[int] = field(default_factory=set)  # elected with a surplus that has not been passed on
    steps: Steps = field(init=False)

    def run(self, papers: int) -> None:
        self.steps = Steps(self.piles)
        self.valid = sum(self.piles.votes.values())
        self.quota = (self.valid // PARTS // (self.seats + 1) + 1) * PARTS
        over, ties = self._elect()
        self.steps.add("first_preferences", lost=papers - self.valid, elected=over, ties=ties)
        while self.vacancies and self.piles.continuing:
            if self.reserved and (gone := self._watch().must_go()):
                self._let_go(gone)
            elif len(self.piles.continuing) <= self.vacancies:
                self._elect_remaining()
            elif self.pending:
                self._pass_on_surplus()
            else:
                self._exclude()

    @property
    def vacancies(self) -> int:
        return self.seats - len(self.elected)

    def _elect(self) -> tuple[tuple[int, ...], tuple[Tie, ...]]:
        """Who is elected by the votes as they are, and the ties that this decided."""
        votes = self.piles.votes
        over = {each for each in self.piles.continuing if votes[each] >= self.quota}
        if self.reserved:
            return self._elect_by_one(over)
        return self._elected(self._in_order(over)), ()

    def _elect_by_one(self, over: set[int]) -> tuple[tuple[int, ...], tuple[Tie, ...]]:
        """The same until somebody is doomed by it."""
        chosen: list[int] = []
        broken: list[Tie] = []
        while over and not self._watch().must_go():
            most = max(self.piles.votes[each] for each in over)
            taken, ties = self._taken([each for each in over if self.piles.votes[each] == most], most=True)
            over.remove(taken)
            chosen += self._elected((taken,))
            broken += ties
        return tuple(chosen), tuple(broken)

    def _elected(self, chosen: tuple[int, ...]) -> tuple[int, ...]:
        self.piles.continuing.difference_update(chosen)
        self.pending.update(each for each in chosen if self.piles.votes[each] > self.quota)
        self.elected += chosen
        return chosen

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
        over, more = self._elect()
        self.steps.add("surplus", (giver,), passed=passed, elected=over, ties=ties + more, facts=facts)

    def _exclude(self) -> None:
        votes, watch = self.piles.votes, self._watch() if self.reserved else None
        stay = watch.must_stay() if watch else ()
        free = self.piles.continuing.difference(stay)
        fewest = min(votes[each] for each in free)
        loser, ties = self._taken([each for each in free if votes[each] == fewest], most=False)
        kept = {each: watch.why_stays(each) for each in stay if votes[each] <= fewest} if watch else {}
        self._go((loser,), "exclusion", ties, {"kept": kept} if kept else {})

    def _let_go(self, gone: tuple[int, ...]) -> None:
        watch = self._watch()
        self._go(gone, "doomed", (), {"doomed": {each: watch.why_goes(each) for each in gone}})

    def _go(self, gone: tuple[int, ...], what: str, ties: tuple[Tie, ...], why: Mapping[str, object]) -> None:
        passed = self.piles.exclude(*gone)
        over, more = self._elect()
        self.steps.add(what, gone, passed=passed, elected=over, excluded=gone, ties=ties + more, why=why)

    def _watch(self) -> Watch:
        return Watch(
            reserved=self.reserved,
            elected=frozenset(self.elected),
            continuing=frozenset(self.piles.continuing),
            left=self.vacancies,
        )

    def _taken(self, among: list[int], *, most: bool) -> tuple[int, tuple[Tie, ...]]:
        if len(among) == 1:
            return among[0], ()
        tie = (self.ties.best if most else self.ties.worst)(among, self.steps.earlier)
        return tie.taken, (tie,)

    def _in_order(self, among: set[int]) -> tuple[int, ...]:
        drawn = {each: place for place, each in enumerate(self.ties.lots)}
        return tuple(sorted(among, key=lambda each: (-self.piles.votes[each], drawn[each])))
