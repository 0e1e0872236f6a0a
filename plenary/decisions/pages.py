"""The room's word in the masthead, and what it shows on a member's page and in the list for handing over."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from plenary.bodies.handing_over import tells_to_hand_over
from plenary.bodies.models import Term
from plenary.charter.queries import NoCharterError, charter_of
from plenary.coalitions.queries import slug_of
from plenary.core.navigation import register_page
from plenary.core.standing import Standing
from plenary.decisions import queries
from plenary.decisions.asks import state_of
from plenary.decisions.permissions import may_read_proposals
from plenary.decisions.spread import adopted_by_member, adopted_by_person
from plenary.membership.balance import Measure, register_measure, register_persons
from plenary.membership.models import Member
from plenary.membership.sections import Line, Section, tells_of_member

register_measure(Measure(code="adopted", label=gettext_lazy("Proposals adopted"), amounts=adopted_by_member))
register_persons("adopted", gettext_lazy("Proposals adopted"), adopted_by_person)
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


@tells_to_hand_over
def proposals_moved(standing: Standing, _term: Term) -> Section:
    """The drafts and open proposals that the holder moved, or a colleague did. Three queries."""
    rows = queries.moved_and_undecided(standing)
    slug, titles = (slug_of(standing.coalition), queries.titles_of(rows)) if rows else ("", {})
    lines = tuple(
        Line(
            sentence=titles[row.pk][0],
            url=reverse("decisions:proposal", args=[slug, row.pk]),
            note=state_of(row)[1],
        )
        for row in rows
    )
    return Section(
        heading=gettext_lazy("Drafts and open proposals that you moved: finish, pass on or withdraw them"),
        lines=lines,
        empty=gettext_lazy("You moved nothing that is undecided."),
    )
