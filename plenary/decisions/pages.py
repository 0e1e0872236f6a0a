"""The room's word in the masthead, and what it shows on a member's page."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from plenary.charter.queries import NoCharterError, charter_of
from plenary.coalitions.queries import slug_of
from plenary.core.navigation import register_page
from plenary.core.standing import Standing
from plenary.decisions.permissions import may_read_proposals
from plenary.membership.models import Member
from plenary.membership.sections import Line, Section, tells_of_member

register_page(gettext_lazy("Proposals"), "decisions:proposals", 20, may_read_proposals)


@tells_of_member
def ballots_of_member(standing: Standing, member: Member) -> Section | None:
    """To its own representatives: the page on which others are named to cast its ballots, where the charter knows that. One
    query."""
    if standing.member != member.id or standing.is_protected:
        return None
    try:
        processes = charter_of(standing.coalition).processes
    except NoCharterError:
        return None
    if not any(process.delegation for process in processes):
        return None
    url = reverse("decisions:delegations", args=[slug_of(standing.coalition)])
    return Section(heading=gettext_lazy("Its ballots"), lines=(Line(sentence=_("Who casts them"), url=url),))
