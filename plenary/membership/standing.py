"""What membership adds to a standing: the member represented, and the mandate."""

from dataclasses import replace

from plenary.core import visibility
from plenary.core.standing import Mandate, Standing, provides_standing, register_silenced, with_audiences
from plenary.membership.queries import representation_held_by
from plenary.membership.rules import BELONGING, SILENCED, Status, status_at

register_silenced(SILENCED)


@provides_standing
def member_represented(standing: Standing) -> Standing:
    """Set the member represented, its status and category, and the mandate; with the tokens to read its own entries and,
    while it belongs, those of the members. One query.

    A protected member reads what members read; that it casts no ballot is the electorate's matter.
    """
    representative = representation_held_by(standing.coalition, standing.person) if standing.person else None
    if representative is None:
        return standing
    member = representative.member
    status = status_at(Status(member.status), member.provisional_until, standing.as_of)
    found = replace(
        standing,
        member=member.id,
        member_status=str(status),
        category=member.category,
        is_protected=member.protected,
        mandate=Mandate(representative.mandate),
    )
    own = visibility.member(member.id)
    return with_audiences(found, own, visibility.MEMBERS) if status in BELONGING else with_audiences(found, own)
