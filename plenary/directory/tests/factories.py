"""Coalitions, standings and cards for the tests of the directory."""

from plenary.accounts.models import Account
from plenary.coalitions.models import Coalition
from plenary.core import clock, visibility
from plenary.core.models import random_id
from plenary.core.standing import Standing
from plenary.core.verdicts import allow
from plenary.directory import actions
from plenary.directory.models import Organisation, Person
from plenary.directory.permissions import ADMINISTER, EXPORT, IMPORT, SEE_PROTECTED
from plenary.record import actions as record

OFFICER = (ADMINISTER, IMPORT, EXPORT)


def coalition(slug: str = "clear-fields") -> Coalition:
    """A coalition whose record is open."""
    made = Coalition.objects.create(slug=slug, names={"en": slug.title()}, formed_at=clock.now())
    record.open_record(by=Standing.system(made.pk, "founding"), coalition=made)
    return made


def standing(of: Coalition, *powers: str, person: str = "", inside: bool = True) -> Standing:
    """Someone inside a coalition, or outside, with powers."""
    tokens = {visibility.PUBLIC} | ({visibility.MEMBERS} if inside else set())
    return Standing(
        coalition=of.pk, person=person, powers=frozenset(powers), audiences=frozenset(tokens), as_of=clock.now()
    )


def officer(of: Coalition) -> Standing:
    """One who administers, imports and exports."""
    return standing(of, *OFFICER)


def keeper(of: Coalition) -> Standing:
    """One who also sees protected cards."""
    return standing(of, *OFFICER, SEE_PROTECTED)


def account(email: str = "amina@example.org") -> Account:
    """An account that signs in by code."""
    return Account.objects.create_user(email)


def organisation(of: Coalition, name: str = "Green Valley", **fields: object) -> Organisation:
    """An organisation's card, made by its action."""
    return actions.add_organisation(by=standing(of), name=name, allowed=allow(), **fields)


def person(of: Coalition, name: str = "Amina Diallo", **fields: object) -> Person:
    """A person's card, made by its action."""
    return actions.add_person(by=standing(of), name=name, allowed=allow(), **fields)


def nowhere() -> str:
    """An id that nothing has."""
    return random_id()
