"""Who may read of coalitions, members and their cards."""

from collections.abc import Iterable
from typing import Any

from plenary.bodies.models import Term
from plenary.core import visibility
from plenary.emergency.models import SealedCard
from plenary.membership.models import Member, Representative
from plenary.membership.rules import BELONGING
from plenary.record.models import Opening
from tests.leaks.audiences.tokens import KNOWN, disclosed, holders_of


def coalition(row: Any) -> Iterable[str]:
    """Whoever may read its charter, and whom it knows."""
    row.coalition_id = row.pk
    return [*disclosed(row, "charter"), KNOWN, visibility.MEMBERS]


def charter(row: Any) -> Iterable[str]:
    """As the charter discloses itself; members and those whom the coalition knows always."""
    return [*disclosed(row, "charter"), KNOWN, visibility.MEMBERS]


def _member_of(row: Any) -> Member | None:
    """The member whose card this is, or None."""
    which = "organisation" if row._meta.label == "directory.Organisation" else "individual"
    return Member.objects.of(row.coalition_id).filter(**{which: row}).first()


def member(row: Member) -> Iterable[str]:
    """Those that belong, as the charter discloses members; applicants and those who left, members; its own always. Of a
    protected one: its own, and whoever has the power to know it."""
    own = [visibility.member(row.pk)]
    if row.protected:
        return [*own, *holders_of(row, "membership.see_protected")]
    return [*own, visibility.MEMBERS, *(disclosed(row, "members") if row.status in BELONGING else [])]


def once_a_member(row: Member) -> Iterable[str]:
    """Besides, of one that belonged and left, whoever read of it then: the record goes on saying so."""
    left = row.joined_at is not None and not row.protected and row.status not in BELONGING
    return [*member(row), *(disclosed(row, "members") if left else [])]


def organisation(row: Any) -> Iterable[str]:
    """Members, who read in the record that it was there when it is removed; a protected one, as its member."""
    found = _member_of(row)
    if row.protected:
        return [*(member(found) if found else []), *holders_of(row, "membership.see_protected")]
    return [visibility.MEMBERS]


def name_of_organisation(row: Any) -> Iterable[str]:
    """Besides, whoever may read the member that it is, or was."""
    found = _member_of(row)
    return [*organisation(row), *(once_a_member(found) if found else [])]


def person(row: Any) -> Iterable[str]:
    """Members, and the person; a protected one, whoever has the power to know it, and those who act for the same member."""
    own = [visibility.person(row.pk)]
    acts_for = Representative.objects.of(row.coalition_id).filter(person=row, until=None).first()
    if row.protected:
        same = [visibility.member(acts_for.member_id)] if acts_for else []
        return [*own, *same, *holders_of(row, "membership.see_protected")]
    return own if row.removed_at else [*own, visibility.MEMBERS]


def once_a_person(row: Any) -> Iterable[str]:
    """Besides, of one whose traces an alarm sealed, members: the record goes on saying that somebody acted."""
    sealed = SealedCard.objects.of(row.coalition_id).filter(person=row.pk).exists()
    return [*person(row), *([visibility.MEMBERS] if sealed else [])]


def name_of_person(row: Any) -> Iterable[str]:
    """Besides, of whoever holds an office or a seat, or held one that passed to who acts for its member now, as the charter
    discloses bodies: the record keeps who took it."""
    holds = Term.objects.of(row.coalition_id).filter(person=row).exists()
    held = Opening.objects.of(row.coalition_id).filter(entry__kind="bodies.seat_passed", person=row.pk).exists()
    return [*person(row), *(disclosed(row, "bodies") if (holds or held) and not row.protected else [])]


def way_to_reach(row: Any) -> Iterable[str]:
    """A person's: the person, and whoever keeps the cards."""
    keepers = "membership.see_protected" if row.protected else "directory.administer"
    return [visibility.person(row.pk), *holders_of(row, keepers)]


def own_gender(row: Any) -> Iterable[str]:
    """What a person said of their gender: the person alone, unless all who read the card may read it."""
    return person(row) if row.gender == row.gender_given else [visibility.person(row.pk)]


def of_card(row: Any) -> Iterable[str]:
    """As the card."""
    return organisation(row.organisation) if row.organisation else person(row.person)


def card_keepers(row: Any) -> Iterable[str]:
    """Whoever keeps the cards."""
    return holders_of(row, "directory.administer")


def contact(row: Any) -> Iterable[str]:
    """Of an organisation as its card; of a person, the person and whoever keeps the cards."""
    return organisation(row.organisation) if row.organisation else way_to_reach(row.person)


def importers(row: Any) -> Iterable[str]:
    """Whoever may import."""
    return holders_of(row, "directory.import")


def representative(row: Representative) -> Iterable[str]:
    """Members; of a protected member or person, as the member."""
    if row.member.protected or row.person.protected:
        return [visibility.person(row.person_id), *member(row.member)]
    return [visibility.MEMBERS, visibility.member(row.member_id)]


def keepers_of_invited(row: Any) -> tuple[str, Iterable[str]]:
    """Of an invitation to represent a member, in its coalition: the member's own, and the officers who keep it."""
    of = Member.objects.of(row.purpose.get("coalition", "")).filter(pk=row.purpose.get("member", "")).first()
    if of is None:
        return "", []
    power = "membership.see_protected" if of.protected else "membership.administer"
    return of.coalition_id, [visibility.member(of.pk), *holders_of(of, power)]


def vouch(row: Any) -> Iterable[str]:
    """Who vouched, and whoever has the power to know the member."""
    return [visibility.person(row.by_person), *holders_of(row, "membership.see_protected")]


def term(row: Any) -> Iterable[str]:
    """As the charter discloses bodies."""
    return [*disclosed(row, "bodies"), visibility.MEMBERS]
