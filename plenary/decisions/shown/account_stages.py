"""The stages of a count as people read them, on a terminal and on a page: words, and a table of what changed."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from plenary.decisions.labels.stages import UNIT, groups_of, reserved_in_words, stage_in_words, tie_in_words
from plenary.decisions.rules.methods.accounts import Account, Stage
from plenary.decisions.rules.methods.profiles import Number
from plenary.decisions.shown.account_money import amount_in_words, counts_money, with_amounts_in_words
from plenary.decisions.shown.accounts import names_of, shown

_MANY = 20
"""Candidates beyond which a stage lists only those for whom it changed something."""


@dataclass(frozen=True, slots=True)
class Row:
    """A candidate in the table of a stage: what it has after it, what it gained or lost, and what was decided of it."""

    name: str
    total: str
    moved: str
    decided: str


@dataclass(frozen=True, slots=True)
class StageShown:
    """A stage: its number, what it did in words, the ties that it decided, and its table, which may be empty, with the heads of
    its first two columns: what stands for election or for money, and what is counted."""

    number: int
    words: str
    ties: tuple[str, ...]
    rows: tuple[Row, ...]
    head: str
    unit: str

    @property
    def has_moved(self) -> bool:
        """Whether anything moved."""
        return any(row.moved for row in self.rows)


def stages_shown(account: Account) -> Iterator[StageShown]:
    """Each stage. Of many candidates only those are listed whose total changed, or of whom it decided."""
    names, groups = names_of(account), groups_of(account)
    before: dict[int, Number] = {}
    gone: set[int] = set()
    unit = ""
    for stage in account.stages:
        if unit != (unit := unit_of(account, stage)):
            before = {}  # points are not compared with money
        yield StageShown(
            stage.number,
            stage_in_words(
                with_amounts_in_words(account, stage), names, lambda value: shown(value, account.decimals), groups
            ),
            tuple(tie_in_words(tie, names) for tie in stage.ties),
            tuple(_rows(stage, account, names, before, gone)),
            _("Project") if "budget" in account.facts else _("Candidate"),
            unit,
        )
        before |= stage.totals
        gone.update(stage.excluded)


def unit_of(account: Account, stage: Stage) -> str:
    """What the totals of a stage are counted in, in words: of budgets points, but for what supporters have left."""
    unit = "money" if counts_money(account, stage) else "points" if "budget" in account.facts else account.unit
    return str(UNIT.get(unit, unit))


def _rows(
    stage: Stage, account: Account, names: tuple[str, ...], before: dict[int, Number], gone: set[int]
) -> Iterator[Row]:
    changed = {each for each, total in stage.totals.items() if before.get(each) != total} | set(stage.moved)
    if not changed:
        return
    some = len(stage.totals) > _MANY and bool(before)
    listed = changed | {*stage.elected, *stage.excluded} if some else set(stage.totals) - gone
    places = account.decimals or 0
    even = places if any(not isinstance(total, int) for total in (*stage.totals.values(), stage.lost)) else 0
    is_money = counts_money(account, stage)
    for each, total in stage.totals.items():
        if each in listed:
            moved = stage.moved.get(each, 0)
            yield Row(
                names[each],
                amount_in_words(account, total) if is_money else _even(shown(total, account.decimals), even),
                f"{'+' if moved > 0 else ''}{_even(shown(moved, account.decimals), even)}" if moved else "",
                _("elected") if each in stage.elected else _("excluded") if each in stage.excluded else "",
            )
    if stage.lost:
        yield Row(_("Lost"), "", f"+{_even(shown(stage.lost, account.decimals), even)}", "")


def _even(figure: str, places: int) -> str:
    """A figure with as many decimals as all others of its table, so that they stand under each other."""
    if not places or figure.endswith("…"):
        return figure
    whole, _point, decimals = figure.partition(".")
    return f"{whole}.{decimals.ljust(places, '0')}"


def figures_in_words(account: Account, money: Sequence[str] = ()) -> str:
    """How many ballots were counted for how many seats or for which budget, the quota where there is one, and reserved
    seats. `money` are the budget and what is spent of it, where they are told in a currency."""
    told = [_("Ballots: %(count)s.") % {"count": account.ballots}]
    if "budget" in account.facts:
        budget, spent = money or [shown(account.facts[key], account.decimals) for key in ("budget", "spent")]
        told.append(_("Budget: %(amount)s.") % {"amount": budget})
        told.append(_("Spent: %(amount)s.") % {"amount": spent})
    else:
        told.append(_("To be elected: %(count)s.") % {"count": account.seats})
    if account.quota is not None:
        told.append(_("Quota: %(quota)s.") % {"quota": shown(account.quota, account.decimals)})
    return " ".join([*told, *reserved_in_words(account, names_of(account))])
