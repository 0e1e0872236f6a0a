"""The lanes of a count in stages: where each candidate's stands, what it holds after each stage, and the same as a table."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from fractions import Fraction

from django.utils.translation import gettext as _

from plenary.decisions.rules.methods.accounts import Account, Stage
from plenary.decisions.rules.methods.profiles import Number
from plenary.decisions.shown.accounts import names_of, shown
from plenary.decisions.shown.pictures.shapes import FINE, SEEN, Table, in_two, reach
from plenary.decisions.shown.pictures.words import brief, elected, excluded

LOST = -1
"""The lane of what went to nobody."""

PITCH, NODE, HEAD, NAME, LINE, GAP = 124, 14, 24, 20, 16, 12
"""In pixels: from column to column, how wide a bar is, how high the heads, a name, its second line, and what lies between
lanes."""

_LETTER = 7  # pixels that a letter of a name takes, by and large; wide ones leave the margin of the page

_NARROWEST = 304


@dataclass(slots=True)
class Lanes:
    """Where lanes and columns stand, and what each lane holds in each column; all of it follows from the account."""

    account: Account
    names: tuple[str, ...] = field(init=False)
    lost: list[Number] = field(init=False)
    totals: list[dict[int, Number]] = field(init=False)
    order: list[int] = field(init=False)
    high: int = field(init=False)
    name_lines: dict[int, list[str]] = field(init=False)
    name_high: int = field(init=False)
    full: Number = field(init=False)
    gone: frozenset[int] = field(init=False)

    def __post_init__(self) -> None:
        stages = self.account.stages
        self.names = names_of(self.account)
        self.gone = frozenset(each for stage in stages for each in stage.excluded)
        self.lost = [sum((stage.lost for stage in stages[: each + 1]), start=0) for each in range(len(stages))]
        self.totals = [{**stage.totals, LOST: lost} for stage, lost in zip(stages, self.lost, strict=True)]
        self.order = _order(self.account) + ([LOST] if any(self.lost) else [])
        self.high = 56 if len(self.order) <= 6 else 44 if len(self.order) <= 14 else 34
        self.name_lines = {lane: in_two(self.name(lane), self._room(lane)) for lane in self.order}
        self.name_high = NAME if all(len(lines) == 1 for lines in self.name_lines.values()) else NAME + LINE
        most = max((total for column in self.totals for total in column.values()), default=0)
        self.full = max(most, *(self.quota(column) or 0 for column in range(len(stages))), 0) or 1

    @property
    def width(self) -> int:
        """How wide all columns are, in pixels."""
        return max(_NARROWEST, len(self.totals) * PITCH)

    def bottom(self, lane: int) -> int:
        """The line on which the bars of a lane stand, in pixels."""
        return HEAD + (self.order.index(lane) + 1) * (self.name_high + self.high + GAP) - GAP

    def has(self, lane: int, column: int) -> Number:
        """What a lane holds in a column."""
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

    def _room(self, lane: int) -> int:
        """Letters that a line of a lane's name may have, so that a phone shows all of it, and that they are elected."""
        taken = reach(f"✓  · {_('elected')}") if lane in self.account.winners else 0
        return SEEN // _LETTER - taken

    def name(self, lane: int) -> str:
        """Whose lane it is."""
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


def table_of(lanes: Lanes) -> Table:
    """What each lane holds in each column, what was decided of it, and the quota where there is one."""
    stages = lanes.account.stages
    rows = [(lanes.name(lane), *_cells(lanes, lane), _decided(lane, stages)) for lane in lanes.order]
    quotas = [lanes.quota(column) for column in range(len(stages))]
    if None not in quotas:
        rows.append((_("Quota"), *(shown(quota, lanes.account.decimals) for quota in quotas), ""))
    return Table(
        caption=_("Votes after each stage"),
        head=(_("Candidate"), *(_("Stage %(number)s") % {"number": each.number} for each in stages), _("Decided")),
        rows=tuple(rows),
        ends_decided=True,
    )


def quota_in_words(lanes: Lanes) -> str:
    """The quota, or the first and the last where it falls; nothing where there is none."""
    decimals = lanes.account.decimals
    quotas = [quota for column in range(len(lanes.totals)) if (quota := lanes.quota(column)) is not None]
    if not quotas:
        return ""
    told = {"quota": brief(quotas[0], decimals), "last": brief(quotas[-1], decimals)}
    if quotas[0] == quotas[-1]:
        return _("quota: %(quota)s") % told
    return _("quota: at first %(quota)s, at last %(last)s") % told


def _cells(lanes: Lanes, lane: int) -> Iterable[str]:
    return (shown(lanes.has(lane, column), lanes.account.decimals) for column in range(len(lanes.totals)))


def _decided(lane: int, stages: Iterable[Stage]) -> str:
    for stage in stages:
        for word, those in ((elected(), stage.elected), (excluded(), stage.excluded)):
            if lane in those:
                return _("%(decided)s, stage %(number)s") % {"decided": word, "number": stage.number}
    return ""
