"""Pages of bodies, and the page on which a coalition is formed."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext, override_settings
from django.urls import reverse

from plenary.accounts.models import Account
from plenary.bodies import actions
from plenary.bodies.actions import Nomination
from plenary.bodies.models import Term
from plenary.coalitions.models import Coalition
from plenary.core.standing import standing_of
from tests import founding

pytestmark = pytest.mark.django_db

ANSWERS = {
    "name": "Clear Fields",
    "slug": "clear-fields",
    "organisation": "Femmes du Sahel",
    "founder": "Amina Diallo",
    "time_zone": "Africa/Niamey",
    "purpose": "Fields without mines.",
    "commitment": "coordination",
    "joining": "organisations",
    "deciding": "everyone",
    "method": "consent",
    "speaking": "coordinator",
    "openness": "members",
    "review_months": "6",
    "concerns": "trusted",
}


def sign_in(client: Client, email: str) -> Account:
    account = Account.objects.filter(email=email).first() or founding.account(email)
    client.force_login(account)
    return account


def test_seven_questions_form_a_coalition(client: Client) -> None:
    account = sign_in(client, "amina@example.org")
    address = reverse("bodies:form")
    assert client.get(address).status_code == 200
    answer = client.post(address, ANSWERS)
    assert (answer.status_code, answer.url) == (302, "/c/clear-fields/")
    coalition = Coalition.objects.get()
    standing = standing_of(account.id, coalition.id)
    assert (coalition.state, standing.offices, standing.bodies) == ("forming", {"coordinator"}, {"plenary"})
    assert client.get(reverse("bodies:bodies", args=["clear-fields"])).status_code == 200
    again = client.post(address, ANSWERS)
    assert again.context["form"].errors == {"slug": ["This address is taken. Choose another."]}


def test_an_answer_that_is_missing_is_told_at_its_field_and_nothing_is_written(client: Client) -> None:
    sign_in(client, "amina@example.org")
    answer = client.post(reverse("bodies:form"), {**ANSWERS, "purpose": "", "review_months": "0"})
    assert set(answer.context["form"].errors) == {"purpose", "review_months"}
    assert Coalition.objects.count() == 0


def test_forming_is_for_the_signed_in_or_for_the_operator(client: Client) -> None:
    address = reverse("bodies:form")
    assert client.get(address).status_code == 302
    sign_in(client, "amina@example.org")
    with override_settings(FORMING="operator"):
        assert client.get(address).status_code == 403
    assert client.get(address).status_code == 200


@pytest.mark.parametrize(
    ("who", "expected"),
    [("anonymous", 302), ("stranger", 404), ("applicant", 403), ("member", 200), ("protected", 200)],
)
def test_bodies_are_for_members(client: Client, who: str, expected: int) -> None:
    of = founding.coalition()
    founding.represent(founding.member(of, "Applying", "applied"), "applicant@example.org")
    founding.represent(founding.member(of, "Plain"), "member@example.org")
    founding.represent(founding.member(of, "Hidden", protected=True), "protected@example.org")
    if who != "anonymous":
        sign_in(client, f"{who}@example.org")
    names = [("bodies", []), ("body", ["board"]), ("body", ["plenary"])]
    assert [client.get(reverse(f"bodies:{name}", args=[of.slug, *args])).status_code for name, args in names] == [
        expected
    ] * 3


def test_the_list_of_bodies_takes_as_many_queries_for_three_seats_as_for_one(client: Client) -> None:
    of = founding.coalition()
    first = founding.member(of, "One", category="partner")
    founding.represent(first, "member@example.org")
    sign_in(client, "member@example.org")
    address, numbers = reverse("bodies:bodies", args=[of.slug]), []
    client.get(address)  # a version of the charter is read whole once a process
    places = [("kept", first), ("general", founding.member(of, "Two")), ("general", founding.member(of, "Three"))]
    for seats, member in places:
        nomination = Nomination(body="board", seats=seats, member=member)
        actions.appoint(by=founding.system(of), nomination=nomination)
        with CaptureQueriesContext(connection) as made:
            assert client.get(address).status_code == 200
        numbers.append(len(made))
    assert numbers[0] == numbers[2]


def test_a_seat_is_given_up_after_a_page_that_says_what_it_means(client: Client) -> None:
    of = founding.coalition()
    member = founding.member(of, "Plain")
    founding.represent(member, "member@example.org")
    nomination = Nomination(body="board", seats="general", member=member)
    term = actions.appoint(by=founding.system(of), nomination=nomination)
    address = reverse("bodies:give_up", args=[of.slug, term.id])
    founding.represent(founding.member(of, "Other"), "other@example.org")
    sign_in(client, "other@example.org")
    assert client.post(address).status_code == 403
    sign_in(client, "member@example.org")
    assert client.get(address).status_code == 200
    assert client.post(address).status_code == 302
    assert Term.objects.of(of.id).get().ended_because == "given_up"
    assert client.get(address).status_code == 404
