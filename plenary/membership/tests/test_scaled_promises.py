"""Promises are scaled to what a member can carry: its share is suggested, and stands beside the whole."""

from fractions import Fraction
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from plenary.accounts.models import Account
from plenary.charter.rules.schema import Accountability
from plenary.core.standing import standing_of
from plenary.membership import actions
from plenary.membership.actions import Promise
from plenary.membership.balance import balance_and_own
from plenary.membership.bringing import beside_capacity, promises
from plenary.membership.forms.contributions import PromiseForm
from plenary.membership.models import MemberCommitment
from plenary.membership.rules.capacity import carries, comes_to, is_scale, scaled
from plenary.membership.rules.contributions import Capacity
from plenary.membership.shown import audience_choices
from plenary.membership.tests.reading import acting
from tests import founding

SHARES = st.fractions(min_value=Fraction(1, 20), max_value=1, max_denominator=20)
SCALE = Accountability(small=Fraction(1, 2), medium=Fraction(3, 4))
GIVEN = {"words": "Days of training", "unit": "days", "audience": "members"}


@given(st.integers(0, 10**6), SHARES, SHARES)
def test_what_a_promise_comes_to_never_says_more_than_was_promised(number: int, one: Fraction, other: Fraction) -> None:
    less, more = sorted((one, other))
    assert comes_to(number, Fraction(1)) == number
    assert comes_to(number, less) >= comes_to(number, more) >= number
    assert comes_to(number, less) * less <= number
    assert scaled(comes_to(number, less), less) in (number, number - 1)


@given(SHARES, SHARES)
def test_who_can_carry_less_weighs_less(one: Fraction, other: Fraction) -> None:
    less, more = sorted((one, other))
    assert 1 <= carries(less) <= carries(more) <= carries(Fraction(1)) == 100
    assert is_scale(Accountability(small=less, medium=more)) is (less < 1)


def made(rule: Accountability, **told: Any) -> PromiseForm:
    return PromiseForm({**GIVEN, **told}, audiences=[("members", "members")], rule=rule)


@pytest.mark.parametrize(
    ("capacity", "number", "promised"),
    [("small", "", 5), ("medium", "", 7), ("large", "", 10), ("small", "8", 8), ("small", "0", None)],
)
def test_a_share_is_suggested_and_another_number_stands(capacity: str, number: str, promised: int | None) -> None:
    form = made(SCALE, capacity=capacity, number=number, whole="10")
    assert form.is_valid() is (promised is not None)
    if promised:
        assert (form.promised().number, form.promised().whole) == (promised, 10)
    assert "small capacity half of it, of medium capacity three quarters" in str(form.fields["whole"].help_text)


def test_nothing_is_scaled_where_the_charter_scales_nothing() -> None:
    form = made(Accountability(), capacity="small", number="4", whole="10")
    assert ("whole" in form.fields, form.is_valid(), form.promised().whole) == (False, True, None)


@pytest.mark.parametrize(
    ("capacity", "number", "whole", "told"),
    [
        ("small", 5, 10, "asked at its capacity: 5 (half of 10 days)"),
        ("large", 9, 10, "asked of it: 10 days"),
        ("small", 5, None, "at large capacity that would be 10 (it is asked for half)"),
        ("large", 5, None, ""),
        ("small", None, None, ""),
    ],
)
def test_a_promise_stands_beside_the_whole(capacity: str, number: int | None, whole: int | None, told: str) -> None:
    row = MemberCommitment(capacity=capacity, number=number, whole=whole, unit="days")
    assert beside_capacity(SCALE, row) == told
    assert beside_capacity(Accountability(), row) == (f"asked of it: {whole} days" if whole else "")


@pytest.mark.django_db
def test_the_share_stands_in_the_form_and_on_the_pages(client: Client) -> None:
    of = founding.coalition(accountability=SCALE)
    member = founding.member(of, "Plain")
    by = acting(member)
    client.force_login(Account.objects.get(id=by.account))
    form = client.get(reverse("membership:promise", args=[of.slug, member.id])).content.decode()
    assert "How many are asked of a member of large capacity" in form
    sent = GIVEN | {"capacity": "small", "number": "", "whole": "10"}
    answer = client.post(reverse("membership:promise", args=[of.slug, member.id]), sent)
    row = MemberCommitment.objects.of(of.id).get()
    assert (answer.status_code, row.number, row.whole) == (302, 5, 10)
    told = "asked at its capacity: 5 (half of 10 days)"
    section = promises(by, member)
    assert section is not None
    assert told in section.lines[0].note
    for address in (answer["Location"], reverse("membership:commitments", args=[of.slug])):
        assert told in client.get(address).content.decode()
    assert dict(audience_choices(of.id))


@pytest.mark.django_db
def test_balance_stands_beside_what_can_be_carried_and_ones_own_is_for_oneself(client: Client) -> None:
    of = founding.coalition(accountability=SCALE)
    members = [founding.member(of, f"Member {number}") for number in range(6)]
    by = acting(members[0])
    promised = Promise(words="A day", capacity=Capacity.SMALL)
    actions.promise(by=by, member=members[0], promised=promised)
    by = standing_of(by.account, of.id)
    (region, _size, _gender), own = balance_and_own(by)
    label = "What it can carry (100: large capacity)"
    assert [(str(cell[0]), *cell[1:]) for cell in region.rows[0].cells][:2] == [
        (label, 550, 550, 100),
        ("Promises", 1, 1, 100),
    ]
    assert own is not None
    assert [(str(cell[0]), *cell[1:]) for cell in own.cells] == [(label, 50, 550, 9), ("Promises", 1, 1, 100)]
    other = acting(members[1], "other@example.org")
    assert balance_and_own(other)[1].cells[0][1] == 100
    hidden = acting(founding.member(of, "Hidden", protected=True), "hidden@example.org")
    assert balance_and_own(hidden)[1] is None
    client.force_login(Account.objects.get(id=by.account))
    page = client.get(reverse("membership:balance", args=[of.slug])).content.decode()
    assert ("Your member, for yourselves alone" in page, "50 of 550 (9 %)" in page, "Member 1" in page) == (
        True,
        True,
        False,
    )


@pytest.mark.django_db
def test_too_few_tell_nothing_even_of_ones_own() -> None:
    of = founding.coalition(accountability=SCALE)
    by = acting(founding.member(of, "One"))
    founding.member(of, "Two")
    assert balance_and_own(by)[1] is None
