"""Where bodies stand in the masthead, what they say on a member's page, and what they measure."""

from datetime import datetime

from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from plenary.bodies.permissions import may_read_bodies
from plenary.bodies.queries import charter_naming, place_in_words, terms_of_member
from plenary.bodies.spread import persons_in_place, seats_by_member
from plenary.core import times
from plenary.core.navigation import register_page
from plenary.core.standing import Standing
from plenary.membership.balance import Measure, register_measure, register_persons
from plenary.membership.models import Member
from plenary.membership.sections import Line, Section, tells_of_member

register_page(gettext_lazy("Bodies"), "bodies:bodies", 40, may_read_bodies)
register_measure(Measure(code="seats", label=gettext_lazy("Seats"), amounts=seats_by_member))
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
    return Section(heading=gettext_lazy("Where it sits"), lines=lines, empty=gettext_lazy("It holds no seat now."))


def _day(day: datetime, standing: Standing) -> str:
    return times.day_in_words(day, now=standing.as_of, zone=times.zone_of("UTC"), language=get_language() or "en")
