"""Pages of membership as officers and others see them: they need offices, which bodies bring."""

import pytest
from django.test import Client
from django.urls import reverse

from plenary.accounts.models import Account
from plenary.bodies.models import Term
from plenary.coalitions.models import Coalition
from plenary.core import clock
from plenary.membership.models import Member
from plenary.record.models import Entry
from tests import founding

pytestmark = pytest.mark.django_db


def sign_in(client: Client, email: str) -> Account:
    account = Account.objects.get(email=email)
    client.force_login(account)
    return account


def make_coordinator(of: Coalition, member: Member) -> None:
    """Amina, who represents the member, coordinates too."""
    person = founding.represent(member, "amina@example.org")
    Term.objects.create(coalition=of, office="coordinator", person=person, starts=clock.now())


def page(client: Client, name: str, of: Coalition, *args: str) -> int:
    return client.get(reverse(f"membership:{name}", args=[of.slug, *args])).status_code


@pytest.mark.parametrize(
    ("who", "expected"),
    [
        # members, applicants, protected, a member's page, a protected member's page, invite
        ("anonymous", [302, 302, 302, 302, 302, 302]),
        ("stranger", [404, 404, 404, 404, 404, 404]),
        ("applicant", [403, 403, 403, 404, 404, 404]),
        ("member", [200, 200, 403, 200, 404, 403]),
        ("suspended", [200, 200, 403, 200, 404, 403]),
        ("protected", [200, 200, 403, 200, 200, 403]),
        ("coordinator", [200, 200, 200, 200, 200, 200]),
    ],
)
def test_pages_answer_each_as_they_stand(client: Client, who: str, expected: list[int]) -> None:
    of = founding.coalition()
    shown = founding.member(of, "Shown")
    hidden = founding.member(of, "Hidden", protected=True)
    make_coordinator(of, founding.member(of, "Secretariat"))
    founding.represent(founding.member(of, "Applying", "applied"), "applicant@example.org")
    founding.represent(founding.member(of, "Plain"), "member@example.org")
    founding.represent(founding.member(of, "Out", "suspended"), "suspended@example.org")
    founding.represent(hidden, "protected@example.org")
    founding.account("stranger@example.org")
    emails = {"coordinator": "amina@example.org"}
    if who != "anonymous":
        sign_in(client, emails.get(who, f"{who}@example.org"))
    found = [page(client, name, of) for name in ("members", "applicants", "protected")]
    found += [page(client, "member", of, shown.id), page(client, "member", of, hidden.id)]
    found += [page(client, "invite", of, shown.id)]
    assert found == expected


def test_looking_at_protected_members_takes_a_button_and_is_entered(client: Client) -> None:
    of = founding.coalition()
    make_coordinator(of, founding.member(of, "Secretariat"))
    founding.member(of, "Hidden", protected=True)
    sign_in(client, "amina@example.org")
    address = reverse("membership:protected", args=[of.slug])
    assert b"Hidden" not in client.get(address).content
    assert b"Hidden" in client.post(address).content
    assert list(Entry.objects.of(of.id).order_by("n").values_list("kind", flat=True))[-1] == "membership.sealed"


def test_a_protected_member_is_taken_up_vouched_for_and_admitted_by_pages(client: Client) -> None:
    of = founding.coalition()
    make_coordinator(of, founding.member(of, "Secretariat"))
    for name in ("one", "two"):
        founding.represent(founding.member(of, name), f"{name}@example.org")
    sign_in(client, "amina@example.org")
    given = {"name": "Hidden", "category": "member"}
    assert client.post(reverse("membership:take_up", args=[of.slug]), given).status_code == 302
    hidden = Member.objects.of(of.id).get(protected=True)
    admit = reverse("membership:admit_protected", args=[of.slug])
    assert client.post(admit, {"member": hidden.id}).status_code == 403
    for name in ("one", "two"):
        sign_in(client, f"{name}@example.org")
        address = reverse("membership:vouch", args=[of.slug])
        assert client.post(address, {"code": "nobody"}).context["form"].errors == {
            "code": ["This member is no longer here."]
        }
        assert client.post(address, {"code": hidden.id}).status_code == 302
    assert page(client, "take_up", of) == 403
    sign_in(client, "amina@example.org")
    assert client.post(reverse("membership:protected", args=[of.slug])).context["rows"][0]["vouchers"] == 2
    assert client.post(admit, {"member": hidden.id}).status_code == 302
    hidden.refresh_from_db()
    assert hidden.status == "active"
