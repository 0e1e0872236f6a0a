"""What the pages of a protected member say of who reads it."""

import pytest
from django.test import Client
from django.urls import reverse

from plenary.membership.models import Member
from tests import founding

pytestmark = pytest.mark.django_db


@pytest.fixture
def hidden(client: Client) -> Member:
    """A protected member, one of whose own has signed in."""
    member = founding.member(founding.coalition(), "Hidden", protected=True)
    person = founding.represent(member, "zahra@example.org")
    person.protected = True
    person.save()
    client.force_login(person.account)
    return member


def test_who_is_invited_is_told_to_its_own_alone(client: Client, hidden: Member) -> None:
    page = client.get(reverse("membership:invite", args=[hidden.coalition.slug, hidden.id])).content.decode()
    assert ("Only those concerned will see it." in page, "members read the name" in page) == (True, False)


def test_why_it_leaves_is_told_to_its_own_alone(client: Client, hidden: Member) -> None:
    page = client.get(reverse("membership:withdraw", args=[hidden.coalition.slug, hidden.id])).content.decode()
    assert ("Only those concerned will see it." in page, "Members read it" in page) == (True, False)


@pytest.mark.parametrize("name", ["offer", "promise", "answer", "ask_accommodation"])
def test_where_it_chooses_who_hears_it_the_page_says_who_does(client: Client, hidden: Member, name: str) -> None:
    address = reverse(f"membership:{name}", args=[hidden.coalition.slug, hidden.id])
    told = "only officers who may know protected members read it."
    assert told in client.get(address).content.decode()
    Member.objects.of(hidden.coalition_id).update(protected=False)
    assert told not in client.get(address).content.decode()


def test_ones_own_card_says_that_members_do_not_see_it(client: Client, hidden: Member) -> None:
    person = hidden.representatives.get().person
    page = client.get(reverse("directory:amend_person", args=[hidden.coalition.slug, person.id])).content.decode()
    told = "It is under protection: only those who may know protected members see this card. The person sees it too."
    assert (told in page, "Members see the name" in page) == (True, False)


def test_who_asked_for_no_room_yet_is_told_so(client: Client, hidden: Member) -> None:
    page = client.get(reverse("membership:accommodations", args=[hidden.coalition.slug, hidden.id])).content.decode()
    assert "<h1>You have not asked for room yet</h1>" in page


def test_that_it_has_no_vote_stands_beside_the_clause_that_says_so(client: Client, hidden: Member) -> None:
    page = client.get(reverse("membership:member", args=[hidden.coalition.slug, hidden.id])).content.decode()
    vote = page.partition("<dt>Vote</dt>")[2].partition("</dd>")[0]
    assert ("no" in vote, "#protection" in vote) == (True, True)
