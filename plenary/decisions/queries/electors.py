"""Reads of electors: which places of an electorate are those of a standing."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Exists, F, Lookup, OuterRef, Q, QuerySet

from plenary.bodies.queries import electorate
from plenary.bodies.rules import Elector as Place
from plenary.core.models import ScopedQuerySet
from plenary.core.prepared import prepared
from plenary.core.standing import Mandate, Standing
from plenary.decisions.models import Ballot, Elector, Proposal
from plenary.directory.models import Person
from plenary.membership.models import Representative
from plenary.membership.queries import representative_of_person
from plenary.membership.rules import WITHOUT_VOTE


def electors_in(proposal: Proposal) -> ScopedQuerySet[Elector]:
    """The electors of a proposal's present round, those away and recused too."""
    return Elector.objects.of(proposal.coalition_id).filter(proposal=proposal, round=proposal.round)


def electors_shown(standing: Standing, proposal: Proposal) -> ScopedQuerySet[Elector]:
    """The electors that the page of a proposal tells of, by name: those who stood back, and the standing's own; all, where
    the process lets ballots be carried, for one is chosen among them."""
    rows = electors_in(proposal)
    if not proposal.frozen_process.delegation:
        stood_back = rows.filter(recused_at__isnull=False).values("pk")
        shown = stood_back.union(_own_among(rows, standing.member, standing.person))
        rows = Elector.objects.of(proposal.coalition_id).filter(pk__in=shown)
    return rows.order_by("name", "key")


def ballots_in(proposal: Proposal) -> ScopedQuerySet[Ballot]:
    """The ballots of a proposal's present round, with their electors; those of electors who stood back left out."""
    rows = Ballot.objects.of(proposal.coalition_id).filter(proposal=proposal, elector__round=proposal.round)
    return rows.filter(elector__recused_at=None).select_related("elector")


def places_of(standing: Standing, rows: str = "") -> Q:
    """The electors whose ballot a standing casts, or whose colleague casts it; or rows that lead to one by a field (`rows`:
    its name with ``__``)."""
    found = Q(pk="")
    if standing.member:
        found |= Q((f"{rows}member", standing.member))
    if standing.person:
        found |= Q((f"{rows}person", standing.person), (f"{rows}member", None))
    return found


def has_place(electors: ScopedQuerySet[Elector], member: str, person: str) -> Q:
    """That among electors, narrowed to an outer row, is one whose ballot a member and a person (ids, or empty) or their
    colleagues cast. One has it as a member or as a person: two conditions, for an index answers each, and none both in one."""
    found = Q(pk="")
    if member:
        found |= Q(Exists(electors.filter(member=member)))
    if person:
        found |= Q(Exists(in_name_of(electors, person, member)))
    return found


class _Named(Lookup[Any]):
    """That an elector has a person's name: the very words of the index of those that have (`models.Elector`), for a kept plan
    does not know the values that it will be asked with, and takes an index only where it fits them all."""

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        """Not the empty text, written out."""
        name, params = self.process_lhs(compiler, connection)
        return f"NOT ({name} = '')", tuple(params)


def in_name_of(electors: ScopedQuerySet[Elector], person: str, member: str) -> ScopedQuerySet[Elector]:
    """Those among electors whose ballot a person casts alone: in their own name, or while they act for the member (id, or empty)
    whose seat it is."""
    of_member = Q(member=None) | Q(member=member) if member else Q(member=None)
    return electors.filter(of_member, _Named(F("person"), ""), person=person)


def is_asked(electors: ScopedQuerySet[Elector], member: str, person: str) -> Q:
    """The same of the ballots that are asked of them: a seat that names its person asks that person alone, while they act for
    its member, and who is away is asked nothing."""
    found, here = Q(pk=""), electors.filter(is_away=False)
    if member:
        acting = Representative.objects.filter(coalition=OuterRef("coalition"), member=OuterRef("member"), until=None)
        named = Exists(acting.filter(person=OuterRef("person")))
        found |= Q(Exists(here.filter(Q(person="") | ~named, member=member)))
    if person:
        found |= Q(Exists(in_name_of(here, person, member)))
    return found


def casts_alone(elector: Elector) -> bool:
    """True while the person whom an elector names alone casts its ballot: in their own name, or as long as they act for the
    member whose seat it is; then its others do. One query where a member's seat names somebody."""
    if not elector.person or not elector.member_id:
        return bool(elector.person)
    acting = representative_of_person(elector.coalition_id, elector.person)
    return acting is not None and acting.member_id == elector.member_id


def passed(coalition_id: str, electors: Iterable[Elector]) -> frozenset[str]:
    """The ids of those among electors whose seat names a person who acts for its member no longer: they are that member's. One
    query, where a member's seat names anybody."""
    named = [each for each in electors if each.person and each.member_id]
    if not named:
        return frozenset()
    people = {each.person for each in named}
    rows = Representative.objects.of(coalition_id).filter(person_id__in=people, until=None)
    acting = set(rows.values_list("person_id", "member_id"))
    return frozenset(each.pk for each in named if (each.person, each.member_id) not in acting)


def place_among(standing: Standing, electors: Iterable[Place]) -> Place | None:
    """The place in an electorate through which a standing decides now: in its own name, or for its member by mandate."""
    by_member = None
    for place in electors:
        if place.person:
            if place.person == standing.person and place.member in ("", standing.member):
                return place
        elif place.member and place.member == standing.member and standing.mandate is Mandate.DECIDES:
            by_member = by_member or place
    return by_member


def place_in(standing: Standing, body: str) -> Place | None:
    """The place in a body through which a standing decides now, or None."""
    return place_among(standing, electorate(standing.coalition, body, standing.as_of))


def own_electors_at(standing: Standing, proposal_id: str) -> tuple[Elector, ...]:
    """The electors of the present round of an opened proposal that belong to a standing, each with its proposal: one query
    where ballots are cast. Whoever stands in an electorate sees its proposal (`visible_proposals`)."""
    return _own_first(standing, _own_at(standing.coalition, proposal_id, standing.member, standing.person))


@prepared
def _own_at(coalition_id: str, proposal_id: str, member: str, person: str) -> QuerySet[Elector]:
    there = Elector.objects.of(coalition_id).filter(proposal=proposal_id)
    rows = Elector.objects.of(coalition_id).filter(pk__in=_own_among(there, member, person))
    rows = rows.filter(round=F("proposal__round"), proposal__opened_at__isnull=False)
    return rows.select_related("proposal__moved_by_member")


def has_answered_itself(elector: Elector) -> bool:
    """True when an elector's ballot lies there and nobody entered it for the elector."""
    rows = Ballot.objects.of(elector.coalition_id).filter(elector=elector)
    return rows.filter(how__in=["self", "consulted"]).exists()


def unanswered(proposal: Proposal) -> list[Elector]:
    """The electors of the present round that cast no ballot themselves, by name: without those that stood back or are
    suspended, and without protected members and persons, who are never listed. Serves the officers who enter answers."""
    rows = electors_in(proposal).filter(protected=False, recused_at=None)
    rows = rows.exclude(pk__in=rows.filter(member__status__in=WITHOUT_VOTE).values("pk"))
    hidden = Person.objects.of(proposal.coalition_id).filter(protected=True).values("id")
    own = Ballot.objects.of(proposal.coalition_id).filter(elector=OuterRef("pk"), how__in=["self", "consulted"])
    return list(rows.exclude(person__in=hidden).exclude(Exists(own)).order_by("name", "key"))


def electors_of(standing: Standing, proposal: Proposal, *, hold: bool = False) -> tuple[Elector, ...]:
    """The electors of a proposal that belong to a standing, whatever its mandate: those in the person's name first.

    With `hold` their rows are locked until the act ends.
    """
    found = _own_held if hold else _own
    return _own_first(
        standing, found(proposal.coalition_id, proposal.pk, proposal.round, standing.member, standing.person)
    )


def _own_in(coalition_id: str, proposal_id: str, number: int, member: str, person: str) -> QuerySet[Elector]:
    there = Elector.objects.of(coalition_id).filter(proposal=proposal_id, round=number)
    return Elector.objects.of(coalition_id).filter(pk__in=_own_among(there, member, person))


_own = prepared(_own_in)


@prepared
def _own_held(coalition_id: str, proposal_id: str, number: int, member: str, person: str) -> QuerySet[Elector]:
    return _own_in(coalition_id, proposal_id, number, member, person).select_for_update(of=("self",))


def _own_among(electors: ScopedQuerySet[Elector], member: str, person: str) -> QuerySet[Elector, Any]:
    """The ids of those among electors in which a member or a person (ids, or empty) has a place: two
    questions, as in `has_place`."""
    of_member, of_person = electors.filter(member=member or None), in_name_of(electors, person, member)
    if member and person:
        return of_member.values("pk").union(of_person.values("pk"))
    return (of_member if member else of_person if person else electors.filter(pk="")).values("pk")


def _own_first(standing: Standing, rows: Iterable[Elector]) -> tuple[Elector, ...]:
    return tuple(sorted(rows, key=lambda row: (row.person != standing.person, row.key)))
