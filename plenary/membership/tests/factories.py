"""A coalition with a charter, and members of every status, for the tests of membership and of the rooms above."""

from fractions import Fraction
from typing import Any

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
from plenary.core.standing import Mandate, Standing
from plenary.core.verdicts import allow
from plenary.directory import actions as directory
from plenary.directory.models import Organisation, Person
from plenary.membership.matters import ADMINISTER, SEE_PROTECTED
from plenary.membership.models import Member
from plenary.record import actions as record


# Longer: one charter whole, as it would be written.
def charter(**chapters: Any) -> Charter:
    """A charter with a plenary, a board of three, two offices, three categories; chapters may be replaced."""
    whole: dict[str, Any] = {
        "purpose": Purpose(purpose={"en": "Clear the fields."}, commitment=Commitment.NETWORKING),
        "categories": (
            Category(code="member", names={"en": "Member"}, weight=2, provisional_months=0),
            Category(code="trial", names={"en": "Member on trial"}, provisional_months=6),
            Category(code="friend", names={"en": "Friend"}, who=Who.INDIVIDUALS, vote=False),
            Category(code="partner", names={"en": "Partner"}, commitment=Commitment.COOPERATION, who=Who.BOTH),
        ),
        "bodies": (
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
        "offices": (
            Office(code="chair", names={"en": "Chair"}, body="board"),
            Office(code="coordinator", names={"en": "Coordinator"}, powers=(ADMINISTER, SEE_PROTECTED), term_limit=0),
        ),
        "processes": (
            Process(
                code="ordinary",
                names={"en": "Ordinary"},
                method=Method.MAJORITY,
                electorate="plenary",
                quorum=Fraction(1, 2),
            ),
        ),
        "matters": {"other": "ordinary"},
        "disclosure": Disclosure(),
        "protection": Protection(allowed=True, cap=1, vouchers=2, known_to=("coordinator",)),
        "speaking": Speaking(sign_off="ordinary"),
        "review": Review(),
    }
    return Charter(**(whole | chapters))


def coalition(slug: str = "clear-fields", **chapters: Any) -> Coalition:
    """A coalition whose record is open and whose charter is in force."""
    made = Coalition.objects.create(slug=slug, names={"en": slug.title()}, formed_at=clock.now())
    by = system(made)
    record.open_record(by=by, coalition=made)
    adopt_first_charter(by=by, coalition=made, charter=charter(**chapters))
    return made


def system(of: Coalition) -> Standing:
    """The program acting under a clause."""
    return Standing.system(of.id, "process.ordinary")


def officer(of: Coalition, *powers: str) -> Standing:
    """The coordinator, as bodies would fill the standing; powers may be others."""
    return Standing(
        coalition=of.id,
        account=random_id(),
        person=random_id(),
        offices=frozenset({"coordinator"}),
        powers=frozenset(powers or (ADMINISTER, SEE_PROTECTED)),
        audiences=frozenset({visibility.PUBLIC, visibility.MEMBERS, visibility.office("coordinator")}),
        as_of=clock.now(),
    )


def account(email: str = "amina@example.org") -> Account:
    """An account that signs in by code."""
    return Account.objects.create_user(email)


def organisation(of: Coalition, name: str = "Green Valley", **fields: Any) -> Organisation:
    """An organisation's card."""
    return directory.add_organisation(by=system(of), name=name, allowed=allow(), **fields)


def person(of: Coalition, name: str = "Amina Diallo", email: str = "", **fields: Any) -> Person:
    """A person's card, with an account where an address is given."""
    owner = account(email).id if email else None
    return directory.add_person(by=system(of), name=name, account_id=owner, allowed=allow(), **fields)


def member(of: Coalition, name: str = "Green Valley", status: str = "active", **fields: Any) -> Member:
    """A member of a status, with its organisation's card."""
    now, card = clock.now(), fields.pop("organisation", None)
    values = {"category": "member", "commitment": "networking", "status_since": now, "joined_at": now} | fields
    card = card or organisation(of, name, protected=bool(fields.get("protected")))
    return Member.objects.create(coalition=of, organisation=card, status=status, **values)


def represent(of: Member, email: str = "amina@example.org", mandate: Mandate = Mandate.DECIDES) -> Person:
    """A person with an account who represents a member."""
    acting = person(of.coalition, email.split("@", maxsplit=1)[0].title(), email)
    of.representatives.create(coalition=of.coalition, person=acting, mandate=mandate, since=clock.now())
    return acting
