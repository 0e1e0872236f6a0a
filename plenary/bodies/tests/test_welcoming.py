"""A newly admitted member is led to a committee that it could join."""

from dataclasses import replace

import pytest
from django.urls import reverse

from plenary.bodies.actions.formed import join_body
from plenary.bodies.tests.forming import formed
from plenary.bodies.welcoming import join_a_committee
from plenary.charter.rules.schema import Disclosed, Disclosure
from plenary.core.standing import Mandate, Standing, standing_of
from plenary.core.welcoming import Step
from plenary.membership.models import Member
from tests import founding

pytestmark = pytest.mark.django_db


def acting(member: Member, email: str = "amina@example.org", mandate: Mandate = Mandate.DECIDES) -> Standing:
    person = founding.represent(member, email, mandate)
    return standing_of(str(person.account_id), member.coalition_id)


def steps(by: Standing) -> list[Step]:
    return list(join_a_committee(standing_of(by.account, by.coalition)))


def test_it_is_led_to_the_one_it_could_join_and_has_done_once_it_sits_there() -> None:
    of = founding.coalition()
    by = acting(founding.member(of))
    assert steps(by) == []
    formed(of, names={"en": "By decision"}, open=False)
    assert steps(by) == []
    body = formed(of)
    observes = acting(founding.member(of, "Open Roads"), "luz@example.org", Mandate.OBSERVES)
    for each in (by, observes):
        (step,) = steps(each)
        assert (step.is_done, step.url) == (False, reverse("bodies:formed", args=[of.slug, body.pk]))
        assert step.sentence == "Survivors first. 3 of 3 seats are free."
    formed(of, names={"en": "Fields"}, seats=1)
    (step,) = steps(by)
    assert step.url == reverse("bodies:bodies", args=[of.slug])
    assert step.sentence == "You could join one of these: Survivors first; Fields."
    join_body(by=by, code=body.code)
    (step,) = steps(by)
    assert (step.code, step.is_done) == ("join", True)
    assert [step.is_done for step in steps(observes)] == [False]


def test_one_under_protection_and_who_may_not_read_of_bodies_are_led_to_none() -> None:
    of = founding.coalition(disclosure=Disclosure(bodies=Disclosed.OFFICERS))
    formed(of)
    by = acting(founding.member(of))
    assert steps(by) == []
    open_ = founding.coalition("open-fields")
    formed(open_)
    hidden = acting(founding.member(open_, "Hidden", protected=True), "hidden@example.org")
    assert steps(hidden) == []
    assert list(join_a_committee(replace(hidden, member=""))) == []
