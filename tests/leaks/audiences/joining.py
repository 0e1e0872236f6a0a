"""Who may read of those who ask to join, and of who would gladly work with whom."""

from collections.abc import Iterable
from typing import Any

from plenary.core import visibility
from plenary.membership.models import Merging, NetworkMember, Willing
from plenary.membership.rules import BELONGING, WAITING
from tests.leaks.audiences.cards import member
from tests.leaks.audiences.tokens import at_most_members, charter_now, holders_of


def application(row: Any) -> Iterable[str]:
    """The applicant, those who decide on admission, or for a member on its category too, and who keeps the list; of a protected
    one, who may know it."""
    own = [visibility.member(row.member_id)]
    if row.member.protected:
        return [*own, *holders_of(row, "membership.see_protected")]
    charter = charter_now(row)
    matters = ("membership.admit", *(("membership.change_category",) if row.member.status in BELONGING else ()))
    decide = [visibility.body(charter.process_for(matter).electorate) for matter in matters] if charter else []
    return [*own, *decide, *holders_of(row, "membership.administer")]


def id_of_recommendation(row: Any) -> Iterable[str]:
    """That somebody recommended it, which the record tells those who hear of an applicant."""
    return [*application(row), *([] if row.member.protected else [visibility.MEMBERS])]


def willing(row: Willing) -> Iterable[str]:
    """Whoever said it; an applicant to whom it is said; members, where the other says the same."""
    own = [visibility.member(row.by_member_id)]
    if row.with_member.status in WAITING:
        own.append(visibility.member(row.with_member_id))
    back = Willing.objects.of(row.coalition_id).filter(by_member=row.with_member, with_member=row.by_member)
    return [*own, visibility.MEMBERS, visibility.member(row.with_member_id)] if back.exists() else own


def merging(row: Merging) -> Iterable[str]:
    """The two members and who keeps the list; once both agreed, members."""
    own = [visibility.member(row.gone_id), visibility.member(row.into_id), *holders_of(row, "membership.administer")]
    return [*own, visibility.MEMBERS] if row.agreed_at else own


def of_network(row: NetworkMember) -> Iterable[str]:
    """Whoever may read of the member; the public where it says so."""
    told = list(member(row.member))
    return told if row.is_public else at_most_members([*told, *holders_of(row, "membership.administer")])
