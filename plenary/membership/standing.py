"""What membership adds to a standing, and which coalitions an account belongs to by its cards."""

from collections.abc import Iterable
from dataclasses import replace

from plenary.core import visibility
from plenary.core.belonging import register_belonging
from plenary.core.standing import Mandate, Standing, provides_standing, with_audiences
from plenary.directory.models import Person
from plenary.membership.queries import representative_of_person
from plenary.membership.rules import BELONGING, Status, status_at


@provides_standing
def member_represented(standing: Standing) -> Standing:
    """Set the member represented, its status and category, and the mandate; with the tokens to read its own entries and,
    while it belongs, those of the members. One query.

    A protected member reads what members read; that it casts no ballot is the electorate's matter.
    """
    representative = representative_of_person(standing.coalition, standing.person) if standing.person else None
    if representative is None:
        return standing
    member = representative.member
    status = status_at(Status(member.status), member.provisional_until, standing.as_of)
    found = replace(
        standing,
        member=member.id,
        member_status=str(status),
        category=member.category,
        mandate=Mandate(representative.mandate),
    )
    own = visibility.member(member.id)
    return with_audiences(found, own, visibility.MEMBERS) if status in BELONGING else with_audiences(found, own)


@register_belonging
def coalitions_with_a_card(account_id: str) -> Iterable[str]:
    """The coalitions that have a card of this account: as a representative, an applicant or an officer."""
    cards = Person.objects.across_coalitions().filter(account_id=account_id, removed_at=None)
    return cards.order_by("coalition_id").values_list("coalition_id", flat=True)
