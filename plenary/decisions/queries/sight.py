"""Which proposals a standing sees: by what it sees them, which gives the question its form, and the rows."""

from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q

from plenary.charter.queries import audience_for, charter_in, version_in_force
from plenary.core.models import ScopedQuerySet
from plenary.core.prepared import Value
from plenary.core.standing import Standing
from plenary.decisions.models import Advice, Elector, Proposal
from plenary.decisions.queries.electors import has_place

type Asks = Callable[..., list[Proposal]]
"""A prepared query over what a sight sees: of a coalition, a member and a person (ids, or empty), then of values; and a sight."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sight:
    """By what one sees proposals, whoever one is: as the program does, all; else, beside one's own and those in which one has
    a place, drafts shown to members, what is open, what is decided, and that on which one's bodies are heard."""

    is_of_all: bool = False
    is_inside: bool = False
    reads_opened: bool = False
    reads_decided: bool = False
    heard_in: frozenset[str] = frozenset()


def sight_of(standing: Standing) -> Sight | None:
    """By what a standing sees proposals, as the charter discloses them; None where there are no rules yet, and so no
    proposals. One query."""
    if standing.is_system:
        return Sight(is_of_all=True)
    version = version_in_force(standing.coalition)
    if version is None:
        return None
    charter = charter_in(version)
    return Sight(
        is_inside=standing.is_inside,
        reads_opened=standing.may_read(audience_for(charter, charter.disclosure.proposals)),
        reads_decided=standing.may_read(audience_for(charter, charter.disclosure.outcomes)),
        heard_in=frozenset() if standing.is_inside else standing.bodies,
    )


def visible_proposals(standing: Standing) -> ScopedQuerySet[Proposal]:
    """The proposals that a standing may see: its own drafts, and those shown to members to find seconders; opened ones as
    the charter discloses proposals; decided ones as it discloses outcomes; always those in whose electorate it
    stands, or on which a body of its own is heard."""
    sight = sight_of(standing)
    if sight is None:
        return _proposals(standing.coalition).none()
    return seen_by(standing.coalition, standing.member, standing.person, sight)


def as_seen(asks: Asks, standing: Standing, *values: Value) -> list[Proposal]:
    """What a prepared query finds among the proposals that a standing may see."""
    sight = sight_of(standing)
    return asks(standing.coalition, standing.member, standing.person, *values, sight=sight) if sight else []


def seen_by(coalition_id: str, member: str, person: str, sight: Sight) -> ScopedQuerySet[Proposal]:
    """The proposals that a member and a person (ids, or empty) see by a sight."""
    if sight.is_of_all:
        return _proposals(coalition_id)
    opened, decided = Q(opened_at__isnull=False), Q(decided_at__isnull=False)
    seen = moved_by(member, person)
    if sight.is_inside:
        seen |= Q(opened_at=None, withdrawn_at=None, shown_at__isnull=False)
    if sight.reads_opened:
        seen |= opened & ~decided
    if sight.reads_decided:
        seen |= decided
    if member or person:
        seen |= opened & has_place(Elector.objects.of(coalition_id).filter(proposal=OuterRef("pk")), member, person)
    if sight.heard_in:
        asked = Advice.objects.of(coalition_id).filter(body__in=sight.heard_in, proposal=OuterRef("pk"))
        seen |= opened & Q(Exists(asked))
    return _proposals(coalition_id).filter(seen)


def moved_by(member: str, person: str, rows: str = "") -> Q:
    """What a member moved, or a person in its own name (ids, or empty): proposals, or rows that lead to one by a field
    (`rows`: its name with ``__``)."""
    found = Q(pk="")
    if member:
        found |= Q((f"{rows}moved_by_member", member))
    if person:
        found |= Q((f"{rows}moved_by_member", None), (f"{rows}moved_by_person", person))
    return found


def _proposals(coalition_id: str) -> ScopedQuerySet[Proposal]:
    return Proposal.objects.of(coalition_id).select_related("moved_by_member")
