"""Members that become one: the two, who decide for them, and what both agreed to."""

from collections.abc import Sequence
from typing import Any

from plenary.charter.rules.schema import Body, BodyKind, Category, Office
from plenary.core.standing import Mandate, Standing, standing_of
from plenary.membership import actions
from plenary.membership.matters import ADMINISTER, SEE_PROTECTED
from plenary.membership.models import Member, Merging
from tests import founding

PLENARY = (Body(code="plenary", kind=BodyKind.PLENARY, names={"en": "Plenary"}),)
OFFICES = (Office(code="coordinator", names={"en": "Coordinator"}, powers=(ADMINISTER, SEE_PROTECTED)),)
ASKS = (Category(code="member", names={"en": "Member"}, requirements=({"en": "Pays dues."},)),)


def known_member(of: Any, name: str, email: str, **more: Any) -> tuple[Member, Standing]:
    """A member that the record knows, and who decides for it."""
    member = founding.member(of, name, "applied", joined_at=None, **more)
    member = actions.admit_member(by=founding.system(of), member_id=member.id)
    person = founding.person(of, email.split("@", maxsplit=1)[0].title(), email)
    actions.appoint_representative(by=founding.officer(of), member=member, person=person, mandate=Mandate.DECIDES)
    return member, standing_of(str(person.account_id), of.id)


def agreed(of: Any, *, name: str = "", keeps: Sequence[str] = ()) -> tuple[Merging, Standing, Standing]:
    """Hills goes into Valley; both agreed."""
    hills, theirs = known_member(of, "Hills", "hills@example.org")
    valley, ours = known_member(of, "Valley", "valley@example.org")
    merging = actions.ask_merging(by=theirs, member=hills, into=valley, name=name)
    return actions.agree_merging(by=ours, merging=merging, keeps=keeps), theirs, ours
