"""What stands on the desk: ballots that are asked, what was decided, what is coming."""

from dataclasses import replace

import pytest
from django.utils import translation

from plenary.core import clock
from plenary.decisions import actions, asks
from plenary.decisions.tests import factories
from tests import founding

pytestmark = pytest.mark.django_db


def test_a_ballot_is_asked_until_it_is_cast():
    house = founding.coalition(rules=factories.charter())
    mover, other = founding.standings(house, 2)
    proposal = factories.opened(mover)
    assert list(asks.ballots(other)) == []
    assert [row.title for row in asks.coming(other)] == ["Voting opens: Meet in Tirana"]
    with clock.set_to(proposal.voting_from):
        [asked] = asks.ballots(factories.now(other))
        assert (asked.title, asked.due, asked.button) == ("Meet in Tirana", proposal.voting_until, "Vote")
        assert asked.sentence == "0 of 2 have voted. 1 more is needed for the quorum."
        assert asked.clause == "process.ordinary"
        actions.cast_ballot(by=other, proposal=proposal, choice="yes")
        assert list(asks.ballots(factories.now(other))) == []


def test_who_consults_is_told_to_ask_first():
    house = founding.coalition(rules=factories.charter())
    org = founding.member(house, "Campo Limpo")
    proposal = factories.opened(founding.standing(org))
    by = founding.standing(org, mandate="consults")
    with clock.set_to(proposal.voting_from):
        [asked] = asks.ballots(factories.now(by))
    assert asked.button == "Vote"
    assert asked.sentence.startswith("Ask your organisation first; then answer and say whom you asked.")
    assert asked.sentence_in_mails == "Ask your organisation first; then answer and say whom you asked."


def test_what_was_decided_is_told():
    house = founding.coalition(rules=factories.charter())
    mover, other = founding.standings(house, 2)
    proposal = factories.opened(mover)
    with clock.set_to(proposal.voting_from):
        actions.cast_ballot(by=mover, proposal=proposal, choice="yes")
    factories.close(proposal)
    [told] = asks.decided(other)
    assert (told.title, told.state, told.state_label, told.note) == (
        "Meet in Tirana",
        "adopted",
        "adopted, carried out",
        "1 – 0",
    )


@pytest.mark.parametrize("number", [1, 3])
def test_asks_take_as_many_queries_for_one_as_for_three(number, django_assert_num_queries):
    house = founding.coalition(rules=factories.charter())
    mover, other = founding.standings(house, 2)
    proposals = [factories.opened(mover, title=str(place)) for place in range(number)]
    with clock.set_to(proposals[0].voting_from), django_assert_num_queries(4):
        assert len(list(asks.ballots(factories.now(other)))) == number


def test_seconders_are_asked_and_then_the_mover_opens():
    house = founding.coalition(rules=factories.charter(ordinary={"seconders": 1}))
    mover, other, third = founding.standings(house, 3)
    proposal = factories.draft(mover)
    assert [list(asks.seconders(by)) for by in (mover, other)] == [[], []]
    actions.show_draft(by=mover, proposal=proposal)
    [asked] = asks.seconders(other)
    assert (asked.title, asked.button) == ("Meet in Tirana", "Read the draft")
    assert asked.sentence == "It opens once one more member seconds it."
    assert list(asks.seconders(mover)) == []
    actions.second(by=other, proposal=proposal)
    assert [list(asks.seconders(by)) for by in (other, third)] == [[], []]
    [asked] = asks.seconders(mover)
    assert asked.button == "Open the proposal"
    actions.open_proposal(by=mover, proposal=proposal)
    assert list(asks.seconders(mover)) == []


def test_a_missing_translation_is_asked_of_its_readers_and_of_the_movers():
    rules = replace(factories.charter(), languages=("en", "fr"), required_languages=("en", "fr"))
    house = founding.coalition(rules=rules)
    mover, other = founding.standings(house, 2)
    observer = founding.standing(founding.member(house, "Observer"), mandate="observes")
    proposal = factories.opened(mover)
    [asked] = asks.translations(mover)
    assert asked.sentence == "A translation into français is missing; notice starts when it is there."
    assert asked.url.endswith(f"/proposals/{proposal.pk}/translation/fr/")
    with translation.override("fr"):
        assert [[ask.title for ask in asks.translations(by)] for by in (other, observer)] == [[proposal.title], []]
    assert list(asks.translations(other)) == []
