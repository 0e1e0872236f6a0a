"""Transfers of votes: a lane for each candidate, a column for each stage, and ribbons from those who give to those who receive.

All heights have one scale, on which the fullest lane fills its height: bars, ribbons and the quota. What a ribbon brings lies
on top of the bar that it ends in. Where several give in one stage, the count does not tell from whom to whom; what they give
runs together before it goes on.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from plenary.decisions.rules.methods.accounts import Account
from plenary.decisions.rules.methods.profiles import Number
from plenary.decisions.shown.by_lot import decided_by_lot, stages_by_lot
from plenary.decisions.shown.pictures.lanes import GAP, HEAD, LINE, LOST, NODE, PITCH, Lanes, quota_in_words, table_of
from plenary.decisions.shown.pictures.shapes import FINE, SEEN, Box, Drawing, Label, Line, Ribbon, Sign, isolated
from plenary.decisions.shown.pictures.words import brief, elected, excluded, lot


def transfers(account: Account) -> Drawing:
    """The picture of a count by single transferable vote or instant runoff."""
    lanes = Lanes(account)
    key = [
        Sign("node chosen", _("elected")),
        Sign("node", _("votes after a stage")),
        Sign("moves", _("votes that go on")),
    ]
    if any(lanes.lost):
        key.append(Sign("lost", _("lost: votes that go to nobody")))
    if lots := stages_by_lot(account):
        key.append(Sign("lot", lots))
    if told := quota_in_words(lanes):
        key.append(Sign("quota", told))
    return Drawing(
        title=_("How votes went from stage to stage"),
        description=_description(lanes),
        width=lanes.width,
        height=lanes.bottom(lanes.order[-1]) + GAP,
        boxes=tuple(_boxes(lanes)),
        ribbons=tuple(_ribbons(lanes)),
        lines=tuple(_lines(lanes)),
        labels=(*_heads(lanes), *_names(lanes), *_figures(lanes)),
        table=table_of(lanes),
        key=tuple(key),
    )


def _boxes(lanes: Lanes) -> Iterator[Box]:
    wins: set[int] = set()
    for column, stage in enumerate(lanes.account.stages):
        wins.update(stage.elected)
        for lane in lanes.order:
            votes = lanes.has(lane, column)
            if votes:
                what = "node lost" if lane == LOST else "node chosen" if lane in wins else "node"
                x, y = column * PITCH * FINE, lanes.top(lane, votes)
                yield Box(x=x, y=y, width=NODE * FINE, height=lanes.up(votes), what=what, votes=votes, of=lane)
            stays = min(votes, lanes.has(lane, column - 1)) if column else 0
            if stays:
                x, y = ((column - 1) * PITCH + NODE) * FINE, lanes.top(lane, stays)
                wide = (PITCH - NODE) * FINE
                yield Box(x=x, y=y, width=wide, height=lanes.up(stays), what="stays", votes=stays, of=lane)


@dataclass(slots=True)
class _Pile:
    """A stack that ribbons leave or reach from above: each takes the next part of it."""

    lanes: Lanes
    lane: int
    reaches: Number
    base: int | None = None  # the line that it stands on, in units, where it is none of a lane

    def take(self, votes: Number) -> tuple[int, int]:
        """Where the next part begins and how high it is."""
        base = self.lanes.bottom(self.lane) * FINE if self.base is None else self.base
        y, low = base - self.lanes.up(self.reaches), base - self.lanes.up(self.reaches - votes)
        self.reaches -= votes
        return y, low - y


def _ribbons(lanes: Lanes) -> Iterator[Ribbon]:
    for column in range(1, len(lanes.totals)):
        changes = {lane: lanes.has(lane, column) - lanes.has(lane, column - 1) for lane in lanes.order}
        given = {lane: -by for lane, by in changes.items() if by < 0}
        taken = {lane: by for lane, by in changes.items() if by > 0}
        here, there = ((column - 1) * PITCH + NODE) * FINE, column * PITCH * FINE
        givers = {lane: _Pile(lanes, lane, lanes.has(lane, column - 1)) for lane in given}
        takers = {lane: _Pile(lanes, lane, lanes.has(lane, column)) for lane in taken}
        if len(given) == 1:
            [giver] = given
            for taker, votes in taken.items():
                yield _ribbon((here, givers[giver]), (there, takers[taker]), votes)
        elif given:
            middle = (here + there) // 2
            into, out = _pool(lanes, given, taken), _pool(lanes, given, taken)
            for lane, votes in given.items():
                yield _ribbon((here, givers[lane]), (middle, into), votes, to_pool=True)
            for lane, votes in taken.items():
                yield _ribbon((middle, out), (there, takers[lane]), votes, from_pool=True)


def _pool(lanes: Lanes, given: Mapping[int, Number], taken: Mapping[int, Number]) -> _Pile:
    """The place at which what several give runs together: halfway between all who give and receive."""
    lines = [lanes.bottom(lane) * FINE for lane in (*given, *taken)]
    votes = sum(given.values())
    base = max(sum(lines) // len(lines), HEAD * FINE + lanes.up(votes))
    return _Pile(lanes, LOST, votes, base)


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
        giver=None if from_pool else giver.lane,
        taker=None if to_pool else taker.lane,
    )


def _lines(lanes: Lanes) -> Iterator[Line]:
    for lane in lanes.order:
        base, columns = lanes.bottom(lane) * FINE, lanes.stays_until(lane)
        end = lanes.width if columns == len(lanes.totals) else columns * PITCH
        yield Line(x=0, y=base, to_x=end * FINE, to_y=base, what="base")
        for column in range(columns) if lane != LOST else ():
            quota = lanes.quota(column)
            if quota is not None:
                y, until = lanes.top(lane, quota), end if column == columns - 1 else (column + 1) * PITCH
                yield Line(x=column * PITCH * FINE, y=y, to_x=until * FINE, to_y=y, what="quota")


def _heads(lanes: Lanes) -> Iterator[Label]:
    """Each stage's number; where the lot decided in it, the sign of that before it, and who was tied."""
    ties: dict[int, str] = {}
    for tie in decided_by_lot(lanes.account):
        ties[tie.stage] = " ".join([ties[tie.stage], tie.words]) if tie.stage in ties else tie.words
    for column, stage in enumerate(lanes.account.stages):
        words = _("Stage %(number)s") % {"number": stage.number}
        if told := ties.get(stage.number):
            yield Label(x=column * PITCH, y=14, text=f"{lot()} {words}", what="head by-lot", title=told)
        else:
            yield Label(x=column * PITCH, y=14, text=words, what="head")


def _names(lanes: Lanes) -> Iterator[Label]:
    """Each lane's name, and again after every four columns, for those who have scrolled."""
    every = 4
    for lane in lanes.order:
        is_chosen = lane in lanes.account.winners
        lines = lanes.name_lines[lane]
        y = lanes.bottom(lane) - lanes.high - 6 - (len(lines) - 1) * LINE
        for column in range(0, lanes.stays_until(lane), every):
            if column and lanes.width - column * PITCH < SEEN:
                continue
            for number, line in enumerate(lines):
                start = "✓ " if is_chosen and not number else ""
                end = f" · {_('elected')}" if is_chosen and number == len(lines) - 1 else ""
                text = f"{start}{isolated(line)}{end}"
                what = "name chosen" if is_chosen else "name"
                yield Label(x=column * PITCH, y=y + number * LINE, text=text, what=what)


def _figures(lanes: Lanes) -> Iterator[Label]:
    """What a lane holds, where it changed, and what was decided of it, above the other."""
    for column, stage in enumerate(lanes.account.stages):
        for lane in lanes.order:
            x, y = column * PITCH + NODE + 4, lanes.bottom(lane) - 3
            votes, is_new = (
                lanes.has(lane, column),
                not column or lanes.has(lane, column) != lanes.has(lane, column - 1),
            )
            if is_new and (votes or not column):
                yield Label(x=x, y=y, text=isolated(brief(votes, lanes.account.decimals)), what="figure")
            for word, those in ((elected(), stage.elected), (excluded(), stage.excluded)):
                if lane in those:
                    yield Label(x=x, y=y - 15 if votes else y, text=word, what="decided")


def _description(lanes: Lanes) -> str:
    told = [
        _("One row for each candidate, one column for each stage; bars are as high as the votes that each has."),
        _("Bands lead from whoever gives votes to those who receive them."),
    ]
    if any(len(each.moved) and sum(by < 0 for by in each.moved.values()) > 1 for each in lanes.account.stages):
        told.append(
            _("Where several give at once, the count does not say from whom to whom: their votes run together first.")
        )
    if lots := stages_by_lot(lanes.account):
        told.append(lots)
    return " ".join(told)
