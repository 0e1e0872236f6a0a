"""Answers after consulting, and answers given elsewhere that an officer enters: rows, entries, refusals."""

from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction

import pytest

from plenary.charter.rules.schema import Method, Office
from plenary.core import clock
from plenary.core.standing import Standing
from plenary.decisions import actions, audits, permissions, queries
from plenary.decisions.models import Ballot, Elector
from plenary.decisions.queries.calls import places_in
from plenary.decisions.queries.early import is_certain
from plenary.decisions.tests import factories
from plenary.decisions.tests.found import facts_read, in_voting, refusal
from plenary.membership.models import Member
from tests import founding

pytestmark = pytest.mark.django_db

ON = date(2026, 3, 3)
PHONE = {"how": "phone", "who": "Amina Diallo", "on": ON}


def rules(**terms):
    """A charter whose chair may enter answers."""
    made = factories.charter(ordinary={"quorum": Fraction(1, 2)} | terms)
    chair = Office(code="chair", names={"en": "chair"}, body="board", powers=(permissions.ENTER_ANSWERS,))
    return replace(made, offices=(chair,))


@pytest.fixture
def house():
    """A coalition whose chair may enter answers."""
    return founding.coalition(rules=rules(extension_days=3))


def as_chair(by: Standing) -> Standing:
    """The same standing, with the office of the chair and its powers."""
    return replace(by, offices=frozenset({"chair"}), powers=frozenset({permissions.ENTER_ANSWERS}))


def elector_of(proposal, by) -> Elector:
    """The place of a standing's member."""
    return queries.electors_in(proposal).get(member=by.member)


def who_consults_for(by: Standing) -> Standing:
    """A colleague of a standing who must consult first."""
    return founding.standing(Member.objects.of(by.coalition).get(pk=by.member), mandate="consults")


# who must consult
def test_who_must_consult_answers_once_it_says_whom_it_asked(house):
    mover, other = founding.standings(house, 2)
    by = who_consults_for(other)
    proposal = factories.opened(mover)
    with in_voting(proposal):
        cast = {"by": by, "proposal": proposal, "choice": "yes"}
        assert refusal(actions.cast_ballot, **cast, source=" ") == "decisions.no_source"
        ballot = actions.cast_ballot(**cast, source="Our board, on Sunday")
    assert (ballot.how, ballot.source) == ("consulted", "Our board, on Sunday")
    [_turnout, own] = facts_read(other, "decisions.ballot_cast")
    assert (own["how"], own["source"]) == ("consulted", "Our board, on Sunday")
    [_all] = facts_read(mover, "decisions.ballot_cast")
    assert "source" not in _all


def test_a_colleague_who_decides_replaces_it_without_such_words(house):
    mover, other = founding.standings(house, 2)
    by = who_consults_for(other)
    proposal = factories.opened(mover)
    with in_voting(proposal):
        actions.cast_ballot(by=by, proposal=proposal, choice="yes", source="Our board")
        ballot = actions.cast_ballot(by=other, proposal=proposal, choice="no", source="nobody asks this")
    assert (ballot.how, ballot.source) == ("self", "")


def test_who_must_consult_objects_with_the_same_words():
    house = founding.coalition(rules=rules(method=Method.CONSENT))
    mover, other = founding.standings(house, 2)
    by = who_consults_for(other)
    proposal = factories.opened(mover)
    with in_voting(proposal):
        objects = {"by": by, "proposal": proposal, "reason": "Too early."}
        assert refusal(actions.object_to, **objects) == "decisions.no_source"
        assert actions.object_to(**objects, source="Our board").source == "Our board"


# answers that an officer enters
def test_an_answer_given_by_phone_is_told_to_its_member_alone(house):
    mover, called, third = founding.standings(house, 3)
    proposal = factories.opened(mover)
    with in_voting(proposal):
        elector = elector_of(proposal, called)
        ballot = actions.enter_answer(by=as_chair(mover), proposal=proposal, elector=elector.pk, choice="no", **PHONE)
    assert (ballot.choice, ballot.how, ballot.source) == ("no", "phone", "Amina Diallo, 2026-03-03")
    assert ballot.entered_by == "chair"
    [told] = facts_read(called, "decisions.answer_entered")
    assert (told["office"], told["how"], told["choice"]) == ("chair", "phone", "no")
    assert facts_read(third, "decisions.answer_entered") is None
    assert list(audits.audit(house.id)) == []


def test_its_member_changes_it_and_then_the_officer_may_not(house):
    mover, called = founding.standings(house, 2)
    proposal = factories.opened(mover)
    with in_voting(proposal):
        enter = {"by": as_chair(mover), "proposal": proposal, "elector": elector_of(proposal, called).pk, **PHONE}
        actions.enter_answer(**enter, choice="no")
        actions.enter_answer(**enter, choice="yes")  # the officer may mend what it entered
        actions.cast_ballot(by=called, proposal=proposal, choice="abstain")
        assert refusal(actions.enter_answer, **enter, choice="no") == "decisions.answered_itself"
    ballot = Ballot.objects.of(house.id).get()
    assert (ballot.choice, ballot.how, ballot.source, ballot.entered_by) == ("abstain", "self", "", "")


def test_whose_answer_is_not_entered(house):
    mover, called, back = founding.standings(house, 3)
    hidden = founding.member(house, "Hidden", protected=True)
    proposal = factories.opened(mover)
    with in_voting(proposal):
        actions.stand_back(by=back, proposal=proposal, reason="We are paid by it.")
        places = {row.member_id: row.pk for row in queries.electors_in(proposal)}
        enter = {"proposal": proposal, "choice": "no"} | PHONE
        found = {
            name: refusal(actions.enter_answer, by=as_chair(mover), elector=places[member], **enter)
            for name, member in {"own": mover.member, "hidden": hidden.pk, "back": back.member}.items()
        }
        assert found == {
            "own": "decisions.enters_for_others",
            "hidden": "decisions.no_such_elector",
            "back": "decisions.elector_stood_back",
        }
        assert refusal(actions.enter_answer, by=mover, elector=places[called.member], **enter) == (
            "decisions.not_to_enter"
        )
        nameless = enter | {"who": " "}
        assert refusal(actions.enter_answer, by=as_chair(mover), elector=places[called.member], **nameless) == (
            "decisions.no_provenance"
        )
        assert [row.name for row in queries.unanswered(proposal)] == ["Member 0", "Member 1"]


@pytest.mark.parametrize("days", [-1, 8])
def test_answers_are_entered_while_voting_is_open(house, days):
    mover, called = founding.standings(house, 2)
    proposal = factories.opened(mover)
    with clock.set_to(proposal.voting_from + timedelta(days=days)):
        verdict = permissions.may_enter_answers(as_chair(mover), proposal, elector_of(proposal, called))
    assert verdict.reason == "decisions.not_voting"


def test_nobody_answers_for_a_suspended_member(house):
    mover, stopped = founding.standings(house, 2)
    proposal = factories.opened(mover)
    place = elector_of(proposal, stopped)
    Member.objects.of(house.id).filter(pk=stopped.member).update(status="suspended")
    with in_voting(proposal):
        enter = {"by": as_chair(mover), "proposal": proposal, "elector": place.pk, "choice": "no"} | PHONE
        assert refusal(actions.enter_answer, **enter) == "decisions.no_such_elector"
        assert place not in queries.unanswered(proposal)
        assert [each.name for each in places_in(proposal) if each.is_listed] == ["Member 0"]


def test_an_answer_that_its_member_may_still_change_ends_no_vote_early():
    house = founding.coalition(rules=rules(early=True, discussion_days=0))
    mover, called, silent = founding.standings(house, 3)
    proposal = factories.opened(mover)
    actions.cast_ballot(by=mover, proposal=proposal, choice="yes")
    enter = {"by": as_chair(mover), "proposal": proposal, "choice": "yes"} | PHONE
    actions.enter_answer(**enter, elector=elector_of(proposal, called).pk)
    assert not is_certain(proposal)
    actions.cast_ballot(by=silent, proposal=proposal, choice="yes")
    assert is_certain(proposal)
