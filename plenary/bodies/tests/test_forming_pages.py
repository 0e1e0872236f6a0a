"""Pages, routes and proposals of bodies that are formed besides the charter's."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from plenary.bodies.actions.formed import amend_terms, close_body, join_body
from plenary.bodies.asks import reviews_come, reviews_wait
from plenary.bodies.models import FormedBody, Term
from plenary.bodies.tests.forming import formed
from plenary.core import clock
from plenary.core.standing import standing_of
from tests import founding

pytestmark = pytest.mark.django_db


def test_a_representative_joins_from_the_page_of_the_body(client: Client) -> None:
    of = founding.coalition()
    body, member = formed(of), founding.member(of, "Plain")
    acting = founding.represent(member, "member@example.org")
    client.force_login(acting.account)
    page = client.get(reverse("bodies:bodies", args=[of.slug])).content.decode()
    address, join = (reverse(f"bodies:{name}", args=[of.slug, body.id]) for name in ("formed", "join"))
    assert address in page
    assert join in page
    page = client.get(address).content.decode()
    assert "<strong>say</strong>" in page
    assert "whoever wants to joins" in page
    assert client.get(join).status_code == 200
    assert client.post(join).url == address
    assert Term.objects.of(of.id).get().member == member
    assert client.post(join).status_code == 403
    assert join not in client.get(address).content.decode()
    assert client.get(reverse("bodies:body", args=[of.slug, body.code])).status_code == 404


def test_what_a_body_was_for_is_read_when_it_is_closed_too(client: Client) -> None:
    of = founding.coalition()
    body = formed(of)
    client.force_login(founding.represent(founding.member(of, "Plain"), "member@example.org").account)
    by = founding.system(of)
    amend_terms(by=by, code=body.code, words={"en": "Listen."})
    close_body(by=by, code=body.code)
    page = client.get(reverse("bodies:formed", args=[of.slug, body.id])).content.decode()
    assert "Listen." in page
    assert "<strong>say</strong>" in page
    assert "It was closed on" in page
    assert client.get(reverse("bodies:join", args=[of.slug, body.id])).status_code == 403
    assert client.get(reverse("bodies:formed", args=[of.slug, "0000000000000000"])).status_code == 404


@pytest.mark.parametrize("name", ["bodies", "formed"])
def test_pages_take_as_many_queries_for_three_bodies_and_seats_as_for_one(client: Client, name: str) -> None:
    of = founding.coalition()
    first = formed(of)
    client.force_login(founding.represent(founding.member(of, "Plain"), "member@example.org").account)
    address = reverse(f"bodies:{name}", args=[of.slug, *([first.id] if name == "formed" else [])])
    client.get(address)  # a version of the charter is read whole once a process
    numbers = []
    for number in range(3):
        acting = founding.represent(founding.member(of, f"Member {number}"), f"{number}@example.org")
        join_body(by=standing_of(str(acting.account_id), of.id), code=first.code)
        with CaptureQueriesContext(connection) as made:
            assert client.get(address).status_code == 200
        numbers.append(len(made))
        formed(of)
    assert numbers[0] == numbers[2]


@pytest.mark.parametrize(
    ("day", "asked", "coming"),
    [(5, False, True), (70, False, False), (-40, False, False), (-20, True, False), (0, True, False)],
)
def test_a_body_is_looked_at_again_on_the_desk_of_those_who_sit_in_it(day: int, asked: bool, coming: bool) -> None:
    of = founding.coalition()
    body = formed(of)
    acting = founding.represent(founding.member(of, "Plain"), "member@example.org")
    join_body(by=standing_of(str(acting.account_id), of.id), code=body.code)
    FormedBody.objects.of(of.id).update(review_on=clock.now().date() + timedelta(days=day))
    by = standing_of(str(acting.account_id), of.id)
    assert [ask.title for ask in reviews_wait(by)] == ["Look again at “Survivors first”"] * asked
    assert [one.title for one in reviews_come(by)] == ["“Survivors first” is looked at again"] * coming
