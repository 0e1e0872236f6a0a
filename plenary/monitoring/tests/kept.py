"""A coalition with sources and people who read and keep them, for tests."""

from dataclasses import dataclass, replace
from functools import cached_property

from django.test import Client

from plenary.accounts.models import Account
from plenary.charter.rules.schema import Office
from plenary.coalitions.models import Coalition
from plenary.core.standing import Standing, standing_of
from plenary.files.formats import Found, read
from plenary.monitoring import actions
from plenary.monitoring.actions import Told
from plenary.monitoring.matters import KEEP
from plenary.monitoring.models import Source
from plenary.monitoring.rules.sources import Kind, Readers
from plenary.monitoring.tests.papers import FIRST, SECRET, paper
from tests import founding

TEXT = f"{SECRET} saw it.\nIt was at noon.\n"


@dataclass
class Place:
    """A coalition in which nobody, or one office, keeps sources."""

    of: Coalition

    def standing(self, name: str, **more: str) -> Standing:
        """Of one more who represents a member of this name."""
        return founding.standing(founding.member(self.of, name), **more)

    @cached_property
    def keeper(self) -> Standing:
        """One who keeps sources: by an office where there is one."""
        return replace(self.standing("Keepers"), powers=frozenset({KEEP}))

    @cached_property
    def member(self) -> Standing:
        """One who represents a member and holds no office."""
        return self.standing("Readers")

    def visit(self, standing: Standing) -> Client:
        """A browser in which they are signed in."""
        client = Client()
        client.force_login(Account.objects.get(id=standing.account))
        return client

    def keep(self, title: str = "Field notes", data: bytes = b"", name: str = "notes.txt", **told: object) -> Source:
        """A source with an archived copy, by the keeper."""
        said = Told(**{"kind": Kind.DOCUMENT, "title": title, **told})
        return actions.keep_source(by=self.keeper, told=said, found=found(name, data or TEXT.encode()))

    def sealed(self, **told: object) -> Source:
        """A paper whose copy is opened by those who keep sources alone."""
        return self.keep("Interview", paper(FIRST), "interview.pdf", readers=Readers.KEEPERS, **told)


def place(*, office: bool = True) -> Place:
    """A coalition whose charter gives the power to an office, or to none."""
    offices = (
        tuple(replace(each, powers=(*each.powers, KEEP)) for each in founding.charter().offices[:1]) if office else ()
    )
    more: tuple[Office, ...] = founding.charter().offices[1:] if office else founding.charter().offices
    return Place(founding.coalition(offices=(*offices, *more)))


def found(name: str, data: bytes) -> Found:
    """A file as forms give it."""
    return read(name, data)


def again(standing: Standing) -> Standing:
    """What somebody may do now."""
    return standing_of(standing.account, standing.coalition)
