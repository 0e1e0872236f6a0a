"""Writes of terms: a seat or office is taken, given up, taken away, or falls with the rules that it stood in."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from plenary.bodies import permissions
from plenary.bodies.formed import charter_for
from plenary.bodies.models import Term
from plenary.bodies.queries import charter_naming, held, terms_in_force, terms_of
from plenary.bodies.rules import Held, Place, is_full, is_past_limit, places, seats_of, term_end
from plenary.bodies.rules.formed import is_formed
from plenary.charter.queries import audience_for
from plenary.charter.rules.schema import Charter, Filled, Holder
from plenary.charter.rules.words import words_in
from plenary.coalitions.models import Coalition
from plenary.core import clock, visibility
from plenary.core.standing import Mandate, Standing
from plenary.core.verdicts import Refused, refuse, require
from plenary.directory.models import Person
from plenary.membership.models import Member
from plenary.membership.queries import representative_of_person
from plenary.membership.rules import SEATED
from plenary.record import actions as record


@dataclass(frozen=True, slots=True, kw_only=True)
class Nomination:
    """Who is to fill what, from when (None: from now), until when (None: as long as the charter says): seats of a body, or an
    office; a member, a person, or both."""

    body: str = ""
    seats: str = ""
    office: str = ""
    member: Member | None = None
    person: Person | None = None
    starts: datetime | None = None
    ends: datetime | None = None


def appoint(*, by: Standing, nomination: Nomination, adopted_by: str = "") -> Term:
    """Let a member or a person take a seat or office for the charter's term. Done by a decision alone.

    `adopted_by` is the id of the proposal. Refuses with the reason that `appointment_problem` gives and the clause of the
    place. A start that has passed meanwhile becomes now.
    """
    require(permissions.may_fill(by))
    with record.act(by=by):
        return begin_term(by=by, nomination=nomination, adopted_by=adopted_by)


def begin_term(*, by: Standing, nomination: Nomination, adopted_by: str = "", ends: datetime | None = None) -> Term:
    """Check and begin a term; the founding act, `appoint` and an election have asked who may.

    It lasts as the charter says, or until `ends` where seats are filled in turns. The coalition is locked first: a vacant
    place has no row that two who fill it at once could meet at. Refuses a place that the charter does not have
    (`bodies.no_such_place`), one that is full, and who may not hold it.
    """
    Coalition.objects.select_for_update(no_key=True).get(id=by.coalition)
    charter = charter_for(by.coalition, [nomination.body, nomination.office])
    place = _place(charter, nomination)
    if place is None:
        raise Refused(refuse("bodies.no_such_place"))
    terms = held(terms_of(by.coalition, place))
    starts = _starts(nomination)
    until = ends or term_end(starts, place.term_months)
    problem = _problem(charter, place, nomination, terms) or _full(place, terms, starts, until)
    if problem:
        raise Refused(refuse(problem, place.clause))
    term = Term.objects.create(
        coalition_id=by.coalition,
        body=place.body,
        seats=place.seats,
        office=place.office,
        member=nomination.member,
        person=nomination.person,
        starts=starts,
        ends=until,
        adopted_by=adopted_by,
    )
    _enter(by, charter, term, begun=True)
    return term


def appointment_problem(charter: Charter, coalition_id: str, nomination: Nomination) -> str:
    """The reason code why this nomination could not be done now, or empty. Two queries at most."""
    place = _place(charter, nomination)
    if place is None:
        return "bodies.no_such_place"
    terms, starts = held(terms_of(coalition_id, place)), _starts(nomination)
    full = _full(place, terms, starts, term_end(starts, place.term_months))
    return _problem(charter, place, nomination, terms) or full


def standing_problem(charter: Charter, coalition_id: str, nomination: Nomination) -> str:
    """The reason code why the one nominated may not stand for a place, whether or not it is full, or empty. Who sits for a
    member needs a mandate to decide. Three queries at most."""
    place = _place(charter, nomination)
    if place is None:
        return "bodies.no_such_place"
    problem = _problem(charter, place, nomination, held(terms_of(coalition_id, place)))
    if problem or not (nomination.member and nomination.person):
        return problem
    acting = representative_of_person(coalition_id, nomination.person.id)
    return "" if acting and acting.mandate == Mandate.DECIDES else "bodies.sits_without_mandate"


def give_up(*, by: Standing, term: Term) -> None:
    """Give up a seat or office before its time. Refuses another's (`bodies.not_yours`)."""
    require(permissions.may_give_up(by, term))
    _end(by, [term], "given_up")


def end_term(*, by: Standing, term_id: str, because: str = "decision") -> None:
    """Take a seat or office away before its time. Done by a decision alone; `because` is a short code for the record.
    Refuses a term that is over (`bodies.no_such_term`)."""
    require(permissions.may_fill(by))
    term = Term.objects.of(by.coalition).filter(id=term_id).first()
    if term is None:
        raise Refused(refuse("bodies.no_such_term"))
    _end(by, [term], because)


def end_terms(*, by: Standing, terms: Iterable[Term], because: str) -> None:
    """End terms that fall with what they stood on (a charter, a membership); those that are over are left alone."""
    now = clock.now()
    running = [term for term in terms if term.until is None or term.until > now]
    if running:
        _end(by, running, because)


def end_unseated(*, by: Standing, bodies: Iterable[str]) -> None:
    """End the terms of chairs and secretaries of formed bodies (codes) who no longer sit there: the office gives them nothing any
    more. It ends in the act that took the seat; where it did not, the clock makes up for it. Four queries a body."""
    for code in sorted({code for code in bodies if is_formed(code)}):
        offices = terms_in_force(by.coalition, coming=True).filter(body=code).exclude(office="")
        end_terms(by=by, terms=[term for term in offices if not _sits_in(code, term.person)], because="unseated")


def _end(by: Standing, terms: list[Term], because: str) -> None:
    with record.act(by=by):
        now, charter = clock.now(), charter_naming(by.coalition, terms)
        for given in terms:
            term = (
                Term.objects.of(by.coalition)
                .select_related("member__organisation", "member__individual", "person")
                .select_for_update(of=("self",))
                .get(id=given.id)
            )
            if term.until is not None and term.until <= now:
                raise Refused(refuse("bodies.term_is_over"))
            term.ended_at, term.ended_because = now, because
            term.save(update_fields=["ended_at", "ended_because"])
            _enter(by, charter, term, begun=False, because=because)
        end_unseated(by=by, bodies=[term.body for term in terms if term.seats])


def _place(charter: Charter, nomination: Nomination) -> Place | None:
    """The place of the charter that is meant; for an office the body may be left out."""
    for place in places(charter):
        if nomination.office:
            if place.office == nomination.office:
                return place
        elif (place.body, place.seats) == (nomination.body, nomination.seats) and place.seats:
            return place
    return None


def _starts(nomination: Nomination) -> datetime:
    now = clock.now()
    return max(nomination.starts or now, now)


def _problem(charter: Charter, place: Place, nomination: Nomination, terms: tuple[Held, ...]) -> str:
    problem = _holder_problem(charter, place, nomination)
    if problem:
        return problem
    starts = _starts(nomination)
    until = nomination.ends or term_end(starts, place.term_months)
    holder = nomination.member.id if nomination.member else nomination.person.id if nomination.person else ""
    mine = (term for term in terms if term.holder == holder and term.overlaps(starts, until))
    if place.filled is not Filled.HOST and any(mine):
        return "bodies.holds_already"
    return "bodies.past_limit" if is_past_limit(place, terms, holder, starts) else ""


def _full(place: Place, terms: tuple[Held, ...], starts: datetime, until: datetime | None) -> str:
    return "bodies.full" if is_full(place, terms, starts, until) else ""


def _holder_problem(charter: Charter, place: Place, nomination: Nomination) -> str:
    member, person = nomination.member, nomination.person
    if member is None and person is None:
        return "bodies.no_holder"
    if (member and member.protected) or (person and person.protected):
        return "bodies.protected"
    if place.office:
        if not person or member:
            return "bodies.needs_a_person"
        return "bodies.sits_elsewhere" if is_formed(place.body) and not _sits_in(place.body, person) else ""
    seats = seats_of(charter.body(place.body), place.seats)
    if seats.holder is Holder.PERSON:
        return _person_problem(seats.reserved_category, nomination)
    return _member_problem(seats.reserved_category, nomination)


def _member_problem(reserved_category: str, nomination: Nomination) -> str:
    member, person = nomination.member, nomination.person
    if member is None:
        return "bodies.needs_a_member"
    if member.status not in SEATED:
        return "bodies.not_a_member"
    if reserved_category and member.category != reserved_category:
        return "bodies.wrong_category"
    return "bodies.not_of_the_member" if person and _member_of(person) != member else ""


def _person_problem(reserved_category: str, nomination: Nomination) -> str:
    if nomination.member or not nomination.person:
        return "bodies.needs_a_person"
    member = _member_of(nomination.person) if reserved_category else None
    return "bodies.wrong_category" if reserved_category and (not member or member.category != reserved_category) else ""


def _member_of(person: Person) -> Member | None:
    representative = representative_of_person(person.coalition_id, person.id)
    return representative.member if representative else None


def _sits_in(body: str, person: Person | None) -> bool:
    """True for a person who sits in a body, in their own name or for the member that they represent: a seat of that member
    which names another is not theirs. Two queries."""
    if person is None:
        return False
    member = _member_of(person)
    seated = terms_in_force(person.coalition_id).filter(body=body, office="")
    return any(
        term.person_id in (person.id, None) and term.member_id in (member and member.id, None) for term in seated
    )


def names_of(charter: Charter, term: Term) -> dict[str, str]:
    """What the place is called, in the authentic language: the body of a seat, or the office."""
    tag = charter.languages[0]
    named = [(office.code, office.names) for office in charter.offices if term.office]
    named = named or [(body.code, body.names) for body in charter.bodies]
    found = [words_in(names, tag, charter.languages) for code, names in named if code == (term.office or term.body)]
    return {"office_name" if term.office else "body_name": found[0]} if found else {}


def _enter(by: Standing, charter: Charter, term: Term, *, begun: bool, because: str = "") -> None:
    """Enter that a term began or ended. A person's name stands in a part about them, so that it can be erased; that of an
    individual who is the member too."""
    words = ("seat_taken", "office_taken") if begun else ("seat_ended", "office_ended")
    kind = words[bool(term.office)] + ("" if term.office or term.member else "_in_person")
    individual = term.member.individual_id if term.member else None
    name = {"member": term.member.id, **({} if individual else {"name": term.member.name})} if term.member else {}
    parts = [record.Part(facts={"name": term.person.name}, person=term.person.id)] if term.person else []
    if term.member and individual:
        parts.append(record.Part(facts={"name": term.member.name, "member": term.member.id}, person=individual))
    record.enter(
        by=by,
        kind=f"bodies.{kind}",
        about=term.id,
        audience=sorted(audience_for(charter, charter.disclosure.bodies)) or [visibility.SEALED],
        facts=name
        | {"body": term.body, "seats": term.seats, "office": term.office}
        | names_of(charter, term)
        | {"until": term.ends.isoformat() if term.ends else ""}
        | ({"because": because} if because else {}),
        parts=parts,
    )
