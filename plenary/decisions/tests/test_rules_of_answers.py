"""What answers say of the page on which they were given, what stands beside a ballot, and what is owed for advice."""

from datetime import UTC, datetime, timedelta
from fractions import Fraction
from random import Random

import pytest
from hypothesis import given as drawn
from hypothesis import strategies as st

from plenary.charter.rules.schema import Days, Method, Secrecy
from plenary.decisions.rules import quorums
from plenary.decisions.rules.advice import NEEDS_WHY, Became, Voting, came_back, sent
from plenary.decisions.rules.ballots import Choice
from plenary.decisions.rules.concerns import STANDING, State
from plenary.decisions.rules.counting import Outcome, count
from plenary.decisions.rules.papers import count_papers
from plenary.decisions.rules.quorums import Attended, lacks
from plenary.decisions.rules.reading import NONE, Given, Part, finds_its_place, fingerprint, is_of_now
from plenary.decisions.rules.tallies import tally
from plenary.decisions.rules.temperature import Feeling, reading
from plenary.decisions.tests.test_rules import make_electors, make_process

NOON = datetime(2026, 3, 4, 12, tzinfo=UTC)

PARTS = st.lists(
    st.builds(Part, id=st.text("ab", min_size=1, max_size=3), payload=st.just({"a": 1}), severed=st.booleans()),
    max_size=4,
    unique_by=lambda part: part.id,
)


@drawn(PARTS, st.randoms(use_true_random=False))
def test_a_fingerprint_knows_no_order_of_parts(parts: list[Part], random: Random) -> None:
    shuffled = list(parts)
    random.shuffle(shuffled)
    of = [fingerprint(round=1, stage="", words="v", parts=each) for each in (parts, shuffled)]
    assert of[0] == of[1]


@drawn(PARTS)
def test_a_fingerprint_differs_with_all_that_is_asked(parts: list[Part]) -> None:
    whole = fingerprint(round=1, stage="", words="v", parts=parts)
    others = [
        fingerprint(round=2, stage="", words="v", parts=parts),
        fingerprint(round=1, stage="confirming", words="v", parts=parts),
        fingerprint(round=1, stage="", words="w", parts=parts),
        fingerprint(round=1, stage="", words="v", parts=[*parts, Part(id="new", payload={})]),
    ]
    assert (whole in others, len(set(others))) == (False, 4)


@pytest.mark.parametrize(
    ("given", "entry", "sent_as", "finds"),
    [
        (Given(), "e1", "", True),
        (Given(before=NONE), "", "", True),
        (Given(before=NONE), "e1", "x", False),
        (Given(before="e1"), "e1", "", True),
        (Given(before="e1"), "e2", "", False),
        (Given(before="e1"), "", "", False),
        (Given(before=NONE, instead=frozenset({"x"})), "e1", "x", True),
        (Given(before=NONE, instead=frozenset({"y"})), "e1", "x", False),
        (Given(before=NONE, instead=frozenset({""})), "e1", "", False),
    ],
)
def test_a_ballot_replaces_what_its_voter_saw(given: Given, entry: str, sent_as: str, finds: bool) -> None:
    assert finds_its_place(given, entry, sent_as) is finds


def test_what_says_nothing_of_its_page_is_taken_as_given_now() -> None:
    assert (is_of_now(Given(), "a"), is_of_now(Given(seen="a"), "a"), is_of_now(Given(seen="b"), "a")) == (
        True,
        True,
        False,
    )


def test_a_fingerprint_is_sixteen_digits_whatever_the_order_in_which_a_part_is_told() -> None:
    one, other = ([Part(id="a", payload=told)] for told in ({"to": 1, "by": 2}, {"by": 2, "to": 1}))
    said = fingerprint(round=1, stage="", words="v", parts=one)
    assert said == fingerprint(round=1, stage="", words="v", parts=other)
    assert (len(said), int(said, 16) >= 0) == (16, True)


def test_a_concern_stands_until_it_is_answered_and_once_it_is_upheld() -> None:
    assert [state for state in State if state in STANDING] == [State.OPEN, State.UPHELD]


def test_a_reason_is_owed_for_advice_that_was_not_taken_whole() -> None:
    assert [became for became in Became if became in NEEDS_WHY] == [Became.PARTLY, Became.NOT]


def test_voting_that_was_about_to_open_opens_once_advice_is_due() -> None:
    voting = Voting(opens=NOON + timedelta(minutes=20), closes=NOON + timedelta(days=3, minutes=20))
    due, moved = sent(voting, NOON + timedelta(minutes=10), 5, Days())
    assert due == moved.opens == NOON + timedelta(days=5, hours=1)
    assert moved.closes - moved.opens == timedelta(days=3)


def test_advice_that_comes_back_when_no_discussion_was_left_opens_voting_at_the_next_hour() -> None:
    voting = Voting(opens=NOON + timedelta(days=5), closes=NOON + timedelta(days=8))
    earlier = came_back(voting, NOON + timedelta(days=6), NOON + timedelta(minutes=5), Days())
    assert earlier == Voting(opens=NOON + timedelta(hours=1), closes=NOON + timedelta(days=3, hours=1))


def test_how_two_feel_is_not_told_and_how_three_feel_is() -> None:
    warm, cold = (Feeling.WARM, NOON), (Feeling.COLD, NOON)
    few, enough = (reading(answers, 9, None) for answers in ([warm, cold], [warm, cold, cold]))
    assert (few.is_told, few.answered, few.warm, few.cold) == (False, 2, 0, 0)
    assert (enough.is_told, enough.answered, enough.warm, enough.cold) == (True, 3, 1, 2)


@pytest.mark.parametrize(
    ("said", "outcome"),
    [
        ([Choice.SUPPORT, Choice.ASIDE], Outcome.REJECTED),
        ([Choice.RESERVATION, Choice.SUPPORT, Choice.ASIDE], Outcome.ADOPTED),
        ([Choice.RESERVATION, Choice.ASIDE, Choice.ASIDE], Outcome.REJECTED),
    ],
)
def test_a_consensus_is_carried_by_more_than_stand_aside(said: list[Choice], outcome: Outcome) -> None:
    electors = make_electors(*[1] * len(said))
    ballots = {elector.key: choice for elector, choice in zip(electors, said, strict=True)}
    assert count(make_process(method=Method.CONSENSUS), electors, ballots).outcome is outcome


def test_no_amendment_is_decided_by_ballot_where_votes_are_secret_and_its_figures_are_plain() -> None:
    votes = [(Choice.YES, 2), (Choice.NO, 1), (Choice.ABSTAIN, 1)]
    told = tally(make_process(method=Method.MAJORITY), votes)
    assert told.to_json() == {"yes": 2, "no": 1, "abstain": 1, "needed": 2, "is_carried": True}
    assert not tally(make_process(method=Method.MAJORITY, secrecy=Secrecy.SECRET), votes).is_carried


def test_sealed_votes_are_no_more_than_there_are_and_lapse_without_a_quorum() -> None:
    everyone = make_electors(2, 1, 1)
    attended = Attended(everyone, frozenset({everyone[0].key}))
    process = make_process(method=Method.MAJORITY, quorum=Fraction(1, 2))
    told = count_papers(process, [Choice.YES] * 2, attended=attended, recused=0, away=0)
    assert (told.outcome, told.reason, told.quorum_needed) == (Outcome.LAPSED, "decisions.no_quorum", 2)
    with pytest.raises(ValueError, match="5 papers, and 4 votes"):
        count_papers(process, [Choice.YES] * 5, attended=attended, recused=0, away=0)


def test_silence_asks_for_nobody_whatever_rules_there_are(monkeypatch: pytest.MonkeyPatch) -> None:
    never = quorums.Rule(is_met=lambda _process, _attended: False, reason="decisions.never", words="", sentence="")
    monkeypatch.setattr(quorums, "RULES", {"never": never})
    attended = Attended(make_electors(1), frozenset())
    told = {method: lacks(make_process(method=method), attended) for method in (Method.SILENCE, Method.MAJORITY)}
    assert told == {Method.SILENCE: "", Method.MAJORITY: "decisions.never"}
