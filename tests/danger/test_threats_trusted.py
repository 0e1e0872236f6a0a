"""Danger: whom the way back trusts. No coalition that invited her lately, nobody who takes her mailbox or her address."""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from pytest_django.fixtures import Settings

from plenary.accounts.actions import accept_invitation, create_account
from plenary.accounts.models import Account, Invitation
from plenary.bodies.models import Term
from plenary.core import clock
from plenary.core.standing import Mandate, standing_of
from plenary.core.verdicts import Refused
from plenary.directory import actions as directory
from plenary.directory.models import Person
from plenary.emergency import actions
from plenary.emergency.actions import Answer, Came
from plenary.emergency.models import Chosen
from plenary.membership.actions import invite_representative
from plenary.membership.models import Member
from tests.danger import EMAIL, NAME, InDanger
from tests.danger.raised import (
    Visit,
    agrees,
    button,
    guide_in,
)
from tests.story import Story, days_ago
from tests.story.charter import story_charter
from tests.story.stage import found


def test_the_seized_mailbox_opens_nothing_after_she_came_back_by_another(
    story: Story, visit: Visit, her: InDanger
) -> None:
    before = story.by("amina")
    button(story, visit)
    for role in ("chair", "coordinator"):
        agrees(story, role, address="safe@example.org")
    cards = Person.objects.across_coalitions().filter(account=her.account)
    assert sorted(cards.values_list("name", "email")) == [(NAME, ""), (NAME, "")]
    invited = invite_representative(
        by=story.by("coordinator"),
        member=story.members["Green Valley"],
        email=EMAIL,
        name="X",
        mandate=Mandate.OBSERVES,
    )
    thief = accept_invitation(invitation=invited, by=None, name="Y")
    assert standing_of(thief.id, story.open.id).person != before.person
    assert standing_of(her.account.id, story.open.id).person == before.person


def _trap(story: Story, victim: Account, mandate: Mandate) -> list[Account]:
    """A coalition of an attacker with two officers of his own, into which he invited somebody, who accepted."""
    with clock.set_to(days_ago(60)):
        there = found(story, "trapper", slug="trap", name="Trap", charter=story_charter(), organisation="Trap House")
        own = [story.accounts["trapper"], create_account(email="second@trap.example", name="Second")]
        by = story.by("trapper", there)
        directory.add_person(by=by, name="Second", account_id=own[1].id)
        for account in own:
            person = Person.objects.of(there.id).get(account=account)
            Term.objects.create(coalition=there, body="board", office="chair", person=person, starts=clock.now())
        house = Member.objects.of(there.id).get()
        invitation = invite_representative(by=by, member=house, email=victim.email, name="guest", mandate=mandate)
        if mandate is Mandate.OBSERVES:
            accept_invitation(invitation=invitation, by=victim)
    if mandate is not Mandate.OBSERVES:
        with clock.set_to(days_ago(10)):
            Invitation.objects.filter(id=invitation.id).update(expires_at=clock.now() + timedelta(days=1))
            accept_invitation(invitation=invitation, by=victim)
    return own


@pytest.mark.parametrize("mandate", [Mandate.OBSERVES, Mandate.DECIDES])
@pytest.mark.parametrize("chosen", [0, 1, 2])
def test_officers_of_a_coalition_that_invited_her_lately_or_to_observe_undo_nothing(
    story: Story, her: InDanger, mandate: Mandate, chosen: int
) -> None:
    attackers = _trap(story, her.account, mandate)
    kept = [each.id for each in Chosen.objects.filter(account=her.account, role=Chosen.UNDOES)[:chosen]]
    Chosen.objects.filter(account=her.account, role=Chosen.UNDOES).exclude(id__in=kept).delete()
    raised = actions.raise_alarm(by=her.account, about=her.account)
    for attacker in attackers:
        with pytest.raises(Refused) as refused:
            actions.agree_to_undo(by=attacker, alarm=raised, answer=Answer())
        assert refused.value.verdict.reason == "emergency.not_a_guide"
    assert Account.objects.get(id=her.account.id).is_active is False


def test_the_only_one_whom_she_chose_must_be_among_the_two(story: Story, visit: Visit, her: InDanger) -> None:
    officers = [story.accounts["chair"], story.accounts["roads"]]
    Chosen.objects.filter(account=her.account, role=Chosen.UNDOES, chosen=story.accounts["chair"]).delete()
    person = Person.objects.of(story.open.id).get(account=officers[1])
    Term.objects.create(coalition=story.open, body="board", office="chair", person=person, starts=clock.now())
    raised = actions.raise_alarm(by=her.account, about=her.account)
    came = [actions.agree_to_undo(by=by, alarm=raised, answer=Answer()) for by in officers]
    assert came == [Came.WAITS, Came.WAITS]  # two officers of her own coalition, without the one whom she chose
    assert actions.agree_to_undo(by=story.accounts["coordinator"], alarm=raised, answer=Answer()) is Came.UNDONE


def test_whoever_takes_her_mailbox_cannot_take_her_address_and_bar_the_way_back(
    story: Story, visit: Visit, her: InDanger, settings: Settings
) -> None:
    settings.OPEN_SIGN_UP = True
    invited = [
        invite_representative(
            by=story.by("member"), member=story.members["Green Valley"], email=email, name="X", mandate=Mandate.OBSERVES
        )
        for email in (EMAIL, story.accounts["roads"].email)
    ]
    button(story, visit)
    invited[0] = invite_representative(
        by=story.by("member"), member=story.members["Green Valley"], email=EMAIL, name="X", mandate=Mandate.OBSERVES
    )
    answers = []
    for invitation in invited:  # hers, and one of an address that has an account
        link, thief = f"/account/invitation/{invitation.key}/", Client()
        came = [thief.get(link), thief.post(link, {"name": "Thief"})]
        came += [Client().post(reverse("account_signup"), {"email": invitation.email})]
        answers.append([(a.status_code, a.headers["Location"].partition("/invitation/")[0]) for a in came])
    assert answers[0] == answers[1]
    assert Account.objects.filter(email=EMAIL).count() == 0
    with pytest.raises(Refused) as refused:
        accept_invitation(invitation=invited[0], by=None, name="Thief")
    assert refused.value.verdict.reason == "core.sign_in"
    agrees(story, "chair")
    assert agrees(story, "coordinator") is Came.UNDONE
    assert Account.objects.get(id=her.account.id).email == EMAIL


def test_nobody_changes_the_own_address_to_hers_meanwhile(story: Story, visit: Visit, her: InDanger) -> None:
    button(story, visit)
    thief = guide_in(story, "roads")
    mail.outbox.clear()
    cache.clear()  # rates of other tests
    thief.post(reverse("account_email"), {"email": EMAIL, "action_add": "1"})
    code = re.search(r"^([A-Z0-9]{3,}-?[A-Z0-9]+)$", str(mail.outbox[0].body), re.MULTILINE)
    assert code
    thief.post(reverse("account_email_verification_sent"), {"code": code[1], "action": "verify"})
    assert Account.objects.filter(email=EMAIL).count() == 0
    agrees(story, "chair")
    assert agrees(story, "coordinator") is Came.UNDONE
