"""Nominations: somebody is nominated while the notice of an election runs, accepts or declines, and may withdraw."""

from collections.abc import Iterable

from plenary.charter import decidable
from plenary.core import clock, visibility
from plenary.core.standing import Standing
from plenary.core.verdicts import Refused, refuse, require
from plenary.decisions import permissions
from plenary.decisions.actions import audiences, locking
from plenary.decisions.models import Nomination, Proposal
from plenary.decisions.queries.nominations import (
    DECLINED,
    election_of,
    has_fixed_candidates,
    members_to_nominate,
    nomination_of,
    persons_to_nominate,
)
from plenary.directory.models import Person
from plenary.membership.models import Member
from plenary.record import actions as record
from plenary.record.actions import Part


def nominate(
    *, by: Standing, proposal: Proposal, member: str = "", person: str = "", declared: Iterable[str] = ()
) -> Nomination:
    """Nominate a member (with the `person` who would sit for it, where one is named), or a person in its own name (ids).

    Who decides for the one nominated accepts with it, and declares the groups to which it belongs; any other is asked. In
    order: lock the proposal; check who nominates, that the one nominated is seen by it, and that it may stand; keep; enter
    for those who see the proposal. What a protected member nominates is kept and entered without its name. Refuses as
    permissions.may_nominate and may_stand say, and with decisions.no_such_candidate.
    """
    with record.act(by=by):
        proposal = locking.take(proposal)
        require(permissions.may_nominate(by, proposal))
        nomination = _found(by, proposal, member, person)
        accepts = bool(permissions.decides_for_candidate(by, nomination))
        require(permissions.may_stand(proposal, member=member, person=person, by_itself=accepts))
        if not by.is_protected:
            nomination.by_member_id, nomination.by_person = by.member or None, by.person
        if accepts:
            _accept(nomination, declared)
        nomination.save(force_insert=True)
        _enter(by, nomination, "decisions.stands" if accepts else "decisions.nominated")
    return nomination


def accept_nomination(
    *, by: Standing, nomination: Nomination, person: str = "", declared: Iterable[str] = ()
) -> Nomination:
    """Accept a nomination: from then on the one nominated stands. `person` sits for a member where one is named; `declared`
    are the groups, of those whose seats are kept, to which the candidate says that it belongs. Refuses as
    permissions.may_answer_nomination and may_stand say."""
    with record.act(by=by):
        nomination = _held(nomination)
        require(permissions.may_answer_nomination(by, nomination))
        if nomination.member_id and person:
            nomination.person = _person(by, person)
        sits = nomination.person_id or ""
        member = nomination.member_id or ""
        require(permissions.may_stand(nomination.proposal, member=member, person=sits, nominated=True))
        _accept(nomination, declared)
        nomination.save(update_fields=["person", "groups", "accepted_at"])
        _enter(by, nomination, "decisions.stands")
    return nomination


def decline_nomination(*, by: Standing, nomination: Nomination) -> Nomination:
    """Decline a nomination. Refuses as permissions.may_answer_nomination says."""
    with record.act(by=by):
        nomination = _held(nomination)
        require(permissions.may_answer_nomination(by, nomination))
        end_nomination(by, nomination, DECLINED)
    return nomination


def withdraw_nomination(*, by: Standing, nomination: Nomination) -> Nomination:
    """Stand no longer, until voting opens. Refuses as permissions.may_withdraw_nomination says, and with
    decisions.candidates_fixed where another machine, whose clock is ahead, has entered already who stands."""
    with record.act(by=by):
        nomination = _held(nomination)
        require(permissions.may_withdraw_nomination(by, nomination))
        _require_not_fixed(nomination.proposal)
        end_nomination(by, nomination, "withdrawn")
    return nomination


def end_nomination(by: Standing, nomination: Nomination, because: str) -> None:
    """End a nomination and enter it, within the caller's act, its proposal locked; `because` is declined, withdrawn or
    not_eligible."""
    nomination.ended_at, nomination.ended_because = clock.now(), because
    nomination.save(update_fields=["ended_at", "ended_because"])
    record.enter(
        by=by,
        kind="decisions.nomination_ended",
        about=nomination.proposal_id,
        audience=_audience(nomination),
        facts=audiences.told(nomination.proposal, nomination=nomination.pk, because=because),
    )


def _found(by: Standing, proposal: Proposal, member: str, person: str) -> Nomination:
    """A nomination that is not kept yet, of somebody whom the standing sees, or of its own."""
    if not (member or person):
        raise Refused(refuse("decisions.no_such_candidate"))
    found = Nomination(coalition_id=proposal.coalition_id, proposal=proposal, at=clock.now())
    if member:
        rows = members_to_nominate(by) if member != by.member else Member.objects.of(by.coalition)
        found.member = rows.filter(pk=member).first()
        if found.member is None:
            raise Refused(refuse("decisions.no_such_candidate"))
    if person:
        found.person = _person(by, person)
    return found


def _person(by: Standing, person: str) -> Person:
    rows = persons_to_nominate(by) if person != by.person else Person.objects.of(by.coalition)
    found = rows.filter(pk=person).first()
    if found is None:
        raise Refused(refuse("decisions.no_such_candidate"))
    return found


def _held(nomination: Nomination) -> Nomination:
    """The nomination as it is now, its proposal locked."""
    proposal = locking.take(nomination.proposal)
    found = nomination_of(proposal, nomination.pk)
    if found is None:
        raise Refused(refuse("decisions.no_such_candidate"))
    found.proposal = proposal
    return found


def _require_not_fixed(proposal: Proposal) -> None:
    if has_fixed_candidates(proposal):
        raise Refused(refuse("decisions.candidates_fixed", f"process.{proposal.frozen_process.code}"))


def _accept(nomination: Nomination, declared: Iterable[str]) -> None:
    choice = election_of(nomination.proposal)
    kind = decidable.choosing(choice.effect.kind) if choice else None
    assert choice is not None  # noqa: S101  # it is nominated for
    assert kind is not None  # noqa: S101  # likewise
    groups = kind.groups_of(
        nomination.coalition_id, choice.effect.payload, member=nomination.member_id or "", declared=declared
    )
    nomination.groups, nomination.accepted_at = list(groups), clock.now()


def _audience(nomination: Nomination) -> list[str]:
    """Those who see the proposal, and the person nominated, who may be none of them."""
    own = [visibility.person(nomination.person_id)] if nomination.person_id and not nomination.member_id else []
    return sorted({*audiences.of_proposals(nomination.proposal), *own})


def _enter(by: Standing, nomination: Nomination, kind: str) -> None:
    """Enter that somebody is nominated, or stands. A person's name stands in a part about them, so that it can be erased."""
    in_person, member = nomination.member is None, nomination.member
    individual = member.individual_id if member else None
    name = {"member": member.pk, **({} if individual else {"name": member.name})} if member else {}
    parts = [Part(facts={"name": nomination.person.name}, person=nomination.person.id)] if nomination.person else []
    if member and individual:
        parts.append(Part(facts={"name": member.name, "member": member.pk}, person=individual))
    record.enter(
        by=audiences.unattributed(by) if by.is_protected else by,
        kind=f"{kind}_in_person" if in_person else kind,
        about=nomination.proposal_id,
        audience=_audience(nomination),
        facts=audiences.told(nomination.proposal, nomination=nomination.pk, groups=list(nomination.groups), **name),
        parts=parts,
    )
