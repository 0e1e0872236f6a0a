"""Leaving with a reason, a new name, another category."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from plenary.accounts.models import Account
from plenary.charter.decidable import CannotCarryOut, effect
from plenary.charter.rules.schema import Category, Disclosed, Disclosure, Who
from plenary.core import clock, visibility
from plenary.core.standing import Standing
from plenary.membership import actions, queries
from plenary.membership.audits import audit
from plenary.membership.models import Member
from plenary.membership.tests.reading import acting, last, refused
from plenary.record.queries import feed
from tests import founding

pytestmark = pytest.mark.django_db
PUBLIC = Disclosure(members=Disclosed.PUBLIC)


def test_members_read_why_a_member_left_and_the_public_does_not() -> None:
    of = founding.coalition(disclosure=PUBLIC)
    member, stays = founding.member(of, "Gone"), founding.member(of, "Stays")
    inside = acting(stays, "stays@example.org")
    actions.withdraw(by=acting(member), member=member, reason=" We close. ")
    assert last(of.id) == (
        "membership.withdrawn",
        {"member": member.id, "name": "Gone", "was": "active", "status": "withdrawn"},
        [visibility.PUBLIC],
    )
    told = [str(feed(by)[0].sentence) for by in (inside, Standing.nobody(of.id))]
    assert told == ["Gone left the coalition, and said why: We close.", "Gone left the coalition."]


def test_the_page_says_what_ends_and_takes_a_reason_or_none(client: Client) -> None:
    of = founding.coalition()
    member = founding.member(of, "Gone")
    founding.represent(member, "gone@example.org")
    client.force_login(Account.objects.get(email="gone@example.org"))
    address = reverse("membership:withdraw", args=[of.slug, member.id])
    page = client.get(address)
    assert (page.status_code, page.context["form"].is_bound) == (200, False)
    assert [str(each.heading) for each in page.context["sections"]] == [
        "Where it sits"
    ]  # not what goes on, as its networks
    too_long = client.post(address, {"reason": "x" * 2001})
    assert list(too_long.context["form"].errors) == ["reason"]
    assert Member.objects.of(of.id).get(id=member.id).status == "active"
    assert client.post(address).status_code == 302
    assert Member.objects.of(of.id).get(id=member.id).status == "withdrawn"


def test_a_new_name_keeps_the_old_one_with_its_day() -> None:
    of = founding.coalition(disclosure=PUBLIC)
    member, other = founding.member(of, "Old"), acting(founding.member(of, "Other"), "other@example.org")
    by, today = acting(member), clock.now()
    with refused("membership.not_yours"):
        actions.rename_member(by=other, member=member, name="Mine")
    with refused("directory.name_missing"):
        actions.rename_member(by=by, member=member, name="  ")
    actions.rename_member(by=by, member=member, name=" New  name ")
    with clock.set_to(today + timedelta(days=40)):
        actions.rename_member(by=founding.officer(of), member=member, name="Newer name")
        actions.rename_member(by=by, member=member, name="Newer name")
    later = today + timedelta(days=40)
    assert [(row.name, row.end_date) for row in queries.former_names(other, member)] == [
        ("New name", later.date().isoformat()),
        ("Old", today.date().isoformat()),
    ]
    assert queries.former_names(Standing.nobody(of.id), member) == ()
    member.refresh_from_db()
    assert member.name == "Newer name"
    told = [str(feed(by)[0].sentence) for by in (other, Standing.nobody(of.id))]
    assert told == [
        "New name changed its name; it is called Newer name now.",
        "A member changed its name; it is called Newer name now.",
    ]


def test_an_individual_is_named_by_their_own_card() -> None:
    of = founding.coalition()
    person = founding.person(of, "Amina")
    now = clock.now()
    member = Member.objects.create(
        coalition=of, individual=person, category="friend", status="active", commitment="networking", status_since=now
    )
    with refused("membership.named_by_card"):
        actions.rename_member(by=founding.officer(of), member=member, name="Other")


CATEGORIES = (
    Category(code="member", names={"en": "Member"}),
    Category(code="partner", names={"en": "Partner"}, requirements=({"en": "Pays dues."},)),
    Category(code="friend", names={"en": "Friend"}, who=Who.INDIVIDUALS),
    Category(code="open", names={"en": "Open"}),
)


@pytest.mark.parametrize(
    ("status", "category", "problems"),
    [
        ("active", "partner", []),
        ("suspended", "partner", []),
        ("applied", "partner", ["membership.cannot_now"]),
        ("active", "nothing", ["membership.no_category"]),
        ("active", "member", ["membership.stands_there_already"]),
        ("active", "friend", ["membership.not_for_organisations"]),
    ],
)
def test_a_decision_changes_the_category(status: str, category: str, problems: list[str]) -> None:
    of = founding.coalition(categories=CATEGORIES)
    member = founding.member(of, "Green Valley", "applied", joined_at=None)
    if status != "applied":
        actions.admit_member(by=founding.system(of), member_id=member.id)
    if status == "suspended":
        actions.suspend_member(by=founding.system(of), member_id=member.id)
    kind, payload = (
        effect("membership.change_category"),
        {"member": member.id, "category": category, "waived": "Known."},
    )
    assert kind.problems(of.id, payload) == problems
    if problems:
        with pytest.raises(CannotCarryOut):
            kind.carry_out(founding.system(of), payload)
        return
    del payload["waived"]  # what was put to the vote before it was asked for is carried out
    assert kind.sentences(of.id, [payload]) == [
        "Green Valley stands in the category “Partner” from then on. One requirement of the category has no answer."
    ]
    kind.carry_out(founding.system(of), payload)
    member.refresh_from_db()
    assert (member.category, list(audit(of.id))) == ("partner", [])


def test_an_officer_changes_the_category_only_where_nothing_is_asked() -> None:
    of = founding.coalition(categories=CATEGORIES)
    member = founding.member(of)
    with refused("membership.category_by_decision"):
        actions.amend_member(by=founding.officer(of), member=member, category="partner")
    actions.amend_member(by=founding.officer(of), member=member, category="open")
    member.refresh_from_db()
    assert member.category == "open"
    hidden = founding.member(of, "Hidden", protected=True)
    payload = {"member": hidden.id, "category": "open"}
    assert effect("membership.change_category").problems(of.id, payload) == ["membership.no_such_member"]
