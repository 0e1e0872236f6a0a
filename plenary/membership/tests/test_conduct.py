"""Matters of conduct: who may take which step, who sees what, what is entered, and their pages."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from plenary.charter.rules.schema import Disclosed, Disclosure
from plenary.core import clock, visibility
from plenary.core.asks import asks_of
from plenary.core.standing import Mandate, Standing, standing_of
from plenary.membership.actions import StepGiven, open_case, take_conduct_step
from plenary.membership.audits import audit_conduct
from plenary.membership.matters import ADMINISTER, SEE_PROTECTED
from plenary.membership.models import ConductCase, ConductStep, Member
from plenary.membership.queries import steps_shown, steps_to_take, visible_cases
from plenary.membership.rules.conduct import Taken
from plenary.membership.tasks import end_times
from plenary.membership.tests.reading import acting, last, refused
from plenary.record.models import Entry
from tests import founding

pytestmark = pytest.mark.django_db


def opened(of, member: Member) -> ConductCase:
    words = "Shall we talk?"
    return open_case(by=founding.officer(of), member=member, duty="answers", clause="accountability", words=words)


def take(by: Standing, case: ConductCase, step: str, **given: object) -> ConductCase:
    return take_conduct_step(by=by, case=case, step=Taken(step), given=StepGiven(**given))


def noticed(of, member: Member) -> ConductCase:
    by, case = founding.officer(of), opened(of, member)
    take(by, case, "talk", day=clock.now().date(), outcome="open", people="Two", words="No agreement.")
    return take(by, case, "notice", words="You gave no answer.")


def warned(of, own: Standing, member: Member) -> ConductCase:
    by, case = founding.officer(of), noticed(of, member)
    take(own, case, "answer", words="We had no staff.")
    take(by, case, "hearing", day=clock.now().date(), people="The board", way="writing", words="So.")
    return take(by, case, "measure", outcome="warning", words="Answer in time.")


def test_opening_is_entered_for_its_own_and_officers_alone() -> None:
    of = founding.coalition()
    member = founding.member(of)
    case = opened(of, member)
    kind, facts, audience = last(of.id)
    assert (kind, facts["conduct_step"], facts["words"]) == ("membership.conduct", "offer", "Shall we talk?")
    assert audience == sorted([visibility.member(member.id), visibility.office("coordinator")])
    assert Entry.objects.of(of.id).order_by("-n")[0].about == ""
    assert (case.stage, list(audit_conduct(of.id))) == ("talk", [])


def test_no_notice_before_a_conversation_was_noted() -> None:
    of = founding.coalition()
    case = opened(of, founding.member(of))
    with refused("membership.conversation_first"):
        take(founding.officer(of), case, "notice", words="You gave no answer.")
    assert ConductStep.objects.of(of.id).count() == 1


def test_a_conversation_can_end_it_well() -> None:
    of = founding.coalition()
    case = opened(of, founding.member(of))
    given = {"day": clock.now().date(), "outcome": "agreed", "people": "Two", "words": "From May on."}
    case = take(founding.officer(of), case, "talk", **given)
    assert (case.stage, case.ended, case.closed_at) == ("closed", "agreed", case.closed_at)
    with refused("membership.conduct_closed"):
        take(founding.officer(of), case, "close", words="Again.")


def test_who_represents_the_member_takes_no_step_against_it() -> None:
    of = founding.coalition()
    member = founding.member(of)
    own = acting(member)
    with refused("membership.own_conduct"):
        open_case(by=own, member=member, duty="answers", clause="accountability", words="Shall we?")
    case = noticed(of, member)
    with refused("membership.not_yours"):
        take(founding.officer(of), case, "answer", words="For them.")
    observer = acting(member, "observer@example.org", Mandate.OBSERVES)
    with refused("membership.not_yours"):
        take(observer, case, "answer", words="I only look.")
    with refused("membership.not_administrator"):
        take(acting(founding.member(of, "Other"), "other@example.org"), case, "close", words="No.")


def test_what_is_missing_or_too_early_changes_nothing() -> None:
    of = founding.coalition()
    case = opened(of, founding.member(of))
    by, tomorrow = founding.officer(of), clock.now().date() + timedelta(days=1)
    with refused("membership.step_incomplete"):
        take(by, case, "talk", outcome="open", people="Two", words="No day.")
    with refused("membership.not_held_yet"):
        take(by, case, "talk", day=tomorrow, outcome="open", people="Two", words="Tomorrow.")
    with refused("membership.hearing_first"):
        take(by, case, "measure", outcome="warning", words="Now.")
    assert list(ConductStep.objects.of(of.id).values_list("kind", flat=True)) == ["offer"]


def test_the_time_to_answer_is_the_charters_and_can_be_more() -> None:
    of = founding.coalition()
    member = founding.member(of)
    own, case = acting(member), noticed(of, member)
    assert timedelta(days=20) < case.answer_by - case.opened_at <= timedelta(days=22)
    take(own, case, "ask_time", words="Our director is away.")
    longer = take(founding.officer(of), case, "more_time", days=10)
    assert longer.answer_by - case.answer_by == timedelta(days=10)
    assert longer.stage == "notice"


def test_a_time_that_ended_is_entered_once_and_an_answer_still_counts() -> None:
    of = founding.coalition()
    member = founding.member(of)
    own, case = acting(member), noticed(of, member)
    with clock.set_to(case.answer_by + timedelta(days=3)):
        end_times()
        entries = Entry.objects.of(of.id).count()
        end_times()
        assert Entry.objects.of(of.id).count() == entries
        case.refresh_from_db()
        assert case.stage == "unanswered"
        assert take(own, case, "answer", words="Late, and here.").stage == "answered"
    assert list(audit_conduct(of.id)) == []


def test_an_appeal_is_decided_by_another_than_took_the_measure() -> None:
    of = founding.coalition(disclosure=Disclosure(outcomes=Disclosed.PUBLIC))  # else it is voted on
    member = founding.member(of)
    own = acting(member)
    case = take(own, warned(of, own, member), "appeal", words="We did.")
    assert (case.stage, case.appealed_to) == ("appeal", "plenary")
    given = {"day": clock.now().date(), "outcome": "set_aside", "people": "The plenary", "words": "It did."}
    measure = ConductStep.objects.of(of.id).get(kind="measure")
    same = Standing(**{**_parts(founding.officer(of)), "person": measure.person})
    with refused("membership.ruling_by_another"):
        take(same, case, "ruling", **given)
    case = take(founding.officer(of), case, "ruling", **given)
    assert (case.stage, case.ended) == ("closed", "set_aside")


def _parts(standing: Standing) -> dict[str, object]:
    return {name: getattr(standing, name) for name in Standing.__dataclass_fields__}


def test_a_measure_stands_when_nobody_appeals_in_time() -> None:
    of = founding.coalition()
    member = founding.member(of)
    own = acting(member)
    case = warned(of, own, member)
    with refused("membership.conduct_not_now"):
        take(founding.officer(of), case, "close", words="Done.")
    with clock.set_to(case.appeal_until + timedelta(hours=1)):
        with refused("membership.appeal_too_late"):
            take(own, case, "appeal", words="Late.")
        end_times()
        end_times()
    case.refresh_from_db()
    assert (case.stage, case.ended) == ("closed", "stands")


def test_a_protected_member_is_named_in_no_proposal_and_seen_by_those_who_may_know_it() -> None:
    of = founding.coalition()
    member = founding.member(of, "Hidden", protected=True)
    case = opened(of, member)
    kind, facts, audience = last(of.id)
    assert (kind, facts["happened"]) == ("membership.sealed", "membership.conduct")
    assert audience == sorted([visibility.SEALED, visibility.member(member.id)])
    assert list(visible_cases(founding.officer(of, ADMINISTER))) == []
    assert list(visible_cases(founding.officer(of, ADMINISTER, SEE_PROTECTED))) == [case]
    with refused("membership.not_to_see"):
        take(founding.officer(of, ADMINISTER), case, "close", words="No.")


def test_to_answer_comes_before_to_ask_for_more_time() -> None:
    of = founding.coalition()
    member = founding.member(of)
    own = acting(member)
    assert list(steps_to_take(own, noticed(of, member))) == [Taken.ANSWER, Taken.ASK_TIME]


def test_those_who_decide_read_all_but_the_conversation() -> None:
    of = founding.coalition()
    member = founding.member(of)
    own, other = acting(member), founding.member(of, "Other")
    account = founding.represent(other, "other@example.org").account_id
    case = warned(of, own, member)
    reader = standing_of(str(account), of.id)
    voter = Standing(**{**_parts(reader), "bodies": frozenset({"plenary"})})
    assert list(visible_cases(voter)) == []
    case = take(own, case, "appeal", words="We did.")
    assert list(visible_cases(voter)) == [case]
    shown = {each.row.kind: each.words for each in steps_shown(voter, case)}
    assert (shown["offer"], shown["talk"], shown["answer"]) == ("", "", "We had no staff.")
    assert {each.row.kind: each.words for each in steps_shown(own, case)}["offer"] == "Shall we talk?"
    assert list(steps_to_take(voter, case)) == []
    assert list(steps_to_take(own, case)) == [Taken.STATEMENT]


def test_both_sides_are_asked_on_their_desks() -> None:
    of = founding.coalition()
    member = founding.member(of, accepted_purpose_at=clock.now())
    own, case = acting(member), noticed(of, member)
    assert [ask.title for ask in asks_of(own)] == ["Answer a notice"]
    assert [ask.title for ask in asks_of(founding.officer(of))] == []
    take(own, case, "answer", words="We had no staff.")
    assert [ask.title for ask in asks_of(own)] == []
    assert [ask.title for ask in asks_of(founding.officer(of))] == ["1 matter of conduct waits"]


def test_a_member_reads_answers_and_appeals_on_its_page(client: Client) -> None:
    of = founding.coalition()
    member = founding.member(of)
    founding.represent(member, "own@example.org")
    case = noticed(of, member)
    client.force_login(member.representatives.get().person.account)
    page = reverse("membership:case", args=[of.slug, case.id])
    assert b"No agreement." in client.get(page).content
    step = reverse("membership:case_step", args=[of.slug, case.id, "answer"])
    empty = client.post(step, {"words": ""})
    assert (empty.status_code, empty.context["wrong"]) == (200, "answer")
    assert client.post(step, {"words": "We had no staff."}).status_code == 302
    assert b"We had no staff." in client.get(page).content
    assert client.post(reverse("membership:case_step", args=[of.slug, case.id, "lapse"])).status_code == 404
    assert client.post(reverse("membership:case_step", args=[of.slug, case.id, "close"])).status_code == 403
    assert b"Its part" in client.get(reverse("membership:member", args=[of.slug, member.id])).content


def test_others_find_nothing(client: Client) -> None:
    of = founding.coalition()
    case = noticed(of, founding.member(of))
    other = founding.member(of, "Other")
    client.force_login(founding.represent(other, "other@example.org").account)
    hidden = client.get(reverse("membership:case", args=[of.slug, case.id]))
    missing = client.get(reverse("membership:case", args=[of.slug, "0000000000000000"]))
    assert (hidden.status_code, missing.status_code) == (404, 404)
    assert b"Green Valley" not in client.get(reverse("membership:conduct", args=[of.slug])).content


def test_the_list_takes_as_many_queries_for_three_as_for_one(client: Client) -> None:
    of = founding.coalition()
    member = founding.member(of)
    founding.represent(member, "own@example.org")
    client.force_login(member.representatives.get().person.account)
    address = reverse("membership:conduct", args=[of.slug])
    client.get(address)
    numbers = []
    for turn in range(3):
        opened(of, member)
        if turn != 1:
            with CaptureQueriesContext(connection) as queries:
                assert client.get(address).status_code == 200
            numbers.append(len(queries))
    assert numbers[0] == numbers[1]
