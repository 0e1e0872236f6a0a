"""Protected members: who may take them up, vouch for them and see them."""

from dataclasses import replace

import pytest

from plenary.charter.rules.schema import Protection
from plenary.core import visibility
from plenary.membership import actions, queries
from plenary.membership.audits import audit
from plenary.membership.models import Member
from plenary.membership.tests.reading import acting, last, refused
from plenary.record.queries import feed
from tests import founding

pytestmark = pytest.mark.django_db


def test_a_protected_member_needs_a_card_two_vouchers_and_room() -> None:
    of = founding.coalition()
    keeper = founding.officer(of)
    vouchers = [acting(founding.member(of, name), f"{name}@example.org") for name in ("one", "two")]
    card = founding.organisation(of, "Hidden")
    member = actions.propose_protected(by=keeper, card=card, category="member", commitment="networking")
    with refused("membership.protected_otherwise"):
        actions.admit_member(by=founding.system(of), member_id=member.id)
    actions.vouch(by=vouchers[0], member_id=member.id)
    with refused("membership.vouched_already"):
        actions.vouch(by=vouchers[0], member_id=member.id)
    with refused("membership.protection_vouchers"):
        actions.admit_protected(by=keeper, member_id=member.id)
    actions.vouch(by=vouchers[1], member_id=member.id)
    actions.admit_protected(by=keeper, member_id=member.id)
    assert last(of.id) == (
        "membership.sealed",
        {
            "happened": "membership.admitted",
            "member": member.id,
            "name": "Hidden",
            "category": "member",
            "commitment": "networking",
            "status": "active",
        },
        [f"member:{member.id}", "sealed"],
    )
    assert (queries.total_members(of.id), queries.members_with_vote(of.id).count(member)) == (2, 0)
    assert queries.names_of_members(of.id, [member.id]) == {member.id: "a protected member"}
    assert member not in queries.visible_members(vouchers[0])
    assert member in queries.visible_members(keeper)
    second = actions.propose_protected(
        by=keeper, card=founding.organisation(of, "Second"), category="member", commitment="networking"
    )
    for by in vouchers:
        actions.vouch(by=by, member_id=second.id)
    with refused("membership.protection_cap"):
        actions.admit_protected(by=keeper, member_id=second.id)
    assert list(audit(of.id)) == [f"member {m.id}: the record has no such entry" for m in _made_by_hand(of.id)]


def _made_by_hand(of: str) -> list[Member]:
    return list(Member.objects.of(of).filter(protected=False).order_by("id"))


def test_protection_is_for_charters_that_allow_it_and_offices_that_may_know() -> None:
    of = founding.coalition(protection=Protection())
    card = founding.organisation(of, "Hidden")
    with refused("membership.protection_not_allowed"):
        actions.propose_protected(by=founding.officer(of), card=card, category="member", commitment="networking")
    plain = replace(founding.officer(of), powers=frozenset())
    with refused("membership.not_to_see"):
        actions.propose_protected(by=plain, card=card, category="member", commitment="networking")


def test_a_protected_member_has_the_members_audiences_and_sees_itself_alone() -> None:
    of = founding.coalition()
    hidden = founding.member(of, "Hidden", protected=True)
    other = founding.member(of, "Other hidden", protected=True)
    by = acting(hidden)
    assert by.audiences == {
        visibility.PUBLIC,
        visibility.MEMBERS,
        visibility.member(hidden.id),
        visibility.person(by.person),
    }
    assert by.bodies == frozenset()
    assert hidden in queries.visible_members(by)
    assert other not in queries.visible_members(by)
    assert list(queries.listed_members(by)) == []


def test_a_look_is_told_to_those_concerned_in_words() -> None:
    of = founding.coalition()
    member = founding.member(of, "Roshana", protected=True)
    own = acting(member)
    actions.look_at_protected(by=founding.officer(of), members=[member])
    assert feed(own)[0].sentence == "An officer who may know Roshana looked at it."
