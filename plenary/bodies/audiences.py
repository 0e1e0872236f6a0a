"""Whom the tokens of bodies and offices reach."""

from collections.abc import Iterable

from plenary.bodies.queries import electorate, terms_in_force
from plenary.charter.queries import NoCharterError
from plenary.core import visibility
from plenary.directory.queries import accounts_of
from plenary.membership.models import Representative
from plenary.notices.audiences import register_audience


def of_a_body(coalition_id: str, token: str) -> Iterable[str]:
    """The accounts of those who sit in a body: persons named, else the representatives of the members seated. Constant."""
    try:
        electors = electorate(coalition_id, token.partition(":")[2])
    except (KeyError, NoCharterError):
        return
    yield from accounts_of(coalition_id, [elector.person for elector in electors if elector.person]).values()
    members = [elector.member for elector in electors if elector.member and not elector.person]
    rows = Representative.objects.of(coalition_id).filter(until=None, member_id__in=members)
    acting = rows.filter(person__account__isnull=False).order_by().values_list("person__account_id", flat=True)
    yield from (str(account) for account in acting)


def of_an_office(coalition_id: str, token: str) -> Iterable[str]:
    """The accounts of those who hold an office. Two queries."""
    held = terms_in_force(coalition_id).filter(office=token.partition(":")[2])
    return accounts_of(coalition_id, [term.person_id for term in held if term.person_id]).values()


register_audience(visibility.body(""), of_a_body)
register_audience(visibility.office(""), of_an_office)
