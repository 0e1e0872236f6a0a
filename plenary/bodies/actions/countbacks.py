"""Writes of countbacks: the rest of a term is offered to whom the ballots choose now, who accepts, declines, or keeps silent."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from plenary.bodies import permissions
from plenary.bodies.actions.terms import Nomination, begin_term, standing_problem
from plenary.bodies.countbacks import waiting_terms
from plenary.bodies.models import Countback, Term
from plenary.bodies.queries import held, terms_of
from plenary.bodies.rules import seats_of
from plenary.bodies.rules.countbacks import LEFT_OPEN, Answer
from plenary.bodies.rules.elections import Elected, elections, is_kept
from plenary.charter.queries import charter_of
from plenary.charter.rules.schema import Charter
from plenary.coalitions.models import Coalition
from plenary.core import clock, visibility
from plenary.core.standing import Standing
from plenary.core.verdicts import Refused, refuse, require
from plenary.directory.models import Person
from plenary.membership.models import Member
from plenary.record import actions as record


@dataclass(frozen=True, slots=True, kw_only=True)
class Recounted:
    """What ballots say that were counted again: of which election, without whom, and whom they choose; `reason` is why they
    choose nobody."""

    proposal: str
    left: str = ""
    out: Mapping[str, str] = field(default_factory=dict)
    candidate: str = ""
    member: Member | None = None
    person: Person | None = None
    reason: Answer = Answer.NOBODY


def offer_rest(
    *, by: Standing, term: Term, found: Recounted, until: datetime, audience: Sequence[str]
) -> Countback | None:
    """Offer the rest of a term to whom its ballots choose, until a moment; where they choose nobody, leave it to an election.

    In order: lock the coalition; look whether the term still waits and is offered to nobody; keep; enter for the audience, and
    for who is asked. None where another was quicker, or the place is filled otherwise by now. The program alone does this.
    """
    require(permissions.may_fill(by))
    with record.act(by=by):
        _lock(by)
        waits = {each.pk: each for each in waiting_terms(by.coalition, charter_of(by.coalition))}
        if term.pk not in waits or getattr(waits[term.pk], "is_offered", False):
            return None
        now, ends = clock.now(), term.ends
        until = min(until, ends) if ends else until
        row = Countback.objects.create(
            coalition_id=by.coalition,
            term=term,
            proposal=found.proposal,
            left=found.left,
            out=dict(found.out),
            candidate=found.candidate,
            member=found.member,
            person=found.person,
            at=now,
            until=until if found.candidate else None,
            answered_at=None if found.candidate else now,
            answer="" if found.candidate else found.reason,
        )
        _enter(by, row, _kind_of(row), audience, left=row.left, out=row.out, candidate=row.candidate)
    return row


def accept_rest(*, by: Standing, countback: Countback, audience: Sequence[str]) -> Term:
    """Accept the rest of a term that is offered: it begins at once. Refuses as permissions.may_answer_offer says, with
    bodies.offer_answered where it no longer waits to be filled so, and with the reason for which one may not take it up."""
    with record.act(by=by):
        row = _held(by, countback)
        require(permissions.may_answer_offer(by, row))
        _require_waiting(by, row)
        term = begin_term(
            by=by, nomination=rest_for(row.term, row.member, row.person), adopted_by=row.proposal, ends=row.term.ends
        )
        _answer(by, row, Answer.ACCEPTED, audience, took=term)
    return term


def decline_rest(*, by: Standing, countback: Countback, audience: Sequence[str]) -> None:
    """Decline the rest of a term that is offered. Refuses as permissions.may_answer_offer says."""
    with record.act(by=by):
        row = _held(by, countback)
        require(permissions.may_answer_offer(by, row))
        _answer(by, row, Answer.DECLINED, audience)


def end_offer(*, by: Standing, countback: Countback, because: Answer, audience: Sequence[str]) -> None:
    """End an offer that was not answered, in time or at all. It may run twice or late; the program alone does this."""
    require(permissions.may_fill(by))
    with record.act(by=by):
        row = _held(by, countback)
        if row.answered_at is None:
            _answer(by, row, because, audience)


def successor_problem(
    coalition_id: str, term: Term, member: Member | None, person: Person | None, groups: Collection[str]
) -> str:
    """Why one who stood may not take the rest of a term now, as a reason code, or empty: as one who is nominated may not, or
    who does not belong to the group for which the seat is kept, or holds another seat that is filled by the same election."""
    charter = charter_of(coalition_id)
    elected = _elected(charter, term)
    if elected is None:
        return "bodies.not_elected"
    if term.seats and is_kept(seats_of(charter.body(term.body), term.seats)) and term.seats not in groups:
        return "bodies.wrong_category"
    problem = standing_problem(charter, coalition_id, rest_for(term, member, person))
    holder = member.pk if member else person.pk if person else ""
    return problem or ("bodies.holds_already" if _sits(coalition_id, elected, term, holder) else "")


def rest_for(term: Term, member: Member | None, person: Person | None) -> Nomination:
    """The nomination of one for the rest of a term."""
    body = "" if term.office else term.body
    return Nomination(
        body=body,
        seats=term.seats,
        office=term.office,
        member=member,
        person=person,
        starts=term.starts,
        ends=term.ends,
    )


def _require_waiting(by: Standing, row: Countback) -> None:
    """Look again at what an offer stood on: the charter, the place, its time, and the other seats of who accepts."""
    charter = charter_of(by.coalition)
    elected = _elected(charter, row.term)
    waits = {term.pk for term in waiting_terms(by.coalition, charter)}
    if elected is None or row.term_id not in waits:
        raise Refused(refuse("bodies.offer_answered", "elections"))
    if _sits(by.coalition, elected, row.term, row.member_id or row.person_id or ""):
        raise Refused(refuse("bodies.holds_already", "elections"))


def _lock(by: Standing) -> None:
    Coalition.objects.select_for_update(no_key=True).get(id=by.coalition)


def _held(by: Standing, countback: Countback) -> Countback:
    """The row as it is now, the coalition locked first."""
    _lock(by)
    rows = Countback.objects.of(by.coalition).select_related(
        "term", "member__organisation", "member__individual", "person"
    )
    found = rows.select_for_update(of=("self",)).filter(pk=countback.pk).first()
    if found is None:
        raise Refused(refuse("bodies.no_such_offer"))
    return found


def _answer(by: Standing, row: Countback, answer: Answer, audience: Sequence[str], took: Term | None = None) -> None:
    row.answered_at, row.answer, row.took = clock.now(), answer.value, took
    row.save(update_fields=["answered_at", "answer", "took"])
    kind = "bodies.rest_accepted" if took else "bodies.rest_not_taken"
    _enter(by, row, kind, audience, answer=row.answer, took=took.pk if took else "")


def _kind_of(row: Countback) -> str:
    if row.answer in LEFT_OPEN:
        return "bodies.counted_back_to_nobody" if row.answer == Answer.NOBODY else "bodies.not_counted_back"
    return "bodies.counted_back" if row.member_id else "bodies.counted_back_in_person"


def _enter(by: Standing, row: Countback, kind: str, audience: Sequence[str], **more: Any) -> None:
    """Enter a countback, or what became of it, for an audience and whoever is asked. The answer names nobody: one who is under
    protection since stays unnamed."""
    own = [visibility.member(row.member_id)] if row.member_id else []
    own += [visibility.person(row.person_id)] if row.person_id and not row.member_id else []
    place = {"body": row.term.body, "seats": row.term.seats, "office": row.term.office}
    name, parts = _named(row) if row.answered_at is None else ({}, [])
    record.enter(
        by=Standing.system(by.coalition, "protection") if by.is_protected else by,
        kind=kind,
        about=row.proposal,
        audience=sorted({*audience, *own}),
        facts={"countback": row.pk, "term": row.term_id, **place, **name, **more},
        parts=parts,
    )


def _named(row: Countback) -> tuple[dict[str, str], list[record.Part]]:
    """Who is asked, by name; that of a person, or of a member who is one, stands in a part about them, so that it can be
    erased."""
    member, parts = row.member, []
    if row.person:
        parts.append(record.Part(facts={"name": row.person.name}, person=row.person.id))
    if member is None:
        return {}, parts
    if member.individual_id:
        own = {"name": member.name, "member": member.pk}
        return {"member": member.pk}, [record.Part(facts=own, person=member.individual_id), *parts]
    return {"name": member.name, "member": member.pk}, parts


def _elected(charter: Charter, term: Term) -> Elected | None:
    """What is elected together with the place of a term; None where the charter no longer elects to it."""
    for elected in elections(charter):
        if any(
            (place.body, place.seats, place.office) == (term.body, term.seats, term.office) for place in elected.places
        ):
            return elected
    return None


def _sits(coalition_id: str, elected: Elected, term: Term, holder: str) -> bool:
    """True where one holds a seat of those elected together while the rest of the term lasts."""
    begins, places = max(term.starts, clock.now()), elected.places if term.seats else ()
    found = (row for place in places for row in held(terms_of(coalition_id, place)))
    return any(row.holder == holder and row.overlaps(begins, term.ends) for row in found)
