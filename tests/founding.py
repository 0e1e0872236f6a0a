"""The one way to make a coalition in tests: its charter, its members, who acts for them, its officers. Rooms build on it."""

from collections.abc import Iterable
from dataclasses import replace
from fractions import Fraction
from functools import cache
from typing import Any

from allauth.account.models import EmailAddress

from plenary.accounts.models import Account
from plenary.charter.actions import adopt_first_charter
from plenary.charter.rules.schema import (
    Body,
    BodyKind,
    Category,
    Charter,
    Commitment,
    Disclosure,
    Method,
    Office,
    Process,
    Protection,
    Purpose,
    Review,
    Seats,
    Speaking,
    Who,
)
from plenary.coalitions.models import Coalition
from plenary.core import clock, visibility
from plenary.core.models import random_id
from plenary.core.standing import Mandate, Standing, standing_of
from plenary.directory.models import Organisation, Person
from plenary.directory.rules.names import fold
from plenary.membership.matters import ADMINISTER, SEE_PROTECTED
from plenary.membership.models import Member, Representative
from plenary.record.actions import open_record

INSIDE = (visibility.PUBLIC, visibility.MEMBERS)


def charter(**chapters: Any) -> Charter:
    """A charter with a plenary, a board of three, two offices, four categories; chapters may be replaced."""
    return replace(_plain(), **chapters)


# Longer: one charter whole, as it would be written.
@cache
def _plain() -> Charter:
    return Charter(
        purpose=Purpose(purpose={"en": "Clear the fields."}, commitment=Commitment.NETWORKING),
        categories=(
            Category(code="member", names={"en": "Member"}, weight=2, provisional_months=0),
            Category(code="trial", names={"en": "Member on trial"}, provisional_months=6),
            Category(code="friend", names={"en": "Friend"}, who=Who.INDIVIDUALS, vote=False),
            Category(code="partner", names={"en": "Partner"}, commitment=Commitment.COOPERATION, who=Who.BOTH),
        ),
        bodies=(
            Body(code="plenary", kind=BodyKind.PLENARY, names={"en": "Plenary"}),
            Body(
                code="board",
                kind=BodyKind.BOARD,
                names={"en": "Board"},
                seats=(
                    Seats(code="general", names={"en": "General seats"}, number=2, term_months=24, term_limit=2),
                    Seats(code="kept", names={"en": "Kept seat"}, number=1, reserved_category="partner"),
                ),
            ),
        ),
        offices=(
            Office(code="chair", names={"en": "Chair"}, body="board"),
            Office(code="coordinator", names={"en": "Coordinator"}, powers=(ADMINISTER, SEE_PROTECTED), term_limit=0),
        ),
        processes=(
            Process(
                code="ordinary",
                names={"en": "Ordinary"},
                method=Method.MAJORITY,
                electorate="plenary",
                quorum=Fraction(1, 2),
            ),
        ),
        matters={"other": "ordinary"},
        disclosure=Disclosure(),
        protection=Protection(allowed=True, cap=1, vouchers=2, known_to=("coordinator",)),
        speaking=Speaking(sign_off="ordinary"),
        review=Review(),
    )


def coalition(
    slug: str = "clear-fields", rules: Charter | None = None, zone: str = "UTC", **chapters: Any
) -> Coalition:
    """A coalition whose charter is in force: the one given, else the one above; chapters may be replaced."""
    made = unchartered(slug, zone)
    adopt_first_charter(by=system(made, "founding"), coalition=made, charter=replace(rules or _plain(), **chapters))
    return made


def unchartered(slug: str = "clear-fields", zone: str = "UTC") -> Coalition:
    """A coalition whose record is open and which has no charter yet."""
    name = slug.replace("-", " ").title()
    made = Coalition.objects.create(
        slug=slug, names={"en": name}, formed_at=clock.now(), state=Coalition.ACTIVE, time_zone=zone
    )
    open_record(by=system(made, "founding"), coalition=made)
    return made


def account(email: str = "amina@example.org", *, password: str = "", **fields: Any) -> Account:
    """An account with a confirmed address, which signs in by code, or with a password where one is given."""
    made = Account.objects.create_user(email, password or None, **fields)
    EmailAddress.objects.create(user=made, email=made.email, verified=True, primary=True)
    return made


def person(of: Coalition, name: str = "Amina Diallo", email: str = "", **fields: Any) -> Person:
    """A person's card, with an account where an address is given."""
    owner = account(email) if email else None
    told = {"name": name, "name_key": fold(name), "made_at": clock.now(), "account": owner} | fields
    return Person.objects.create(coalition=of, **told)


def organisation(of: Coalition, name: str = "Green Valley", **fields: Any) -> Organisation:
    """An organisation's card."""
    return Organisation.objects.create(coalition=of, name=name, name_key=fold(name), made_at=clock.now(), **fields)


def member(of: Coalition, name: str = "Green Valley", status: str = "active", **fields: Any) -> Member:
    """A member of a status that accepted the purpose, with its organisation's card; it joined now, unless it only applied."""
    now, card = clock.now(), fields.pop("organisation", None)
    card = card or organisation(of, name, protected=bool(fields.get("protected")))
    since = {"status_since": now, "accepted_purpose_at": now, "joined_at": None if status == "applied" else now}
    values = {"category": "member", "commitment": "networking"} | since | fields
    return Member.objects.create(coalition=of, organisation=card, status=status, **values)


def represent(of: Member, email: str = "", mandate: str = Mandate.DECIDES, who: Account | None = None) -> Person:
    """A person who acts for a member: whose account is given, or of an address, else the next of Person 0, Person 1 …"""
    number = "" if who or email else Account.objects.count()
    name = who.name if who else email.partition("@")[0].title() or f"Person {number}"
    acting = person(of.coalition, name, account=who or account(email or f"person{number}@example.org"))
    Representative.objects.create(
        coalition_id=of.coalition_id, member=of, person=acting, mandate=mandate, since=clock.now()
    )
    return acting


def standing(of: Member, mandate: str = Mandate.DECIDES) -> Standing:
    """The standing of one more who acts for a member."""
    return standing_of(str(represent(of, mandate=mandate).account_id), of.coalition_id)


def standings(of: Coalition, number: int) -> list[Standing]:
    """So many members, each with one who decides for it."""
    return [standing(member(of, f"Member {place}")) for place in range(number)]


def system(of: Coalition, clause: str = "process.ordinary") -> Standing:
    """The program acting under a clause."""
    return Standing.system(of.id, clause)


def somebody(of: Coalition, *powers: str, audiences: Iterable[str] = INSIDE, **more: Any) -> Standing:
    """The standing of somebody of whom no row tells, with powers: inside, or outside where the public alone is the audience."""
    told = {"account": random_id(), "person": random_id(), "member": random_id(), "as_of": clock.now()} | more
    return Standing(coalition=of.id, powers=frozenset(powers), audiences=frozenset(audiences), **told)


def officer(of: Coalition, *powers: str) -> Standing:
    """The standing of a coordinator of whom no row tells, who acts for no member; powers may be others."""
    return somebody(
        of,
        *(powers or (ADMINISTER, SEE_PROTECTED)),
        member="",
        offices=frozenset({"coordinator"}),
        audiences=[*INSIDE, visibility.office("coordinator")],
    )
