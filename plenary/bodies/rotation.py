"""Reads of chairs that pass by turns: who chairs, who is next, who declined, and whose turn a reader's is."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from plenary.bodies.models import ChairTurn, FormedBody, Term
from plenary.bodies.queries import terms_in_force
from plenary.bodies.rules.formed import CHAIR, is_formed, office_code
from plenary.bodies.rules.rotation import Sitter, order_of_turns
from plenary.core.standing import Standing
from plenary.directory.models import Person
from plenary.membership.models import Member, Representative
from plenary.membership.queries import representatives_who_decide
from plenary.membership.rules import SEATED


@dataclass(frozen=True, slots=True, kw_only=True)
class InTurn:
    """One who may chair a body by turns: their place in the order, the member for which they sit (None: none), and who it is."""

    sitter: Sitter
    member: Member | None
    person: Person


def chair_of(body: FormedBody) -> Term | None:
    """The term of who chairs a formed body now, or will. One query."""
    rows = terms_in_force(body.coalition_id, coming=True).filter(office=office_code(body.code, CHAIR))
    return rows.order_by("-starts").first()


def turns_of(body: FormedBody) -> QuerySet[ChairTurn]:
    """Every turn of a body, oldest first, with whose it is."""
    rows = ChairTurn.objects.of(body.coalition_id).filter(body=body).order_by("told_at", "id")
    return rows.select_related("body", "person", "member__organisation", "member__individual")


def open_turn(body: FormedBody) -> ChairTurn | None:
    """Who is next and was told so, or None. One query."""
    return turns_of(body).filter(answer="").first()


def passed_over(body: FormedBody, since: datetime) -> frozenset[str]:
    """Whose turn came to nothing since a moment: who declined, or could not take up. One query."""
    rows = turns_of(body).filter(told_at__gte=since).exclude(answer__in=["", "taken"])
    return frozenset(turn.key for turn in rows)


def in_turn(body: FormedBody) -> tuple[InTurn, ...]:
    """Who may chair a body, in the order in which they do: who sits in it by a seat of their own or for the member whose seat it
    is, else the first who may decide for that member. Left out are those under protection, who acts for the member no longer,
    and seats of members that take no part now. Three queries."""
    chaired = {turn.key: turn.starts for turn in turns_of(body).filter(answer="taken").order_by("starts")}
    seats = {term.holder_id: term for term in terms_in_force(body.coalition_id).filter(body=body.code, office="")}
    acting = representatives_who_decide(body.coalition_id, [key for key, seat in seats.items() if seat.member])
    people = {key: _person_for(seat, acting.get(key, ())) for key, seat in seats.items()}
    order = order_of_turns(
        Sitter(key=key, since=seat.starts, chaired=chaired.get(key)) for key, seat in seats.items() if people[key]
    )
    return tuple(
        InTurn(sitter=sitter, member=seats[sitter.key].member, person=person)
        for sitter in order
        if (person := people[sitter.key])
    )


def follows(body: FormedBody, turn: ChairTurn | None) -> tuple[InTurn, ...]:
    """Who chairs a body after the present chair and the one who is next, in this order. Four queries."""
    chair = chair_of(body)
    return tuple(
        each
        for each in in_turn(body)
        if each.person.pk != (chair and chair.person_id) and each.sitter.key != (turn and turn.key)
    )


def _person_for(seat: Term, acting: Sequence[Representative]) -> Person | None:
    if seat.member and (seat.member.protected or seat.member.status not in SEATED):
        return None
    able = [each.person for each in acting if not each.person.protected]
    if seat.person:
        stays = seat.person in able if seat.member else not seat.person.protected
        return seat.person if stays else None
    return next(iter(able), None)


def own_turns(standing: Standing) -> Sequence[ChairTurn]:
    """The open turns of a standing's person, soonest first. One query, and none for who sits in no body that was formed."""
    if not standing.person or not any(is_formed(code) for code in standing.bodies):
        return []
    rows = ChairTurn.objects.of(standing.coalition).filter(person_id=standing.person, answer="", body__closed_at=None)
    return list(rows.select_related("body").order_by("starts", "id")[:10])
