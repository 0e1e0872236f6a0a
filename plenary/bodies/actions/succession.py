"""What becomes of terms when the rules or the members under them change; `entries` says what is listened to."""

from plenary.bodies.actions.founding import activate, most_powerful
from plenary.bodies.actions.terms import (
    Nomination,
    appointment_problem,
    begin_term,
    end_terms,
    end_unseated,
    names_of,
)
from plenary.bodies.models import Term
from plenary.bodies.queries import charter_naming, terms_in_force
from plenary.bodies.rules import places
from plenary.bodies.rules.formed import is_formed
from plenary.charter.queries import audience_for, charter_in, charter_of, versions
from plenary.charter.rules.schema import Charter
from plenary.coalitions.models import Coalition
from plenary.core import visibility
from plenary.core.standing import Standing
from plenary.directory.models import Person
from plenary.membership.models import Representative
from plenary.record import actions as record
from plenary.record.kinds import EntryLike


def carry_over(by: Standing, entry: EntryLike) -> None:
    """After a new charter: end the terms of seats and offices that it no longer has, and keep the others for their time.

    A coalition never locks itself out: where no office is held any more, the person who held the ended office with the
    most powers takes the new charter's office with the most powers, for one term; where the new rules refuse that person,
    the next one does. Where that office does not exist, or nobody may take it, nothing is taken: the charter comes into
    force all the same. Bodies that were formed besides the charter's stand as they did. A forming coalition that adopts its
    second charter is active.
    """
    if entry.facts.get("number", 1) == 1:
        return
    coalition = Coalition.objects.select_for_update(no_key=True).get(id=by.coalition)
    charter = charter_of(by.coalition)
    running = [term for term in terms_in_force(by.coalition, coming=True) if not is_formed(term.body)]
    known = {(place.body, place.seats, place.office) for place in places(charter)}
    moved = _moved_offices(charter, running)
    gone = [term for term in running if (term.body, term.seats, term.office) not in known and term not in moved]
    end_terms(by=by, terms=gone, because="charter")
    _keep_one_officer(by, charter, running, gone)
    if coalition.state == Coalition.FORMING:
        activate(by=by, coalition=coalition, kind="bodies.now_active")


def _moved_offices(charter: Charter, running: list[Term]) -> list[Term]:
    """Offices that the new charter keeps under another body: their terms move with them."""
    bodies = {office.code: office.body for office in charter.offices}
    moved = [term for term in running if term.office in bodies and bodies[term.office] != term.body]
    for term in moved:
        term.body = bodies[term.office]
        term.save(update_fields=["body"])
    return moved


def _keep_one_officer(by: Standing, charter: Charter, running: list[Term], gone: list[Term]) -> None:
    offices = [term for term in running if term.office]
    office = most_powerful(charter)
    if office is None or not offices or any(term not in gone for term in offices):
        return
    former = charter_in(versions(by.coalition)[1])  # newest first: the one that has just ended
    powers = {held.code: len(held.powers) for held in former.offices}
    for term in sorted(offices, key=lambda term: powers.get(term.office, 0), reverse=True):
        nomination = Nomination(office=office.code, person=term.person)
        if not appointment_problem(charter, by.coalition, nomination):
            begin_term(by=by, nomination=nomination)
            return


def vacate(by: Standing, entry: EntryLike) -> None:
    """The seats of a member that left or was removed fall vacant, and those that it was elected to and has not taken up yet."""
    end_terms(by=by, terms=terms_in_force(by.coalition, coming=True).filter(member_id=entry.about), because="left")


def unseat(by: Standing, entry: EntryLike) -> None:
    """Who acts for a member no longer sits for it no longer either: its seats pass to who acts for it now, and what they chaired,
    or kept the minutes of, by its seat in a formed body falls vacant."""
    seats = terms_in_force(by.coalition, coming=True).filter(member_id=entry.about)
    pass_seats(by=by, member_id=entry.about)
    end_unseated(by=by, bodies=[term.body for term in seats])


def pass_seats(*, by: Standing, member_id: str) -> None:
    """Let the seats of a member that name a person who acts for it no longer name nobody: whoever acts for the member sits for
    it. In order: lock, change, enter. The term runs on, for it is the member's. It may run twice."""
    rows = terms_in_force(by.coalition, coming=True).filter(member_id=member_id).exclude(person=None)
    if not rows.exists():
        return
    with record.act(by=by):
        acting = Representative.objects.of(by.coalition).filter(member_id=member_id, until=None).values("person_id")
        gone = list(rows.exclude(person_id__in=acting).select_for_update(of=("self",)))
        charter = charter_naming(by.coalition, gone) if gone else None
        for term in gone:
            named, term.person = term.person, None
            term.save(update_fields=["person"])
            if charter and term.member and named:
                _enter_passed(by, charter, term, named)


def _enter_passed(by: Standing, charter: Charter, term: Term, named: Person) -> None:
    """Enter it for those who hear of seats; who sat there, and the name of an individual who is the member, stand in parts."""
    assert term.member  # noqa: S101  # asked by who calls
    individual = term.member.individual_id
    own = [visibility.member(term.member.pk)] if named.protected else []  # of a protected person its member's own alone
    parts = [record.Part(facts={"name_before": named.name}, audience=own, person=named.pk)]
    if individual:
        parts.append(record.Part(facts={"name": term.member.name}, person=individual))
    record.enter(
        by=by,
        kind="bodies.seat_passed",
        about=term.pk,
        audience=sorted(audience_for(charter, charter.disclosure.bodies)) or [visibility.SEALED],
        facts={"member": term.member_id, "body": term.body, "seats": term.seats, **names_of(charter, term)}
        | ({} if individual else {"name": term.member.name}),
        parts=parts,
    )
