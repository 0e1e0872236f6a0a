"""Seating those whom an election chose: each takes a seat that it may take, and who goes is told whom to hand over to."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.utils import translation

from plenary.bodies import permissions
from plenary.bodies.actions.terms import Nomination, begin_term, standing_problem
from plenary.bodies.formed import charter_for
from plenary.bodies.models import Term
from plenary.bodies.queries import held, place_in_words, terms_in_force, terms_of
from plenary.bodies.rules import Place, vacant
from plenary.bodies.rules.elections import Elected, seated
from plenary.bodies.rules.turns import ends_in_turns
from plenary.charter.queries import audience_for
from plenary.charter.rules.schema import Charter
from plenary.coalitions.models import Coalition
from plenary.core import clock, visibility
from plenary.core.standing import Standing
from plenary.core.verdicts import Refused, require
from plenary.directory.models import Person
from plenary.membership.models import Member
from plenary.record import actions as record


@dataclass(frozen=True, slots=True, kw_only=True)
class Winner:
    """One who was chosen: the id under which it stood, the member or the person, and the codes of the seats that it may take
    by the groups to which it belongs."""

    id: str
    member: Member | None = None
    person: Person | None = None
    may_take: tuple[str, ...] = ()


def seat_elected(
    *,
    by: Standing,
    elected: Elected,
    winners: Sequence[Winner],
    starts: datetime | None,
    adopted_by: str,
    numbers: Mapping[str, int],
) -> None:
    """Let those whom an election chose take up what it fills, so many of each code, in the order in which they were chosen; by a
    decision alone.

    In order: lock the coalition; leave out who can no longer take up (a member that left, a term too many), with the
    reason; give each of the others a seat that it may take, of its group's first; begin their terms, in turns where the
    charter fills seats so; tell those who go where they find what they hand over, and those who come from which day they
    take up; enter how many seats were filled, how many stay vacant, and who was left out. A start that has passed meanwhile
    becomes now.
    """
    require(permissions.may_fill(by))
    with record.act(by=by):
        Coalition.objects.select_for_update(no_key=True).get(id=by.coalition)
        charter = charter_for(by.coalition, [elected.body, elected.office])
        seating = _Seating(by, charter, elected, max(starts or clock.now(), clock.now()))
        terms = held(term for place in elected.places for term in terms_of(by.coalition, place))
        free = {
            code: min(numbers.get(code, 0), vacant(place, terms, seating.moment))
            for place in elected.places
            for code in (place.seats or place.office,)
        }
        may_take = {each: _may_take(seating, each) for each in winners}
        able = [each for each in winners if may_take[each]]
        given = dict(zip(able, seated([may_take[each] for each in able], free), strict=True))
        seating.left_out.update({each.id: "bodies.full" for each in able if not given[each]})
        begun = []
        for place in elected.places:
            taking = [each for each in able if given[each] == (place.seats or place.office)]
            begun += _begin(seating, place, taking, adopted_by)
        _tell_those_who_go(seating, begun)
        for term in begun:
            _tell(seating, term, "bodies.taking_up", takes_up=term.starts.isoformat())
        _enter(seating, adopted_by, begun, sum(free.values()))


@dataclass(frozen=True, slots=True)
class _Seating:
    """One election that is carried out: by whom, under which charter, of what, from when, and who is left out, with why."""

    by: Standing
    charter: Charter
    elected: Elected
    moment: datetime
    left_out: dict[str, str] = field(default_factory=dict)


def _may_take(seating: _Seating, winner: Winner) -> tuple[str, ...]:
    """The codes of the seats that one may take now; where there is none, the reason is kept."""
    found, problem = [], ""
    for place in seating.elected.places:
        code = place.seats or place.office
        if code in winner.may_take:
            nomination = nomination_for(place, winner.member, winner.person, seating.moment)
            why = standing_problem(seating.charter, seating.by.coalition, nomination)
            if not why:
                found.append(code)
            problem = problem or why
    if not found:
        seating.left_out[winner.id] = problem or "bodies.no_such_place"
    return tuple(sorted(found, key=winner.may_take.index))


def nomination_for(place: Place, member: Member | None, person: Person | None, starts: datetime | None) -> Nomination:
    """The nomination of a member or a person for a place."""
    body = "" if place.office else place.body
    return Nomination(body=body, seats=place.seats, office=place.office, member=member, person=person, starts=starts)


def _begin(seating: _Seating, place: Place, taking: Sequence[Winner], adopted_by: str) -> list[Term]:
    """Begin the terms of those who take seats of one kind, in the order in which they were chosen."""
    by, moment, begun = seating.by, seating.moment, []
    now = [term for term in held(terms_of(by.coalition, place)) if term.is_held_at(moment)]
    ends = ends_in_turns(place, moment, [term.until for term in now if term.until is not None], len(taking))
    for winner, end in zip(taking, ends, strict=True):
        nomination = nomination_for(place, winner.member, winner.person, moment)
        try:
            begun.append(begin_term(by=by, nomination=nomination, adopted_by=adopted_by, ends=end))
        except Refused as refusal:
            seating.left_out[winner.id] = refusal.verdict.reason
    return begun


def _tell_those_who_go(seating: _Seating, begun: Iterable[Term]) -> None:
    """Each whose term ends by then, and who was not chosen again, is told of the list for handing over."""
    stays = {term.holder_id for term in begun}
    known = {(place.body, place.seats, place.office) for place in seating.elected.places}
    for term in terms_in_force(seating.by.coalition) if stays else ():
        ends = term.until is not None and term.until <= seating.moment
        if ends and (term.body, term.seats, term.office) in known and term.holder_id not in stays:
            _tell(seating, term, "bodies.handover")


def _tell(seating: _Seating, term: Term, kind: str, **more: str) -> None:
    """Enter for who holds a term, alone, what it means to them: the place by the coalition's names, and more."""
    person = visibility.person(term.person_id) if term.person_id else visibility.member(term.holder_id)
    record.enter(
        by=seating.by,
        kind=kind,
        about=term.id,
        audience=[person],
        facts={"body": term.body, "seats": term.seats, "office": term.office, "place": _called(seating, term), **more},
    )


def _called(seating: _Seating, term: Term) -> dict[str, str]:
    """The seat or office in each language of the charter."""
    found = {}
    for tag in seating.charter.languages:
        with translation.override(tag):
            found[tag] = place_in_words(seating.charter, body=term.body, seats=term.seats, office=term.office)
    return found


def _enter(seating: _Seating, adopted_by: str, begun: Sequence[Term], number: int) -> None:
    charter = seating.charter
    record.enter(
        by=seating.by,
        kind="bodies.elected",
        about=adopted_by,
        audience=sorted(audience_for(charter, charter.disclosure.bodies)) or [visibility.SEALED],
        facts={
            "body": seating.elected.body,
            "office": seating.elected.office,
            "filled": len(begun),
            "vacant": max(0, number - len(begun)),
            "terms": [term.id for term in begun],
            "left_out": seating.left_out,
        },
    )
