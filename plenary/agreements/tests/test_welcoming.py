"""A newly admitted member is led to what is open to be signed; and all of its first steps together."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from plenary.accounts.models import Account
from plenary.agreements.rules import Form
from plenary.agreements.tests import factories
from plenary.agreements.welcoming import sign
from plenary.bodies.actions.formed import join_body
from plenary.bodies.tests.forming import formed
from plenary.core import clock
from plenary.core.asks import desk_asks_of
from plenary.core.standing import Mandate, Standing, standing_of
from plenary.core.welcoming import Step
from plenary.meetings import actions as meetings
from plenary.meetings.tests import factories as meeting
from plenary.membership import actions as membership
from plenary.membership.models import Member
from plenary.membership.rules.welcoming import FIRST_WEEKS
from tests import founding

pytestmark = pytest.mark.django_db
WEEK = timedelta(days=7)


def newly_admitted(place: meeting.Place, name: str = "Long Bridge", mandate: Mandate = Mandate.DECIDES) -> Standing:
    """Who acts for a member that was admitted just now."""
    member = founding.member(place.of, name, accepted_purpose_at=None)
    person = founding.represent(member, f"{name.replace(' ', '')}@example.org", mandate)
    place.accounts[name] = str(person.account_id)
    return place.by(name)


def steps(by: Standing) -> list[Step]:
    return list(sign(standing_of(by.account, by.coalition)))


def test_it_is_led_to_each_agreement_in_force_until_it_signed_all() -> None:
    place = meeting.place()
    by, signs = newly_admitted(place), []
    factories.drafted(place.by("valley"), title="Begun")
    assert steps(by) == []
    for title in ("Our call", "Our rules"):
        signs.append(factories.adopted(place.of, place.by("valley"), title=title))
    (step,) = steps(by)
    assert (step.code, step.is_done) == ("sign", False)
    assert step.url == reverse("agreements:sign", args=[place.of.slug, signs[0].id])
    assert step.sentence.startswith("2 agreements can be signed")
    factories.signed(by, signs[0])
    (step,) = steps(by)
    assert step.url == reverse("agreements:sign", args=[place.of.slug, signs[1].id])
    assert step.sentence == "“Our rules” can be signed, once your organisation has read it."
    factories.signed(by, signs[1], form=Form.PERSONAL)
    (step,) = steps(by)
    assert (step.is_done, step.url) == (True, reverse("agreements:agreements", args=[place.of.slug]))
    factories.again(place.of, place.by("valley"), signs[0], "More.")
    assert [each.is_done for each in steps(by)] == [False]


def test_who_may_not_sign_reads_the_same_and_is_led_to_the_text() -> None:
    place = meeting.place()
    observes = newly_admitted(place, mandate=Mandate.OBSERVES)
    agreement = factories.adopted(place.of, place.by("valley"))
    (step,) = steps(observes)
    assert (step.is_done, step.url) == (False, reverse("agreements:agreement", args=[place.of.slug, agreement.id]))


def welcome_page(client: Client, by: Standing) -> tuple[list[tuple[str, bool]], str]:
    page = client.get(reverse("membership:welcome", args=["clear-fields"]))
    assert page.status_code == 200
    return [(step.code, step.is_done) for step in page.context["welcome"].steps], page.text


def desk(by: Standing) -> list[str]:
    asks = desk_asks_of(standing_of(by.account, by.coalition))
    return [ask.title for ask in asks if ask.url == reverse("membership:welcome", args=["clear-fields"])]


def test_a_member_goes_the_whole_way_in_and_is_told_no_more(client: Client) -> None:
    place = meeting.place()
    by = newly_admitted(place)
    member = Member.objects.of(place.of.id).get(id=by.member)
    agreement = factories.adopted(place.of, place.by("valley"))
    body, held = formed(place.of), meeting.meeting(place)
    client.force_login(Account.objects.get(id=by.account))
    found, text = welcome_page(client, by)
    assert found == [("read", False), ("sign", False), ("join", False), ("meet", False)]
    assert text.count("button main") == 1
    told = [desk(by)]
    membership.accept_purpose(by=by, member=member)
    told.append(desk(by))
    factories.signed(by, agreement)
    told.append(desk(by))
    join_body(by=by, code=body.code)
    told.append(desk(by))
    assert told == [[f"Your first weeks: {done} of 4 steps are done"] for done in range(4)]
    meetings.attend(by=place.by("Long Bridge"), meeting=held, manner=meeting.ONLINE)
    assert desk(by) == []
    found, text = welcome_page(client, by)
    assert found == [("read", True), ("sign", True), ("join", True), ("meet", True)]
    assert "All of it is done. Welcome." in text


def test_it_costs_as_many_queries_for_more_as_for_few(client: Client) -> None:
    place = meeting.place()
    by = newly_admitted(place)
    client.force_login(Account.objects.get(id=by.account))
    welcome, home = (
        reverse("membership:welcome", args=["clear-fields"]),
        reverse("desk:coalition", args=["clear-fields"]),
    )
    costs = []
    for number in (1, 3):
        for each in range(number):
            factories.adopted(place.of, place.by("valley"), title=f"{number} {each}")
            formed(place.of)
            meeting.meeting(place, begins_in=(each + 1) * WEEK)
        found = [cost(client, welcome), cost(client, home)]
        Member.objects.of(place.of.id).filter(id=by.member).update(joined_at=clock.now() - FIRST_WEEKS)
        found.append(cost(client, home))
        Member.objects.of(place.of.id).filter(id=by.member).update(joined_at=clock.now())
        costs.append(found)
    assert costs == [[22, 55, 42]] * 2


def cost(client: Client, address: str) -> int:
    """How many queries a page takes, once it is warm."""
    client.get(address)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    return len(asked)


def test_one_under_protection_is_led_to_nothing_that_others_could_see(client: Client) -> None:
    place = meeting.place()
    hidden = meeting.hidden(place, accepted_purpose_at=None)
    factories.adopted(place.of, place.by("valley"))
    formed(place.of)
    meeting.meeting(place, begins_in=WEEK)
    by = place.by("hidden")
    client.force_login(Account.objects.get(id=by.account))
    found, text = welcome_page(client, by)
    assert found == [("read", False), ("sign", False)]
    assert hidden.pk in text  # its own page, where the purpose is accepted
    client.force_login(Account.objects.get(id=place.accounts["valley"]))
    assert hidden.pk not in welcome_page(client, place.by("valley"))[1]
