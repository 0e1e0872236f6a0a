"""What members bring and promise: where a promise stands, who may know, overviews, delivery."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from plenary.core import clock
from plenary.core.asks import asks_of
from plenary.core.standing import Mandate, standing_of
from plenary.membership import actions
from plenary.membership.actions import Offer, Promise
from plenary.membership.matters import FACILITATE
from plenary.membership.models import Contribution, MemberCommitment
from plenary.membership.queries.contributions import listed_commitments, listed_contributions, visible_contributions
from plenary.membership.rules.contributions import Capacity, Circle, Kept, Kind, kept
from plenary.membership.tests.reading import acting, last, refused
from plenary.notices.deadlines import deadlines
from tests import founding

TODAY = date(2026, 3, 20)
LATER, EARLIER = TODAY + timedelta(days=9), TODAY - timedelta(days=1)


@pytest.mark.parametrize(
    ("promised", "delivered", "is_done", "due_on", "state"),
    [
        (10, None, False, LATER, Kept.PROMISED),
        (10, 4, False, LATER, Kept.PART),
        (10, 10, False, LATER, Kept.DELIVERED),
        (10, 12, False, EARLIER, Kept.DELIVERED),
        (10, 4, False, EARLIER, Kept.DUE),
        (10, 4, True, EARLIER, Kept.DELIVERED),
        (10, 0, False, None, Kept.PROMISED),
        (None, 3, False, None, Kept.PART),
        (None, None, False, TODAY, Kept.PROMISED),
    ],
)
def test_where_a_promise_stands(
    promised: int | None, delivered: int | None, is_done: bool, due_on: date | None, state: Kept
) -> None:
    def on(withdrawn: bool) -> Kept:
        return kept(promised, delivered, is_done=is_done, is_withdrawn=withdrawn, due_on=due_on, today=TODAY)

    assert (on(False), on(True)) == (state, Kept.WITHDRAWN)


@given(st.integers(1, 99), st.integers(0, 99), st.integers(-40, 40))
def test_who_delivers_more_never_stands_worse(promised: int, delivered: int, days: int) -> None:
    order = [Kept.PROMISED, Kept.DUE, Kept.PART, Kept.DELIVERED]

    def at(number: int) -> int:
        due = TODAY + timedelta(days=days)
        return order.index(kept(promised, number, is_done=False, is_withdrawn=False, due_on=due, today=TODAY))

    assert at(delivered) <= at(delivered + 1)


@pytest.mark.django_db
def test_what_is_offered_stands_in_the_overview_for_those_who_may_know() -> None:
    of = founding.coalition()
    member, hidden = founding.member(of, "Plain"), founding.member(of, "Hidden", protected=True)
    by, other = acting(member), acting(founding.member(of, "Other"), "other@example.org")
    offer = Offer(kind=Kind.REACH, words="Radio", number=20_000, unit="listeners", country="KEN", not_for="party work")
    made = actions.offer_contribution(by=by, member=member, offer=offer)
    actions.offer_contribution(
        by=by, member=member, offer=Offer(kind=Kind.CONTACT, words="The minister", audience=Circle.STEERING)
    )
    actions.offer_contribution(
        by=acting(hidden, "hidden@example.org"), member=hidden, offer=Offer(kind=Kind.SKILL, words="Unseen")
    )
    assert list(listed_contributions(other)) == [made]
    assert [row.words for row in listed_contributions(by)] == ["The minister", "Radio"]
    assert list(listed_contributions(other, kind="skill")) == []
    assert list(listed_contributions(other, country="KEN", q="radio")) == [made]
    with refused("membership.not_facilitator"):
        actions.withdraw_contribution(by=other, contribution=made)
    actions.withdraw_contribution(by=by, contribution=made)
    assert last(of.id)[0] == "membership.contribution_withdrawn"
    assert made not in visible_contributions(by)


@pytest.mark.django_db
def test_a_promise_is_asked_about_and_delivered() -> None:
    of = founding.coalition()
    member = founding.member(of, "Plain")
    by, today = acting(member), clock.now().date()
    promised = Promise(words="Host the plenary", capacity=Capacity.SMALL, number=2, unit="days", due_on=today)
    made = actions.promise(by=by, member=member, promised=promised)
    assert last(of.id)[0:2] == (
        "membership.commitment_made",
        {"commitment_made": made.id, "words": "Host the plenary", "member": member.id, "name": "Plain"},
    )
    asked = [ask.title for ask in asks_of(standing_of(by.account, of.id))]
    assert "A promise of yours is due" in asked
    midnight = clock.now().replace(hour=0, minute=0)
    assert [each.things for each in deadlines(of.id, midnight, midnight + timedelta(days=1))] == [frozenset({made.id})]
    with refused("membership.day_to_come"):
        actions.deliver(by=by, commitment=made, on=today + timedelta(days=2))
    made = actions.deliver(by=by, commitment=made, on=today, number=2, words="In Lima.")
    assert list(listed_commitments(by)) == []
    assert list(listed_commitments(by, Kept.DELIVERED)) == [made]
    assert "A promise of yours is due" not in [ask.title for ask in asks_of(standing_of(by.account, of.id))]
    actions.withdraw_commitment(by=by, commitment=made)
    with refused("membership.commitment_withdrawn_already"):
        actions.withdraw_commitment(by=by, commitment=made)


@pytest.mark.django_db
def test_who_must_consult_offers_and_does_not_promise() -> None:
    of = founding.coalition()
    member = founding.member(of, "Plain")
    by = acting(member, mandate=Mandate.CONSULTS)
    assert actions.offer_contribution(by=by, member=member, offer=Offer(kind=Kind.TIME, words="Hours")).words == "Hours"
    with refused("membership.not_yours"):
        actions.promise(by=by, member=member, promised=Promise(words="All", capacity=Capacity.LARGE))
    leading = founding.officer(of, FACILITATE)
    assert actions.promise(
        by=leading, member=member, promised=Promise(words="By phone", capacity=Capacity.LARGE)
    ).is_typed_in


@pytest.mark.django_db
def test_overviews_take_as_many_queries_for_three_as_for_one(client: Client) -> None:
    of = founding.coalition()
    client.force_login(founding.represent(founding.member(of, "Plain"), "plain@example.org").account)
    numbers: dict[str, list[int]] = {"contributions": [], "commitments": []}
    for number in range(3):
        member = founding.member(of, f"Member {number}")
        by = acting(member, f"m{number}@example.org")
        actions.offer_contribution(by=by, member=member, offer=Offer(kind=Kind.SKILL, words="Law", country="PER"))
        actions.promise(by=by, member=member, promised=Promise(words="A day", capacity=Capacity.SMALL))
        for name, counted in numbers.items():
            address = reverse(f"membership:{name}", args=[of.slug])
            client.get(address)
            with CaptureQueriesContext(connection) as queries:
                assert len(client.get(address).context["rows"]) == number + 1
            counted.append(len(queries))
    assert {name: len(set(counted)) for name, counted in numbers.items()} == {"contributions": 1, "commitments": 1}


@pytest.mark.django_db
def test_pages_keep_offers_and_promises_and_say_what_is_wrong(client: Client) -> None:
    of = founding.coalition()
    member = founding.member(of, "Plain")
    client.force_login(founding.represent(member, "plain@example.org").account)
    slug = [of.slug, member.id]
    for name in ("contributions", "commitments"):
        empty = client.get(reverse(f"membership:{name}", args=[of.slug])).content.decode()
        own = reverse("membership:member", args=slug)
        assert f'<p><a href="{own}">The page of your member</a></p>' in empty
    wrong = client.post(reverse("membership:offer", args=slug), {"kind": "gold", "number": "-1", "language": "no way"})
    assert sorted(wrong.context["form"].errors) == ["audience", "kind", "language", "number", "words"]
    given = {"kind": "language", "words": "Swahili", "language": "sw", "audience": "members"}
    assert client.post(reverse("membership:offer", args=slug), given).status_code == 302
    offered = Contribution.objects.of(of.id).get()
    promised = {"words": "Translate", "number": "3", "unit": "texts", "capacity": "small", "audience": "members"}
    there = client.post(reverse("membership:promise", args=slug), promised).url
    made = MemberCommitment.objects.of(of.id).get()
    assert there == reverse("membership:member_commitment", args=[*slug, made.id])
    page = client.get(reverse("membership:member", args=slug)).content.decode()
    assert [word for word in ("Swahili", "Translate", "3 texts") if word not in page] == []
    assert client.post(there, {"step": "deliver", "on": ""}).context["form"].errors == {
        "on": ["This field is required."]
    }
    today = clock.now().date().isoformat()
    assert client.post(there, {"step": "deliver", "on": today, "number": "3"}).status_code == 302
    assert "delivered" in client.get(there).content.decode()
    assert client.post(there, {"step": "withdraw"}).status_code == 302
    gone = reverse("membership:contribution", args=[*slug, offered.id])
    assert (client.get(gone).status_code, client.post(gone).status_code, client.get(gone).status_code) == (
        200,
        302,
        404,
    )
