"""Opening cards: a look at a protected one is entered."""

from plenary.core import visibility
from plenary.core.standing import Standing
from plenary.core.verdicts import require
from plenary.directory import queries
from plenary.directory.models import Organisation, Person
from plenary.directory.permissions import may_see_protected
from plenary.record import actions as record


def open_card[C: (Organisation, Person)](*, by: Standing, card_id: str, kind: type[C]) -> C | None:
    """The card of an address, with its details, where this standing may see it; a look at a protected one is entered. None
    for others, and for a card of the other kind."""
    found = queries.card(by, card_id)
    if not isinstance(found, kind):
        return None
    look_at_card(by=by, card=found)
    return found


def look_at_card(*, by: Standing, card: Organisation | Person) -> None:
    """Enter that an officer opened a protected card, sealed, under a kind that says nothing: kinds are read by all who hold
    a bundle. A look at a card that is not protected, or at one's own, is none. Raises Refused: directory.protected_only.
    """
    if not card.protected or card.pk == by.person:
        return
    require(may_see_protected(by))
    with record.act(by=by):
        facts = {"happened": "directory.looked_at", "card": card.pk}
        record.enter(by=by, kind="directory.sealed", audience=[visibility.SEALED], facts=facts)
