"""Writes of who acts for a member: appointment, invitation, mandate, the end of a representation."""

from django.db.models import Q

from plenary.accounts import actions as accounts
from plenary.accounts import queries as accounts_known
from plenary.accounts.models import Account, Invitation
from plenary.core import clock
from plenary.core.standing import Mandate, Standing, standing_of
from plenary.core.verdicts import Refused, refuse, require
from plenary.directory import actions as directory
from plenary.directory.models import Person
from plenary.directory.queries import person_of_account
from plenary.membership import permissions
from plenary.membership.actions.hearing import enter, named
from plenary.membership.actions.locking import lock
from plenary.membership.models import Member, Representative
from plenary.membership.queries import PURPOSE
from plenary.membership.rules import FORMER
from plenary.record import actions as record


def appoint_representative(*, by: Standing, member: Member, person: Person, mandate: Mandate) -> Representative:
    """Let a person act for a member from now on. By those who may decide for it, or an officer.

    A person who represents the member already gets this mandate; one who represents another member is refused
    (`membership.represents_another`).
    """
    require(permissions.may_keep(by, member))
    with record.act(by=by):
        locked = lock(by.coalition, member.id)
        held = Representative.objects.of(by.coalition).filter(person=person, until=None).first()
        if held is not None and held.member_id != locked.id:
            raise Refused(refuse("membership.represents_another", name=person.name))
        if held is not None:
            return _with_mandate(by, locked, held, mandate)
        representative = Representative.objects.create(
            coalition_id=by.coalition, member=locked, person=person, mandate=mandate, since=clock.now()
        )
        enter(by, "membership.represented", locked, {"mandate": mandate}, [named(person, locked)])
        return representative


def change_mandate(*, by: Standing, representative: Representative, mandate: Mandate) -> Representative:
    """Set what a representative may decide. By those who may decide for the member, or an officer."""
    require(permissions.may_keep(by, representative.member))
    with record.act(by=by):
        locked = lock(by.coalition, representative.member_id)
        return _with_mandate(by, locked, _still(representative), mandate)


def end_representation(*, by: Standing, representative: Representative) -> None:
    """Let a person no longer act for a member: by those who may decide for it, an officer, or the person.

    In order: end it, enter it, close invitations to the same person that still let them in again. Refuses one that ended already
    (`membership.not_representing`).
    """
    if representative.person_id != by.person:
        require(permissions.may_keep(by, representative.member))
    with record.act(by=by):
        locked = lock(by.coalition, representative.member_id)
        held = _still(representative)
        held.until = clock.now()
        held.save(update_fields=["until"])
        enter(by, "membership.representation_ended", locked, {}, [named(held.person, locked)])
        _close_ways_back(by, locked, held.person)


def read_taken_over(*, by: Standing) -> None:
    """Say that one has read what those left who acted for one's member before: it leaves one's desk. Its own alone hear of it.
    Refuses as permissions.may_take_over says, and one who acts for it no longer (`membership.not_representing`)."""
    require(permissions.may_take_over(by))
    with record.act(by=by):
        locked = lock(by.coalition, by.member)
        rows = Representative.objects.of(by.coalition).select_related("person")
        held = rows.filter(member=locked, person_id=by.person, until=None).first()
        if held is None:
            raise Refused(refuse("membership.not_representing"))
        held.taken_over_at = clock.now()
        held.save(update_fields=["taken_over_at"])
        enter(by, "membership.taken_over", locked, {}, [named(held.person, locked)], own_alone=True)


def invite_representative(
    *, by: Standing, member: Member, email: str, name: str, mandate: Mandate, language: str = ""
) -> Invitation:
    """Invite a person by mail to represent a member; the representation begins when they accept.

    Order: the coalition's card of the person (kept from an earlier invitation to the same address), the invitation, the
    entry. By those who may decide for the member, or an officer. Raises Refused, accounts.no_such_address too.
    """
    allowed = permissions.may_keep(by, member)
    require(allowed)
    with record.act(by=by):
        locked = lock(by.coalition, member.id)
        address = Account.objects.normalize_email(email)
        person = _card_at(by.coalition, address, locked) or directory.add_person(
            by=by, name=name, email=address, protected=locked.protected, allowed=allowed
        )
        invitation = accounts.invite(
            by=by.account,
            email=address,
            name=name,
            language=language,
            purpose={
                "kind": PURPOSE,
                "coalition": by.coalition,
                "member": locked.id,
                "person": person.id,
                "mandate": str(mandate),
            },
        )
        enter(by, "membership.representative_invited", locked, {"mandate": mandate}, [named(person, locked)])
        return invitation


def begin_invited(*, invitation: Invitation, account: Account) -> None:
    """Begin what an invitation promised: link the card to the account that accepted, and let the person represent.

    It is the inviter's act, by what the inviter is now. One who may no longer keep the member (removed, out of office, barred
    by an alarm), or a member that has left, makes the invitation a closed one (`accounts.invitation_closed`). Where the account
    has another card in the coalition, that one is kept; a card that is another account's by now stays with it, and the person
    gets a new one. Refuses as `appoint_representative`.
    """
    wish = invitation.purpose
    coalition_id, inviter = wish["coalition"], accounts_known.account(invitation.invited_by_id or "")
    by = standing_of(inviter.id if inviter else "", coalition_id)
    with record.act(by=by):
        member = lock(coalition_id, wish["member"])
        allowed = permissions.may_keep(by, member)
        if not allowed or member.status in FORMER:
            raise Refused(refuse("accounts.invitation_closed"))
        person = person_of_account(coalition_id, account.id)
        if person is None:
            card = Person.objects.of(coalition_id).filter(id=wish["person"], account=None, removed_at=None).first()
            card = card or directory.add_person(
                by=by,
                name=account.name or account.email,
                email=account.email,
                protected=member.protected,
                allowed=allowed,
            )
            person = directory.link_account(by=by, person=card, account_id=account.id, allowed=allowed)
        appoint_representative(by=by, member=member, person=person, mandate=Mandate(wish["mandate"]))


def withdraw_invitation(*, by: Standing, member: Member, invitation: Invitation) -> None:
    """Close an open invitation to represent a member: by those who may decide for it, or an officer. One that is closed
    already stays as it is, and nothing is entered."""
    require(permissions.may_keep(by, member))
    with record.act(by=by):
        locked = lock(by.coalition, member.id)
        if accounts.withdraw_invitation(by=by.account, invitation=invitation):
            person = Person.objects.of(by.coalition).filter(id=invitation.purpose["person"]).first()
            parts = [named(person, locked)] if person else []
            enter(by, "membership.invitation_withdrawn", locked, {}, parts)


def _close_ways_back(by: Standing, member: Member, person: Person) -> None:
    """Close the invitations to represent the member that a person holds who acts for it no longer: whoever wants them back
    invites them anew."""
    asked = {"purpose__kind": PURPOSE, "purpose__coalition": by.coalition, "purpose__member": member.id}
    rows = Invitation.objects.filter(**asked, accepted_at=None, withdrawn_at=None, expires_at__gt=clock.now())
    addresses = {person.email, person.account.email if person.account else ""} - {""}
    for invitation in rows.filter(Q(purpose__person=person.id) | Q(email__in=addresses)).order_by("made_at", "id"):
        if accounts.withdraw_invitation(by=by.account, invitation=invitation):
            enter(by, "membership.invitation_withdrawn", member, {}, [named(person, member)])


def _card_at(coalition_id: str, address: str, member: Member) -> Person | None:
    """The card kept for an address: that of nobody who signs in yet, or of the account that has this very address, for an
    address on a card proves nothing. For a member that is not under protection never one that is: who invites would read
    in the entry whose address it is."""
    whose = Q(account=None) | Q(account__email=address)
    cards = Person.objects.of(coalition_id).filter(whose, email=address, removed_at=None)
    if not member.protected:
        cards = cards.filter(protected=False)
    return cards.order_by("made_at", "id").first()


def _still(representative: Representative) -> Representative:
    rows = Representative.objects.of(representative.coalition_id).select_related("person")
    held = rows.filter(id=representative.id, until=None).first()
    if held is None:
        raise Refused(refuse("membership.not_representing"))
    return held


def _with_mandate(by: Standing, member: Member, held: Representative, mandate: Mandate) -> Representative:
    if held.mandate != mandate:
        was, held.mandate = held.mandate, mandate
        held.save(update_fields=["mandate"])
        enter(by, "membership.mandate_changed", member, {"was": was, "mandate": mandate}, [named(held.person, member)])
    return held
