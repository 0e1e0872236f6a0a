"""Judgements of each by itself: bars of approvals and of points, and grades as parts of a bar with the median marked."""

from fractions import Fraction
from itertools import accumulate

from django.utils.translation import gettext as _

from plenary.decisions.labels.stages import UNIT
from plenary.decisions.rules.methods.accounts import Account
from plenary.decisions.shown.accounts import names_of, shown
from plenary.decisions.shown.pictures.shapes import Bar, Chart, Mark, Row
from plenary.decisions.shown.pictures.words import elected

_SHADES = 5
_MOST = 7  # grades of a scale that are told one by one
_ROOM = Fraction(7, 100)  # of the width, from which on a grade can stand in its part of a bar


def totals(account: Account) -> Chart:
    """Bars of approvals, as shares of all ballots, or of points, as shares of the greatest sum; sums below 0 go to the other
    side of the line at 0."""
    counted = account.stages[0].totals
    order = sorted(counted, key=lambda each: (-counted[each], each not in account.winners, each))
    if account.unit == "votes":
        description = _("The longest possible bar is all %(count)s ballots.") % {"count": account.ballots}
    else:
        description = _("The longest bar is the greatest sum of points.")
    return Chart(
        title=_("What each has"),
        description=description,
        head=(str(UNIT.get(account.unit, account.unit)),),
        rows=tuple(_total(account, each, names_of(account)[each]) for each in order),
    )


def _total(account: Account, each: int, name: str) -> Row:
    counted, is_chosen = account.stages[0].totals, each in account.winners
    lowest, highest = min([0, *counted.values()]), max([0, *counted.values()])
    if account.unit == "votes":
        highest = max(highest, account.ballots)
    span = Fraction(highest - lowest) or Fraction(1)
    start, end = min(counted[each], 0) - lowest, max(counted[each], 0) - lowest
    told = shown(counted[each], account.decimals)
    return Row(
        name=name,
        decided=elected() if is_chosen else "",
        is_chosen=is_chosen,
        figures=(told,),
        bars=(
            Bar(start=Fraction(0), length=Fraction(1), what="of"),
            Bar(start=start / span, length=(end - start) / span, what="is chosen" if is_chosen else "is"),
        ),
        marks=(Mark(at=-lowest / span, what="zero"),) if lowest else (),
        words=f"{name}: {told}",
    )


def grades(account: Account) -> Chart:
    """Each one's grades side by side, the best first, the part with the majority grade framed, and ticks at the middle.

    Of a scale with more grades than `_MOST`, those above and below the majority grade are one part each.
    """
    names, gauges, histograms = names_of(account), account.facts["gauges"], account.facts["histograms"]
    scale = _scale(gauges, histograms)
    is_short = len(scale) <= _MOST
    order = sorted(
        range(len(names)),
        key=lambda each: (each not in account.winners, -gauges[each][1], gauges[each][2] - gauges[each][0], each),
    )
    told = [str(grade) for grade in reversed(scale)] if is_short else [_("Above it"), _("Below it")]
    description = [
        _("The best grades first; the ticks are at the middle of the ballots, the frame around the majority grade.")
    ]
    if is_short:
        description.append(_("Under each grade stands how many ballots give it."))
    return Chart(
        title=_("Which grades each was given"),
        description=" ".join(description),
        head=(_("Majority grade"), *told),
        rows=tuple(_graded(account, each, names[each], scale) for each in order),
    )


def _graded(account: Account, each: int, name: str, scale: range) -> Row:
    numbers, (above, grade, below) = account.facts["histograms"][each], account.facts["gauges"][each]
    is_short = len(scale) <= _MOST
    told = {"name": name, "grade": grade, "above": above, "below": below}
    return Row(
        name=name,
        decided=elected() if each in account.winners else "",
        is_chosen=each in account.winners,
        figures=(str(grade), *(str(number) for number in (reversed(numbers) if is_short else (above, below)))),
        bars=_parts(numbers, scale, grade) if is_short else _three(account.ballots, (above, grade, below)),
        marks=(Mark(at=Fraction(1, 2), what="half"),),
        words=_("%(name)s: majority grade %(grade)s, %(above)s ballots above it, %(below)s below") % told,
    )


def _scale(gauges: tuple[tuple[int, int, int], ...], histograms: tuple[tuple[int, ...], ...]) -> range:
    """The grades that the histograms are about: a majority grade is the first with so many below it that somebody gave."""
    (_above, grade, below), numbers = gauges[0], histograms[0]
    before = [0, *accumulate(numbers)]
    place = next(each for each, number in enumerate(numbers) if number and before[each] == below)
    return range(grade - place, grade - place + len(numbers))


def _shade(place: int, of: int) -> int:
    """Which of the shades a grade has, from 0, the lowest, up."""
    return place * (_SHADES - 1) // max(1, of - 1)


def _parts(numbers: tuple[int, ...], scale: range, majority: int) -> tuple[Bar, ...]:
    total, start, found = sum(numbers), Fraction(0), []
    for place in reversed(range(len(numbers))):
        if numbers[place]:
            length = Fraction(numbers[place], total)
            what = f"grade-{_shade(place, len(scale))}{' median' if scale[place] == majority else ''}"
            found.append(Bar(start=start, length=length, what=what, word=str(scale[place]) if length >= _ROOM else ""))
            start += length
    return tuple(sorted(found, key=lambda each: "median" in each.what))  # the framed one is drawn over the others


def _three(total: int, gauge: tuple[int, int, int]) -> tuple[Bar, ...]:
    """Above the majority grade, that grade, and below it."""
    above, _grade, below = gauge
    ends = (Fraction(above, total), Fraction(total - below, total))
    parts = (
        Bar(start=Fraction(0), length=ends[0], what="grade-4"),
        Bar(start=ends[1], length=1 - ends[1], what="grade-0"),
        Bar(start=ends[0], length=ends[1] - ends[0], what="grade-2 median"),
    )
    return tuple(each for each in parts if each.length)
