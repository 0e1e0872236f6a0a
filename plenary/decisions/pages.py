"""What the room shows on a member's page and in the list for handing over."""

from collections.abc import Sequence

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from plenary.bodies.handing_over import tells_to_hand_over
from plenary.bodies.models import Term
from plenary.charter.queries import NoCharterError, charter_of
from plenary.coalitions.queries import slug_of
from plenary.core.standing import Standing
from plenary.decisions import queries
from plenary.decisions.asks import state_of
from plenary.decisions.models import Effect, Proposal
from plenary.decisions.spread import adopted_by_member, adopted_by_person
from plenary.membership.balance import Measure, register_measure, register_persons
from plenary.membership.effects.conduct import SetAside
from plenary.membership.models import ConductCase, Member
from plenary.membership.sections import Line, Section, tells_of_case, tells_of_member
from plenary.membership.taking_over import Gone, tells_what_is_taken_over

register_measure(Measure(code="adopted", label=gettext_lazy("Proposals adopted"), amounts=adopted_by_member))
register_persons("adopted", gettext_lazy("Proposals adopted"), adopted_by_person)


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


@tells_of_case
def proposals_about(standing: Standing, case: ConductCase) -> Section | None:
    """The proposal that took a grave measure and the one about the appeal, to those who see them. Four queries at most."""
    about = Effect.objects.of(case.coalition_id).filter(kind=SetAside.code, payload__case=case.pk)
    asked = Q(pk__in=about.values("proposal_id")) | Q(pk=case.proposal)
    rows = list(queries.visible_proposals(standing).filter(asked).order_by("opened_at", "drafted_at"))
    return Section(heading=gettext_lazy("Proposals about it"), lines=_lines(standing, rows)) if rows else None


def _lines(standing: Standing, rows: Sequence[Proposal]) -> tuple[Line, ...]:
    """Each proposal by its title, with where it stands."""
    slug, titles = (slug_of(standing.coalition), queries.titles_of(rows)) if rows else ("", {})
    return tuple(
        Line(
            sentence=titles[row.pk][0],
            url=reverse("decisions:proposal", args=[slug, row.pk]),
            note=state_of(row)[1],
        )
        for row in rows
    )


@tells_what_is_taken_over
def proposals_of_member(standing: Standing, _gone: Gone) -> Section:
    """The drafts and open proposals of the member. Three queries."""
    return Section(
        heading=gettext_lazy("Drafts and open proposals of your member"),
        lines=_lines(standing, queries.moved_and_undecided(standing)),
    )


@tells_what_is_taken_over
def votes_of_member(standing: Standing, _gone: Gone) -> Section:
    """The open votes in which the member has a ballot, and whether one was cast: what it says stands where the vote's own rule
    shows it. And that others carry ballots for it, or it for others. Five queries at most."""
    rows = queries.open_places(standing)
    votes = {row.proposal_id: row.proposal for row in rows}
    titles = queries.titles_of(list(votes.values())) if votes else {}
    slug = slug_of(standing.coalition)
    lines = [
        Line(
            sentence=titles[row.proposal_id][0],
            url=reverse("decisions:proposal", args=[slug, row.proposal_id]),
            note=_("A ballot was cast.") if getattr(row, "has_cast", False) else _("No ballot was cast yet."),
        )
        for row in rows
    ]
    if queries.has_delegations(standing):
        carried = reverse("decisions:delegations", args=[slug])
        lines.append(Line(sentence=_("Ballots that others cast for your member, or it for others"), url=carried))
    return Section(heading=gettext_lazy("Open votes of your member"), lines=tuple(lines))


@tells_to_hand_over
def proposals_moved(standing: Standing, _term: Term) -> Section:
    """The drafts and open proposals that the holder moved, or a colleague did. Three queries."""
    rows = queries.moved_and_undecided(standing)
    return Section(
        heading=gettext_lazy("Drafts and open proposals that you moved: finish, pass on or withdraw them"),
        lines=_lines(standing, rows),
        empty=gettext_lazy("You moved nothing that is undecided."),
    )
