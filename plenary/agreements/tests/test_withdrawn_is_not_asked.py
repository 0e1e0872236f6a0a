"""Whose member withdrew its signature is asked no more to sign the same, and may; what is agreed anew is asked anew."""

from dataclasses import replace

import pytest
from django.test import Client
from django.urls import reverse

from plenary.accounts.models import Account
from plenary.agreements import actions
from plenary.agreements.asks import signatures_wait
from plenary.agreements.models import Signature
from plenary.agreements.queries import agreements_to_sign, own_part
from plenary.agreements.tests import factories, seconded
from plenary.agreements.welcoming import sign
from plenary.coalitions.models import Coalition
from plenary.core import clock
from plenary.core.standing import Standing
from plenary.decisions.tests import factories as decisions
from plenary.membership.models import Member
from tests import founding

pytestmark = pytest.mark.django_db


def asked(by: Standing) -> list[str]:
    return [ask.title for ask in signatures_wait(replace(by, as_of=clock.now()))]


def _stage() -> tuple[Coalition, Standing, Standing]:
    of = founding.coalition(rules=decisions.charter())
    one, other = founding.standings(of, 2)
    return of, one, other


def test_it_is_asked_again_only_when_what_is_agreed_changes(client: Client) -> None:
    of, one, other = _stage()
    agreement = factories.adopted(of, one)
    factories.signed(one, agreement)
    actions.withdraw_signature(by=one, agreement=agreement)
    assert (asked(one), asked(other)) == ([], ["Sign: Our call"])
    assert (list(agreements_to_sign(one)), own_part(one)[0]) == ([], 1)
    assert [each.has_withdrawn for each in own_part(one)[1]] == [True]
    agreement = factories.again(of, one, agreement, "A comma.", is_material=False)
    assert asked(one) == []
    client.force_login(Account.objects.get(id=one.account))
    page = client.get(reverse("agreements:agreement", args=[of.slug, agreement.id])).content.decode()
    assert "Sign for your member" in page
    agreement = factories.again(of, one, agreement, "And more.")
    assert asked(one) == ["Sign: Our call"]
    factories.signed(one, agreement)
    assert asked(one) == []
    factories.again(of, one, agreement, "And yet more.")
    assert asked(one) == ["Sign again: Our call"]


def test_it_may_sign_again_and_the_first_steps_say_so() -> None:
    of, one, _other = _stage()
    agreement = factories.adopted(of, one)
    factories.signed(one, agreement)
    actions.withdraw_signature(by=one, agreement=agreement)
    (step,) = sign(one)
    assert step.sentence == "Your member withdrew its signature on “Our call”; it may sign again."
    assert (step.is_done, step.url) == (True, reverse("agreements:agreement", args=[of.slug, agreement.id]))
    factories.adopted(of, one, title="Our rules")
    (step,) = sign(one)
    assert (step.is_done, step.sentence) == (False, "“Our rules” can be signed, once your organisation has read it.")
    factories.signed(one, agreement)
    assert [each.agreement.title for each in own_part(one)[1]] == ["Our rules"]


def test_who_comes_back_as_a_member_is_asked_anew() -> None:
    of, one, _other = _stage()
    agreement = factories.adopted(of, one)
    factories.signed(one, agreement)
    actions.withdraw_signature(by=one, agreement=agreement)
    Member.objects.of(of.id).filter(id=one.member).update(joined_at=clock.now())
    assert asked(one) == ["Sign: Our call"]


def test_what_waited_for_a_second_address_and_was_withdrawn_is_not_asked_and_what_was_contested_is() -> None:
    of, _member, by = seconded.stage()
    agreement = factories.adopted(of, by)
    factories.signed(by, agreement)
    assert asked(by) == ["Waits for your second address: Our call"]
    actions.withdraw_signature(by=by, agreement=agreement)
    assert asked(by) == []
    Signature.objects.of(of.id).update(contested_at=clock.now())
    assert asked(by) == ["Sign: Our call"]
