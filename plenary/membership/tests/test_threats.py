"""Ways in which somebody might learn of protected members, or act for one, through membership."""

import pytest

from plenary.accounts.actions import accept_invitation
from plenary.accounts.models import Account
from plenary.charter.rules.schema import Disclosed, Disclosure
from plenary.core.standing import Mandate, Standing, standing_of
from plenary.membership import actions
from plenary.membership.audits import audit_representatives
from plenary.membership.models import Member, Representative
from plenary.record.actions import erase_person
from plenary.record.models import Opening
from plenary.record.queries import feed
from tests import founding

pytestmark = pytest.mark.django_db


def _told(coalition_id: str) -> list[str]:
    """Everything that the record says to members, as one text an opening."""
    rows = Opening.objects.of(coalition_id).filter(entry__audiences__token="members")
    return [bytes(row.payload).decode() for row in rows]


def _representing(member: Member) -> Standing:
    """One who may decide for a member."""
    person = founding.represent(member, "curious@example.org")
    return standing_of(str(person.account_id), member.coalition_id)


def test_inviting_the_address_of_a_protected_person_tells_nobody_their_name() -> None:
    of = founding.coalition()
    hidden = founding.person(of, "Zahra N.", protected=True)
    type(hidden).objects.of(of.id).filter(id=hidden.id).update(email="zahra@example.org")
    curious = founding.member(of, "Curious")
    by = _representing(curious)

    actions.invite_representative(
        by=by, member=curious, email="zahra@example.org", name="Somebody", mandate=Mandate.OBSERVES
    )

    assert [text for text in _told(of.id) if "Zahra" in text or hidden.id in text] == []


def test_a_protected_person_who_accepts_elsewhere_is_named_to_that_member_alone() -> None:
    of = founding.coalition()
    hidden = founding.person(of, "Zahra N.", "zahra@example.org", protected=True)
    curious = founding.member(of, "Curious")
    invitation = actions.invite_representative(
        by=_representing(curious),
        member=curious,
        email="zahra@example.org",
        name="Somebody",
        mandate=Mandate.OBSERVES,
    )
    account = Account.objects.get(email="zahra@example.org")

    accept_invitation(invitation=invitation, by=account)

    assert standing_of(account.id, of.id).person == hidden.id
    assert standing_of(account.id, of.id).member == curious.id
    named = Opening.objects.of(of.id).filter(person=hidden.id, entry__kind="membership.represented")
    assert [opening.audience for opening in named] == [[f"member:{curious.id}"]]


def test_who_represents_a_member_is_never_told_to_the_public() -> None:
    of = founding.coalition(disclosure=Disclosure(members=Disclosed.PUBLIC))
    member = founding.member(of, "Green Valley")
    by = _representing(member)

    actions.invite_representative(
        by=by, member=member, email="zoe@example.org", name="Zoe Ndiaye", mandate=Mandate.CONSULTS
    )

    entered = Opening.objects.of(of.id).filter(entry__kind="membership.representative_invited").order_by("position")
    assert [opening.audience for opening in entered] == [[], [f"member:{member.id}", "members"]]
    read = [
        [line.facts.get("representative") for line in feed(who, about=member.id)]
        for who in (Standing.nobody(of.id), by)
    ]
    assert read == [[None], ["Zoe Ndiaye"]]


def test_somebody_put_in_behind_the_record_to_act_for_a_member_is_found() -> None:
    of = founding.coalition()
    member = founding.member(of, "Green Valley")
    person = founding.person(of, "Amina Diallo", "amina@example.org")
    acting = actions.appoint_representative(
        by=founding.officer(of), member=member, person=person, mandate=Mandate.OBSERVES
    )
    assert list(audit_representatives(of.id)) == []
    [entered] = feed(Standing.system(of.id, "record"), kinds=["membership.represented"])
    assert entered.sentence == "A person began to represent Green Valley."

    rows = Representative.objects.of(of.id).filter(id=acting.id)
    rows.update(mandate=Mandate.DECIDES)
    said = f"representative {person.id} of member {member.id}"
    assert list(audit_representatives(of.id)) == [f"{said}: decides, the record says observes"]
    rows.delete()
    assert list(audit_representatives(of.id)) == [f"{said}: stands in the record and not among the rows"]
    other = founding.represent(member, "intruder@example.org")
    assert f"representative {other.id} of member {member.id}: decides, the record says nothing" in list(
        audit_representatives(of.id)
    )


def test_the_name_of_an_individual_who_was_a_member_can_be_erased_from_the_record() -> None:
    of = founding.coalition()
    by = standing_of(founding.account("noor@example.org").id, of.id)
    member = actions.apply(by=by, category="friend", name="Noor Haddad")
    assert [text for text in _told(of.id) if "Noor" in text] != []

    erase_person(by=founding.officer(of), person=str(member.individual_id))

    payloads = [bytes(opening.payload).decode() for opening in Opening.objects.of(of.id)]
    assert [payload for payload in payloads if "Noor" in payload] == []


def test_who_is_invited_to_a_protected_member_can_accept() -> None:
    of = founding.coalition()
    hidden = founding.member(of, "Hidden", protected=True)
    invitation = actions.invite_representative(
        by=_representing(hidden), member=hidden, email="new@example.org", name="New", mandate=Mandate.DECIDES
    )

    account = accept_invitation(invitation=invitation, by=None, name="New")

    assert standing_of(account.id, of.id).member == hidden.id
    assert [text for text in _told(of.id) if "New" in text or "Hidden" in text] == []
