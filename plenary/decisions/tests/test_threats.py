"""Ways in which somebody might learn how another votes, or change what is voted on behind the record."""

import pytest

from plenary.core import clock
from plenary.decisions import actions, audits, queries
from plenary.decisions.models import Effect, Elector, Proposal
from plenary.decisions.tests import factories
from plenary.decisions.tests.found import in_voting
from plenary.directory.models import Person
from plenary.texts.queries import comments
from tests import founding

pytestmark = pytest.mark.django_db


def test_a_colleague_does_not_read_the_ballot_of_a_seat_that_names_another_person(house):
    of = founding.member(house, "Green Valley")
    sitting, colleague = founding.standing(of), founding.standing(of)
    proposal = factories.opened(sitting)
    Elector.objects.of(house.id).filter(proposal=proposal).update(person=sitting.person)
    with in_voting(proposal):
        cast = actions.cast_ballot(by=factories.now(sitting), proposal=proposal, choice="no")
    assert queries.ballot_of(sitting, proposal) == cast
    assert queries.ballot_of(colleague, proposal) is None


def test_a_person_under_protection_speaks_in_the_name_of_the_member_alone(house):
    by = founding.standing(founding.member(house, "Green Valley"))
    Person.objects.of(house.id).filter(pk=by.person).update(protected=True)
    proposal = factories.opened(by)
    with in_voting(proposal):
        actions.comment(by=factories.now(by), proposal=proposal, body="We agree.")
    assert [said.name for said in comments(by, proposal.thread)] == ["Green Valley"]


def _change_words(proposal: Proposal) -> None:
    Proposal.objects.of(proposal.coalition_id).filter(pk=proposal.pk).update(title="Meet in Vienna")


def _change_deadline(proposal: Proposal) -> None:
    Proposal.objects.of(proposal.coalition_id).filter(pk=proposal.pk).update(voting_until=clock.now())


def _change_rules(proposal: Proposal) -> None:
    rules = {**proposal.process, "quorum": "0"}
    Proposal.objects.of(proposal.coalition_id).filter(pk=proposal.pk).update(process=rules)


def _change_effect(proposal: Proposal) -> None:
    Effect.objects.of(proposal.coalition_id).filter(proposal=proposal).update(payload={"text": "We meet in Vienna."})


def _weigh_more(proposal: Proposal) -> None:
    one = Elector.objects.of(proposal.coalition_id).filter(proposal=proposal).first()
    Elector.objects.of(proposal.coalition_id).filter(pk=one.pk).update(weight=100)


def _decide_by_hand(proposal: Proposal) -> None:
    Proposal.objects.of(proposal.coalition_id).filter(pk=proposal.pk).update(effects_due=clock.now(), outcome="lapsed")


@pytest.mark.parametrize(
    ("tamper", "found"),
    [
        (_change_words, "its title is not what was opened"),
        (_change_deadline, "its voting_until is not what was opened"),
        (_change_rules, "its process is not what was opened"),
        (_change_effect, "its effects is not what was opened"),
        (_weigh_more, "its electors is not what was opened"),
        (_decide_by_hand, "its outcome is not the one that was entered"),
    ],
)
def test_what_is_changed_behind_an_open_vote_is_found(house, tamper, found):
    people = founding.standings(house, 2)
    proposal = factories.opened(people[0])
    assert list(audits.audit(house.id)) == []
    tamper(proposal)
    assert f"proposal {proposal.pk}: {found}" in list(audits.audit(house.id))
