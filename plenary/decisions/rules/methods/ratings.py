"""Counts of ballots that judge each candidate by itself: approval, score and majority judgement.

Whoever a ballot gives no grade is counted as if it gave the lowest one: so all have equally many grades, and nobody is
chosen by few that know them. How many gave none is told.

Stages:
- `counted`: what each candidate has (`totals`): approvals, or the sum of grades.
- `elected`: who is chosen next (`elected`); where fewer seats are left than candidates with equal totals (`about`), each
  lot stands in `ties`. With reserved seats one at a time.
- `doomed`: as in `filling`.
- `median`: the majority grade of each candidate (`totals`); `about` those with the highest.
- `removed`: as many grades as the fact `removed` says were taken away from those left, one by one; then they differ for the
  first time (`totals`: the majority grade of what is left of each's grades); `about` those who stay, `excluded` those not.

Facts of the account: `histograms`, for each candidate how many ballots give each grade, from the lowest up (approval: how
many do not approve, and how many do); `ungraded`, how many of the lowest are for no grade; for majority judgement also
`gauges`, for each candidate how many grades are above its majority grade, that grade, and how many are below.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate

from plenary.decisions.rules.methods.accounts import Account, Stage, UncountableError
from plenary.decisions.rules.methods.filling import Filling
from plenary.decisions.rules.methods.profiles import Approved, Rated
from plenary.decisions.rules.methods.reasons import gettext_noop
from plenary.decisions.rules.methods.reserved import Reserved
from plenary.decisions.rules.methods.ties import Ties


def count_approval(
    ballots: Approved, seats: int = 1, ties: Ties | None = None, *, reserved: tuple[Reserved, ...] = ()
) -> Account:
    """Elect those whom most ballots approve of.

    For several seats this is block approval, which is not proportional: one majority may fill all seats (fact
    `proportional`). Candidates with equally many are ordered by lot. With `reserved` seats they are elected one at a time,
    and who can no longer be chosen is passed over (`filling`). UncountableError: nobody stands, no seat, a ballot names a
    candidate twice, or reservations cannot be met. Source: Brams and Fishburn, Approval voting, American Political Science
    Review 72 (1978).
    """
    totals = [0] * len(ballots.names)
    for approved, number in ballots.ballots.items():
        if len(set(approved)) < len(approved):
            raise UncountableError(gettext_noop("a ballot names a candidate twice"))
        for each in approved:
            totals[each] += number
    histograms = tuple((ballots.total - each, each) for each in totals)
    stages = _stages(ballots.names, totals, seats, ties, reserved)
    return _account(ballots, seats, stages, method="approval", unit="votes", facts={"histograms": histograms})


def count_score(
    ballots: Rated, seats: int = 1, ties: Ties | None = None, *, reserved: tuple[Reserved, ...] = ()
) -> Account:
    """Elect those with the greatest sums of grades; no grade counts as the lowest.

    For several seats this is not proportional either (fact `proportional`). Candidates with equal sums are ordered by lot.
    `reserved` as in `count_approval`. UncountableError: nobody stands, no seat, a ballot that does not fit the candidates, a
    grade outside the scale, or reservations that cannot be met.
    """
    histograms, ungraded = _histograms(ballots)
    totals = [sum(number * grade for grade, number in enumerate(each, ballots.lowest)) for each in histograms]
    facts = {"histograms": histograms, "ungraded": ungraded}
    stages = _stages(ballots.names, totals, seats, ties, reserved)
    return _account(ballots, seats, stages, method="score", unit="points", facts=facts)


def count_judgement(ballots: Rated, ties: Ties | None = None) -> Account:
    """Elect the candidate with the highest majority grade: the median of its grades, the lower of the two middle ones where
    they are even in number; no grade counts as the lowest.

    Candidates with equal majority grades are told apart by taking one grade at a time, the majority grade of what is left,
    away from each until they differ; those whose grades are the same throughout, by lot. Source: Balinski and Laraki, A
    theory of measuring, electing, and ranking, PNAS 104 (2007), and Majority Judgment, MIT Press (2011).
    UncountableError: nobody stands, a ballot that does not fit the candidates, or a grade outside the scale.
    """
    histograms, ungraded = _histograms(ballots)
    graded = _Grades(ballots.total, ballots.lowest, histograms)
    left, stages = _judge(graded)
    tie = (ties or Ties.in_order(len(ballots.names))).best(left)
    elected = Stage(
        number=len(stages) + 1,
        what="elected",
        about=left,
        elected=(tie.taken,),
        ties=(tie,) if len(left) > 1 else (),
    )
    return Account(
        method="majority-judgement",
        names=ballots.names,
        winners=(tie.taken,),
        stages=(*stages, elected),
        ballots=ballots.total,
        unit="grade",
        facts={"histograms": histograms, "ungraded": ungraded, "gauges": graded.gauges()},
    )


class _Grades:
    """The grades of each candidate in rising order, by how many of each there are, and in which order they are removed."""

    def __init__(self, total: int, lowest: int, histograms: Sequence[Sequence[int]]) -> None:
        self.total, self.lowest = total, lowest
        self.histograms = histograms
        self.ends = [tuple(accumulate(each)) for each in histograms]

    def removed_at(self, turn: int, candidate: int) -> int:
        """The grade that is removed from a candidate in a turn; turns count from 0, which takes the majority grade.

        From the median on, one of both sides is next in turn: of an even number left the lower of the middle two.
        """
        steps, goes_up = (turn + 1) // 2, turn % 2 == (self.total + 1) % 2
        place = (self.total - 1) // 2 + (steps if goes_up else -steps)
        return self.lowest + sum(end <= place for end in self.ends[candidate])

    def turns(self, among: Sequence[int]) -> list[int]:
        """The turns in which the grade of one of these differs from that of the turn before on the same side."""
        middle, found = (self.total - 1) // 2, {0}
        for end in {end for each in among for end in self.ends[each] if 0 < end < self.total}:
            steps = end - middle if end > middle else middle - end + 1
            goes_up = end > middle
            found.add(2 * steps if goes_up == (self.total % 2 == 1) else 2 * steps - 1)
        return sorted(found)

    def gauges(self) -> tuple[tuple[int, int, int], ...]:
        """For each candidate how many grades are above its majority grade, that grade, and how many are below."""
        told = []
        for each, numbers in enumerate(self.histograms if self.total else ()):
            grade = self.removed_at(0, each)
            place = grade - self.lowest
            told.append((sum(numbers[place + 1 :]), grade, sum(numbers[:place])))
        return tuple(told)


def _judge(graded: _Grades) -> tuple[tuple[int, ...], list[Stage]]:
    """Who is left when all turns are through that tell candidates apart, and the stages up to there."""
    left = tuple(range(len(graded.histograms)))
    stages: list[Stage] = []
    for turn in graded.turns(left) if graded.total else ():
        totals = {each: graded.removed_at(turn, each) for each in left}
        highest = max(totals.values())
        stay = tuple(each for each in left if totals[each] == highest)
        if turn and len(stay) == len(left):
            continue
        stages.append(
            Stage(
                number=len(stages) + 1,
                what="removed" if turn else "median",
                about=stay,
                totals=totals,
                excluded=tuple(each for each in left if each not in stay) if turn else (),
                facts={"removed": turn} if turn else {},
            )
        )
        left = stay
        if len(left) == 1:
            break
    return left, stages


def _histograms(ballots: Rated) -> tuple[tuple[tuple[int, ...], ...], tuple[int, ...]]:
    """For each candidate how many ballots give each grade, from the lowest up, and how many of the lowest gave none."""
    if not ballots.names:
        raise UncountableError(gettext_noop("no candidate stands"))
    counts: list[defaultdict[int | None, int]] = [defaultdict(int) for _ in ballots.names]
    for width in {len(grades) for grades in ballots.ballots} - {len(counts)}:
        raise UncountableError(
            gettext_noop("a ballot has %(width)s grades for %(candidates)s candidates"),
            width=width,
            candidates=len(counts),
        )
    numbers = ballots.ballots.values()
    for count, column in zip(counts, zip(*ballots.ballots, strict=True), strict=False):
        for grade, number in zip(column, numbers, strict=True):
            count[grade] += number
    scale = range(ballots.lowest, ballots.highest + 1)
    for grade in {grade for count in counts for grade in count}:
        if grade is not None and grade not in scale:
            raise UncountableError(
                gettext_noop("a grade is %(grade)s, not from %(lowest)s to %(highest)s"),
                grade=grade,
                lowest=ballots.lowest,
                highest=ballots.highest,
            )
    ungraded = tuple(count[None] for count in counts)
    for count in counts:
        count[ballots.lowest] += count[None]
    return tuple(tuple(count[grade] for grade in scale) for count in counts), ungraded


def _stages(
    names: tuple[str, ...], totals: Sequence[int], seats: int, ties: Ties | None, reserved: tuple[Reserved, ...]
) -> list[Stage]:
    if not names:
        raise UncountableError(gettext_noop("no candidate stands"))
    if seats < 1:
        raise UncountableError(gettext_noop("no seat is to be filled"))
    ties = ties or Ties.in_order(len(names))
    counted = Stage(number=1, what="counted", totals=dict(enumerate(totals)))
    if reserved:
        return _choose_by_one(totals, Filling(range(len(names)), seats, reserved, [counted]), ties)
    return [counted, *_choose(totals, seats, ties)]


def _account(
    ballots: Approved | Rated,
    seats: int,
    stages: Sequence[Stage],
    *,
    method: str,
    unit: str,
    facts: Mapping[str, object],
) -> Account:
    return Account(
        method=method,
        names=ballots.names,
        winners=tuple(each for stage in stages for each in stage.elected),
        stages=tuple(stages),
        seats=seats,
        ballots=ballots.total,
        unit=unit,
        facts={**facts, "proportional": False} if seats > 1 else facts,
    )


def _choose_by_one(totals: Sequence[int], filling: Filling, ties: Ties) -> list[Stage]:
    """Elect one at a time who has most of those left; all stages."""
    while filling.is_open:
        filling.pass_over()
        most = max(totals[each] for each in filling.left)
        equals = [each for each in filling.left if totals[each] == most]
        tie = ties.best(equals) if len(equals) > 1 else None
        filling.seat("elected", tie.taken if tie else equals[0], tie)
    return filling.stages


def _choose(totals: Sequence[int], seats: int, ties: Ties) -> Iterator[Stage]:
    """Elect from the greatest total down, those with equal totals together while there are seats for all of them."""
    drawn = {each: place for place, each in enumerate(ties.lots)}
    number = 1
    for total in sorted(set(totals), reverse=True):
        equals = [each for each in range(len(totals)) if totals[each] == total]
        if not seats:
            return
        number += 1
        lots = []
        if len(equals) <= seats:
            elected = sorted(equals, key=drawn.__getitem__)
        else:
            open_ones = list(equals)
            for _ in range(seats):
                lots.append(ties.best(open_ones))
                open_ones.remove(lots[-1].taken)
            elected = [each.taken for each in lots]
        seats -= len(elected)
        yield Stage(number=number, what="elected", about=tuple(equals), elected=tuple(elected), ties=tuple(lots))
