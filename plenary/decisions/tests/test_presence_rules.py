"""Quorum by presence: who is present helps the quorum as if they had voted, and nothing else."""

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plenary.charter.rules.schema import Method
from plenary.core.verdicts import reasons
from plenary.decisions.asks import state_of
from plenary.decisions.labels.sentences import _IN_A_SENTENCE as IN_A_SENTENCE
from plenary.decisions.labels.sentences import outcome_sentences, turnout_sentences
from plenary.decisions.rules import choosing
from plenary.decisions.rules.ballots import Choice
from plenary.decisions.rules.counting import Count, Outcome, count, turnout
from plenary.decisions.rules.papers import count_papers
from plenary.decisions.rules.phases import Phase
from plenary.decisions.rules.quorums import RULES, Attended, Rule, lacks
from plenary.decisions.tests.in_memory import proposal
from plenary.decisions.tests.test_rules import cast, make_electors, make_process, processes, profiles

places = st.frozensets(st.integers(0, 24))


def present(electors, numbers):
    """The keys of the electors with these numbers."""
    return frozenset(elector.key for number, elector in enumerate(electors) if number in numbers)


@given(processes, profiles, places)
def test_presence_changes_nothing_but_whether_there_is_a_quorum(process, profile, numbers):
    electors, ballots, objections = cast(profile)
    there = present(electors, numbers)
    plain, found = (count(process, electors, ballots, objections, present=who) for who in (None, there))
    no_quorum = count(replace(process, quorum=Fraction(0)), electors, ballots, objections)
    assert found.turnout == plain.turnout
    assert max(found.turnout, len(there)) <= found.present <= found.turnout + len(there)
    assert found.quorum_needed == plain.quorum_needed
    if plain.reason != "decisions.no_quorum":
        assert replace(found, present=None) == plain
    elif found.quorum_met:
        assert (found.outcome, found.reason) == (no_quorum.outcome, no_quorum.reason)
    else:
        assert found.reason == "decisions.no_quorum"
    assert Count.from_json(found.to_json()) == found
    assert "present" not in plain.to_json()


@given(processes, profiles, places, places)
def test_one_more_present_never_takes_a_quorum_away(process, profile, some, others):
    electors, ballots, objections = cast(profile)
    few = count(process, electors, ballots, objections, present=present(electors, some))
    more = count(process, electors, ballots, objections, present=present(electors, some | others))
    assert more.quorum_met >= few.quorum_met
    assert few.reason == "decisions.no_quorum" or more.outcome is few.outcome


@given(st.integers(1, 9), st.integers(0, 9), st.fractions(0, 1, max_denominator=9))
def test_secret_votes_and_choices_ask_for_the_same(electors, there, quorum):
    process, there = make_process(quorum=quorum), min(there, electors)
    everyone = make_electors(*[1] * electors)
    attended = Attended(everyone, frozenset({everyone[0].key}), present(everyone, range(max(1, there))))
    places = {"attended": attended, "recused": 0, "away": 0}
    secret = count_papers(process, [Choice.YES], **places)
    chosen = choosing.figures(replace(process, method=Method.CHOICE), ballots=1, winners=1, **places)
    enough = Outcome.ADOPTED if max(1, there) >= quorum * electors else Outcome.LAPSED
    assert (secret.outcome, chosen.outcome) == (enough, enough)
    assert (secret.present, chosen.present) == (max(1, there), max(1, there))


def test_nobody_from_outside_is_present():
    with pytest.raises(ValueError, match="present"):
        count(make_process(), make_electors(1), {}, present=frozenset({"somebody"}))


def test_the_verdict_says_how_many_were_present():
    process, electors = make_process(quorum=Fraction(11, 20), presence=True), make_electors(*[1] * 20)
    ballots = {each.key: Choice.YES for each in electors[:3]}
    met = count(process, electors, ballots, present=present(electors, range(12)))
    missed = count(process, electors, ballots, present=present(electors, range(8)))
    assert outcome_sentences(met)[1] == "12 of 20 were present or voted; the quorum was 11. Voted: 3."
    assert outcome_sentences(missed) == [
        "It lapsed for want of a quorum: 8 of 20 were present or voted, and 11 were needed."
    ]


def test_an_open_vote_says_how_many_are_present_where_that_is_known():
    told = turnout(make_process(quorum=Fraction(11, 20), presence=True), 20, 3)
    at_meeting = replace(told, by_presence=False, present=12)
    at_a_meeting = "If it is voted on at a meeting, those present count too."
    assert turnout_sentences(told)[1:] == ["8 more are needed for the quorum.", at_a_meeting]
    assert turnout_sentences(replace(told, voted=11))[1:] == ["The quorum is reached."]
    assert turnout_sentences(at_meeting)[1:] == ["12 of 20 are present or have voted.", "The quorum is reached."]
    assert turnout_sentences(replace(at_meeting, present=8))[2:] == ["3 more are needed for the quorum."]
    assert turnout_sentences(replace(told, by_presence=False))[1:] == ["8 more are needed for the quorum."]


@given(processes, profiles)
def test_each_rule_for_a_quorum_asks_nobody_for_a_share_of_nothing(process, profile):
    electors, ballots, _objections = cast(profile)
    attended = Attended(electors, frozenset(ballots))
    assert all(isinstance(getattr(process, field), Fraction) for field in RULES)
    assert not lacks(replace(process, **dict.fromkeys(RULES, Fraction(0))), attended)


def test_each_rule_for_a_quorum_has_its_words():
    assert {rule.reason for rule in RULES.values()} <= reasons().keys() & IN_A_SENTENCE.keys()


def test_a_further_rule_for_a_quorum_is_told_as_the_first_is(monkeypatch):
    regions = Rule(
        is_met=lambda process, attended: False,
        reason="decisions.few_regions",
        words="Too few regions.",
        sentence="It lapsed: too few regions.",
        with_present="It lapsed: too few regions; %(present)s of %(electorate)s were there.",
    )
    monkeypatch.setitem(RULES, "regions", regions)
    electors = make_electors(*[1] * 20)
    ballots = {each.key: Choice.YES for each in electors[:3]}
    missed = count(make_process(presence=True), electors, ballots, present=present(electors, range(8)))
    assert missed.reason == "decisions.few_regions"
    assert outcome_sentences(missed) == ["It lapsed: too few regions; 8 of 20 were there."]
    assert state_of(proposal(Phase.LAPSED, count=missed.to_json())) == ("lapsed", "lapsed, no quorum")
    assert state_of(proposal(Phase.LAPSED)) == ("lapsed", "lapsed")
