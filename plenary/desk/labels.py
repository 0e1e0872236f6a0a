"""The sentences of the first screen: how much is asked, in words."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from plenary.core.verdicts import Label


def number_word(number: int) -> str:
    """Small numbers as words at the start of a sentence, others as figures."""
    words: list[Label] = [
        "",
        pgettext("number", "One"),
        pgettext("number", "Two"),
        pgettext("number", "Three"),
        pgettext("number", "Four"),
        pgettext("number", "Five"),
        pgettext("number", "Six"),
        pgettext("number", "Seven"),
        pgettext("number", "Eight"),
        pgettext("number", "Nine"),
    ]
    return str(words[number]) if 0 < number < len(words) else str(number)


def title_of(asked: int, this_week: int) -> str:
    """What is the case: how many things need the reader this week, or wait without haste, or that nothing does."""
    if this_week:
        words = ngettext("%(number)s thing needs you this week", "%(number)s things need you this week", this_week)
        return words % {"number": number_word(this_week)}
    if asked:
        words = ngettext(
            "%(number)s thing waits for you, without haste", "%(number)s things wait for you, without haste", asked
        )
        return words % {"number": number_word(asked)}
    return _("Nothing waits for you")


def asked_of(asked: int, this_week: int) -> str:
    """The same in short, for a list of coalitions."""
    if this_week:
        return ngettext("%(number)s thing this week", "%(number)s things this week", this_week) % {"number": this_week}
    if asked:
        return ngettext("%(number)s thing, without haste", "%(number)s things, without haste", asked) % {
            "number": asked
        }
    return _("nothing")
