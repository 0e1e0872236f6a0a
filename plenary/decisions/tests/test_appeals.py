"""An appeal against a measure: it is put to the vote by itself, once; what it holds happens once it failed, or falls."""

from datetime import datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from plenary.accounts.models import Account
from plenary.charter.queries import charter_of
from plenary.core import clock
from plenary.core.standing import Standing
from plenary.core.verdicts import Refused
from plenary.decisions import actions, permissions, queries, tasks
from plenary.decisions.actions import arising
from plenary.decisions.models import Proposal
from plenary.decisions.rules.phases import Phase
from plenary.decisions.shown.proposal import context_of
from plenary.decisions.tasks import keep_deadlines, open_what_arises
from plenary.decisions.tests import factories
from plenary.decisions.tests.test_conduct import DAYS, adopted, again, charter, heard, officer, suspend, take
from plenary.membership.asks.conduct import conduct_to_lead
from plenary.membership.audits import audit_conduct
from plenary.membership.effects import conduct
from plenary.membership.models import ConductCase, Member
from plenary.membership.queries.conduct import voted_on as voted_on_by
from plenary.record.models import Entry
from plenary.record.queries import entries_about
from tests import founding

pytestmark = pytest.mark.django_db


@pytest.fixture
def house():
    with clock.set_to(factories.MONDAY):
        yield founding.coalition(rules=charter())


def lodged(house, measure: str = "suspension") -> tuple[list, ConductCase, Proposal]:
    """A member against which a measure was adopted, and which appealed a while before the hold is over; nothing opened yet."""
    people = founding.standings(house, 3)
    case = heard(officer(house), people[2], measure)
    effect = [(f"membership.{'suspend' if measure == 'suspension' else 'remove'}", suspend(people[2])[0][1])]
    decided = adopted(factories.opened(people[0], effect), people[:2])
    with clock.set_to(decided.decided_at + timedelta(days=DAYS - 2)):
        case = take(factories.now(people[2]), case, "appeal", words="It was Ramadan.")
    return people, case, decided


def appealed(house, measure: str = "suspension") -> tuple[list, ConductCase, Proposal, Proposal]:
    """The same, and the proposal that opened by itself about it at once."""
    people, case, decided = lodged(house, measure)
    with clock.set_to(decided.decided_at + timedelta(days=DAYS - 2)):
        open_what_arises()
    (aside,) = appeals(house)
    return people, case, decided, aside


def appeals(house) -> list[Proposal]:
    return list(Proposal.objects.of(house.id).filter(matter="membership.appeal"))


def minutes_after(moment: datetime, *minutes: int) -> None:
    """Let the clock keep the deadlines so many minutes after a moment."""
    for number in minutes:
        with clock.set_to(moment + timedelta(minutes=number)):
            keep_deadlines()


def status_of(standing: Standing) -> str:
    return Member.objects.of(standing.coalition).get(pk=standing.member).status


def entered(proposal: Proposal, kind: str) -> int:
    return Entry.objects.of(proposal.coalition_id).filter(kind=kind, about=proposal.id).count()


def test_an_appeal_is_put_to_the_vote_by_itself_and_once(house):
    people, case, decided, aside = appealed(house)
    assert (aside.is_by_charter, aside.title) == (True, "Appeal against the suspension of a member")
    assert aside.frozen_process.electorate == "plenary"  # which took the measure, and alone may decide anew
    assert [(row.kind, row.payload) for row in queries.effects_of(aside)] == [
        ("membership.set_aside", {"case": case.id})
    ]
    assert [row.member_id for row in queries.electors_in(aside) if row.is_recused] == [people[2].member]
    with clock.set_to(decided.decided_at + timedelta(days=DAYS - 1)):
        open_what_arises()
    assert Proposal.objects.of(house.id).filter(matter="membership.appeal").count() == 1
    adopted(aside, people[:2], choice="no")
    with clock.set_to(decided.effects_due + timedelta(days=30)):
        open_what_arises()
    assert Proposal.objects.of(house.id).filter(matter="membership.appeal").count() == 1


def test_the_measure_may_be_appealed_and_its_appeal_may_not(house):
    people, _case, decided, aside = appealed(house)
    by = factories.now(people[0])
    told = [context_of(by, again(people[0], each))["may_appeal"] for each in (decided, aside)]
    assert told == [True, False]


def test_what_was_held_happens_by_itself_once_the_appeal_failed(house):
    people, case, decided, aside = appealed(house)
    for minutes in (1, 2, 3):
        with clock.set_to(decided.effects_due + timedelta(minutes=minutes)):
            keep_deadlines()
    waiting = again(people[0], decided)
    assert (waiting.phase, waiting.is_waiting) == (Phase.NOT_CARRIED_OUT, True)
    assert waiting.not_carried_out["reason"] == "membership.appeal_holds"
    assert entered(decided, "decisions.not_carried_out") == 1
    told = [line.sentence for line in entries_about(factories.now(people[0]), decided.id)]
    assert [each for each in told if "could not be carried out" in each] == []
    assert len([each for each in told if "does not take effect yet" in each]) == 1
    assert Member.objects.of(house.id).get(pk=people[2].member).status == "active"
    closed = adopted(aside, people[:2], choice="no")
    case.refresh_from_db()
    assert (case.stage, case.ended) == ("closed", "stands")
    for minutes in (1, 2):
        with clock.set_to(closed.decided_at + timedelta(minutes=minutes)):
            keep_deadlines()
    done = again(people[0], decided)
    assert (done.phase, done.not_carried_out) == (Phase.CARRIED_OUT, {})
    assert entered(decided, "decisions.carried_out") == 1
    assert Member.objects.of(house.id).get(pk=people[2].member).status == "suspended"
    assert list(audit_conduct(house.id)) == []


def test_a_removal_that_was_held_falls_once_the_appeal_was_granted(house):
    people, case, decided, aside = appealed(house, "removal")
    assert aside.title == "Appeal against the removal of a member"
    with clock.set_to(decided.effects_due + timedelta(minutes=1)):
        keep_deadlines()
    closed = adopted(aside, people[:2])
    for minutes in (1, 2, 3):
        with clock.set_to(max(closed.decided_at, decided.effects_due) + timedelta(days=1, minutes=minutes)):
            keep_deadlines()
    case.refresh_from_db()
    assert (case.stage, case.ended) == ("closed", "set_aside")
    dropped = again(people[0], decided)
    assert (dropped.phase, dropped.is_dropped) == (Phase.NOT_CARRIED_OUT, True)
    assert entered(decided, "decisions.not_carried_out") == 2  # that it waits, and that it falls
    with pytest.raises(Refused) as caught:
        actions.carry_out_again(by=factories.now(people[0]), proposal=dropped)
    assert caught.value.verdict.reason == "decisions.nothing_to_mend"
    assert Member.objects.of(house.id).get(pk=people[2].member).status == "active"


def test_pages_say_that_it_waits_and_that_it_is_voted_on(house, client: Client):
    people, case, decided, _aside = appealed(house)
    moment = decided.effects_due + timedelta(minutes=1)
    with clock.set_to(moment):
        keep_deadlines()
        client.force_login(Account.objects.get(pk=people[0].account))
        page = client.get(reverse("decisions:proposal", args=[house.slug, decided.pk])).content.decode()
        assert "It was adopted and does not take effect yet." in page
        assert "until the appeal is decided this does not take effect" in page
        assert "Try again" not in page
        told = client.get(reverse("membership:case", args=[house.slug, case.id])).content.decode()
        assert "The appeal is put to the vote by itself" in told
        assert "Propose to set the measure aside" not in told
        address = reverse("decisions:proposal", args=[house.slug, decided.pk])
        assert f'<a href="{address}">Suspension of a member</a>' in told
        assert list(conduct_to_lead(officer(house))) == []


class Killed(BaseException):
    """What no handler of errors catches, as when the process is killed."""


def killed(*_given: object, **_named: object) -> None:
    raise Killed


@pytest.mark.parametrize("days", [0, 1, 40])
def test_it_opens_once_however_often_and_late_the_clock_looks(house, days: int):
    people, case, decided = lodged(house)
    late = decided.decided_at + timedelta(days=DAYS - 2 + days)
    for hours in (0, 0, 1, 25):
        with clock.set_to(late + timedelta(hours=hours)):
            keep_deadlines()
            open_what_arises()
    (aside,) = appeals(house)
    assert aside.opened_at == late
    assert entered(aside, "decisions.opened") == 1
    assert status_of(people[2]) == "active"
    case.refresh_from_db()
    assert case.stage == "appeal"
    minutes_after(aside.voting_until, 1, 2)  # too few voted: the measure stands
    with clock.set_to(aside.voting_until + timedelta(days=2)):
        open_what_arises()
    case.refresh_from_db()
    assert (case.ended, len(appeals(house))) == ("stands", 1)


def test_an_appeal_that_was_opened_by_hand_is_not_taken_back(house):
    people, case, decided = lodged(house)
    with clock.set_to(decided.decided_at + timedelta(days=DAYS - 2)):
        aside = factories.opened(people[0], [("membership.set_aside", {"case": case.id})])
        assert permissions.may_withdraw(factories.now(people[0]), aside).reason == "decisions.is_waited_for"
        with pytest.raises(Refused):
            actions.withdraw_proposal(by=factories.now(people[0]), proposal=aside)
        open_what_arises()
    assert appeals(house) == [aside]


@pytest.mark.parametrize("change", [{}, {"protected": True}, {"status": "withdrawn"}, {"status": "suspended"}])
def test_the_database_and_the_rule_agree_on_which_appeals_are_voted_on(house, change: dict[str, object]):
    people, case, _decided = lodged(house)
    Member.objects.of(house.id).filter(pk=people[2].member).update(**change)
    (row,) = ConductCase.objects.of(house.id).select_related("member").filter(pk=case.pk)
    voted_on = change in ({}, {"status": "suspended"})
    disclosure = charter_of(house.id).disclosure
    found = ConductCase.objects.of(house.id).filter(voted_on_by(disclosure)).exists()
    assert (row.is_voted_on(disclosure), found) == (voted_on, voted_on)


def test_who_left_meanwhile_has_no_appeal_and_nothing_waits_for_it(house):
    people, _case, decided = lodged(house)
    Member.objects.of(house.id).filter(pk=people[2].member).update(status="withdrawn")
    with clock.set_to(decided.decided_at + timedelta(days=DAYS - 2)):
        open_what_arises()
    assert appeals(house) == []
    minutes_after(decided.effects_due, 1, 2)
    assert (again(people[0], decided).is_dropped, status_of(people[2])) == (True, "withdrawn")


def test_who_appeals_is_heard_and_does_not_vote(house):
    people, _case, _decided, aside = appealed(house)
    own = people[2]
    with clock.set_to(aside.voting_from):
        assert permissions.may_cast(factories.now(own), aside).reason == "decisions.stood_back"
        assert permissions.may_cast(factories.now(people[0]), aside).allowed
        with pytest.raises(Refused):
            actions.cast_ballot(by=factories.now(own), proposal=aside, choice="yes")
        assert permissions.may_step_in(factories.now(own), aside).reason == "decisions.concerned"
        said = [said.words for said in context_of(factories.now(people[0]), aside)["heard"]]
    assert said == ["We had no staff.", "It was Ramadan."]


def test_what_is_held_waits_until_the_appeal_that_was_granted_takes_effect(house):
    people, case, decided, aside = appealed(house)
    assert aside.voting_until > decided.effects_due
    minutes_after(decided.effects_due, 1)
    minutes_after(aside.voting_until, -1)
    assert (status_of(people[2]), again(people[0], decided).is_waiting) == ("active", True)
    closed = adopted(aside, people[:2])
    minutes_after(closed.effects_due, 1)
    case.refresh_from_db()
    assert (case.ended, status_of(people[2])) == ("set_aside", "active")
    assert again(people[0], decided).is_dropped


def test_an_opening_that_was_cut_off_is_done_again_whole(house, monkeypatch: pytest.MonkeyPatch):
    _people, _case, decided = lodged(house)
    with clock.set_to(decided.decided_at + timedelta(days=DAYS - 2)):
        with monkeypatch.context() as cut:
            cut.setattr(arising.advice, "ask_charter_bodies", killed)  # the last that is done of it
            with pytest.raises(Killed):
                open_what_arises()
        assert appeals(house) == []
        open_what_arises()
        (aside,) = appeals(house)
    assert entered(aside, "decisions.opened") == 1


@pytest.mark.parametrize("choice", ["yes", "no"])
def test_what_is_cut_off_between_the_appeal_and_what_was_held_is_done_later(
    house, monkeypatch: pytest.MonkeyPatch, choice: str
):
    people, case, decided, aside = appealed(house)
    minutes_after(decided.effects_due, 1)
    with clock.set_to(aside.voting_from + timedelta(minutes=1)):
        for each in people[:2]:
            actions.cast_ballot(by=factories.now(each), proposal=aside, choice=choice)
    with monkeypatch.context() as cut:
        cut.setattr(tasks, "carry_out", killed)
        with pytest.raises(Killed):
            minutes_after(aside.voting_until, 1)
    assert again(people[0], aside).outcome == ("adopted" if choice == "yes" else "rejected")
    with monkeypatch.context() as cut:
        cut.setattr(conduct.actions, "suspend_member", killed)
        cut.setattr(conduct.actions, "enter_ruling", killed)
        with pytest.raises(Killed):
            minutes_after(aside.voting_until, 2)
    assert (status_of(people[2]), again(people[0], decided).is_waiting) == ("active", True)
    minutes_after(aside.voting_until, 3, 4)
    case.refresh_from_db()
    done = again(people[0], decided)
    expected = ("set_aside", "active", True) if choice == "yes" else ("stands", "suspended", False)
    assert (case.ended, status_of(people[2]), done.is_dropped) == expected
    assert entered(decided, "decisions.carried_out") == int(choice == "no")
    assert list(audit_conduct(house.id)) == []
