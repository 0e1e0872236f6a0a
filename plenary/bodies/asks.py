"""What bodies ask on the desk: vacancies, members that sit on no body, terms that end soon, and formed bodies that are to be
looked at again."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta

from django.db.models import Exists
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from plenary.bodies.formed import formed_bodies, name_of
from plenary.bodies.models import FormedBody
from plenary.bodies.permissions import may_look_after_seats, may_read_bodies
from plenary.bodies.queries import (
    charter_naming,
    members_on_no_committee,
    place_in_words,
    terms_ending,
    vacancies,
)
from plenary.bodies.rotation import own_turns
from plenary.bodies.rules import is_plenary
from plenary.bodies.rules.formed import id_in, is_formed
from plenary.bodies.suggestions import open_bodies, suggests_of_charter
from plenary.charter.queries import charter_of
from plenary.coalitions.queries import slug_of
from plenary.core.asks import Ask, Happening, asks, asks_at_desk, tells_coming
from plenary.core.standing import Mandate, Standing

SOON = timedelta(days=60)
"""How long before its end a term is told as coming: an election takes weeks."""


LOOKED_AT = timedelta(days=30)
"""So long from the day on which a formed body is looked at again that stands on the desk of those who sit in it."""


def _address(standing: Standing) -> str:
    return reverse("bodies:bodies", args=[slug_of(standing.coalition)])


@asks
def vacancies_wait(standing: Standing) -> Iterable[Ask]:
    """Those who look after seats: how many are vacant. Two queries."""
    if not may_look_after_seats(standing):
        return
    vacant = sum(number for _place, number in vacancies(charter_of(standing.coalition), standing.coalition))
    if vacant:
        yield Ask(
            title=ngettext("One seat or office is vacant", "%(number)s seats and offices are vacant", vacant)
            % {"number": vacant},
            sentence=_("The charter says who fills each; somebody must propose it."),
            url=_address(standing),
            button=_("See which"),
        )


@asks_at_desk
def members_sit_on_none(standing: Standing) -> Iterable[Ask]:
    """Those who look after seats: how many members sit on no body; those who speak for one that sits on none, where bodies can be
    joined: to see which (B2). It waits for nobody. One query, none for others who sit on a body, observe or are protected."""
    looks_after, may_join = bool(may_look_after_seats(standing)), _may_join(standing)
    if not looks_after and not may_join:
        return
    members = members_on_no_committee(standing)
    rows = members if looks_after else members.filter(pk=standing.member)
    without = dict(rows.order_by().values_list("pk", Exists(open_bodies(standing.coalition))))
    if looks_after and without:
        yield _sitting_on_none(
            standing,
            title=ngettext("One member sits on no body yet", "%(number)s members sit on no body yet", len(without))
            % {"number": len(without)},
            sentence=_("Every member sits on at least one: see which each could join, and why."),
            button=_("See which"),
        )
    if may_join and standing.member in without and (without[standing.member] or suggests_of_charter(standing)):
        yield _sitting_on_none(
            standing,
            title=_("Your member sits on no body yet"),
            sentence=_("Every member sits on at least one: see which it could join, and why."),
            button=_("See which it could join"),
        )


def _may_join(standing: Standing) -> bool:
    """True for those who speak for a member that is no secret, reads of bodies, and for which they sit on none but plenaries."""
    speaks = standing.mandate in (Mandate.DECIDES, Mandate.CONSULTS) and not standing.is_protected
    if not speaks or not may_read_bodies(standing):
        return False
    return not standing.bodies - {body.code for body in charter_of(standing.coalition).bodies if is_plenary(body)}


def _sitting_on_none(standing: Standing, *, title: str, sentence: str, button: str) -> Ask:
    return Ask(title=title, sentence=sentence, url=_address(standing), button=button, is_calm=True)


@asks
def turns_come(standing: Standing) -> Iterable[Ask]:
    """Who is next in turn to chair a body: from when, and that the turn may be passed on. One query besides the charter's."""
    for turn in own_turns(standing):
        facts = {"body": name_of(turn.body, charter_of(standing.coalition))}
        yield Ask(
            title=_("You are next in turn to chair “%(body)s”") % facts,
            sentence=_("You need do nothing to take it up. If you cannot, pass it on before it begins."),
            due=turn.starts,
            url=reverse("bodies:turn", args=[slug_of(standing.coalition), turn.pk]),
            button=_("Look at it"),
        )


@tells_coming
def terms_end(standing: Standing) -> Iterable[Happening]:
    """Terms that end within two months, soonest first, at most ten. Three queries at most."""
    if not may_read_bodies(standing):
        return
    terms = terms_ending(standing.coalition, standing.as_of, standing.as_of + SOON)
    if not terms:
        return
    charter, address = charter_naming(standing.coalition, terms), _address(standing)
    for term in terms:
        if term.ends is not None:
            place = place_in_words(charter, body=term.body, seats=term.seats, office=term.office)
            title = _("The term of %(name)s ends: %(place)s") % {"name": term.holder_name, "place": place}
            yield Happening(at=term.ends, title=title, url=address, key=f"term {term.id}")


@asks
def reviews_wait(standing: Standing) -> Iterable[Ask]:
    """Those who sit in a formed body: that the day has come to look at it again. One query, none for who sits in no such body."""
    today = standing.as_of.date()
    for body in _reviewed(standing, today - LOOKED_AT, today):
        yield Ask(
            title=_("Look again at “%(body)s”") % {"body": name_of(body, charter_of(standing.coalition))},
            sentence=_("The day has come that was set when it was formed: it goes on, changes, or is closed."),
            url=_page_of(standing, body),
            button=_("Look at it"),
        )


@tells_coming
def reviews_come(standing: Standing) -> Iterable[Happening]:
    """Those who sit in a formed body: the day on which it is looked at again, within two months. One query, none for who sits in
    no such body."""
    today = standing.as_of.date()
    for body in _reviewed(standing, today + timedelta(days=1), today + SOON):
        title = _("“%(body)s” is looked at again") % {"body": name_of(body, charter_of(standing.coalition))}
        at = datetime.combine(body.review_on or today, time(), tzinfo=UTC)
        yield Happening(at=at, title=title, url=_page_of(standing, body), key=f"review {body.pk}")


def _reviewed(standing: Standing, first: date, last: date) -> Iterable[FormedBody]:
    codes = [id_in(code) for code in standing.bodies if is_formed(code)]
    if not codes:
        return []
    rows = formed_bodies(standing.coalition).filter(id__in=codes, closed_at=None)
    return rows.filter(review_on__gte=first, review_on__lte=last).order_by("review_on", "id")[:10]


def _page_of(standing: Standing, body: FormedBody) -> str:
    return reverse("bodies:formed", args=[slug_of(standing.coalition), body.pk])
