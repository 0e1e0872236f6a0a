"""Duties that the charter counts are scaled to what a member can carry, and the page says why."""

from fractions import Fraction

import pytest
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from plenary.charter.rules.contradictions import contradictions
from plenary.charter.rules.schema import Accountability, Category
from plenary.core.standing import standing_of
from plenary.membership import actions
from plenary.membership.actions import Promise
from plenary.membership.rules.capacity import Counted, counted_duties, scaled, share_of
from plenary.membership.rules.contributions import Capacity
from tests import founding

SHARES = st.fractions(min_value=Fraction(1, 20), max_value=1, max_denominator=20)
SCALE = Accountability(small=Fraction(1, 2), medium=Fraction(3, 4))
ASKED = Category(code="member", names={"en": "Member"}, meetings_a_year=6, tasks_a_year=1)


@given(st.integers(0, 10_000), SHARES, SHARES)
def test_whoever_can_carry_less_is_asked_for_less_and_for_something(whole: int, one: Fraction, other: Fraction) -> None:
    less, more = sorted((one, other))
    assert scaled(whole, Fraction(1)) == whole
    assert scaled(whole, less) <= scaled(whole, more) <= whole
    assert bool(scaled(whole, less)) == bool(whole)
    assert scaled(whole, less) <= max(1, whole * less)


@given(SHARES, SHARES)
def test_a_scale_is_obeyed_where_it_is_sound(one: Fraction, other: Fraction) -> None:
    small, medium = sorted((one, other))
    rule = Accountability(small=small, medium=medium)
    shares = [share_of(rule, each) for each in (Capacity.SMALL, Capacity.MEDIUM, Capacity.LARGE, None)]
    assert shares == [small, medium, 1, 1]


@pytest.mark.parametrize(
    ("small", "medium", "found"),
    [("1/2", "1", 0), ("1", "1/2", 1), ("0", "1", 1), ("1/2", "3/2", 1)],
)
def test_a_scale_that_asks_more_of_the_small_or_nothing_is_a_contradiction(small: str, medium: str, found: int) -> None:
    rule = Accountability(small=Fraction(small), medium=Fraction(medium))
    told = [
        each for each in contradictions(founding.charter(accountability=rule)) if each.reason == "charter.bad_scale"
    ]
    assert len(told) == found


def test_what_the_charter_counts_is_told_for_each_capacity() -> None:
    charter = founding.charter(categories=(ASKED,), accountability=SCALE)
    asked = {size: [each.asked for each in counted_duties(charter, "member", size)] for size in (*Capacity, None)}
    assert asked == {Capacity.SMALL: [3, 1], Capacity.MEDIUM: [4, 1], Capacity.LARGE: [6, 1], None: [6, 1]}
    first, second = counted_duties(charter, "member", Capacity.SMALL)
    assert (first.what, first.code, first.is_scaled) == (Counted.MEETINGS, "category.member:meetings", True)
    assert second.is_scaled is False
    assert counted_duties(charter, "nobody", None) == ()


@pytest.mark.django_db
def test_the_page_of_a_member_says_what_is_asked_and_why_it_is_less() -> None:

    others = tuple(each for each in founding.charter().categories if each.code != "member")
    of = founding.coalition(categories=(ASKED, *others), accountability=SCALE)
    member = founding.member(of, "Plain")
    person = founding.represent(member, "plain@example.org")
    client = Client()
    client.force_login(person.account)
    address = reverse("membership:member", args=[of.slug, member.pk])
    assert "at least six meetings of all members a year</" in client.get(address).content.decode()
    by = standing_of(str(person.account_id), of.id)
    actions.promise(by=by, member=member, promised=Promise(words="A day", capacity=Capacity.SMALL))
    page = client.get(address).content.decode()
    assert "at least three meetings of all members a year (half of 6, because its capacity is small)" in page
    assert "takes on at least one task a year" in page
