"""Budgets: each project's cost as a bar that begins where the money stood when it was asked, against the line of the budget."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from django.utils.translation import gettext as _

from plenary.decisions.rules.methods.accounts import Account
from plenary.decisions.rules.methods.profiles import Number
from plenary.decisions.shown.account_money import amount_in_words
from plenary.decisions.shown.accounts import names_of, shown
from plenary.decisions.shown.pictures.shapes import Bar, Chart, Mark, Row, Sign
from plenary.decisions.shown.pictures.words import paid_for

MOST = 60
"""Rows of a picture: beyond them only what is paid for is drawn."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Asked:
    """A project when the count came to it: how much was spent before, and the money that its supporters had, where told."""

    project: int
    spent: Number
    decided: str
    is_paid: bool = False
    held: Number | None = None


def spending(account: Account) -> Chart:
    """The picture of a budget: what is paid for, in the order in which it was, and what was passed over, where it was."""
    names, costs, points = names_of(account), account.facts["costs"], account.facts["points"]
    asked = list(_asked(account))
    drawn = _most(asked)
    budget = Fraction(account.facts["budget"])
    longest = max([budget, *(Fraction(each.spent + costs[each.project]) for each in drawn)])
    rows = [
        _row(account, each, names[each.project], (costs[each.project], points[each.project]), (budget, longest))
        for each in drawn
    ]
    return Chart(
        title=_("Where the money went"),
        description=_(
            "A bar is what a project costs. It begins where the money stood when the project was asked for; what goes beyond "
            "the line cannot be paid from the budget of %(budget)s."
        )
        % {"budget": amount_in_words(account, budget)},
        head=(_("Cost"), _("Points")),
        rows=(*rows, _left(account, budget, longest)),
        key=_key(drawn),
        left_out=len(asked) - len(drawn),
    )


def _asked(account: Account) -> Iterator[_Asked]:
    """Projects in the order in which the count came to them; of those asked twice the last time, with what was told before."""
    found: dict[int, _Asked] = {}
    spent: Number = 0
    for stage in account.stages:
        for each in stage.about:
            held = stage.totals.get(each) if stage.what == "unaffordable" else None
            before = found.pop(each, None)
            held = before.held if before else held
            if each in stage.elected:
                found[each] = _Asked(project=each, spent=spent, decided=paid_for(), is_paid=True, held=held)
                spent += account.facts["costs"][each]
                continue
            why = _("supported by nobody") if not account.facts["points"][each] else _("too little left")
            found[each] = _Asked(project=each, spent=spent, decided=f"✕\N{NO-BREAK SPACE}{why}", held=held)
    yield from found.values()


def _most(asked: list[_Asked]) -> list[_Asked]:
    """All of few; of many what is paid for, and as many others, from the first on, as there is room."""
    room = max(0, MOST - sum(each.is_paid for each in asked))
    others = [each.project for each in asked if not each.is_paid][:room]
    return [each for each in asked if each.is_paid or each.project in others]


def _row(
    account: Account, each: _Asked, name: str, both: tuple[Number, Number], against: tuple[Fraction, Fraction]
) -> Row:
    (cost, points), (budget, longest) = both, against
    start, length = each.spent / longest, cost / longest
    bars = [
        Bar(start=Fraction(0), length=budget / longest, what="of"),
        Bar(start=Fraction(0), length=start, what="spent"),
    ]
    bars.append(Bar(start=start, length=length, what="is chosen" if each.is_paid else "unpaid"))
    if each.held is not None and not each.is_paid:
        bars.append(Bar(start=start, length=min(Fraction(each.held), Fraction(cost)) / longest, what="is"))
    told = {"name": name, "cost": amount_in_words(account, cost), "decided": each.decided}
    return Row(
        name=name,
        decided=each.decided,
        is_chosen=each.is_paid,
        figures=(told["cost"], shown(points, None)),
        bars=tuple(bars),
        marks=(Mark(at=budget / longest, what="limit"),),
        words=_("%(name)s: %(cost)s, %(decided)s") % told,
    )


def _left(account: Account, budget: Fraction, longest: Fraction) -> Row:
    """The last row: what the budget has left."""
    spent = Fraction(account.facts["spent"])
    return Row(
        name=_("Left of the budget"),
        decided="",
        figures=(amount_in_words(account, budget - spent), ""),
        bars=(
            Bar(start=Fraction(0), length=budget / longest, what="of"),
            Bar(start=Fraction(0), length=spent / longest, what="spent"),
            Bar(start=spent / longest, length=(budget - spent) / longest, what="left"),
        ),
        marks=(Mark(at=budget / longest, what="limit"),),
        words=_("Left of the budget: %(left)s") % {"left": amount_in_words(account, budget - spent)},
    )


def _key(drawn: list[_Asked]) -> tuple[Sign, ...]:
    key = [Sign("is chosen", _("paid for")), Sign("unpaid", _("not paid for")), Sign("spent", _("spent before"))]
    if any(each.held is not None and not each.is_paid for each in drawn):
        key.append(Sign("is", _("what its supporters have left")))
    return (*key, Sign("left", _("left of the budget")), Sign("limit", _("the budget")))
