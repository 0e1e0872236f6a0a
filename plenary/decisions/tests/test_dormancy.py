"""Silence: a notice first, then the time to answer, then dormancy; any sign does away with it, and one click brings back."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from plenary.charter.rules.schema import Accountability
from plenary.core import clock
from plenary.core.clock import months_later
from plenary.core.standing import Standing, standing_of
from plenary.core.verdicts import Refused
from plenary.decisions import actions as decisions
from plenary.decisions import queries
from plenary.decisions.models import Proposal
from plenary.decisions.tests import factories
from plenary.decisions.tests.factories import MONDAY
from plenary.membership import asks
from plenary.membership.actions import find_dormant, give_notice, go_on_leave, return_from_leave, say_here
from plenary.membership.matters import ADMINISTER
from plenary.membership.models import Member
from plenary.membership.rules import Silence, after_silence
from plenary.membership.tasks import look_for_silence
from plenary.notices.actions import reminders, sending
from plenary.record.models import Entry
from tests import founding

MONTHS, DAYS = 6, 21
LATE = months_later(MONDAY, MONTHS)


@given(st.integers(0, 900), st.integers(-50, 900) | st.none(), st.integers(0, 900))
def test_dormancy_comes_after_a_notice_and_the_time_to_answer(sign, noticed, now):
    at = MONDAY + timedelta(days=now)
    last = MONDAY + timedelta(days=sign)
    told = None if noticed is None else MONDAY + timedelta(days=noticed)
    found = after_silence(last, told, at, months=MONTHS, answer_days=DAYS)
    if found is not Silence.NOTHING:
        assert at >= months_later(last, MONTHS)
    if found is Silence.DORMANT:
        assert told is not None
        assert last < told <= at - timedelta(days=DAYS)
    assert after_silence(last, told, at, months=0, answer_days=DAYS) is Silence.NOTHING


@pytest.fixture
def stage(db):
    """A coalition that asks after six months, with one member and its representative."""
    with clock.set_to(MONDAY):
        rules = replace(
            factories.charter(), accountability=Accountability(dormant_after_months=MONTHS, answer_days=DAYS)
        )
        house = founding.coalition(rules=rules)
        org = founding.member(house, "Quiet")
        account = founding.represent(org).account
    return house, org, account


def run(at):
    """The task at a moment, twice: it may run twice or late."""
    with clock.set_to(at):
        look_for_silence()
        look_for_silence()


def kinds(house):
    """The entries about silence, in order."""
    wanted = ["membership.dormancy_noticed", "membership.is_here", "membership.dormant", "membership.returned"]
    rows = Entry.objects.of(house.id).filter(kind__in=wanted).order_by("n")
    return [kind.removeprefix("membership.") for kind in rows.values_list("kind", flat=True)]


def status(org):
    return Member.objects.of(org.coalition_id).get(pk=org.pk).status


def test_a_silent_member_is_asked_once_and_then_held_for_dormant(stage):
    house, org, _account = stage
    run(LATE - timedelta(hours=1))
    assert kinds(house) == []
    run(LATE)
    run(LATE + timedelta(days=DAYS - 1))
    assert (kinds(house), status(org)) == (["dormancy_noticed"], "active")
    run(LATE + timedelta(days=DAYS))
    run(LATE + timedelta(days=400))
    assert (kinds(house), status(org)) == (["dormancy_noticed", "dormant"], "dormant")


def test_a_late_run_gives_the_whole_time_to_answer(stage):
    house, org, _account = stage
    run(LATE + timedelta(days=300))
    assert (kinds(house), status(org)) == (["dormancy_noticed"], "active")


def test_the_notice_is_for_its_own_alone(stage):
    house, org, _account = stage
    run(LATE)
    entry = Entry.objects.of(house.id).get(kind="membership.dormancy_noticed")
    assert list(entry.audiences.values_list("token", flat=True)) == [f"member:{org.pk}"]


def test_its_own_are_reminded_to_answer_until_they_did(stage):
    _house, org, account = stage
    run(LATE)
    with clock.set_to(LATE + timedelta(days=DAYS - 1)):
        assert reminders.write_reminders() == 1
        sending.send_due()
        assert [message.to for message in mail.outbox] == [[account.email]]
    assert Member.objects.of(org.coalition_id).filter(pk=org.pk).update(here_at=LATE + timedelta(days=1)) == 1
    with clock.set_to(LATE + timedelta(days=DAYS - 3)):
        assert reminders.write_reminders() == 0


def test_one_click_says_that_it_is_still_here(stage):
    house, org, account = stage
    run(LATE)
    client = Client()
    client.force_login(account)
    with clock.set_to(LATE + timedelta(days=2)):
        [ask] = [each for each in asks.of_its_member(standing_of(str(account.pk), house.id)) if each.does]
        assert (ask.title, ask.due) == ("Still here?", LATE + timedelta(days=DAYS))
        assert client.post(ask.does).status_code == 302
        assert client.post(ask.does).status_code == 302  # clicked twice
        again = [each for each in asks.of_its_member(standing_of(str(account.pk), house.id)) if each.does]
    assert again == []
    run(LATE + timedelta(days=DAYS))
    assert (kinds(house), status(org)) == (["dormancy_noticed", "is_here"], "active")


def test_a_ballot_is_a_sign(stage):
    house, org, account = stage
    with clock.set_to(LATE - timedelta(days=30)):
        by = standing_of(str(account.pk), house.id)
        proposal = factories.opened(by)
    with clock.set_to(proposal.voting_from):
        decisions.cast_ballot(by=factories.now(by), proposal=proposal, choice="yes")
    run(LATE + timedelta(days=DAYS))
    assert (kinds(house), status(org)) == ([], "active")


def test_one_click_on_the_desk_brings_a_dormant_member_back(stage):
    house, org, account = stage
    run(LATE)
    run(LATE + timedelta(days=DAYS))
    client = Client()
    client.force_login(account)
    with clock.set_to(LATE + timedelta(days=DAYS + 1)):
        desk = client.get(reverse("desk:coalition", args=[house.slug])).content.decode()
        address = reverse("membership:here", args=[house.slug])
        assert f'<form method="post" action="{address}">' in desk
        assert client.post(address).status_code == 302
    assert status(org) == "active"
    run(LATE + timedelta(days=DAYS + 40))
    assert kinds(house) == ["dormancy_noticed", "dormant", "returned"]


def test_protected_members_are_not_asked(stage):
    house, org, _account = stage
    Member.objects.of(house.id).filter(pk=org.pk).update(protected=True)
    run(LATE + timedelta(days=100))
    assert (kinds(house), status(org)) == ([], "active")


def office(house):
    """An officer who keeps the list and represents no member."""
    return replace(Standing(coalition=house.id, account="x", as_of=clock.now()), powers=frozenset({ADMINISTER}))


def test_an_officer_waits_for_the_notice_and_the_time_to_answer(stage):
    house, org, _account = stage
    with clock.set_to(LATE), pytest.raises(Refused) as refused:
        find_dormant(by=office(house), member=org)
    assert refused.value.verdict.reason == "membership.not_silent_yet"
    run(LATE)
    org.refresh_from_db()
    with clock.set_to(LATE + timedelta(days=DAYS - 1)), pytest.raises(Refused):
        find_dormant(by=office(house), member=org)
    with clock.set_to(LATE + timedelta(days=DAYS)):
        assert find_dormant(by=office(house), member=org).status == "dormant"


def test_a_sign_between_the_look_and_the_act_does_away_with_both(stage):
    house, org, account = stage
    system = Standing.system(house.id, "accountability")
    with clock.set_to(LATE):
        own = standing_of(str(account.pk), house.id)
        decisions.draft_proposal(by=own, title="We are here", body="", language="en")
        give_notice(by=system, member=org, answer_days=DAYS)
        assert kinds(house) == []
    late = months_later(LATE, MONTHS)
    run(late)
    with clock.set_to(late + timedelta(days=DAYS)):
        looked = Member.objects.of(house.id).get(pk=org.pk)
        say_here(by=standing_of(str(account.pk), house.id), member=looked)
        find_dormant(by=system, member=looked)
    assert (kinds(house), status(org)) == (["dormancy_noticed", "is_here"], "active")


def away_in_open_vote(house, begins):
    """Whether the places of a member are waited for in an open vote, and in the next, once `begins` made it go away."""
    mover = founding.standing(founding.member(house, "Mover"))
    open_vote = factories.opened(mover)
    begins()
    later = factories.opened(mover, title="Later")
    return [queries.electors_in(each).get(member__organisation__name="Quiet").is_away for each in (open_vote, later)]


def test_leave_that_an_officer_begins_counts_from_the_next_vote(stage):
    house, org, _account = stage
    with clock.set_to(MONDAY):
        assert away_in_open_vote(house, lambda: go_on_leave(by=office(house), member=org)) == [False, True]


def test_leave_that_its_own_begin_counts_at_once(stage):
    house, org, account = stage
    with clock.set_to(MONDAY):
        own = standing_of(str(account.pk), house.id)
        assert away_in_open_vote(house, lambda: go_on_leave(by=own, member=org)) == [True, True]


def test_dormancy_by_the_rule_counts_at_once_and_by_an_officer_from_the_next_vote(stage):
    house, org, _account = stage
    run(LATE)
    with clock.set_to(LATE + timedelta(days=DAYS)):
        assert away_in_open_vote(house, lambda: find_dormant(by=office(house), member=org)) == [False, True]
        Member.objects.of(house.id).filter(pk=org.pk).update(status="active", status_since=MONDAY)
        system = Standing.system(house.id, "accountability")
        Proposal.objects.of(house.id).update(withdrawn_at=clock.now())
        assert away_in_open_vote(house, lambda: find_dormant(by=system, member=org)) == [True, True]


def test_who_must_consult_may_bring_its_member_back(stage):
    house, org, _account = stage
    consults = founding.represent(org, mandate="consults").account
    Member.objects.of(house.id).filter(pk=org.pk).update(status="dormant")
    client = Client()
    client.force_login(consults)
    by = standing_of(str(consults.pk), house.id)
    assert [ask.title for ask in asks.of_its_member(by)] == ["Come back"]
    member_page = client.get(reverse("membership:member", args=[house.slug, org.pk])).content.decode()
    assert 'value="return"' in member_page
    assert "Invite a representative" not in member_page
    assert client.post(reverse("membership:here", args=[house.slug])).status_code == 302
    assert status(org) == "active"
    assert 'value="leave"' not in client.get(reverse("membership:member", args=[house.slug, org.pk])).content.decode()


@pytest.mark.parametrize(("mandate", "own"), [("observes", True), ("consults", False)])
def test_others_may_not_bring_a_member_back(stage, mandate, own):
    house, org, _account = stage
    Member.objects.of(house.id).filter(pk=org.pk).update(status="dormant")
    by = founding.standing(org if own else founding.member(house, "Other"), mandate=mandate)
    with pytest.raises(Refused) as refused:
        return_from_leave(by=by, member=org)
    assert refused.value.verdict.reason == "membership.not_yours"
