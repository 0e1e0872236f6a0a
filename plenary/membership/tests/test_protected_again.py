"""A member that comes into danger later: it leaves, and comes in again unnamed; and the way back to its name."""

import json
from dataclasses import replace

import pytest
from django.test import Client
from django.urls import reverse

from plenary.accounts.models import Account
from plenary.charter.rules.schema import Protection
from plenary.coalitions.models import Coalition
from plenary.core import clock, visibility
from plenary.core.standing import Mandate, standing_of
from plenary.directory.models import Person
from plenary.membership import actions, queries
from plenary.membership.audits import audit
from plenary.membership.forms import ProtectForm
from plenary.membership.models import Member
from plenary.membership.queries.protection import left_openly
from plenary.membership.tests.reading import acting, last, refused
from plenary.record.models import Entry
from tests import founding

pytestmark = pytest.mark.django_db


def gone(of: Coalition, name: str = "Shelter", email: str = "gone@example.org") -> Member:
    """A member that left of itself."""
    member = founding.member(of, name)
    return actions.withdraw(by=acting(member, email), member=member)


def test_who_left_comes_in_again_unnamed_under_a_card_that_nothing_joins_to_the_old_one() -> None:
    of = founding.coalition()
    keeper = founding.officer(of)
    plain = acting(founding.member(of, "Plain"), "plain@example.org")
    left = gone(of)
    before = [entry.pk for entry in Entry.objects.of(of.id)]
    again = actions.take_up_again(by=keeper, member_id=left.id, category="member")
    assert (again.name, again.protected, again.status) == ("Shelter", True, "applied")
    assert (again.card.pk == left.card.pk, again.card.protected) == (False, True)
    left.refresh_from_db()
    assert (left.status, left.protected, left.card.protected) == ("withdrawn", False, False)
    assert list(queries.visible_members(plain).filter(organisation__name="Shelter")) == [left]
    assert left in queries.visible_members(plain)
    told = Entry.objects.of(of.id).exclude(pk__in=before)
    assert told.count() == 2  # its new card, and that it is an applicant
    for entry in told:
        payloads = [bytes(each.payload) for each in entry.openings.order_by("position")]
        assert "sealed" in json.loads(payloads[0])["audience"]
        assert not any(old.encode() in payload for payload in payloads for old in (left.id, left.card.pk))
    facts = {"happened": "membership.applied", "member": again.id, "name": "Shelter"}
    facts |= {"category": "member", "commitment": "networking"}
    assert last(of.id) == ("membership.sealed", facts, [f"member:{again.id}", "sealed"])


def test_it_is_vouched_for_and_admitted_within_the_cap_and_acts_unnamed() -> None:
    of = founding.coalition()
    keeper = founding.officer(of)
    vouchers = [acting(founding.member(of, name), f"{name}@example.org") for name in ("one", "two")]
    left = gone(of)
    person = Person.objects.of(of.id).get(account__email="gone@example.org")
    again = actions.take_up_again(by=keeper, member_id=left.id, category="member")
    with refused("membership.protection_vouchers"):
        actions.admit_protected(by=keeper, member_id=again.id)
    for by in vouchers:
        actions.vouch(by=by, member_id=again.id)
    actions.admit_protected(by=keeper, member_id=again.id)
    actions.appoint_representative(by=keeper, member=again, person=person, mandate=Mandate.DECIDES)
    by = standing_of(str(person.account_id), of.id)
    assert (by.member, by.is_protected, visibility.member(left.id) in by.audiences) == (again.id, True, False)
    assert queries.total_members(of.id) == 2
    second = actions.take_up_again(by=keeper, member_id=gone(of, "Second", "2@example.org").id, category="member")
    for by in vouchers:
        actions.vouch(by=by, member_id=second.id)
    with refused("membership.protection_cap"):
        actions.admit_protected(by=keeper, member_id=second.id)
    assert [line for line in audit(of.id) if again.id in line or second.id in line] == []


def test_whoever_belongs_was_removed_or_is_protected_is_not_taken_up_so() -> None:
    of = founding.coalition()
    keeper = founding.officer(of)
    others = [founding.member(of, status, status) for status in ("active", "suspended", "applied", "removed")]
    others.append(founding.member(of, "Hidden", "withdrawn", protected=True))
    for member in others:
        with refused("membership.no_such_member"):
            actions.take_up_again(by=keeper, member_id=member.id, category="member")
        with refused("membership.already_belongs"):
            actions.propose_protected(by=keeper, card=member.card, category="member", commitment="networking")
    person = founding.person(of, "Ann")
    now = clock.now()
    alone = Member.objects.create(
        coalition=of,
        individual=person,
        status="withdrawn",
        category="friend",
        commitment="networking",
        status_since=now,
    )
    with refused("membership.no_such_member"):
        actions.take_up_again(by=keeper, member_id=alone.id, category="member")
    with refused("membership.already_belongs"):
        actions.propose_protected(by=keeper, card=person, category="member", commitment="networking")
    assert list(left_openly(keeper)) == []


def test_it_is_for_offices_that_may_know_them_where_the_charter_protects() -> None:
    of = founding.coalition()
    left = gone(of)
    plain = replace(founding.officer(of), powers=frozenset())
    with refused("membership.not_to_see"):
        actions.take_up_again(by=plain, member_id=left.id, category="member")
    assert (list(left_openly(plain)), list(left_openly(founding.officer(of)))) == ([], [left])
    bare = founding.coalition("bare", protection=Protection())
    with refused("membership.protection_not_allowed"):
        actions.take_up_again(by=founding.officer(bare), member_id=gone(bare, "A", "a@a.org").id, category="member")


def test_one_gives_a_name_or_chooses_one_that_left() -> None:
    of = founding.coalition()
    left, charter = gone(of), founding.charter()

    def asked(**given: str) -> list[str]:
        form = ProtectForm(charter, [left], {"category": "member", **given})
        return list(form.errors)

    assert asked(name="New") == []
    assert asked(former=left.id) == []
    assert [asked(), asked(name="New", former=left.id), asked(name=" ")] == [["name"], ["name"], ["name"]]
    assert asked(former="nobody") == ["former"]


@pytest.mark.parametrize(("allowed", "told"), [(True, True), (False, False)])
def test_the_page_on_which_one_leaves_tells_the_way(client: Client, allowed: bool, told: bool) -> None:
    protection = Protection(allowed=True, cap=1, vouchers=2, known_to=("coordinator",))
    of = founding.coalition(protection=protection if allowed else Protection())
    member = founding.member(of, "Plain")
    founding.represent(member, "plain@example.org")
    client.force_login(Account.objects.get(email="plain@example.org"))
    page = client.get(reverse("membership:withdraw", args=[of.slug, member.id])).content.decode()
    assert ("take it up again under protection" in page) is told
    assert "may be named again" not in page


def test_who_may_be_named_again_leaves_and_applies_and_what_was_sealed_stays_so(client: Client) -> None:
    of = founding.coalition()
    hidden = founding.member(of, "Hidden", protected=True)
    by = acting(hidden, "hidden@example.org")
    client.force_login(Account.objects.get(email="hidden@example.org"))
    page = client.get(reverse("membership:withdraw", args=[of.slug, hidden.id])).content.decode()
    assert "Whoever may be named again leaves" in page
    actions.withdraw(by=by, member=hidden)
    assert (last(of.id)[0], last(of.id)[2]) == ("membership.sealed", [f"member:{hidden.id}", "sealed"])
    outside = standing_of(by.account, of.id)
    named = actions.apply(by=outside, category="member", name="Ann", organisation="Hidden")
    assert (named.protected, named.card.protected, named.id == hidden.id) == (False, False, False)
    hidden.refresh_from_db()
    assert (hidden.protected, hidden.status) == (True, "withdrawn")
    others = acting(founding.member(of, "Plain"), "plain@example.org")
    assert list(queries.applicants(others)) == [named]
