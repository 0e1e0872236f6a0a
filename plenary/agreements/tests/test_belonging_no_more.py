"""A signature whose member left, was removed or merged into another: it stays to be read, and counts no more."""

from collections.abc import Callable
from io import BytesIO

import pytest
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader

from plenary.accounts.models import Account
from plenary.agreements.audits import audit_signatures
from plenary.agreements.models import Agreement, Signature
from plenary.agreements.shown.reading import read
from plenary.agreements.tests import factories
from plenary.coalitions.models import Coalition
from plenary.core.standing import Standing
from plenary.decisions.tests import factories as decisions
from plenary.membership import actions as membership
from plenary.membership.models import Member
from plenary.record.models import Entry
from tests import founding

pytestmark = pytest.mark.django_db
HEADING = "They signed, and belong no more"


def _member(of: Standing) -> Member:
    return Member.objects.of(of.coalition).get(id=of.member)


def _leaves(one: Standing, _other: Standing) -> None:
    membership.withdraw(by=one, member=_member(one))


def _is_removed(one: Standing, _other: Standing) -> None:
    membership.remove_member(by=Standing.system(one.coalition, "accountability"), member_id=one.member)


def _merges(one: Standing, other: Standing) -> None:
    asked = membership.ask_merging(by=one, member=_member(one), into=_member(other))
    agreed = membership.agree_merging(by=other, merging=asked)
    membership.merge_members(by=founding.system(_member(one).coalition), merging=agreed)


def _signed_by_two() -> tuple[Coalition, list[Standing], Agreement]:
    of = founding.coalition("leaving", factories.open_charter())
    by = founding.standings(of, 5)
    agreement = factories.adopted(of, by[0])
    factories.signed(by[0], agreement, reservation="Not in winter.")
    factories.signed(by[1], agreement)
    return of, by, factories.fresh(by[2], agreement)


def _names(reading: object, where: str) -> list[str]:
    return [one.member for one in getattr(reading, where)]


@pytest.mark.parametrize("goes", [_leaves, _is_removed, _merges])
def test_who_goes_is_told_apart_and_not_counted(goes: Callable[[Standing, Standing], None], client: Client) -> None:
    of, by, agreement = _signed_by_two()
    name = _member(by[0]).name
    goes(decisions.now(by[0]), decisions.now(by[1]))
    for edition in ("first", "next"):
        if edition == "next":
            agreement = factories.again(of, by[2], agreement, "And in winter.")
        reading = read(by[2], agreement)
        counted, where = ("stand", "stood") if edition == "first" else ("stood", "stand")
        assert _names(reading, counted) == [by[1].member]
        assert _names(reading, where) == []
        assert _names(reading, "former") == [by[0].member]
        assert (list(reading.withdrawn), list(reading.reservations)) == ([], [])
        client.force_login(Account.objects.get(id=by[2].account))
        page = client.get(reverse("agreements:agreement", args=[of.slug, agreement.id])).content.decode()
        told = page[page.index("<aside") :]
        assert told.index(HEADING) < told.index(name)
        assert ("One has signed and stands on it." in page) == (edition == "first")
        paper = PdfReader(BytesIO(client.get(reverse("agreements:print", args=[of.slug, agreement.id])).content))
        text = " ".join(" ".join(each.extract_text() for each in paper.pages).split())
        assert text.index(HEADING) < text.index(name) < text.index("Not in winter.")
        assert ("One signed, and stands on this text" in text) == (edition == "first")


def test_one_that_is_suspended_or_away_still_stands_on_it() -> None:
    _of, by, agreement = _signed_by_two()
    membership.go_on_leave(by=decisions.now(by[0]), member=_member(by[0]))
    membership.suspend_member(by=Standing.system(by[1].coalition, "accountability"), member_id=by[1].member)
    reading = read(by[2], agreement)
    assert set(_names(reading, "stand")) == {by[0].member, by[1].member}
    assert _names(reading, "former") == []


@pytest.mark.parametrize("ticks", [True, False])
def test_who_leaves_withdraws_what_it_signed_where_it_says_so(client: Client, *, ticks: bool) -> None:
    of, by, agreement = _signed_by_two()
    other = factories.adopted(of, by[0], title="Our rules")
    factories.signed(by[0], other)
    client.force_login(Account.objects.get(id=by[0].account))
    address = reverse("membership:withdraw", args=[of.slug, by[0].member])
    assert 'name="signatures"' in client.get(address).content.decode()
    client.post(address, {"reason": "", **({"signatures": "on"} if ticks else {})})
    assert _member(by[0]).status == "withdrawn"
    for each in (agreement, other):
        reading = read(by[2], factories.fresh(by[2], each))
        told = (_names(reading, "former"), _names(reading, "withdrawn"))
        assert told == (([], [by[0].member]) if ticks else ([by[0].member], []))
        assert all(one.signed_at and one.withdrawn_at for one in reading.withdrawn)
    entered = Entry.objects.of(of.id).filter(kind="agreements.signature_withdrawn")
    assert sorted(entered.values_list("about", flat=True)) == (sorted([agreement.id, other.id]) if ticks else [])
    assert list(audit_signatures(of.id)) == []


def test_a_protected_member_withdraws_unseen_and_nobody_else_loses_a_signature() -> None:
    of, by, agreement = _signed_by_two()
    hidden = founding.member(of, "Hidden", protected=True)
    of_hidden = founding.standing(hidden)
    factories.signed(of_hidden, agreement)
    membership.withdraw(by=decisions.now(of_hidden), member=hidden, with_signatures=True)
    membership.withdraw(by=decisions.now(by[1]), member=_member(by[1]), with_signatures=True)
    reading = read(by[2], agreement)
    assert (_names(reading, "stand"), _names(reading, "withdrawn")) == ([by[0].member], [by[1].member])
    rows = Signature.objects.of(of.id)
    assert set(rows.exclude(withdrawn_at=None).values_list("member_id", flat=True)) == {hidden.id, by[1].member}
    assert list(audit_signatures(of.id)) == []
