"""Pages of membership: who is answered what, what is shown, and how many queries lists take."""

import pytest
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from plenary.accounts.actions import accept_invitation
from plenary.accounts.models import Account, Invitation
from plenary.core.standing import Mandate, standing_of
from plenary.membership.models import Member
from tests import founding

pytestmark = pytest.mark.django_db


def sign_in(client: Client, email: str) -> Account:
    account = Account.objects.get(email=email)
    client.force_login(account)
    return account


def test_no_number_of_the_list_counts_protected_members(client: Client) -> None:
    of = founding.coalition()
    founding.represent(founding.member(of, "Plain"), "member@example.org")
    founding.member(of, "Hidden", protected=True)
    sign_in(client, "member@example.org")
    answer = client.get(reverse("membership:members", args=[of.slug]))
    assert answer.context["total"] == 1
    assert [row["member"].name for row in answer.context["rows"]] == ["Plain"]
    assert [number for _label, number in answer.context["by_status"]] == [1]
    assert b"Hidden" not in answer.content


@pytest.mark.parametrize("name", ["members", "applicants"])
def test_lists_take_as_many_queries_for_three_as_for_one(client: Client, name: str) -> None:
    of = founding.coalition()
    founding.represent(founding.member(of, "Plain"), "member@example.org")
    sign_in(client, "member@example.org")
    address = reverse(f"membership:{name}", args=[of.slug])
    client.get(address)  # a version of the charter is read whole once a process
    numbers = []
    for turn in range(3):
        founding.member(of, f"Member {turn}")
        founding.member(of, f"Applicant {turn}", "applied")
        if turn != 1:
            with CaptureQueriesContext(connection) as queries:
                assert client.get(address).status_code == 200
            numbers.append(len(queries))
    assert numbers[0] == numbers[1]


def test_an_outsider_applies_and_reads_their_own_page(client: Client) -> None:
    of = founding.coalition()
    founding.account("new@example.org")
    account = sign_in(client, "new@example.org")
    address = reverse("membership:apply", args=[of.slug])
    assert client.get(address).status_code == 200
    given = {"name": "Nadia", "organisation": "Campo Limpo", "category": "member"}
    assert client.post(address, given).context["form"].errors == {"accept": ["This field is required."]}
    assert Member.objects.of(of.id).count() == 0
    answer = client.post(address, {**given, "accept": "on"}, follow=True)
    member = Member.objects.of(of.id).get()
    assert answer.redirect_chain == [(reverse("membership:member", args=[of.slug, member.id]), 302)]
    assert (member.name, member.status) == ("Campo Limpo", "applied")
    assert standing_of(account.id, of.id).mandate is Mandate.DECIDES
    assert client.get(address).status_code == 403


def test_an_application_in_a_category_for_others_says_so_at_its_field(client: Client) -> None:
    of = founding.coalition()
    founding.account("new@example.org")
    sign_in(client, "new@example.org")
    answer = client.post(
        reverse("membership:apply", args=[of.slug]), {"name": "Nadia", "category": "member", "accept": "on"}
    )
    assert answer.context["form"].errors == {"organisation": ["This category is for organisations. Name yours."]}


def test_a_representative_invites_a_colleague_who_then_acts(client: Client) -> None:
    of = founding.coalition()
    member = founding.member(of, "Plain")
    founding.represent(member, "member@example.org")
    sign_in(client, "member@example.org")
    given = {"name": "Bela", "email": "Bela@Example.org", "mandate": "consults"}
    answer = client.post(reverse("membership:invite", args=[of.slug, member.id]), given)
    assert answer.url == reverse("membership:member", args=[of.slug, member.id])
    assert Invitation.objects.get().email == "bela@example.org"
    assert mail.outbox == []  # it leaves with the task, after the commit
    account = accept_invitation(invitation=Invitation.objects.get(), by=None, name="Bela")
    standing = standing_of(account.id, of.id)
    assert (standing.member, standing.mandate) == (member.id, Mandate.CONSULTS)


@pytest.mark.parametrize(
    ("before", "step", "after"),
    [("active", "leave", "on_leave"), ("on_leave", "return", "active"), ("dormant", "return", "active")],
)
def test_a_member_goes_on_leave_and_returns_from_its_page(client: Client, before: str, step: str, after: str) -> None:
    of = founding.coalition()
    member = founding.member(of, "Plain", before)
    founding.represent(member, "member@example.org")
    sign_in(client, "member@example.org")
    address = reverse("membership:change", args=[of.slug, member.id])
    assert client.post(address, {"step": step}).status_code == 302
    member.refresh_from_db()
    assert member.status == after
    assert client.post(address, {"step": "nothing"}).status_code == 404
