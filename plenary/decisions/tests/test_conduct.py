"""A member in breach, from the first conversation to the appeal: what a proposal needs, who decides, and what an appeal holds."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

import pytest

from plenary.charter.rules.schema import Accountability, Office
from plenary.core import clock
from plenary.core.standing import Standing
from plenary.core.verdicts import Refused
from plenary.decisions import actions, permissions, queries
from plenary.decisions.audits.places import audit_recusals
from plenary.decisions.models import Proposal
from plenary.decisions.rules.phases import Phase
from plenary.decisions.shown.brief import brief_of
from plenary.decisions.shown.proposal import context_of
from plenary.decisions.tasks import keep_deadlines
from plenary.decisions.tests import factories
from plenary.membership.actions import StepGiven, open_case, take_conduct_step
from plenary.membership.audits import audit_conduct
from plenary.membership.matters import ADMINISTER
from plenary.membership.models import ConductCase, Member
from plenary.membership.rules.conduct import Taken, appeal_body
from tests import founding

pytestmark = pytest.mark.django_db

DAYS = 14


def charter():
    rule = Accountability(answer_days=DAYS)
    office = Office(code="chair", names={"en": "chair"}, body="board", powers=(ADMINISTER,))
    return replace(factories.charter(), accountability=rule, offices=(office,))


@pytest.fixture
def house():
    with clock.set_to(factories.MONDAY):
        yield founding.coalition(rules=charter())


def officer(house) -> Standing:
    by = founding.standing(founding.member(house, "Officer's own"))
    return replace(by, offices=frozenset({"chair"}), powers=frozenset({ADMINISTER}))


def take(by: Standing, case: ConductCase, step: str, **given: object) -> ConductCase:
    return take_conduct_step(by=by, case=case, step=Taken(step), given=StepGiven(**given))


def heard(by: Standing, own: Standing, measure: str) -> ConductCase:
    """A matter of conduct in which the member was heard, and a measure was chosen."""
    member = Member.objects.of(by.coalition).get(pk=own.member)
    case = open_case(by=by, member=member, duty="answers", clause="category.member", words="Shall we talk?")
    today = clock.now().date()
    take(by, case, "talk", day=today, outcome="open", people="Two of us", words="No agreement.")
    take(by, case, "notice", words="You did not answer three times.")
    take(own, case, "answer", words="We had no staff.")
    take(by, case, "hearing", day=today, people="The board", way="writing", words="As before.")
    return take(by, case, "measure", outcome=measure, words="Three times.")


def refusal(proposal: Proposal, by: Standing) -> str:
    with pytest.raises(Refused) as caught:
        actions.open_proposal(by=by, proposal=proposal)
    return caught.value.verdict.reason


def adopted(proposal: Proposal, by: Sequence[Standing], choice: str = "yes") -> Proposal:
    assert proposal.voting_from
    with clock.set_to(proposal.voting_from + timedelta(minutes=1)):
        for each in by:
            actions.cast_ballot(by=factories.now(each), proposal=proposal, choice=choice)
    return factories.close(proposal)


def suspend(own: Standing) -> list[tuple[str, dict[str, str]]]:
    return [("membership.suspend", {"member": own.member, "reason": "Three times."})]


def again(by: Standing, proposal: Proposal) -> Proposal:
    found = queries.visible_proposal(by, proposal.id)
    assert found is not None
    return found


def test_nobody_is_suspended_without_the_steps(house):
    people = founding.standings(house, 3)
    by, own = officer(house), people[2]
    proposal = factories.draft(people[0], suspend(own))
    verdict = permissions.may_open(people[0], proposal)
    assert (verdict.reason, verdict.allowed) == ("membership.conversation_first", False)
    member = Member.objects.of(house.id).get(pk=own.member)
    case = open_case(by=by, member=member, duty="answers", clause="category.member", words="Shall we talk?")
    with pytest.raises(Refused) as caught:
        take(by, case, "notice", words="Now.")
    assert (caught.value.verdict.reason, caught.value.verdict.clause) == (
        "membership.conversation_first",
        "accountability",
    )
    take(by, case, "talk", day=clock.now().date(), outcome="declined", people="Nobody", words="No answer.")
    assert refusal(proposal, people[0]) == "membership.notice_first"
    take(by, case, "notice", words="You did not answer.")
    assert refusal(proposal, people[0]) == "membership.time_to_answer"
    take(own, case, "answer", words="We had no staff.")
    assert refusal(proposal, people[0]) == "membership.hearing_first"
    take(by, case, "hearing", day=clock.now().date(), people="The board", way="absent", words="Nobody came.")
    assert refusal(proposal, people[0]) == "membership.measure_first"
    take(by, case, "measure", outcome="removal", words="It must go.")
    assert refusal(proposal, people[0]) == "membership.other_measure"


def test_whom_it_concerns_is_heard_and_does_not_vote(house):
    people = founding.standings(house, 3)
    by, own = officer(house), people[2]
    heard(by, own, "suspension")
    proposal = factories.opened(people[0], suspend(own))
    assert proposal.frozen_process.hold_hours == DAYS * 24
    assert [row.member_id for row in queries.electors_in(proposal) if row.is_recused] == [own.member]
    assert list(audit_recusals(house.id)) == []
    assert permissions.may_step_in(own, proposal).reason == "decisions.concerned"
    with clock.set_to(proposal.voting_from):
        assert permissions.may_cast(factories.now(own), proposal).reason == "decisions.stood_back"
    assert [said.words for said in context_of(people[0], proposal)["heard"]] == ["We had no staff."]
    brief = brief_of(people[0], house, proposal, zone="UTC", url="https://example.org/p")
    assert brief.heard == ("Member 2 says: We had no staff.",)
    assert context_of(Standing.nobody(house.id), proposal)["heard"] == []


def test_an_appeal_holds_the_effect_and_sets_it_aside(house):
    people = founding.standings(house, 3)
    by, own = officer(house), people[2]
    case = heard(by, own, "suspension")
    closed = adopted(factories.opened(people[0], suspend(own)), people[:2])
    case.refresh_from_db()
    assert (closed.outcome, closed.phase, case.stage) == ("adopted", Phase.HELD, "measure")
    assert case.appeal_until == closed.effects_due
    with clock.set_to(closed.decided_at + timedelta(days=DAYS - 2)):
        case = take(factories.now(own), case, "appeal", words="It was Ramadan.")
        aside = factories.opened(factories.now(own), [("membership.set_aside", {"case": case.id})])
    with clock.set_to(closed.effects_due + timedelta(minutes=1)):
        keep_deadlines()
        assert again(people[0], closed).not_carried_out["reason"] == "membership.appeal_holds"
    assert [row.member_id for row in queries.electors_in(aside) if row.is_recused] == [own.member]
    adopted(aside, people[:2])
    case.refresh_from_db()
    assert (case.stage, case.ended) == ("closed", "set_aside")
    with clock.set_to(closed.effects_due + timedelta(days=9)):
        keep_deadlines()
    assert again(people[0], closed).not_carried_out["reason"] == "membership.was_set_aside"
    assert Member.objects.of(house.id).get(pk=own.member).status == "active"
    assert list(audit_conduct(house.id)) == []


def test_an_appeal_that_fails_lets_the_measure_stand(house):
    people = founding.standings(house, 3)
    by, own = officer(house), people[2]
    case = heard(by, own, "suspension")
    closed = adopted(factories.opened(people[0], suspend(own)), people[:2])
    with clock.set_to(closed.decided_at + timedelta(days=DAYS - 2)):
        case = take(factories.now(own), case, "appeal", words="It was Ramadan.")
        aside = factories.opened(factories.now(people[1]), [("membership.set_aside", {"case": case.id})])
    with clock.set_to(closed.effects_due + timedelta(minutes=1)):
        keep_deadlines()
    adopted(aside, people[:2], choice="no")
    case.refresh_from_db()
    assert (case.stage, case.ended) == ("closed", "stands")
    with clock.set_to(closed.effects_due + timedelta(days=9)):
        keep_deadlines()
    assert again(people[0], closed).phase is Phase.CARRIED_OUT
    assert Member.objects.of(house.id).get(pk=own.member).status == "suspended"


def test_without_an_appeal_it_takes_effect_after_the_hold(house):
    people = founding.standings(house, 3)
    case = heard(officer(house), people[2], "suspension")
    closed = adopted(factories.opened(people[0], suspend(people[2])), people[:2])
    with clock.set_to(closed.effects_due + timedelta(hours=2)):
        keep_deadlines()
        with pytest.raises(Refused) as caught:
            take(factories.now(people[2]), case, "appeal", words="Late.")
        assert caught.value.verdict.reason in {"membership.appeal_too_late", "membership.not_yours"}
    assert Member.objects.of(house.id).get(pk=people[2].member).status == "suspended"


def test_a_measure_that_is_not_adopted_ends_the_matter(house):
    people = founding.standings(house, 3)
    case = heard(officer(house), people[2], "suspension")
    closed = adopted(factories.opened(people[0], suspend(people[2])), people[:2], choice="no")
    case.refresh_from_db()
    assert (closed.outcome, case.stage, case.ended) == ("rejected", "closed", "not_adopted")


def test_another_body_than_took_the_measure_hears_the_appeal():
    rules = charter()
    assert appeal_body(rules, "board", "board") == "plenary"
    assert appeal_body(rules, "board", "plenary") == "board"
    assert appeal_body(rules, "plenary", "plenary") == "plenary"
