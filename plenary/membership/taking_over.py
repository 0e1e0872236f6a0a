"""What a representative takes over from one who went (B1, B4): sections that rooms register, and those of this room."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from plenary.coalitions.queries import slug_of
from plenary.core.asks import asks_of
from plenary.core.standing import Standing
from plenary.membership.models import Representative
from plenary.membership.queries.taking_over import gone_before, has_to_read
from plenary.membership.sections import Line, Section

type Gone = Sequence[Representative]
type Teller = Callable[[Standing, Gone], Section | None]
"""What a room says to who acts for a member of what those left who act for it no longer; None when there is nothing of the
kind."""

_tellers: list[Teller] = []


def tells_what_is_taken_over(teller: Teller) -> Teller:
    """Register a section of what is taken over. It is read by those who act for the member alone, and tells them nothing that
    they may not read elsewhere. A constant number of queries."""
    _tellers.append(teller)
    return teller


@dataclass(frozen=True, slots=True)
class TakenOver:
    """What is taken over: the sections in the order of rooms, and whether it is still to be read."""

    sections: tuple[Section, ...]
    is_unread: bool


def taken_over(standing: Standing) -> TakenOver:
    """What the member of a standing has open, for who comes after somebody who went. As many queries as rooms need."""
    gone = gone_before(standing)
    found = (teller(standing, gone) for teller in _tellers)
    shown = tuple(section for section in found if section is not None and (section.lines or section.empty))
    return TakenOver(shown, has_to_read(standing, gone))


@tells_what_is_taken_over
def who_went(_standing: Standing, gone: Gone) -> Section:
    """Who acted for the member, and until when. No query."""
    lines = tuple(
        Line(
            sentence=each.person.shown_name,
            note=_("until %(day)s") % {"day": date_format(each.until, "DATE_FORMAT")} if each.until else "",
        )
        for each in gone
    )
    return Section(
        heading=gettext_lazy("Who acted for your member before"),
        lines=lines,
        empty=gettext_lazy("Nobody stopped acting for your member within the last year."),
    )


@tells_what_is_taken_over
def what_waits(standing: Standing, _gone: Gone) -> Section:
    """What the desk asks, votes and signatures that wait among it, but for what is read here. As many queries as a desk."""
    here = reverse("membership:take_over", args=[slug_of(standing.coalition)])
    lines = tuple(
        Line(
            sentence=str(ask.title),
            url=ask.url,
            note=f"{ask.sentence} {date_format(ask.due, 'DATE_FORMAT')}" if ask.due else str(ask.sentence),
        )
        for ask in asks_of(standing)
        if ask.url != here
    )
    return Section(
        heading=gettext_lazy("What waits for your member"), lines=lines, empty=gettext_lazy("Nothing waits for you.")
    )
