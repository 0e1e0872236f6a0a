"""The days of an agreement: when it is looked at, and when it expires; entered once, told once, however often the clock works."""

import json
from dataclasses import replace
from datetime import date, timedelta
from importlib import import_module
from io import BytesIO
from typing import Any

import pytest
from django.apps import apps
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfReader

from plenary.agreements import actions, notices
from plenary.agreements.asks import drafts_and_reviews_wait, reviews_come
from plenary.agreements.audits import audit_editions
from plenary.agreements.matters import DRAFT
from plenary.agreements.models import Edition
from plenary.agreements.permissions import may_look_at
from plenary.agreements.rules import EXPIRY_TOLD, Days, Due, due_on
from plenary.agreements.tasks import enter_what_days_ask
from plenary.agreements.tests import factories
from plenary.coalitions.models import Coalition
from plenary.core import clock, visibility
from plenary.core.standing import Standing
from plenary.core.verdicts import Refused
from plenary.decisions.tests import factories as decisions
from plenary.record.models import Opening
from tests import founding

DAYS = st.one_of(st.none(), st.dates(date(2026, 1, 1), date(2026, 12, 31)))


def coalition() -> Coalition:
    """One whose chair drafts agreements."""
    charter = factories.open_charter()
    offices = tuple(replace(each, powers=(*each.powers, DRAFT)) for each in charter.offices)
    return founding.coalition(rules=replace(charter, offices=offices))


def officer(by: Standing) -> Standing:
    """The same, with an office that drafts."""
    return replace(by, offices=frozenset({"chair"}), powers=frozenset({DRAFT}), as_of=clock.now())


def told(of: Coalition) -> list[str]:
    """The kinds of entries about days, each with its day, in their order."""
    kinds = [f"agreements.{kind}" for kind in ("review_due", "looked_at", "expires_soon", "expired")]
    rows = Opening.objects.of(of.id).filter(entry__kind__in=kinds, position=0).order_by("entry__n")
    facts = [
        (kind, json.loads(bytes(payload))["facts"]) for kind, payload in rows.values_list("entry__kind", "payload")
    ]
    return [f"{kind.partition('.')[2]} {each.get('day', '')}".strip() for kind, each in facts]


def runs(times: int) -> None:
    """The clock works so often."""
    for _time in range(times):
        enter_what_days_ask()


def reason(call: Any, **given_: Any) -> str:
    """The reason for which it refuses."""
    with pytest.raises(Refused) as refused:
        call(**given_)
    return refused.value.verdict.reason


@given(
    st.builds(
        Days,
        review_on=DAYS,
        expires_on=DAYS,
        is_review_told=st.booleans(),
        is_expiry_told=st.booleans(),
        is_expiry_entered=st.booleans(),
    ),
    st.dates(date(2025, 11, 1), date(2027, 2, 1)),
)
def test_each_day_is_due_once_it_came_and_nothing_is_due_after_expiry(days: Days, today: date) -> None:
    due, review, last = due_on(days, today), days.review_on, days.expires_on
    over = last is not None and last < today
    assert (Due.EXPIRED in due) == (over and not days.is_expiry_entered)
    assert (Due.REVIEW in due) == (not over and not days.is_review_told and review is not None and review <= today)
    near = last is not None and last - EXPIRY_TOLD <= today
    assert (Due.EXPIRY in due) == (not over and not days.is_expiry_told and near)


@pytest.mark.django_db
def test_a_review_day_that_came_is_told_once_and_asks_until_it_was_looked_at() -> None:
    of = coalition()
    by, other = founding.standings(of, 2)
    day = clock.now().date() + timedelta(days=30)
    call = factories.adopted(of, by, review_on=day)
    with clock.set_to(clock.now() + timedelta(days=29)):
        runs(2)
        assert (told(of), list(drafts_and_reviews_wait(officer(by)))) == ([], [])
    late = clock.now() + timedelta(days=33)
    with clock.set_to(late):
        runs(3)
        assert told(of) == [f"review_due {day}"]
        assert [ask.title for ask in drafts_and_reviews_wait(officer(by))] == ["Look at it again: Our call"]
        assert list(drafts_and_reviews_wait(replace(other, as_of=late))) == []
        assert reason(actions.look_at, by=other, agreement=call) == "agreements.not_looking_after"
        assert reason(actions.look_at, by=officer(by), agreement=call, next_on=late.date()) == "agreements.bad_review"
        next_on = late.date() + timedelta(days=365)
        edition = actions.look_at(by=officer(by), agreement=call, words="It still fits.", next_on=next_on)
        assert edition.reviewed_next_on == next_on
        runs(2)
        assert list(drafts_and_reviews_wait(officer(by))) == []
    with clock.set_to(late + timedelta(days=340)):
        assert [one.key for one in reviews_come(officer(by))] == ["review"]
    with clock.set_to(late + timedelta(days=366)):
        runs(2)
        assert told(of) == [f"review_due {day}", "looked_at", f"review_due {next_on}"]
        assert len(list(drafts_and_reviews_wait(officer(by)))) == 1
        actions.look_at(by=officer(by), agreement=call)
        runs(2)
        assert (len(told(of)), list(drafts_and_reviews_wait(officer(by)))) == (4, [])
    assert list(audit_editions(of.id)) == []


@pytest.mark.django_db
def test_who_looks_after_an_agreement_is_told_and_asked() -> None:
    of, plain = coalition(), founding.coalition("plain", rules=decisions.charter())
    by, other = founding.standings(of, 2)
    call = factories.adopted(of, by)
    assert set(notices.who_looks_after(of.id, call.id, {})) == {visibility.office("chair")}
    seen = set(notices.who_looks_after(of.id, call.id, {"body": "steering"}))
    assert seen == {visibility.office("chair"), visibility.body("steering")}
    call.body = "steering"
    sits = replace(other, bodies=frozenset({"steering"}))
    assert [bool(may_look_at(who, call)) for who in (officer(by), sits, other)] == [True, True, False]
    anyone = founding.standings(plain, 1)[0]  # no office drafts there
    assert set(notices.who_looks_after(plain.id, "", {})) == {visibility.MEMBERS}
    assert may_look_at(anyone, factories.adopted(plain, anyone))


@pytest.mark.django_db
def test_expiry_is_told_beforehand_and_entered_once_and_the_page_says_so(client: Client) -> None:
    of = coalition()
    by, other = founding.standings(of, 2)
    last = clock.now().date() + timedelta(days=90)
    call = factories.adopted(of, by, expires_on=last, review_on=last, is_public=True)
    factories.signed(by, call)
    at = reverse("agreements:agreement", args=[of.slug, call.id])
    with clock.set_to(clock.now() + timedelta(days=59)):
        runs(2)
        assert told(of) == []
    with clock.set_to(clock.now() + timedelta(days=61)):
        runs(2)
        assert told(of) == [f"expires_soon {last}"]
        assert set(notices.who_signed(of.id, call.id, {})) == {visibility.member(by.member)}
        page = client.get(at).content.decode()
        assert [words in page for words in ("It expired", "Holds until", "Looked at again")] == [False, True, True]
    with clock.set_to(clock.now() + timedelta(days=92)):
        runs(3)
        assert told(of) == [f"expires_soon {last}", f"expired {last}"]
        page = client.get(at).content.decode()
        assert [words in page for words in ("It expired: it held until", "Held until")] == [True, True]
        paper = PdfReader(BytesIO(client.get(reverse("agreements:print", args=[of.slug, call.id])).content))
        printed = " ".join(paper.pages[0].extract_text().split())
        assert "It expired" in printed
        assert [words in said for said in (page, printed) for words in ("Holds until", "Looked at again")] == [
            False
        ] * 4
        assert reason(actions.look_at, by=officer(other), agreement=call) == "agreements.not_in_force"
    assert list(audit_editions(of.id)) == []


@pytest.mark.django_db
def test_of_days_that_came_before_any_were_entered_nobody_is_told_afterwards() -> None:
    of = coalition()
    by = founding.standings(of, 1)[0]
    now = clock.now()
    day, last = (now + timedelta(days=30)).date(), (now + timedelta(days=90)).date()
    over = factories.adopted(of, by, expires_on=day, review_on=day)
    call = factories.adopted(of, by, review_on=day)
    later = factories.adopted(of, by, review_on=last, expires_on=last)
    with clock.set_to(now + timedelta(days=40)):
        import_module("plenary.agreements.migrations.0006_days").came_before(apps, None)
        runs(2)
        assert told(of) == []
        assert len(list(drafts_and_reviews_wait(officer(by)))) == 1
        actions.look_at(by=officer(by), agreement=call, next_on=last)
        assert Edition.objects.of(of.id).get(agreement=over).expired_at is None
    assert list(audit_editions(of.id)) == []
    with clock.set_to(now + timedelta(days=91)):
        runs(2)
    assert sorted(told(of)) == [f"expired {last}", "looked_at", f"review_due {last}"]
    assert Edition.objects.of(of.id).get(agreement=later).expired_at is not None
    assert list(audit_editions(of.id)) == []


@pytest.mark.django_db
def test_what_ended_or_was_followed_by_another_edition_asks_nothing() -> None:
    of = coalition()
    by = founding.standings(of, 1)[0]
    last = clock.now().date() + timedelta(days=90)
    ended = factories.adopted(of, by, expires_on=last, review_on=last)
    actions.end_agreement(by=founding.system(of), agreement_id=ended.id, because="Done.")
    followed = factories.adopted(of, by, expires_on=last)
    actions.change_terms(by=by, agreement=followed, terms=replace(followed.terms, expires_on=None))
    factories.again(of, by, followed, "And more.")
    with clock.set_to(clock.now() + timedelta(days=100)):
        runs(2)
        assert (told(of), list(drafts_and_reviews_wait(officer(by)))) == ([], [])


@pytest.mark.django_db
def test_it_is_looked_at_on_its_page(client: Client) -> None:
    of = founding.coalition(rules=decisions.charter())
    account = founding.represent(founding.member(of, "Green Valley")).account
    client.force_login(account)
    by = founding.standings(of, 1)[0]
    call = factories.adopted(of, by, review_on=clock.now().date())
    at = reverse("agreements:look_at", args=[of.slug, call.id])
    page = reverse("agreements:agreement", args=[of.slug, call.id])
    assert at in client.get(page).content.decode()
    bad = client.post(at, {"next_on": "2001-01-01"})
    assert list(bad.context["form"].errors) == ["next_on"]
    assert client.post(at, {"words": "It fits."})["Location"] == page
    assert told(of) == ["looked_at"]
