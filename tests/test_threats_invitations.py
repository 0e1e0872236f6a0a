"""Invitations as a way into somebody else's place: what a link gives, to whom, and for how long."""

from collections.abc import Callable

import pytest
from allauth.account.models import EmailAddress
from django.test import Client

from plenary.accounts.models import Account, Invitation
from plenary.core.standing import Standing, standing_of
from plenary.core.verdicts import Refused, allow
from plenary.directory import actions as directory
from plenary.directory.models import Person
from plenary.membership.models import Representative
from tests.story import Story
from tests.walk import address

type Visit = Callable[[str], Client]


def invited(story: Story, by: Client, email: str, member: str, mandate: str = "decides") -> Invitation:
    """An invitation to represent a member, sent on the page."""
    page = address("membership:invite", story, member_id=member)
    answer = by.post(page, {"name": "Somebody", "email": email, "mandate": mandate})
    assert answer.status_code == 302
    return Invitation.objects.get(email=email, accepted_at=None, withdrawn_at=None)


def accepts(invitation: Invitation) -> Standing | None:
    """What one who opens the link is in the coalition; None where the link let nobody in."""
    Client().post(f"/account/invitation/{invitation.key}/", {"name": "Somebody Else"})
    account = Account.objects.filter(email=invitation.email).first()
    return account and standing_of(account.id, invitation.purpose["coalition"])


def _chair(story: Story) -> tuple[Person, str]:
    card = Person.objects.of(story.open.id).get(account=story.accounts["chair"])
    return card, Representative.objects.of(story.open.id).get(person=card, until=None).member_id


def test_an_address_written_on_the_card_of_another_does_not_take_over_the_card(story: Story, visit: Visit) -> None:
    card, member = _chair(story)
    before = story.by("chair")
    directory.amend_person(by=story.by("coordinator"), person=card, email="thief@example.net")
    thief = accepts(invited(story, visit("coordinator"), "thief@example.net", member))
    assert thief is not None
    assert (thief.person == card.pk, thief.offices, thief.member) == (False, frozenset(), member)
    assert story.by("chair") == before


def test_the_mailbox_of_before_does_not_take_over_the_card(story: Story, visit: Visit) -> None:
    card, member = _chair(story)
    seized = story.accounts["chair"].email
    Person.objects.of(story.open.id).filter(pk=card.pk).update(email=seized)
    Account.objects.filter(email=seized).update(email="safe@example.org")
    EmailAddress.objects.filter(email=seized).update(email="safe@example.org")
    thief = accepts(invited(story, visit("coordinator"), seized, member, "observes"))
    assert thief is not None
    assert (thief.person == card.pk, thief.offices) == (False, frozenset())
    assert story.by("chair").person == card.pk


def test_a_card_that_was_linked_meanwhile_stays_with_its_account(story: Story, visit: Visit) -> None:
    _card, member = _chair(story)
    invitation = invited(story, visit("coordinator"), "late@example.net", member)
    made = Person.objects.of(story.open.id).get(email="late@example.net")
    other = story.accounts["outsider"]
    directory.link_account(by=story.by("coordinator"), person=made, account_id=other.id, allowed=allow())
    came = accepts(invitation)
    assert came is not None
    assert (came.member, came.person == made.pk) == (member, False)
    assert standing_of(other.id, story.open.id).person == made.pk


def test_no_card_goes_from_one_account_to_another(story: Story) -> None:
    card, _member = _chair(story)
    with pytest.raises(Refused) as refused:
        directory.link_account(
            by=story.by("coordinator"), person=card, account_id=story.accounts["outsider"].id, allowed=allow()
        )
    assert refused.value.verdict.reason == "directory.card_taken"
    assert story.by("chair").person == card.pk


def test_one_who_has_a_card_keeps_it_when_invited_by_its_address(story: Story, visit: Visit) -> None:
    card, member = _chair(story)
    own = story.accounts["chair"]
    invitation = invited(story, visit("coordinator"), own.email, member, "observes")
    visit("chair").post(f"/account/invitation/{invitation.key}/")
    assert standing_of(own.id, story.open.id).person == card.pk
    assert Representative.objects.of(story.open.id).get(person=card, until=None).mandate == "observes"
