"""Whom the tokens of members and persons reach, who gets mails that say nothing, and on whose devices nothing lies."""

from collections.abc import Iterable

from django.db.models import Exists, OuterRef, Q, QuerySet

from plenary.core import reach, visibility
from plenary.core.copies import register_risk
from plenary.core.models import ScopedQuerySet
from plenary.core.prepared import prepared
from plenary.directory.models import Person
from plenary.directory.queries import accounts_of
from plenary.membership.models import Representative
from plenary.membership.rules import BELONGING
from plenary.notices.audiences import register_audience, register_content_free


def _representing(coalition_id: str) -> ScopedQuerySet[Representative]:
    return Representative.objects.of(coalition_id).filter(until=None, person__account__isnull=False)


def _accounts(rows: ScopedQuerySet[Representative]) -> Iterable[str]:
    return rows.order_by().values_list("person__account_id", flat=True).distinct()


def all_members(coalition_id: str, _token: str) -> Iterable[str]:
    """Everyone who represents a member that belongs. One query."""
    return _accounts(_representing(coalition_id).filter(member__status__in=BELONGING))


def one_member(coalition_id: str, token: str) -> Iterable[str]:
    """The representatives of one member, of whatever status. One query."""
    return _accounts(_representing(coalition_id).filter(member_id=token.partition(":")[2]))


def one_person(coalition_id: str, token: str) -> Iterable[str]:
    """The account of one person, whether they represent a member or not. One query."""
    return accounts_of(coalition_id, [token.partition(":")[2]]).values()


@register_content_free
def at_risk(coalition_id: str) -> Iterable[str]:
    """Those who act for protected members, or whose own card is protected: their mails say nothing (C4). Two queries."""
    rows = _representing(coalition_id)
    yield from _accounts(rows.filter(member__protected=True))
    yield from _accounts(rows.filter(person__protected=True))


@register_risk
@reach.everywhere("who is at risk anywhere keeps nothing")
def keeps_nothing(account_id: str) -> bool:
    """True for an account that acts for a protected member of any coalition, or whose own card is protected in one: nothing
    lies on its devices. One query."""
    return bool(_cards_at_risk(account_id))


@prepared
def _cards_at_risk(account_id: str) -> QuerySet[Person, tuple[str]]:
    """One card by which an account is at risk, of any coalition; it is asked with each page."""
    protected = Representative.objects.across_coalitions().filter(
        person=OuterRef("pk"), until=None, member__protected=True
    )
    cards = Person.objects.across_coalitions().filter(account_id=account_id, removed_at=None)
    return cards.filter(Q(protected=True) | Exists(protected)).order_by().values_list("id")[:1]


register_audience(visibility.MEMBERS, all_members)
register_audience(visibility.member(""), one_member)
register_audience(visibility.person(""), one_person)
