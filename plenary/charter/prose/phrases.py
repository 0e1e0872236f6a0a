"""How numbers, shares, spans of time and lists are said: small phrases of which sentences are made."""

from collections.abc import Sequence
from fractions import Fraction

from django.contrib.humanize.templatetags.humanize import apnumber
from django.utils.translation import get_language, ngettext, pgettext
from django.utils.translation import gettext as _

from plenary.core.languages import SOURCE, SPELLED


def number(count: int) -> str:
    """A whole number: two to nine in words where the language allows, else in figures."""
    if 2 <= count <= 9 and (get_language() or SOURCE).split("-")[0] in SPELLED:
        return str(apnumber(count))
    return str(count)


def share(part: Fraction) -> str:
    """A share as people say it: "two thirds", "60 %", "5 in 7"."""
    spoken = {
        Fraction(1, 4): _("one quarter"),
        Fraction(1, 3): _("one third"),
        Fraction(1, 2): _("half"),
        Fraction(2, 3): _("two thirds"),
        Fraction(3, 4): _("three quarters"),
        Fraction(1): _("all"),
    }
    if part in spoken:
        return spoken[part]
    hundredths = part * 100
    if hundredths.denominator == 1:
        return _("%(number)d %%") % {"number": hundredths.numerator}
    return _("%(part)d in %(whole)d") % {"part": part.numerator, "whole": part.denominator}


def needed(part: Fraction, *, strictly: bool) -> str:
    """A threshold: "more than half", "at least two thirds", "all"."""
    if part == 1:
        return share(part)
    return (_("more than %(share)s") if strictly else _("at least %(share)s")) % {"share": share(part)}


def days(count: int) -> str:
    """A span of days: "one day", "seven days", "21 days"."""
    return ngettext("one day", "%(count)s days", count) % {"count": number(count)}


def hours(count: int) -> str:
    """A span of hours, in days when they are whole."""
    if count and count % 24 == 0:
        return days(count // 24)
    return ngettext("one hour", "%(count)s hours", count) % {"count": number(count)}


def months(count: int) -> str:
    """A span of months, in years when they are whole."""
    if count and count % 12 == 0:
        return ngettext("one year", "%(count)s years", count // 12) % {"count": number(count // 12)}
    return ngettext("one month", "%(count)s months", count) % {"count": number(count)}


def every(count: int) -> str:
    """A rhythm in months: "every month", "every three months", "every year"."""
    if count and count % 12 == 0:
        return ngettext("every year", "every %(count)s years", count // 12) % {"count": number(count // 12)}
    return ngettext("every month", "every %(count)s months", count) % {"count": number(count)}


def all_of(items: Sequence[str]) -> str:
    """A list said in full: "a", "a and b", "a, b and c"."""
    if len(items) < 2:
        return "".join(items)
    return pgettext("the last two of a list", "%(rest)s and %(last)s") % {
        "rest": _(", ").join(items[:-1]),
        "last": items[-1],
    }


def points(items: Sequence[str]) -> str:
    """Longer items in one sentence, without their full stops: "a; b; c"."""
    return _("; ").join(item.rstrip(" .。۔") for item in items)


def sentence(text: str) -> str:
    """The coalition's own words as a sentence: with a full stop when none stands there."""
    return text if not text or text[-1] in ".!?…。؟۔:" else f"{text}."
