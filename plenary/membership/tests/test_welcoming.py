"""The first steps of a newly admitted member: how long they are told of, to whom, and to read the purpose first."""

from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from plenary.accounts.models import Account
from plenary.core import clock, welcoming
from plenary.core.asks import Ask, desk_asks_of
from plenary.core.standing import Mandate, Standing, standing_of
from plenary.core.welcoming import Step
from plenary.membership import actions
from plenary.membership.models import Member
from plenary.membership.permissions import may_be_welcomed
from plenary.membership.rules.welcoming import FIRST_WEEKS, is_told, welcomed_until
from plenary.membership.tests.reading import acting
from plenary.membership.welcoming import read_the_purpose, welcome_of
from tests import founding

DAY = datetime(2026, 3, 1, tzinfo=UTC)
SECOND = timedelta(seconds=1)
MOMENTS = st.timedeltas(timedelta(days=-3000), timedelta(days=3000)).map(lambda gap: DAY + gap)


@pytest.mark.parametrize(
    ("joined_at", "provisional_until", "until"),
    [
        (None, None, None),
        (None, DAY, None),
        (DAY, None, DAY + timedelta(days=90)),
        (DAY, DAY + timedelta(days=30), DAY + timedelta(days=30)),
        (DAY, DAY + timedelta(days=180), DAY + timedelta(days=180)),
        (DAY, DAY - timedelta(days=180), DAY + timedelta(days=90)),
    ],
)
def test_a_member_is_newly_admitted_for_its_provisional_time_or_ninety_days(
    joined_at: datetime | None, provisional_until: datetime | None, until: datetime | None
) -> None:
    assert welcomed_until(joined_at, provisional_until) == until


@given(MOMENTS, st.none() | MOMENTS)
def test_whoever_was_admitted_is_newly_so_for_a_while(joined_at: datetime, provisional_until: datetime | None) -> None:
    until = welcomed_until(joined_at, provisional_until)
    assert until is not None
    assert until > joined_at
    assert until in (provisional_until, joined_at + FIRST_WEEKS)


def test_the_desk_tells_until_all_is_done_or_the_time_is_over() -> None:
    assert [
        is_told([True, False], DAY, DAY - SECOND),
        is_told([True, False], DAY, DAY),
        is_told([True, True], DAY, DAY - SECOND),
        is_told([], DAY, DAY - SECOND),
        is_told([False], None, DAY),
    ] == [True, False, False, False, False]


needs_database = pytest.mark.django_db


@pytest.fixture
def only_own(monkeypatch: pytest.MonkeyPatch) -> None:
    """What rooms above have for a new member is left out."""
    monkeypatch.setattr(welcoming, "_providers", [read_the_purpose])


def told(standing: Standing) -> list[Ask]:
    """What the desk tells of the first steps."""
    address = reverse("membership:welcome", args=["clear-fields"])
    now = standing_of(standing.account, standing.coalition)
    return [ask for ask in desk_asks_of(now) if ask.url == address]


@needs_database
def test_the_desk_tells_once_and_calmly_while_steps_are_left(only_own: None) -> None:
    member = founding.member(
        founding.coalition(), accepted_purpose_at=None, joined_at=clock.now() - FIRST_WEEKS + timedelta(hours=1)
    )
    by = acting(member)
    (ask,) = told(by)
    assert ask.title == "Your first weeks: 0 of 1 step is done"
    assert (ask.is_calm, ask.due, ask.presses) == (True, None, None)
    consults = acting(member, "consults@example.org", Mandate.CONSULTS)
    observes = acting(member, "observes@example.org", Mandate.OBSERVES)
    assert [len(told(each)) for each in (consults, observes)] == [1, 0]
    with clock.set_to(clock.now() + timedelta(hours=2)):
        assert told(by) == []
    actions.accept_purpose(by=by, member=member)
    assert told(by) == []
    assert welcome_of(by).first is None


@needs_database
@pytest.mark.parametrize(
    ("status", "number"),
    [
        ("provisional", 1),
        ("active", 1),
        ("on_leave", 0),
        ("dormant", 0),
        ("suspended", 0),
        ("applied", 0),
        ("withdrawn", 0),
    ],
)
def test_who_is_away_or_no_member_is_told_nothing(only_own: None, status: str, number: int) -> None:
    by = acting(founding.member(founding.coalition(), accepted_purpose_at=None, status=status))
    assert len(told(by)) == number


@needs_database
def test_the_purpose_is_accepted_where_the_step_leads(only_own: None, client: Client) -> None:
    of = founding.coalition()
    member = founding.member(of, accepted_purpose_at=None)
    by = acting(member)
    client.force_login(Account.objects.get(id=by.account))
    page = client.get(reverse("membership:welcome", args=[of.slug]))
    (step,) = page.context["welcome"].steps
    assert (step.code, step.is_done) == ("read", False)
    assert f'<a class="button main" href="{step.url}"' in page.text
    assert 'value="accept"' in client.get(step.url).text
    client.post(reverse("membership:change", args=[of.slug, member.id]), {"step": "accept"})
    page = client.get(reverse("membership:welcome", args=[of.slug]))
    (step,) = page.context["welcome"].steps
    assert (step.is_done, step.url) == (True, reverse("charter:charter", args=[of.slug]))
    assert "All of it is done. Welcome." in page.text
    assert client.get(step.url).status_code == 200


@needs_database
def test_who_may_not_accept_is_led_to_the_charter(only_own: None) -> None:
    of = founding.coalition()
    (step,) = welcome_of(acting(founding.member(of, accepted_purpose_at=None), mandate=Mandate.OBSERVES)).steps
    assert (step.is_done, step.url) == (False, reverse("charter:charter", args=[of.slug]))


@needs_database
def test_the_first_steps_are_read_by_ones_own_member_alone(client: Client) -> None:
    of = founding.coalition()
    welcome = reverse("membership:welcome", args=[of.slug])
    assert client.get(welcome).status_code == 302
    client.force_login(founding.account("stranger@example.org"))
    assert client.get(welcome).status_code == 404
    applicant = acting(founding.member(of, "Applying", status="applied"), "applicant@example.org")
    answers = {
        "applied": may_be_welcomed(applicant),
        "officer": may_be_welcomed(founding.officer(of)),
        "observer": may_be_welcomed(acting(founding.member(of), mandate=Mandate.OBSERVES)),
    }
    assert {who: (bool(verdict), verdict.reason) for who, verdict in answers.items()} == {
        "applied": (False, "core.members_only"),
        "officer": (False, "membership.not_acting"),
        "observer": (True, "membership.is_member"),
    }


@needs_database
def test_a_members_own_page_leads_to_its_first_steps_and_no_other(client: Client) -> None:
    of = founding.coalition()
    own, other = founding.member(of), founding.member(of, "Open Roads")
    client.force_login(Account.objects.get(id=acting(own).account))
    welcome = reverse("membership:welcome", args=[of.slug])
    pages = [client.get(reverse("membership:member", args=[of.slug, each.id])).text for each in (own, other)]
    assert [welcome in page for page in pages] == [True, False]


@needs_database
def test_steps_stand_in_their_order_and_the_first_to_do_has_the_button(
    monkeypatch: pytest.MonkeyPatch, client: Client
) -> None:
    def step(code: str, order: int, *, is_done: bool) -> Step:
        return Step(code=code, label=code, sentence="", url=f"/{code}/", is_done=is_done, order=order)

    given = [step("last", 3, is_done=False), step("second", 2, is_done=False), step("first", 1, is_done=True)]
    monkeypatch.setattr(welcoming, "_providers", [lambda _standing: given])
    member: Member = founding.member(founding.coalition())
    client.force_login(Account.objects.get(id=acting(member).account))
    page = client.get(reverse("membership:welcome", args=["clear-fields"]))
    assert [each.code for each in page.context["welcome"].steps] == ["first", "second", "last"]
    assert page.text.count("button main") == 1
    assert '<a class="button main" href="/second/"' in page.text
    assert "1 of 3 steps are done." in page.text
    assert welcoming.steps_of(Standing.nobody(member.coalition_id)) == []
