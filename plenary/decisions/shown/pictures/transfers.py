"""Transfers of votes: a lane for each candidate, a column for each stage, and ribbons from those who give to those who receive.

All heights have one scale, on which the fullest lane fills its height: bars, ribbons and the quota. What a ribbon brings lies
on top of the bar that it ends in. Where several give in one stage, the count does not tell from whom to whom; what they give
runs together before it goes on.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from django.utils.translation import gettext as _

from plenary.decisions.rules.methods.accounts import Account, Stage
from plenary.decisions.rules.methods.profiles import Number
from plenary.decisions.shown.accounts import names_of, shown
from plenary.decisions.shown.pictures.shapes import FINE, Box, Drawing, Label, Line, Ribbon, Sign, Table, cut, isolated
from plenary.decisions.shown.pictures.words import brief, elected, excluded

LOST = -1
"""The lane of what went to nobody."""

_PITCH, _NODE, _HEAD, _NAME, _GAP = (
    124,
    14,
    24,
    20,
    12,
)  # pixels: from column to column, a bar, heads, a name, between lanes
_LETTER = 8  # pixels that a letter of a name takes at most, by and large
_NARROWEST = 320


def transfers(account: Account) -> Drawing:
    """The picture of a count by single transferable vote or instant runoff."""
    plan = _Plan(account)
    table = _table(plan)
    key = [
        Sign("node chosen", _("elected")),
        Sign("node", _("votes after a stage")),
        Sign("moves", _("votes that go on")),
    ]
    if any(plan.lost):
        key.append(Sign("lost", _("lost: votes that go to nobody")))
    if told := _quota_in_words(plan):
        key.append(Sign("quota", told))
    return Drawing(
        title=_("How votes went from stage to stage"),
        description=_description(plan),
        width=plan.width,
        height=plan.bottom(plan.lanes[-1]) + _GAP,
        boxes=tuple(_boxes(plan)),
        ribbons=tuple(_ribbons(plan)),
        lines=tuple(_lines(plan)),
        labels=(*_heads(plan), *_names(plan), *_figures(plan)),
        table=table,
        key=tuple(key),
    )


@dataclass(slots=True)
class _Plan:
    """Where lanes and columns stand, and what each lane holds in each column."""

    account: Account
    names: tuple[str, ...] = field(init=False)
    lost: list[Number] = field(init=False)
    totals: list[dict[int, Number]] = field(init=False)
    lanes: list[int] = field(init=False)
    high: int = field(init=False)
    full: Number = field(init=False)
    gone: frozenset[int] = field(init=False)

    def __post_init__(self) -> None:
        stages = self.account.stages
        self.names = names_of(self.account)
        self.gone = frozenset(each for stage in stages for each in stage.excluded)
        self.lost = [sum((stage.lost for stage in stages[: each + 1]), start=0) for each in range(len(stages))]
        self.totals = [{**stage.totals, LOST: lost} for stage, lost in zip(stages, self.lost, strict=True)]
        self.lanes = _order(self.account) + ([LOST] if any(self.lost) else [])
        self.high = 56 if len(self.lanes) <= 6 else 44 if len(self.lanes) <= 14 else 34
        most = max((total for column in self.totals for total in column.values()), default=0)
        self.full = max(most, *(self.quota(column) or 0 for column in range(len(stages))), 0) or 1

    @property
    def width(self) -> int:
        return max(_NARROWEST, len(self.totals) * _PITCH)

    def bottom(self, lane: int) -> int:
        """The line on which the bars of a lane stand, in pixels."""
        return _HEAD + (self.lanes.index(lane) + 1) * (_NAME + self.high + _GAP) - _GAP

    def has(self, lane: int, column: int) -> Number:
        return self.totals[column].get(lane, 0)

    def quota(self, column: int) -> Number | None:
        """The quota of a stage: that of the count, or the stage's own where it falls as votes are lost."""
        own: Number | None = self.account.stages[column].facts.get("quota", self.account.quota)
        return own

    def stays_until(self, lane: int) -> int:
        """How many columns tell of a lane: those up to the one in which it is excluded, or holds votes for the last time."""
        return 1 + max(
            column
            for column, stage in enumerate(self.account.stages)
            if column == 0 or lane not in self.gone or lane in stage.excluded or self.has(lane, column)
        )

    def up(self, votes: Number) -> int:
        """So many votes as a height in units, rounded."""
        return (Fraction(votes) * self.high * FINE / self.full + Fraction(1, 2)).__floor__()

    def top(self, lane: int, votes: Number) -> int:
        """How high up a bar of so many votes reaches in a lane, in units."""
        return self.bottom(lane) * FINE - self.up(votes)

    def name(self, lane: int) -> str:
        return _("Lost") if lane == LOST else self.names[lane]


def _order(account: Account) -> list[int]:
    """Winners as they were elected; then who was left at the end, then the excluded, the last of them first."""
    gone = [each for stage in account.stages for each in stage.excluded if each not in account.winners]
    last = account.stages[-1].totals if account.stages else {}
    told = dict.fromkeys(each for stage in account.stages for each in stage.totals)
    left = sorted(
        (each for each in told if each not in account.winners and each not in gone), key=lambda each: -last.get(each, 0)
    )
    return [*(each for each in account.winners if each in told), *left, *reversed(gone)]


def _boxes(plan: _Plan) -> Iterator[Box]:
    wins: set[int] = set()
    for column, stage in enumerate(plan.account.stages):
        wins.update(stage.elected)
        for lane in plan.lanes:
            votes = plan.has(lane, column)
            if votes:
                what = "node lost" if lane == LOST else "node chosen" if lane in wins else "node"
                x, y = column * _PITCH * FINE, plan.top(lane, votes)
                yield Box(x=x, y=y, width=_NODE * FINE, height=plan.up(votes), what=what, votes=votes, of=lane)
            stays = min(votes, plan.has(lane, column - 1)) if column else 0
            if stays:
                x, y = ((column - 1) * _PITCH + _NODE) * FINE, plan.top(lane, stays)
                wide = (_PITCH - _NODE) * FINE
                yield Box(x=x, y=y, width=wide, height=plan.up(stays), what="stays", votes=stays, of=lane)


@dataclass(slots=True)
class _Pile:
    """A stack that ribbons leave or reach from above: each takes the next part of it."""

    plan: _Plan
    lane: int
    reaches: Number
    base: int | None = None  # the line that it stands on, in units, where it is none of a lane

    def take(self, votes: Number) -> tuple[int, int]:
        """Where the next part begins and how high it is."""
        base = self.plan.bottom(self.lane) * FINE if self.base is None else self.base
        y, low = base - self.plan.up(self.reaches), base - self.plan.up(self.reaches - votes)
        self.reaches -= votes
        return y, low - y


def _ribbons(plan: _Plan) -> Iterator[Ribbon]:
    for column in range(1, len(plan.totals)):
        changes = {lane: plan.has(lane, column) - plan.has(lane, column - 1) for lane in plan.lanes}
        given = {lane: -by for lane, by in changes.items() if by < 0}
        taken = {lane: by for lane, by in changes.items() if by > 0}
        here, there = ((column - 1) * _PITCH + _NODE) * FINE, column * _PITCH * FINE
        givers = {lane: _Pile(plan, lane, plan.has(lane, column - 1)) for lane in given}
        takers = {lane: _Pile(plan, lane, plan.has(lane, column)) for lane in taken}
        if len(given) == 1:
            [giver] = given
            for taker, votes in taken.items():
                yield _ribbon((here, givers[giver]), (there, takers[taker]), votes)
        elif given:
            middle = (here + there) // 2
            into, out = _pool(plan, given, taken), _pool(plan, given, taken)
            for lane, votes in given.items():
                yield _ribbon((here, givers[lane]), (middle, into), votes, to_pool=True)
            for lane, votes in taken.items():
                yield _ribbon((middle, out), (there, takers[lane]), votes, from_pool=True)


def _pool(plan: _Plan, given: Mapping[int, Number], taken: Mapping[int, Number]) -> _Pile:
    """The place at which what several give runs together: halfway between all who give and receive."""
    lines = [plan.bottom(lane) * FINE for lane in (*given, *taken)]
    votes = sum(given.values())
    base = max(sum(lines) // len(lines), _HEAD * FINE + plan.up(votes))
    return _Pile(plan, LOST, votes, base)


def _ribbon(
    start: tuple[int, _Pile], end: tuple[int, _Pile], votes: Number, *, from_pool: bool = False, to_pool: bool = False
) -> Ribbon:
    (x, giver), (to_x, taker) = start, end
    (y, height), (to_y, to_height) = giver.take(votes), taker.take(votes)
    return Ribbon(
        x=x,
        y=y,
        height=height,
        to_x=to_x,
        to_y=to_y,
        to_height=to_height,
        what="lost" if not to_pool and taker.lane == LOST else "moves",
        votes=votes,
        giver=None if from_pool or giver.lane == LOST else giver.lane,
        taker=None if to_pool or taker.lane == LOST else taker.lane,
    )


def _lines(plan: _Plan) -> Iterator[Line]:
    for lane in plan.lanes:
        base, columns = plan.bottom(lane) * FINE, plan.stays_until(lane)
        end = plan.width if columns == len(plan.totals) else columns * _PITCH
        yield Line(x=0, y=base, to_x=end * FINE, to_y=base, what="base")
        for column in range(columns) if lane != LOST else ():
            quota = plan.quota(column)
            if quota is not None:
                y, until = plan.top(lane, quota), end if column == columns - 1 else (column + 1) * _PITCH
                yield Line(x=column * _PITCH * FINE, y=y, to_x=until * FINE, to_y=y, what="quota")


def _heads(plan: _Plan) -> Iterator[Label]:
    for column, stage in enumerate(plan.account.stages):
        yield Label(x=column * _PITCH, y=14, text=_("Stage %(number)s") % {"number": stage.number}, what="head")


def _names(plan: _Plan) -> Iterator[Label]:
    """Each lane's name, and again after every four columns, for those who have scrolled."""
    every = 4
    for lane in plan.lanes:
        y = plan.bottom(lane) - plan.high - 6
        for column in range(0, plan.stays_until(lane), every):
            room = min(every * _PITCH, plan.width - column * _PITCH)
            if column and room < 2 * _PITCH:
                continue
            end = f" · {_('elected')}" if lane in plan.account.winners else ""
            name = isolated(cut(plan.name(lane), room // _LETTER - len(end) - 2))
            chosen = lane in plan.account.winners
            text = f"✓ {name}{end}" if chosen else name
            yield Label(x=column * _PITCH, y=y, text=text, what=f"name{' chosen' if chosen else ''}")


def _figures(plan: _Plan) -> Iterator[Label]:
    """What a lane holds, where it changed, and what was decided of it, above the other."""
    for column, stage in enumerate(plan.account.stages):
        for lane in plan.lanes:
            x, y = column * _PITCH + _NODE + 4, plan.bottom(lane) - 3
            votes, is_new = plan.has(lane, column), not column or plan.has(lane, column) != plan.has(lane, column - 1)
            if is_new and (votes or not column):
                yield Label(x=x, y=y, text=isolated(brief(votes, plan.account.decimals)), what="figure")
            for word, those in ((elected(), stage.elected), (excluded(), stage.excluded)):
                if lane in those:
                    yield Label(x=x, y=y - 15 if votes else y, text=word, what="decided")


def _description(plan: _Plan) -> str:
    told = [
        _("One row for each candidate, one column for each stage; bars are as high as the votes that each has."),
        _("Bands lead from whoever gives votes to those who receive them."),
    ]
    if any(len(each.moved) and sum(by < 0 for by in each.moved.values()) > 1 for each in plan.account.stages):
        told.append(
            _("Where several give at once, the count does not say from whom to whom: their votes run together first.")
        )
    return " ".join(told)


def _table(plan: _Plan) -> Table:
    stages = plan.account.stages
    rows = [(plan.name(lane), *_cells(plan, lane), _decided(lane, stages)) for lane in plan.lanes]
    quotas = [plan.quota(column) for column in range(len(stages))]
    if None not in quotas:
        rows.append((_("Quota"), *(shown(quota, plan.account.decimals) for quota in quotas), ""))
    return Table(
        caption=_("Votes after each stage"),
        head=(_("Candidate"), *(_("Stage %(number)s") % {"number": each.number} for each in stages), _("Decided")),
        rows=tuple(rows),
    )


def _quota_in_words(plan: _Plan) -> str:
    decimals = plan.account.decimals
    quotas = [quota for column in range(len(plan.totals)) if (quota := plan.quota(column)) is not None]
    if not quotas:
        return ""
    told = {"quota": brief(quotas[0], decimals), "last": brief(quotas[-1], decimals)}
    if quotas[0] == quotas[-1]:
        return _("quota: %(quota)s") % told
    return _("quota: at first %(quota)s, at last %(last)s") % told


def _cells(plan: _Plan, lane: int) -> Iterable[str]:
    return (shown(plan.has(lane, column), plan.account.decimals) for column in range(len(plan.totals)))


def _decided(lane: int, stages: Iterable[Stage]) -> str:
    for stage in stages:
        for word, those in ((elected(), stage.elected), (excluded(), stage.excluded)):
            if lane in those:
                return _("%(decided)s, stage %(number)s") % {"decided": word, "number": stage.number}
    return ""
