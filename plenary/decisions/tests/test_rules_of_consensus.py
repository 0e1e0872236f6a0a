"""Rules on the way to consensus: that rounds end, that a broken silence never adopts, concerns and temperature."""

from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from plenary.charter.rules.schema import Method, Process
from plenary.decisions.rules.ballots import Choice
from plenary.decisions.rules.concerns import Move, State, after
from plenary.decisions.rules.counting import Outcome, count
from plenary.decisions.rules.phases import Moments, Phase, phase_at, timetable
from plenary.decisions.rules.rounds import NOBODY_TO_GO_ON, Step, left_by_all, next_step
from plenary.decisions.rules.temperature import FEWEST, Feeling, reading

OPENED = datetime(2026, 3, 2, 14, 23, tzinfo=UTC)


def make_process(**terms):
    return Process(code="p", names={"en": "P"}, electorate="plenary", **terms)


def figures(outcome, objections=0):
    return SimpleNamespace(outcome=outcome, objections=objections)


@given(st.integers(1, 6), st.booleans(), st.sampled_from([Method.CONSENSUS, Method.SILENCE]), st.data())
def test_rounds_end(rounds, has_next, method, data):
    process, fallback = make_process(method=method, rounds=rounds), make_process(method=Method.MAJORITY)
    passed, tests = 0, 1
    while True:
        passed += 1
        told = figures(data.draw(st.sampled_from(Outcome)), data.draw(st.integers(0, 3)))
        step = next_step(process, told, stage="", tests=tests, has_next=has_next)
        if step is Step.SETTLED:
            break
        assert step in {Step.AGAIN, Step.FALLBACK}
        if step is Step.AGAIN:
            tests += 1
        else:
            process, tests, has_next = fallback, 1, False
    assert passed <= rounds + 1
    assert tests <= rounds


class Silence(RuleBasedStateMachine):
    """A silence from its opening to its close: people object, take it back, and deadlines are moved, in any order."""

    @initialize(size=st.integers(1, 6), objectors=st.integers(1, 3), days=st.integers(1, 5), away=st.integers(0, 3))
    def open(self, size, objectors, days, away):
        self.process = make_process(method=Method.SILENCE, objectors=objectors, voting_days=days, discussion_days=1)
        self.times = timetable(self.process, OPENED)
        self.until, self.now = self.times.voting_until, OPENED
        self.electors = [SimpleNamespace(key=str(key), weight=1, region="") for key in range(size)]
        self.standing, self.extended, self.outcome = set(), False, None

    def phase(self):
        times = self.times
        moments = Moments(
            opened_at=OPENED,
            discussion_from=times.discussion_from,
            voting_from=times.voting_from,
            voting_until=self.until,
        )
        return phase_at(moments, self.now)

    @rule(hours=st.integers(1, 60))
    def time_passes(self, hours):
        self.now += timedelta(hours=hours)

    @rule(key=st.integers(0, 5))
    def object(self, key):
        if self.phase() in {Phase.DISCUSSION, Phase.VOTING} and key < len(self.electors):
            self.standing.add(str(key))

    @rule(key=st.integers(0, 5))
    def take_back(self, key):
        if self.phase() in {Phase.DISCUSSION, Phase.VOTING}:
            self.standing.discard(str(key))

    @precondition(lambda self: not self.extended)
    @rule(days=st.integers(1, 7))
    def extend(self, days):
        if self.phase() in {Phase.DISCUSSION, Phase.VOTING}:
            self.until += timedelta(days=days)
            self.extended = True

    @rule()
    def close(self):
        if self.phase() is Phase.CLOSED:
            self.outcome = count(self.process, self.electors, {}, frozenset(self.standing)).outcome

    @invariant()
    def kept_adopts_and_broken_never_does(self):
        if getattr(self, "outcome", None) is not None:
            broken = len(self.standing) >= self.process.objectors
            assert self.outcome is (Outcome.REJECTED if broken else Outcome.ADOPTED)


TestSilence = Silence.TestCase


@pytest.mark.parametrize(
    ("state", "answer", "withdraw", "uphold"),
    [
        ("open", "answered", "withdrawn", None),
        ("answered", "answered", "withdrawn", "upheld"),
        ("upheld", None, "withdrawn", None),
        ("withdrawn", None, None, None),
    ],
)
def test_concern_table(state, answer, withdraw, uphold):
    led = [after(State(state), move) for move in (Move.ANSWER, Move.WITHDRAW, Move.UPHOLD)]
    assert led == [answer, withdraw, uphold]


@given(st.lists(st.sampled_from(Move)))
def test_an_upheld_concern_is_taken_away_by_withdrawing_alone(moves):
    state, upheld = State.OPEN, False
    for move in moves:
        led = after(state, move)
        if led is None:
            continue
        if upheld:
            assert (move, led) == (Move.WITHDRAW, State.WITHDRAWN)
        state, upheld = led, led is State.UPHELD


answers = st.lists(st.tuples(st.sampled_from(Feeling), st.integers(0, 9)), max_size=8)


@given(answers, st.none() | st.integers(0, 9))
def test_few_answers_tell_nothing_but_their_number(given_, reworded):
    at = [(feeling, OPENED + timedelta(hours=hour)) for feeling, hour in given_]
    told = reading(at, 9, None if reworded is None else OPENED + timedelta(hours=reworded))
    assert told == reading(reversed(at), 9, None if reworded is None else OPENED + timedelta(hours=reworded))
    assert told.answered == len(at)
    assert told.is_told is (len(at) >= FEWEST)
    assert told.warm + told.unsure + told.cold == (len(at) if told.is_told else 0)
    earlier = sum(hour < reworded for _feeling, hour in given_) if reworded is not None and told.is_told else 0
    assert told.earlier == earlier


@given(
    st.lists(st.sampled_from(["support", "aside", "block", "reservation"]), min_size=1, max_size=5),
    st.sampled_from(["", "recorded", "urgent", "confirming"]),
)
def test_what_nobody_could_go_on_with_is_never_adopted(said, stage):
    electors = [SimpleNamespace(key=str(place), weight=1, region="") for place in range(len(said))]
    ballots = {one.key: Choice(word) for one, word in zip(electors, said, strict=True)}
    told = count(make_process(method=Method.CONSENSUS), electors, ballots)
    ended = left_by_all(told, stage)
    refused = told.outcome is Outcome.REJECTED and stage in {"", "confirming"}
    assert (ended.outcome, ended.reason) == (Outcome.REJECTED if refused else Outcome.LAPSED, NOBODY_TO_GO_ON)
    assert (ended.block, ended.turnout) == (told.block, told.turnout)
