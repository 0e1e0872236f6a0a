"""What an election asks: an answer to a nomination."""

from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import gettext as _

from plenary.coalitions.queries import slug_of
from plenary.core import asks
from plenary.core.standing import Mandate, Standing
from plenary.decisions import queries
from plenary.decisions.queries.nominations import nominated_to_answer


@asks.asks
def nominations(standing: Standing) -> Iterable[asks.Ask]:
    """Nominations of one's member, for who decides for it, or of oneself, that wait for an answer. One query."""
    if not (standing.member or standing.person):
        return
    rows = nominated_to_answer(standing)
    decides = standing.mandate is Mandate.DECIDES
    found = [row for row in rows if decides or not row.member_id]
    slug, titles = (
        (slug_of(standing.coalition), queries.titles_of([row.proposal for row in found])) if found else ("", {})
    )
    for row in found:
        asked = _("Your member is nominated. Accept, or decline.")
        yield asks.Ask(
            title=titles[row.proposal_id][0],
            sentence=asked if row.member_id else _("You are nominated. Accept, or decline."),
            url=reverse("decisions:proposal", args=[slug, row.proposal_id]) + "#candidates",
            button=_("Answer"),
            due=row.proposal.discussion_from,
            clause="elections",
        )
