"""Reads of bodies: who holds which seat and office, what is vacant, and who votes in a body."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import NamedTuple

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.utils.translation import gettext as _

from plenary.bodies.formed import charter_for
from plenary.bodies.models import Term
from plenary.bodies.rules import Elector, Held, Place, is_plenary, places, seats_of, vacant
from plenary.bodies.rules.formed import is_formed
from plenary.charter.queries import called
from plenary.charter.rules.schema import Body, Charter
from plenary.core import clock
from plenary.core.models import ScopedQuerySet
from plenary.core.prepared import prepared
from plenary.core.standing import Standing
from plenary.membership.models import Member, Representative
from plenary.membership.queries import listed_members, members_with_vote
from plenary.membership.rules import AWAITED, AWAY, SEATED, VOTING
from plenary.membership.rules.leading import Holder


class PlaceHeld(NamedTuple):
    """A seat (with the member whose it is, or None) or an office that is held, by charter codes."""

    body: str
    office: str
    member: str | None


class Filling(NamedTuple):
    """A place with the coalition's own names, for whom its seats are kept (or empty), the terms of those who hold it, how many of
    it are vacant, and the terms of those who take up later."""

    place: Place
    name: str
    reserved: str
    terms: tuple[Term, ...]
    vacant: int
    coming: tuple[Term, ...] = ()


class BodyShown(NamedTuple):
    """A body with its seats as they are filled; the plenary, of every voting member, has none to fill."""

    body: Body
    name: str
    duties: tuple[str, ...]
    is_plenary: bool
    seats: tuple[Filling, ...]

    @property
    def clause(self) -> str:
        """The clause on which it rests: its own in the charter, else that by which bodies are formed."""
        return "matter.bodies.form" if is_formed(self.body.code) else f"body.{self.body.code}"


def electorate(coalition_id: str, body_code: str, as_of: datetime | None = None) -> tuple[Elector, ...]:
    """The electors of a body at a moment (now), by name; no more than two queries besides the charter's.

    The plenary: each member that votes, with the weight of its category; the key is the member's id. Other bodies: one
    elector a seat that is held, of weight 1; the key is ``seat:<id of the term>``. A seat of a member that is suspended or
    has left is not counted. Members on leave or dormant stand in it as `away`. The region of an elector is its member's; a
    person who holds a seat for no member has none. Serves decisions, which freezes it. Raises
    KeyError when neither the charter nor a decision made such a body.
    """
    charter = charter_for(coalition_id, [body_code])
    body = charter.body(body_code)
    if is_plenary(body):
        categories = {category.code: category for category in charter.categories}
        return tuple(
            Elector(
                key=member.id,
                name=member.name,
                member=member.id,
                weight=categories[member.category].weight,
                protected=member.protected,
                splits=categories[member.category].split,
                away=member.status in AWAY,
                region=member.region,
            )
            for member in members_with_vote(coalition_id, as_of, charter, away=True)
        )
    seated = terms_in_force(coalition_id, as_of).filter(body=body_code).exclude(seats="")
    electors = (_elector(term) for term in seated if term.member is None or term.member.status in VOTING)
    return tuple(sorted(electors, key=lambda elector: (elector.name, elector.key)))


def _elector(term: Term) -> Elector:
    return Elector(
        key=f"seat:{term.id}",
        name=term.holder_name,
        member=term.member_id or "",
        person=term.person_id or "",
        protected=term.member.protected if term.member else bool(term.person and term.person.protected),
        away=bool(term.member and term.member.status in AWAY),
        region=term.member.region if term.member else "",
    )


def _in_force(moment: datetime) -> Q:
    return Q(starts__lte=moment) & (Q(ends=None) | Q(ends__gt=moment)) & (Q(ended_at=None) | Q(ended_at__gt=moment))


def terms_in_force(coalition_id: str, as_of: datetime | None = None, *, coming: bool = False) -> ScopedQuerySet[Term]:
    """The terms that last at a moment (now), those that begin later too if told, with their holders. One query."""
    at = as_of or clock.now()
    rows = Term.objects.of(coalition_id).filter(
        _in_force(at) | Q(starts__gt=at, ended_at=None) if coming else _in_force(at)
    )
    return rows.select_related("member__organisation", "member__individual", "person").order_by("starts", "id")


@prepared
def terms_ending(coalition_id: str, moment: datetime, until: datetime) -> QuerySet[Term]:
    """The ten terms in force at a moment that end first, up to another moment, soonest first, with their holders. One query."""
    rows = terms_in_force(coalition_id, moment).filter(ends__lte=until, ended_at=None)
    return rows.order_by("ends", "id")[:10]


def holders_of_offices(coalition_id: str) -> Sequence[Holder]:
    """Who holds which office now, and for which member each acts. One query. Serves other rooms."""
    acts_for = Representative.objects.of(coalition_id).filter(person=OuterRef("person"), until=None).values("member_id")
    rows = terms_in_force(coalition_id).exclude(office="").order_by("office", "id")
    found = rows.values_list("office", "person_id", Subquery(acts_for[:1]))
    return [Holder(office, str(person or ""), str(member or "")) for office, person, member in found]


def places_held(standing: Standing) -> Sequence[PlaceHeld]:
    """The seats and offices that a standing's person and member hold at its moment: a seat of a member counts for its
    representatives, and where it names a person for that person alone. One query, without names."""
    rows = _held_by(standing.coalition, standing.person, standing.member, standing.as_of)
    return [PlaceHeld(*row) for row in rows]


@prepared
def _held_by(
    coalition_id: str, person: str, member: str, moment: datetime
) -> QuerySet[Term, tuple[str, str, str | None]]:
    mine = Q(person_id=person) | Q(person=None, member_id=member or None)
    rows = Term.objects.of(coalition_id).filter(_in_force(moment)).filter(mine)
    return rows.values_list("body", "office", "member_id")


def left_with_who_went() -> list[tuple[str, str]]:
    """The coalitions and members (ids) with a seat in force that names a person who acts for the member no longer, wherever.
    Serves the clock. One query."""
    acting = Representative.objects.across_coalitions().filter(
        member=OuterRef("member"), person=OuterRef("person"), until=None
    )
    rows = Term.objects.across_coalitions().filter(_in_force(clock.now()), ~Exists(acting), office="")
    rows = rows.exclude(member=None).exclude(person=None).order_by("coalition_id", "member_id")
    return list(rows.values_list("coalition_id", "member_id").distinct())


def terms_of(coalition_id: str, place: Place) -> ScopedQuerySet[Term]:
    """Every term of a place, past and coming too, oldest first."""
    rows = Term.objects.of(coalition_id).filter(body=place.body, seats=place.seats, office=place.office)
    return rows.select_related("member__organisation", "member__individual", "person").order_by("starts", "id")


def term_of(coalition_id: str, term_id: str) -> Term | None:
    """A term by its id, one that is over too, with its holder."""
    rows = Term.objects.of(coalition_id).filter(id=term_id)
    return rows.select_related("member__organisation", "member__individual", "person").first()


def terms_before(coalition_id: str, body_code: str, at_most: int = 30) -> Sequence[Term]:
    """The terms in a body that are over, newest first."""
    now = clock.now()
    rows = Term.objects.of(coalition_id).filter(Q(ends__lte=now) | Q(ended_at__lte=now), body=body_code)
    rows = rows.select_related("member__organisation", "member__individual", "person")
    return list(rows.order_by("-starts", "id")[:at_most])


def held(terms: Iterable[Term]) -> tuple[Held, ...]:
    """Terms as the values that the rules reckon with."""
    return tuple(
        Held(
            body=term.body,
            seats=term.seats,
            office=term.office,
            holder=term.holder_id,
            starts=term.starts,
            until=term.until,
        )
        for term in terms
    )


def vacancies(charter: Charter, coalition_id: str, as_of: datetime | None = None) -> tuple[tuple[Place, int], ...]:
    """The places that a charter has and nobody holds at a moment (now), with how many of each. One query."""
    moment = as_of or clock.now()
    terms = held(terms_in_force(coalition_id, moment))
    found = ((place, vacant(place, terms, moment)) for place in places(charter))
    return tuple((place, number) for place, number in found if number)


def body_shown(charter: Charter, body: Body, terms: Sequence[Term]) -> BodyShown:
    """A body of the charter, its seats filled with those of the terms that are theirs."""
    kinds = () if is_plenary(body) else body.seats
    seats = (
        _filling(
            Place.of_seats(body, kind),
            called(charter, kind.names, kind.code),
            terms,
            called(charter, kind.reserved_for, ""),
        )
        for kind in kinds
    )
    duties = tuple(called(charter, duty, "") for duty in body.duties)
    return BodyShown(body, called(charter, body.names, body.code), duties, is_plenary(body), tuple(seats))


def offices_shown(charter: Charter, terms: Sequence[Term], body: str | None = None) -> tuple[Filling, ...]:
    """The offices of the charter (of one body, by its code), filled with those of the terms that are theirs."""
    offices = (office for office in charter.offices if body in (None, office.body))
    return tuple(
        _filling(Place.of_office(office), called(charter, office.names, office.code), terms) for office in offices
    )


def place_in_words(charter: Charter, *, body: str = "", seats: str = "", office: str = "") -> str:
    """A seat (with its body) or an office, by the coalition's own names; the codes when the charter has them no longer."""
    try:
        if office:
            return called(charter, charter.office(office).names, office)
        held_in = charter.body(body)
        kind = called(charter, seats_of(held_in, seats).names, seats)
        return _("%(seats)s in %(body)s") % {"seats": kind, "body": called(charter, held_in.names, body)}
    except KeyError:
        return office or f"{body}/{seats}"


def charter_naming(coalition_id: str, terms: Iterable[Term]) -> Charter:
    """The charter in force with what names these terms: the formed bodies where one of them is of one. One query at most besides
    the charter's."""
    return charter_for(coalition_id, {code for term in terms for code in (term.body, term.office)})


def counted(bodies: Iterable[BodyShown], offices: Iterable[Filling]) -> tuple[int, int]:
    """How many seats and offices there are in these, and how many of them are held."""
    fillings = [*(seats for body in bodies for seats in body.seats), *offices]
    number = sum(filling.place.number for filling in fillings)
    return number, number - sum(filling.vacant for filling in fillings)


def number_of_electors(coalition_id: str, body_code: str) -> int:
    """How many have a vote in a body now, those away and those under protection left out. Raises KeyError."""
    return sum(not (elector.protected or elector.away) for elector in electorate(coalition_id, body_code))


def _filling(place: Place, name: str, terms: Sequence[Term], reserved: str = "") -> Filling:
    now = clock.now()
    mine = [term for term in terms if (term.body, term.seats, term.office) == (place.body, place.seats, place.office)]
    present, coming = (tuple(term for term in mine if (term.starts > now) is later) for later in (False, True))
    return Filling(place, name, reserved, present, vacant(place, held(mine), now), coming)


def bodies_of(standing: Standing) -> tuple[Body, ...]:
    """The bodies in which this standing sits, in the charter's order, then those that were formed besides."""
    charter = charter_for(standing.coalition, standing.bodies)
    return tuple(body for body in charter.bodies if body.code in standing.bodies)


def terms_of_member(coalition_id: str, member_id: str) -> ScopedQuerySet[Term]:
    """The seats that a member holds now. Serves the member's page."""
    return terms_in_force(coalition_id).filter(member_id=member_id)


def offices_of(coalition_id: str, persons: Sequence[str], since: datetime) -> QuerySet[Term]:
    """The offices that persons (ids) hold, or held until after a moment, the latest first, at most twenty. One query."""
    rows = Term.objects.of(coalition_id).filter(person_id__in=persons, starts__lte=clock.now()).exclude(office="")
    rows = rows.filter(Q(ends=None) | Q(ends__gt=since)).filter(Q(ended_at=None) | Q(ended_at__gt=since))
    return rows.select_related("person").order_by("-starts", "id")[:20]


def members_on_no_committee(standing: Standing) -> ScopedQuerySet[Member]:
    """The listed members in good standing that sit in no body but the plenary (B2): every member sits on at least one."""
    seated = terms_in_force(standing.coalition).exclude(member=None).exclude(seats="").order_by().values("member_id")
    members = listed_members(standing).filter(status__in=SEATED & AWAITED)
    return members.exclude(id__in=seated).order_by("organisation__name", "individual__name")
