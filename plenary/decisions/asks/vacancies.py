"""What a vacancy asks: whether whom the ballots choose takes it up."""

from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import gettext as _

from plenary.bodies.countbacks import offers_to
from plenary.bodies.queries import place_in_words
from plenary.charter.queries import charter_of
from plenary.coalitions.queries import slug_of
from plenary.core import asks
from plenary.core.standing import Mandate, Standing


@asks.asks
def offers(standing: Standing) -> Iterable[asks.Ask]:
    """The rest of a term that is offered to one's member, for who decides for it, or to oneself. One query where the charter
    fills vacancies from ballots, else none."""
    decides = standing.mandate is Mandate.DECIDES
    for row in offers_to(standing.coalition, standing.member if decides else "", standing.person):
        charter = charter_of(standing.coalition)
        place = place_in_words(charter, body=row.term.body, seats=row.term.seats, office=row.term.office)
        yield asks.Ask(
            title=place,
            sentence=_("It fell vacant, and the ballots choose you for the rest of the term. Accept, or decline."),
            url=reverse("decisions:proposal", args=[slug_of(standing.coalition), row.proposal]) + f"#vacancy-{row.pk}",
            button=_("Answer"),
            due=row.until,
            clause="elections",
        )
