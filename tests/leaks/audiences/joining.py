"""Who may read of those who ask to join, and of who would gladly work with whom."""

from collections.abc import Iterable
from typing import Any

from plenary.core import visibility
from plenary.membership.models import Merging, NetworkMember, Willing
from plenary.membership.rules import BELONGING, WAITING
from tests.leaks.audiences.cards import member
from tests.leaks.audiences.tokens import at_most_members, charter_now, holders_of


def evidence(row: Any) -> Iterable[str]:
    """Whoever reads the application; and what a member said of another category after it was admitted, who decides on that."""
    member, charter = row.member, charter_now(row)
    is_of_application = row.category == member.category or (member.joined_at and row.at <= member.joined_at)
    if is_of_application or member.protected or member.status not in BELONGING or charter is None:
        return application(row)
    decides = charter.process_for("membership.change_category").electorate
    return [*application(row), visibility.body(decides)]


def application(row: Any) -> Iterable[str]:
    """The applicant, those who decide on admission, and who keeps the list; of a protected one, who may know it."""
    own = [visibility.member(row.member_id)]
    if row.member.protected:
        return [*own, *holders_of(row, "membership.see_protected")]
    charter = charter_now(row)
    decide = [visibility.body(charter.process_for("membership.admit").electorate)] if charter else []
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
