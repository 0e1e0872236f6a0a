"""The clauses on what cannot wait and on which days count."""

from collections.abc import Iterator
from datetime import date

from babel.dates import format_skeleton, get_day_names
from django.utils.translation import gettext as _

from plenary.charter import decidable
from plenary.charter.prose import phrases
from plenary.charter.prose.voice import Paragraph, Voice, text
from plenary.charter.rules.schema import OTHER_MATTER, Weekday
from plenary.core.times import locale_of

_LEAP_YEAR = 2024  # knows every day that a holiday may fall on


def urgent(voice: Voice) -> Iterator[Paragraph]:
    """What a few may decide when it cannot wait, and who confirms it."""
    rule = voice.charter.urgent
    if not rule.process:
        return
    labels = decidable.matters()
    matters = [str(labels[code].label) if code in labels else code for code in rule.matters if code != OTHER_MATTER]
    if OTHER_MATTER in rule.matters:
        matters.append(_("Whatever has no process of its own"))
    told = {
        "few": voice.process(rule.process),
        "all": voice.process(rule.confirmed_by),
        "matters": phrases.points(matters),
    }
    yield (
        "urgent",
        text(
            _(
                "Where these cannot wait, they may be decided as set out under “%(few)s” and take effect at once: %(matters)s."
            )
            % told,
            _("What was decided so lapses unless it is confirmed as set out under “%(all)s”.") % told,
        ),
    )


def days(voice: Voice) -> Iterator[Paragraph]:
    """In which zone days are counted, and on which no deadline falls."""
    rule, locale = voice.charter.days, locale_of(voice.language)
    if not (rule.time_zone or rule.rest_days or rule.holidays):
        return
    names = get_day_names("wide", context="stand-alone", locale=locale)
    resting = [str(names[list(Weekday).index(day)]) for day in rule.rest_days]
    dates = [_day(entry, voice.language) for entry in rule.holidays]
    yield (
        "days",
        text(
            _("Days and hours are counted in the zone %(zone)s.") % {"zone": rule.time_zone} if rule.time_zone else "",
            _("No deadline falls on these days of the week: %(days)s.") % {"days": phrases.all_of(resting)}
            if resting
            else "",
            _("No deadline falls on these days of the year: %(days)s.") % {"days": phrases.all_of(dates)}
            if dates
            else "",
            _("A deadline that would moves to the same hour of the next day that is free.") if resting or dates else "",
        ),
    )


def _day(entry: str, language: str) -> str:
    """A holiday as people read it; one that is no day is said as it stands."""
    yearly = len(entry) == len("12-25")
    try:
        day = date.fromisoformat(f"{_LEAP_YEAR}-{entry}" if yearly else entry)
    except ValueError:
        return entry
    return str(format_skeleton("MMMMd" if yearly else "yMMMMd", day, locale=locale_of(language)))
