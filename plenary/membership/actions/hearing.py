"""How what happens to a member is entered: who hears of it, and under which kind."""

from collections.abc import Mapping, Sequence
from typing import Any

from plenary.charter.queries import audience_for, charter_of
from plenary.charter.rules.schema import Charter, Disclosed
from plenary.core import visibility
from plenary.core.standing import Standing
from plenary.directory.models import Person
from plenary.membership.models import Member
from plenary.membership.rules import WAITING
from plenary.record import actions as record

SEALED_KIND = "membership.sealed"


def audience_of(member: Member, charter: Charter | None = None) -> tuple[str, ...]:
    """Who hears of a member, frozen into its entries: its own representatives, and whom the charter shows the list to.

    Applications are never public. A protected member is heard of by its own alone. `charter` is the one in force, given
    by those who enter many members.
    """
    own = visibility.member(member.id)
    if member.protected:
        return (visibility.SEALED, own)
    charter = charter or charter_of(member.coalition_id)
    disclosed = charter.disclosure.members
    if disclosed is Disclosed.OFFICERS:
        return (own, *audience_for(charter, disclosed))
    if disclosed is Disclosed.PUBLIC and member.status not in WAITING:
        return (visibility.PUBLIC,)
    return (own, visibility.MEMBERS)


def enter(
    by: Standing,
    kind: str,
    member: Member,
    facts: Mapping[str, Any] | None = None,
    parts: Sequence[record.Part] = (),
    *,
    charter: Charter | None = None,
    own_alone: bool = False,
    audience: Sequence[str] = (),
    power: str | None = None,
) -> str:
    """Enter what happened to a member; gives the entry's id.

    The facts always name the member; the name of an individual stands in a part about them, so that it can be erased.
    For a protected one the kind itself is neutral, since kinds are read by all who
    hold a bundle, and the entry is about nobody; what happened stands in the facts, for its own. With `own_alone` nobody but
    the member's own representatives hears of it; `audience` names who hears instead of those who hear of the member.

    What one does for one's own member is no exercise of a power, whatever office one holds; `power` as in `record.enter`.
    """
    power = "" if by.member == member.id else power
    told = {"member": member.id, **(facts or {})}
    if member.individual_id:
        parts = [*parts, record.Part(facts={"name": member.name}, person=member.individual_id)]
    else:
        told["name"] = member.name
    if member.protected:
        return record.enter(
            by=by,
            kind=SEALED_KIND,
            audience=audience_of(member),
            facts={"happened": kind, **told},
            parts=parts,
            power=power,
        )
    heard = (visibility.member(member.id),) if own_alone else audience or audience_of(member, charter)
    return record.enter(by=by, kind=kind, about=member.id, audience=heard, facts=told, parts=parts, power=power)


def for_members(member: Member, facts: Mapping[str, Any]) -> record.Part:
    """What is for the audience of an entry about a member, though never for the public."""
    is_public = not member.protected and visibility.PUBLIC in audience_of(member)
    audience = [visibility.member(member.id), visibility.MEMBERS] if is_public else []
    return record.Part(facts=facts, audience=audience, person=member.individual_id or "")


def named(person: Person, member: Member) -> record.Part:
    """The person's name, for the entry's audience, though never for the public: who represents whom is for members. That of
    a person under protection is for the member's own alone."""
    own = visibility.member(member.id)
    is_public = not person.protected and visibility.PUBLIC in audience_of(member)
    audience = [own] if person.protected else [own, visibility.MEMBERS] if is_public else []
    return record.Part(facts={"person": person.id, "representative": person.name}, audience=audience, person=person.id)
