"""Writes of protected members (C4): proposed, vouched for, admitted up to the cap; each look at them is entered."""

from collections.abc import Iterable

from plenary.charter.queries import charter_of
from plenary.core import clock
from plenary.core.standing import Standing
from plenary.core.verdicts import Refused, allow, refuse, require
from plenary.directory import actions as directory
from plenary.directory.models import Organisation, Person
from plenary.membership import permissions
from plenary.membership.actions.admission import least_commitment, stands_as, welcome
from plenary.membership.actions.hearing import enter
from plenary.membership.actions.locking import lock
from plenary.membership.models import ConductCase, Member, Vouch
from plenary.membership.queries import visible_members
from plenary.membership.rules import BELONGING, WAITING, Status, protection_problem
from plenary.record import actions as record


def propose_protected(*, by: Standing, card: Organisation | Person, category: str, commitment: str) -> Member:
    """Take up an applicant under protection: card and member are flagged, so that nothing shows them.

    By an office that may know protected members. Refuses where the charter has no protection
    (`membership.protection_not_allowed`), and a card that stands here already, or did (`membership.already_belongs`): see
    `take_up_again`.
    """
    require(permissions.may_see_protected(by))
    protection = charter_of(by.coalition).protection
    if not protection.allowed:
        raise Refused(refuse("membership.protection_not_allowed", "protection"))
    with record.act(by=by):
        rows = Member.objects.of(by.coalition)
        same = rows.filter(organisation=card) if isinstance(card, Organisation) else rows.filter(individual=card)
        if same.exists():
            raise Refused(refuse("membership.already_belongs", name=card.name))
        directory.protect_card(by=by, card=card, allowed=allow("membership.by_office", "protection"))
        member = Member.objects.create(
            coalition_id=by.coalition,
            organisation=card if isinstance(card, Organisation) else None,
            individual=card if isinstance(card, Person) else None,
            category=category,
            commitment=commitment,
            status=Status.APPLIED,
            status_since=clock.now(),
            protected=True,
        )
        enter(by, "membership.applied", member, {"category": category, "commitment": commitment})
        return member


def take_up_protected(*, by: Standing, name: str, category: str) -> Member:
    """Make the card of an organisation, protected from the start, and take it up as an applicant at the least degree of
    commitment that its category asks. Refuses as `propose_protected`, and directory.name_missing."""
    allowed = permissions.may_see_protected(by)
    require(allowed)
    with record.act(by=by):
        card = directory.add_organisation(by=by, name=name, protected=True, allowed=allowed)
        return propose_protected(
            by=by, card=card, category=category, commitment=least_commitment(by.coalition, category)
        )


def take_up_again(*, by: Standing, member_id: str, category: str) -> Member:
    """Take up again under protection an organisation that left of itself, since it must not be named any longer and asked for
    it: as an applicant under a new card, which holds its name alone. Nothing joins it to the old one, whose rows and entries
    stay as they were.

    Refuses as `take_up_protected`, and whoever did not leave so (`membership.no_such_member`): those who belong, wait, were
    removed or are protected, and individuals, whose card is the one with which they sign in.
    """
    require(permissions.may_see_protected(by))
    with record.act(by=by):
        left = lock(by.coalition, member_id)
        if left.organisation is None or left.protected or left.status != Status.WITHDRAWN:
            raise Refused(refuse("membership.no_such_member"))
        return take_up_protected(by=by, name=left.name, category=category)


def vouch(*, by: Standing, member_id: str) -> Vouch:
    """Vouch, for one's own member, for a protected applicant whose id the officer handed over.

    Refuses a second time (`membership.vouched_already`), one's own member, and one that waits no longer; an id that is
    not a protected applicant's is answered as one that is not there (`membership.no_such_member`).
    """
    require(permissions.may_vouch(by))
    with record.act(by=by):
        member = lock(by.coalition, member_id)
        if not member.protected or member.status not in WAITING or member.id == by.member:
            raise Refused(refuse("membership.no_such_member"))
        rows = Vouch.objects.of(by.coalition).filter(member=member, by_member_id=by.member)
        if rows.exists():
            raise Refused(refuse("membership.vouched_already", "protection"))
        given = Vouch.objects.create(
            coalition_id=by.coalition, member=member, by_member_id=by.member, by_person=by.person, at=clock.now()
        )
        enter(by, "membership.vouched", member, {"by": by.member}, power="")  # for one's member, not by an office
        return given


def admit_protected(*, by: Standing, member_id: str) -> Member:
    """Admit a protected applicant: the charter allows it, the cap leaves room, enough members vouch.

    By an office that may know them; no proposal, since a proposal would name them. All entries are sealed. The coalition
    is locked through its member rows that count against the cap, so that two cannot pass it at once. Refuses who is no such
    applicant (`membership.no_such_member`), and as `rules.protection_problem` says.
    """
    require(permissions.may_see_protected(by))
    with record.act(by=by):
        member = lock(by.coalition, member_id)
        if not member.protected or member.status not in WAITING:
            raise Refused(refuse("membership.no_such_member"))
        protected = Member.objects.of(by.coalition).filter(protected=True, individual__removed_at=None)
        protected = protected.select_for_update(of=("self",)).order_by("id")
        problem = protection_problem(
            charter_of(by.coalition).protection,
            protected_now=sum(other.status in BELONGING for other in protected),
            vouchers=Vouch.objects.of(by.coalition).filter(member=member).count(),
        )
        if problem:
            raise Refused(refuse(problem, "protection"))
        welcome(member)
        enter(by, "membership.admitted", member, stands_as(member))
        return member


def look_at_member(*, by: Standing, member_id: str) -> Member | None:
    """The member of an address, where this standing may see it; a look at a protected one is entered. None for others."""
    member = visible_members(by).filter(id=member_id).first()
    if member is not None and member.protected and member.id != by.member:
        look_at_protected(by=by, members=[member])
    return member


def look_at_case(*, by: Standing, case: ConductCase) -> None:
    """Enter that somebody who knows a protected member looked at a matter of its conduct; nothing of one's own, or of others."""
    if case.member.protected and case.member_id != by.member:
        with record.act(by=by):
            enter(by, "membership.looked_at", case.member)


def look_at_protected(*, by: Standing, members: Iterable[Member]) -> None:
    """Enter that an officer looked at protected members: one sealed entry a member, which its own representatives read.

    A look at one's own member is none. Refuses as `permissions.may_see_protected` says.
    """
    require(permissions.may_see_protected(by))
    with record.act(by=by):
        for member in members:
            if member.protected and member.id != by.member:
                enter(by, "membership.looked_at", member)
