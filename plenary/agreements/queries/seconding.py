"""Reads of second addresses: which one a member has, what waits for it, and what a link that was mailed asks."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from plenary.accounts.queries import addresses_of as addresses_of_account
from plenary.agreements.models import Edition, SecondAddress, Signature
from plenary.agreements.rules import (
    Adopted,
    Given,
    Second,
    Stage,
    is_held_back,
    is_own,
    link_holds,
    reaches,
    second_of,
)
from plenary.charter.queries import charter_of
from plenary.core import clock, reach
from plenary.core.standing import Standing
from plenary.directory.models import Person
from plenary.membership.models import Member
from plenary.membership.rules import SIGNING
from plenary.notices.tokens import hash_of


@dataclass(frozen=True, slots=True, kw_only=True)
class SecondShown:
    """What a member's own read of its second address: whether the charter asks for one, the address, and what waits for it."""

    is_asked: bool
    address: SecondAddress | None
    is_later: bool  # the address is asked about signatures from `usable_from` on
    waiting: Sequence[tuple[Signature, Second]]


def asks_second(member: Member) -> bool:
    """True where the charter asks that a second address confirms what is signed for a member: organisations have one."""
    return member.organisation_id is not None and charter_of(member.coalition_id).signing.second_address


def second_row(coalition_id: str, member_id: str) -> SecondAddress | None:
    """The row of a member's second address, an empty one too, or None. One query."""
    rows = SecondAddress.objects.of(coalition_id).filter(member_id=member_id)
    return rows.select_related("member__organisation", "coalition").first()


def second_address(coalition_id: str, member_id: str) -> SecondAddress | None:
    """The second address of a member, or None. One query; for the member's own and the program."""
    row = second_row(coalition_id, member_id)
    return row if row and row.email else None


def second_shown(standing: Standing, *, with_waiting: bool = True) -> SecondShown:
    """What the second address of one's own member is, and `with_waiting` what waits for it, for those who may sign for it. The
    number of queries does not depend on how much waits; two for each person who signed."""
    member = Member.objects.of(standing.coalition).filter(id=standing.member).first()
    address = second_address(standing.coalition, standing.member)
    rows = waiting_for_second(standing.coalition, standing.member) if with_waiting else ()
    return SecondShown(
        is_asked=member is not None and asks_second(member),
        address=address,
        is_later=address is not None and is_held_back(address.usable_from, clock.now()),
        waiting=list(zip(rows, _how_they_stand(standing.coalition, rows, address), strict=True)),
    )


def waiting_for_second(coalition_id: str, member_id: str) -> Sequence[Signature]:
    """The signatures of a member that wait for its second address, the oldest first. One query."""
    rows = _with_all(Signature.objects.of(coalition_id).filter(member_id=member_id, waits_since__isnull=False))
    return list(rows.filter(confirmed_at=None, withdrawn_at=None).order_by("signed_at", "id"))


def waiting_of(standing: Standing, agreement_id: str) -> Signature | None:
    """The signature of one's member on an agreement that waits for its second address, or None. One query at most."""
    rows = waiting_for_second(standing.coalition, standing.member) if standing.member else ()
    return next((row for row in rows if row.agreement_id == agreement_id), None)


def signature_at_link(coalition_id: str, link: str) -> Signature | None:
    """The signature that a link asks about, by the hash of its token. One query."""
    return _with_all(Signature.objects.of(coalition_id).filter(link_hash=link)).first()


def asked_by_link(token: str) -> SecondAddress | Signature | None:
    """What a link asks about, with its coalition: an address whether it is so, else a signature; None for one that was not
    mailed, or that another took the place of. Two queries at most."""
    link = hash_of(token)
    with reach.everywhere("a link tells by itself of which coalition it is"):
        rows = SecondAddress.objects.across_coalitions().filter(Q(link_hash=link) | Q(former_hash=link))
        address = rows.select_related("member__organisation", "coalition").first()
        return address or _with_all(Signature.objects.across_coalitions().filter(link_hash=link)).first()


def may_answer_address(row: SecondAddress) -> bool:
    """True while an address can be confirmed by the link that was mailed to it."""
    return row.confirmed_at is None and link_holds(row.link_sent_at, clock.now())


def is_of_former(row: SecondAddress, token: str) -> bool:
    """True where a link was mailed to the former address of a row, and asks whether another may take its place at once."""
    return bool(row.former_hash) and row.former_hash == hash_of(token)


def second_of_signature(row: Signature) -> Second:
    """How a signature stands to the second address of its member now. A few queries where it waits."""
    given = Given(confirmed_at=row.confirmed_at, contested_at=row.contested_at, withdrawn_at=row.withdrawn_at)
    if row.confirmed_at or row.contested_at or row.withdrawn_at:
        return second_of(given, clock.now())
    address = second_address(row.coalition_id, row.member_id)
    return _how_they_stand(row.coalition_id, [row], address)[0]


def _how_they_stand(coalition_id: str, rows: Sequence[Signature], address: SecondAddress | None) -> list[Second]:
    """How signatures that wait stand to the address of their member. One query, and those of who signed."""
    adopted: dict[str, list[Adopted]] = defaultdict(list)
    later = Edition.objects.of(coalition_id).filter(agreement__in={row.agreement_id for row in rows})
    told = later.filter(adopted_at__isnull=False).values_list("agreement_id", "number", "is_material") if rows else ()
    for agreement, number, is_material in told:
        adopted[agreement].append(Adopted(number=number, is_material=is_material))
    own: dict[tuple[str, str], set[str]] = {}
    found = []
    for row in rows:
        who = row.person_id, row.confirmed_by
        if address is not None and who not in own:
            own[who] = addresses_of_signers(row)
        waits = Given(
            sent_at=row.link_sent_at,
            holds=_holds(row, adopted[row.agreement_id]),
            could_sign=row.member.status in SIGNING,
            is_anothers=address is not None and not is_own(address.email, own[who]),
        )
        found.append(second_of(waits, clock.now()))
    return found


def _holds(row: Signature, adopted: Sequence[Adopted]) -> bool:
    """True while the text that was signed holds: its agreement is in force, and nothing of what was agreed has changed since."""
    agreement = row.agreement
    if agreement.stage_on(clock.now().date()) is not Stage.IN_FORCE or agreement.current is None:
        return False
    return reaches(row.edition.number, adopted) >= agreement.current.number


def addresses_of_signers(row: Signature) -> set[str]:
    """Every address of whoever signed, and of whoever confirmed a paper for the member. Two queries each. Select `person` with
    the row."""
    own = addresses_of(row.person)
    if row.confirmed_by in {"", row.person_id}:
        return own
    return own | addresses_of_person(row.coalition_id, row.confirmed_by)


def addresses_of(person: Person) -> set[str]:
    """Every address at which a person is known here: on the card, and of the account. Two queries."""
    own = addresses_of_account(person.account_id) if person.account_id else set()
    return {person.email, *own} - {""}


def addresses_of_person(coalition_id: str, person_id: str) -> set[str]:
    """The same by the id of the card. Three queries."""
    return addresses_of(Person.objects.of(coalition_id).get(id=person_id))


def _with_all(rows: QuerySet[Signature]) -> QuerySet[Signature]:
    return rows.select_related(
        "coalition", "agreement__current", "edition", "member__organisation", "member__individual", "person"
    ).defer("edition__paragraphs", "agreement__current__paragraphs")
