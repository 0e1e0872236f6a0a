"""Delegating a ballot to another elector, taking that back, and declining to carry it (B3)."""

from django.db.models import Q

from plenary.bodies.queries import electorate
from plenary.charter.queries import charter_of
from plenary.charter.rules.words import words_in
from plenary.core import clock, visibility
from plenary.core.standing import Standing
from plenary.core.verdicts import Refused, refuse, require
from plenary.decisions import permissions, queries
from plenary.decisions.actions import locking
from plenary.decisions.models import Delegation, Elector, Proposal
from plenary.decisions.rules.phases import OPEN
from plenary.membership.models import Member
from plenary.record import actions as record


def delegate(*, by: Standing, proposal: Proposal, carrier: str) -> Delegation:
    """Let another elector of the same electorate cast one's ballot on a proposal, instead of any whom one named before.

    `carrier` is the key of the other elector. In order: take the proposal, end the delegation before, save, enter it for
    the two concerned. A ballot of one's own goes before it. Refuses as permissions.may_delegate and may_carry say,
    and an elector that is not there or went (decisions.no_such_elector).
    """
    with record.act(by=by):
        proposal = locking.take(proposal)
        require(permissions.may_delegate(by, proposal))
        giver = queries.electors_of(by, proposal)[0]
        other = queries.electors_in(proposal).filter(key=carrier, recused_at=None).first()
        if other is None or queries.passed(by.coalition, [other]):  # it would stand under the name of who went
            raise Refused(refuse("decisions.no_such_elector", f"process.{proposal.frozen_process.code}"))
        has_room = queries.room_in_proposal(proposal, giver.place, other.place)
        clause = f"process.{proposal.frozen_process.code}"
        require(
            permissions.may_carry(
                other.place, giver.place, is_protected=other.protected, has_room=has_room, clause=clause
            )
        )
        before = queries.given_by(by.coalition, giver.place, proposal=proposal)
        made = Delegation(proposal=proposal, giver=giver.place, carrier=other.place)
        return _give(by, before, made, title=proposal.title, giver=giver.name, carrier=other.name)


def delegate_in(*, by: Standing, body: str, carrier: str) -> Delegation:
    """Let another elector of a body cast one's ballots in it, until it is taken back, wherever the process lets electors
    delegate. `carrier` is the id of the other's member, or of the person who holds a seat in their own name.

    Refuses as permissions.may_delegate_in and may_carry say.
    """
    with record.act(by=by):
        require(permissions.may_delegate_in(by, body))
        processes = queries.delegating_processes(by.coalition, body)
        place = queries.place_in(by, body)
        names = queries.places_by_name(by.coalition, body)
        own = (place.person or place.member) if place else ""
        list(Member.objects.of(by.coalition).select_for_update().filter(pk__in=[own, carrier]).order_by("pk"))
        room = queries.room_in_body(by, processes, own, carrier)
        clause = f"process.{processes[0].code}"
        hidden = carrier not in names
        require(permissions.may_carry(carrier, own, is_protected=hidden, has_room=room, clause=clause))
        before = queries.given_by(by.coalition, own, body=body)
        made = Delegation(body=body, giver=own, carrier=carrier)
        return _give(by, before, made, title=_body(by, body), giver=names[own], carrier=names[carrier])


def take_back(*, by: Standing, delegation: Delegation) -> Delegation:
    """Take one's ballot back. Entered for the two concerned. Refuses as permissions.may_take_back says."""
    with record.act(by=by):
        delegation = _held(delegation)
        require(permissions.may_take_back(by, delegation))
        return _end(by, delegation, "decisions.delegation_ended")


def decline(*, by: Standing, delegation: Delegation) -> Delegation:
    """Carry another's ballot no longer. Entered for the two concerned. Refuses as permissions.may_decline says."""
    with record.act(by=by):
        delegation = _held(delegation)
        require(permissions.may_decline(by, delegation))
        return _end(by, delegation, "decisions.delegation_declined")


def end_of(*, by: Standing, member_id: str) -> None:
    """End what a member delegated that has no vote any more, for what it could not cast itself is not carried for it, and what
    it carried: those whose ballots these are hear of it. In a proposal, unless that was closed. Within the act of a receiver."""
    _end_all(by, Q(giver=member_id), Q(carrier=member_id))


def end_of_seat(*, by: Standing, term_id: str, body: str) -> None:
    """End what a person delegated, and carried, who sat in a body for a member and acts for it no longer (`term_id`: of that
    seat): whose place it is now decides anew. In a proposal, unless that was closed. Within the act of a receiver."""
    here = {place.person or place.member for place in electorate(by.coalition, body)}
    places = Elector.objects.of(by.coalition).filter(key=f"seat:{term_id}").exclude(person="")
    gone = set(places.values_list("person", flat=True)) - here
    _end_all(
        by,
        Q(body=body) & ~Q(giver__in=here) | Q(proposal__isnull=False, giver__in=gone),
        Q(body=body) & ~Q(carrier__in=here) | Q(proposal__isnull=False, carrier__in=gone),
    )


def end_in_body(*, by: Standing, body: str) -> None:
    """End what is delegated and carried in a body by those who sit in it no longer; where it is no more, all of it. Within the
    act of a receiver. Two queries where nothing is."""
    if not Delegation.objects.of(by.coalition).filter(until=None, body=body).exists():
        return
    try:
        here = {place.person or place.member for place in electorate(by.coalition, body)}
    except KeyError:
        here = set()
    _end_all(by, Q(body=body) & ~Q(giver__in=here), Q(body=body) & ~Q(carrier__in=here))


def _end_all(by: Standing, given: Q, carried: Q) -> None:
    """End the delegations that were `given` by whom it concerns, and those that are `carried` by them."""
    rows = Delegation.objects.of(by.coalition).select_for_update(of=("self",)).filter(until=None)
    for condition, kind in ((given, "decisions.delegation_ended"), (carried, "decisions.delegation_declined")):
        for row in rows.filter(condition).select_related("proposal").order_by("pk"):
            if row.proposal is None or row.proposal.phase in OPEN:
                _end(by, row, kind)


def _held(delegation: Delegation) -> Delegation:
    """The row as it is now, after the proposal that it is for was taken."""
    if delegation.proposal is not None:
        locking.take(delegation.proposal)
    rows = Delegation.objects.of(delegation.coalition_id).select_for_update(of=("self",)).select_related("proposal")
    return rows.get(pk=delegation.pk)


def _give(
    by: Standing, before: Delegation | None, made: Delegation, *, title: str, giver: str, carrier: str
) -> Delegation:
    if before is not None:
        before.until = clock.now()
        before.save(update_fields=["until"])
    made.coalition_id, made.by_person, made.since = by.coalition, by.person, clock.now()
    made.save()
    record.enter(
        by=by,
        kind="decisions.delegated",
        about=made.proposal_id or "",
        audience=_two(by, made),
        facts={
            "title": title,
            "delegation": made.id,
            "giver": giver,
            "carrier": carrier,
            "body": made.body,
            "replaces": before.id if before else "",
        },
    )
    return made


def _end(by: Standing, delegation: Delegation, kind: str) -> Delegation:
    delegation.until = clock.now()
    delegation.save(update_fields=["until"])
    title = delegation.proposal.title if delegation.proposal else _body(by, delegation.body)
    record.enter(
        by=by,
        kind=kind,
        about=delegation.proposal_id or "",
        audience=_two(by, delegation),
        facts={"title": title, "delegation": delegation.id},
    )
    return delegation


def _two(by: Standing, delegation: Delegation) -> list[str]:
    """The two concerned: the representatives of a member, or the person who holds a seat in their own name."""
    both = [delegation.giver, delegation.carrier]
    members = set(Member.objects.of(by.coalition).filter(pk__in=both).values_list("pk", flat=True))
    return [visibility.member(place) if place in members else visibility.person(place) for place in both]


def _body(by: Standing, code: str) -> str:
    """The charter's name of a body, in the language in which the charter decides."""
    charter = charter_of(by.coalition)
    found = next((body for body in charter.bodies if body.code == code), None)
    names = found.names if found else {}
    return words_in(names, charter.languages[0], charter.languages) or code
