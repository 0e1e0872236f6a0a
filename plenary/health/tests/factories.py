"""A coalition with three who may receive concerns, each with a key, for the tests of concerns."""

import re
from dataclasses import dataclass, field

from plenary.accounts.models import Account
from plenary.bodies import actions as bodies
from plenary.bodies.actions import Nomination
from plenary.charter.rules.schema import Conflict, Disclosed, Disclosure, Office, Protection
from plenary.coalitions.models import Coalition
from plenary.core.standing import Standing, standing_of
from plenary.directory.models import Person
from plenary.health import actions
from plenary.health.actions.raising import Raised
from plenary.health.models import RaisedConcern
from plenary.health.rules.receivers import About
from tests import founding

PASSPHRASE = "four words nobody puts together"
WORDS = "The chair shouted at the interpreter."


@dataclass
class World:
    """A coalition whose chair receives concerns, and whose deputy does instead."""

    of: Coalition
    persons: dict[str, Person] = field(default_factory=dict)

    def by(self, role: str) -> Standing:
        """The standing of one of them, now."""
        return standing_of(str(self.persons[role].account_id), self.of.id)

    def account(self, role: str) -> Account:
        """The account of one of them."""
        found = self.persons[role].account
        assert found is not None
        return found

    def raised(self, about: About | None = None, words: str = WORDS, **more: object) -> tuple[str, RaisedConcern]:
        """A concern that a stranger raised: its code, and its row."""
        known = set(RaisedConcern.objects.of(self.of.id).values_list("pk", flat=True))
        raised = Raised(words=words, **more)
        code = actions.raise_concern(by=Standing.nobody(self.of.id), raised=raised, about=about or About())
        return code, RaisedConcern.objects.of(self.of.id).exclude(pk__in=known).get()


def proposal_on(page: str, step: str) -> str:
    """The number of the proposal that a page offers to answer."""
    found = re.search(rf"name=\"proposal\" value=\"(\d+)\" id=\"id_{step}_proposal\"", page)
    assert found is not None
    return found[1]


def world(
    *,
    keys: tuple[str, ...] = ("chair", "deputy"),
    disclosed: Disclosed = Disclosed.PUBLIC,
    slug: str = "clear-fields",
    **conflict: object,
) -> World:
    """The coalition, with its chair, its deputy and a member without office; keys for those who are named."""
    days = {"answer_days": 7, "hear_days": 21, "outcome_days": 60}
    rule = {"receiver": "chair", "instead": "deputy"} | days | conflict
    offices = tuple(Office(code=code, names={"en": code.title()}) for code in ("chair", "deputy", "treasurer"))
    of = founding.coalition(
        slug,
        offices=offices,
        protection=Protection(),
        conflict=Conflict(**rule),
        disclosure=Disclosure(charter=disclosed),
    )
    made = World(of)
    for role in ("chair", "deputy", "treasurer", "member"):
        acting = founding.represent(founding.member(of, role.title()), f"{role}@example.org")
        made.persons[role] = acting
        if role != "member":
            bodies.appoint(by=founding.system(of), nomination=Nomination(office=role, person=acting))
    for role in keys:
        actions.make_key(by=made.by(role), passphrase=f"{PASSPHRASE} {role}")
    return made
