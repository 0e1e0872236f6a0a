"""Committees from approvals: what each candidate adds, of all ballots, or the money behind it, of the price of a seat."""

from fractions import Fraction

from django.utils.translation import gettext as _

from plenary.decisions.rules.methods.accounts import Account, Stage
from plenary.decisions.rules.methods.profiles import Number
from plenary.decisions.shown.accounts import names_of, shown
from plenary.decisions.shown.pictures.shapes import Bar, Chart, Mark, Row, Sign
from plenary.decisions.shown.pictures.words import elected, winners_first

_ALL = Bar(start=Fraction(0), length=Fraction(1), what="of")


def gains(account: Account) -> Chart:
    """Each candidate's approvals, and over them what it added when it was elected, or would have added for the last seat."""
    names, first = names_of(account), account.stages[0].totals
    last = {each: value for stage in account.stages for each, value in stage.totals.items()}
    at = {each: stage.number for stage in account.stages for each in stage.elected}
    order = winners_first(account, sorted(last, key=lambda each: (-last[each], each)))
    whole = Fraction(account.ballots)
    rows = []
    for each in order:
        chosen = each in at
        told = {"name": names[each], "approvals": shown(first[each], None), "added": shown(last[each], None)}
        rows.append(
            Row(
                name=names[each],
                decided=_("%(decided)s, seat %(number)s") % {"decided": elected(), "number": at[each]}
                if chosen
                else "",
                is_chosen=chosen,
                figures=(told["approvals"], told["added"]),
                bars=(
                    _ALL,
                    Bar(start=Fraction(0), length=first[each] / whole, what="could"),
                    Bar(start=Fraction(0), length=last[each] / whole, what="is chosen" if chosen else "is"),
                ),
                words=_("%(name)s: approvals %(approvals)s, adds %(added)s") % told,
            )
        )
    return Chart(
        title=_("What each adds"),
        description=_(
            "Whoever has a seat was taken at what it added then; for the others stands what they would have added for the "
            "last seat. The longest possible bar is all %(count)s ballots."
        )
        % {"count": account.ballots},
        head=(_("Approvals"), _("Adds")),
        rows=tuple(rows),
        key=(Sign("is chosen", _("added, elected")), Sign("is", _("would add")), Sign("could", _("approvals"))),
    )


def purses(account: Account) -> Chart:
    """The money behind each candidate, against the price of a seat, which is 1: of the elected what paid for them; of the
    others, and of who was elected to complete the committee, what their supporters had left."""
    names = names_of(account)
    held: dict[int, tuple[Number, Number]] = {}
    how: dict[int, str] = {}
    for stage in account.stages:
        held |= _money(stage)
        how |= dict.fromkeys(stage.elected, _("elected") if stage.what == "bought" else _("elected by completion"))
    order = winners_first(account, sorted(held, key=lambda each: (-sum(held[each]), each)))
    order += [each for each in account.winners if each not in held]
    longest = max([Fraction(1), *(Fraction(sum(both)) for both in held.values())])
    return Chart(
        title=_("The money behind each"),
        description=_("A seat costs 1, at the line. Who is not bought has supporters with too little left."),
        head=(_("Money"), _("In full"), _("With the rest")),
        rows=tuple(
            _purse(names[each], f"✓\N{NO-BREAK SPACE}{how[each]}" if each in how else "", held.get(each), longest)
            for each in order
        ),
        key=(
            Sign("is chosen", _("paid in full parts")),
            Sign("rest", _("paid by all that was left")),
            Sign("is", _("left, too little")),
            Sign("limit", _("price of a seat")),
        ),
    )


def _money(stage: Stage) -> dict[int, tuple[Number, Number]]:
    """What full parts and what rests paid; of whom nobody bought only what there is."""
    if stage.what == "bought":
        rest = stage.facts["of_rest"]
        return {stage.about[0]: (1 - rest, rest)}
    return {each: (total, 0) for each, total in stage.totals.items()} if stage.what == "unaffordable" else {}


def _purse(name: str, decided: str, both: tuple[Number, Number] | None, longest: Fraction) -> Row:
    full, rest = both or (0, 0)
    bought = full + rest == 1 and bool(decided)
    told = tuple(shown(value, None) for value in (full + rest, full, rest))
    return Row(
        name=name,
        decided=decided,
        is_chosen=bool(decided),
        figures=told if bought else ((told[0] if both else ""), "", ""),
        bars=(
            _ALL,
            Bar(start=Fraction(0), length=full / longest, what="is chosen" if bought else "is"),
            Bar(start=full / longest, length=rest / longest, what="rest"),
        ),
        marks=(Mark(at=1 / longest, what="limit"),),
        words=f"{name}: {told[0]}" if both else name,
    )
