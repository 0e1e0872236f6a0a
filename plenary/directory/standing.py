"""What the directory adds to a standing: the coalition's own card of the one who signs in."""

from dataclasses import replace

from plenary.core import visibility
from plenary.core.belonging import register_belonging
from plenary.core.standing import Standing, provides_standing, with_audiences
from plenary.directory.queries import card_of_account, coalitions_of_account

register_belonging(coalitions_of_account)


@provides_standing
def person_of(standing: Standing) -> Standing:
    """Set `person` and its audience token, when the coalition has a card of this account. One query."""
    person = card_of_account(standing.coalition, standing.account)
    return with_audiences(replace(standing, person=person), visibility.person(person)) if person else standing
