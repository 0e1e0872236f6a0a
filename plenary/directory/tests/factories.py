"""Cards made by their actions, and officers who keep them, for the tests of the directory."""

from plenary.coalitions.models import Coalition
from plenary.core.models import random_id
from plenary.core.standing import Standing
from plenary.core.verdicts import allow
from plenary.directory import actions
from plenary.directory.models import Organisation, Person
from plenary.directory.permissions import ADMINISTER, EXPORT, IMPORT, SEE_PROTECTED
from tests import founding

OFFICER = (ADMINISTER, IMPORT, EXPORT)


def officer(of: Coalition) -> Standing:
    """One who administers, imports and exports."""
    return founding.somebody(of, *OFFICER)


def keeper(of: Coalition) -> Standing:
    """One who also sees protected cards."""
    return founding.somebody(of, *OFFICER, SEE_PROTECTED)


def organisation(of: Coalition, name: str = "Green Valley", **fields: object) -> Organisation:
    """An organisation's card, made by its action."""
    return actions.add_organisation(by=founding.system(of), name=name, allowed=allow(), **fields)


def person(of: Coalition, name: str = "Amina Diallo", **fields: object) -> Person:
    """A person's card, made by its action."""
    return actions.add_person(by=founding.system(of), name=name, allowed=allow(), **fields)


def nowhere() -> str:
    """An id that nothing has."""
    return random_id()
