"""What bodies say on a member's page, and what they measure."""

from datetime import datetime

from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from plenary.bodies.models import Term
from plenary.bodies.permissions import may_read_bodies
from plenary.bodies.queries import charter_naming, offices_of, place_in_words, terms_of_member
from plenary.bodies.rules.formed import id_in, is_formed
from plenary.bodies.spread import offices_by_member, persons_in_place, seats_by_member
from plenary.coalitions.queries import slug_of
from plenary.core import times
from plenary.core.standing import Standing
from plenary.membership.balance import Measure, register_measure, register_persons
from plenary.membership.models import Member
from plenary.membership.rules.taking_over import KEPT
from plenary.membership.sections import Line, Section, tells_of_member
from plenary.membership.taking_over import Gone, tells_what_is_taken_over

register_measure(Measure(code="seats", label=gettext_lazy("Seats"), amounts=seats_by_member))
register_measure(Measure(code="offices", label=gettext_lazy("Offices"), amounts=offices_by_member))
register_persons("places", gettext_lazy("Seats and offices"), persons_in_place)


@tells_of_member
def seats_of_member(standing: Standing, member: Member) -> Section | None:
    """The seats that a member holds. Two queries at most."""
    if not may_read_bodies(standing):
        return None
    terms = list(terms_of_member(standing.coalition, member.id))
    charter = charter_naming(standing.coalition, terms)
    lines = tuple(
        Line(
            sentence=place_in_words(charter, body=term.body, seats=term.seats, office=term.office),
            note=_("until %(day)s") % {"day": _day(term.ends, standing)} if term.ends else "",
        )
        for term in terms
    )
    return Section(
        heading=gettext_lazy("Where it sits"), lines=lines, empty=gettext_lazy("It holds no seat now."), ends=True
    )


@tells_what_is_taken_over
def places_left(standing: Standing, gone: Gone) -> Section | None:
    """The seats of the member and who sits for it, and the offices that those who went hold in their own name, or held. Three
    queries at most."""
    if not may_read_bodies(standing):
        return None
    seats = list(terms_of_member(standing.coalition, standing.member))
    offices = list(offices_of(standing.coalition, [each.person_id for each in gone], standing.as_of - KEPT))
    charter, slug = charter_naming(standing.coalition, [*seats, *offices]), slug_of(standing.coalition)
    lines = tuple(
        Line(
            sentence=place_in_words(charter, body=term.body, seats=term.seats, office=term.office),
            url=_page_of(slug, term.body) if term.body else reverse("bodies:bodies", args=[slug]),
            note=_who_sits(term, standing),
        )
        for term in [*seats, *offices]
    )
    return Section(
        heading=gettext_lazy("Seats of your member, and offices of those who went"),
        lines=lines,
        empty=gettext_lazy("It holds no seat now."),
    )


def _page_of(slug: str, body: str) -> str:
    if is_formed(body):
        return reverse("bodies:formed", args=[slug, id_in(body)])
    return reverse("bodies:body", args=[slug, body])


def _who_sits(term: Term, standing: Standing) -> str:
    facts = {"name": term.person.shown_name if term.person else ""}
    if term.seats:
        return _("%(name)s sits for it.") % facts if term.person else _("Whoever acts for your member sits for it.")
    if term.until and term.until <= standing.as_of:
        return _("Held by %(name)s until %(day)s.") % {**facts, "day": _day(term.until, standing)}
    return _("%(name)s holds it in their own name, and keeps it.") % facts


def _day(day: datetime, standing: Standing) -> str:
    return times.day_in_words(day, now=standing.as_of, zone=times.zone_of("UTC"), language=get_language() or "en")
