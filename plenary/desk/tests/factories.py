"""A coalition with a charter and a member whose representative signs in, for the desk's tests."""

from dataclasses import replace

from plenary.accounts.models import Account
from plenary.charter.actions import adopt_first_charter
from plenary.charter.rules.schema import Charter, Disclosed, Disclosure
from plenary.charter.starting import shipped
from plenary.coalitions.models import Coalition
from plenary.core import clock
from plenary.core.standing import Mandate, Standing
from plenary.directory.models import Organisation, Person
from plenary.membership.models import Member, Representative
from plenary.record import actions as record


def make_account(name: str = "Amina Diallo") -> Account:
    """Someone who signs in."""
    return Account.objects.create_user(f"{name.split(maxsplit=1)[0].lower()}@desk.example", name=name)


def make_coalition(slug: str = "clear-fields", charter: Charter | None = None) -> Coalition:
    """A coalition with an open record and a charter in force; by default the starting charter with an elected board."""
    made = Coalition.objects.create(
        slug=slug, names={"en": slug.replace("-", " ").title()}, formed_at=clock.now(), state=Coalition.ACTIVE
    )
    by = Standing.system(made.id, "purpose")
    record.open_record(by=by, coalition=made)
    adopt_first_charter(by=by, coalition=made, charter=charter or open_charter())
    return made


def open_charter() -> Charter:
    """The starting charter with an elected board; its offices carry no powers, which the desk never asks for."""
    charter = shipped("elected-board")
    return replace(charter, offices=tuple(replace(office, powers=()) for office in charter.offices))


def closed_charter() -> Charter:
    """A charter that opens nothing to the public."""
    charter = open_charter()
    closed = Disclosure(charter=Disclosed.MEMBERS, record_heads=Disclosed.MEMBERS)
    return replace(charter, disclosure=closed)


def make_representative(
    coalition: Coalition, account: Account, organisation: str = "Femmes du Sahel"
) -> Representative:
    """An active member of the coalition's first category, and the account's card as its representative who may decide."""
    category = shipped("elected-board").categories[0]
    card = Organisation.objects.create(coalition=coalition, name=organisation, made_at=clock.now())
    person = Person.objects.create(coalition=coalition, name=account.name, account=account, made_at=clock.now())
    member = Member.objects.create(
        coalition=coalition,
        organisation=card,
        category=category.code,
        status="active",
        status_since=clock.now(),
        commitment=category.commitment,
        joined_at=clock.now(),
    )
    return Representative.objects.create(
        coalition=coalition, member=member, person=person, mandate=Mandate.DECIDES, since=clock.now()
    )
