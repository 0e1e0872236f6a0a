"""Rules of phases and counting: tables, and properties over every process and profile."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from fractions import Fraction
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plenary.bodies.rules import Elector
from plenary.charter.rules.schema import Base, Method, Process, Second
from plenary.decisions.rules.ballots import Choice
from plenary.decisions.rules.counting import Count, Outcome, count, needed_of, quorum_of, severed, turnout
from plenary.decisions.rules.matters import MixedMattersError, matter_of
from plenary.decisions.rules.phases import Moments, Phase, effects_due, phase_at, timetable
from plenary.decisions.rules.seconding import seconders_needed

OPENED = datetime(2026, 3, 2, 14, 23, 5, tzinfo=UTC)
HOUR = timedelta(hours=1)


def make_process(**changes):
    return Process(
        **({"code": "p", "names": {"en": "P"}, "method": Method.MAJORITY, "electorate": "plenary"} | changes)
    )


@pytest.mark.parametrize(
    ("asked", "members", "needed"),
    [(2, ["a", "b", "c", "d"], 2), (2, ["a", "b"], 1), (2, ["a"], 0), (1, ["a", "", ""], 0), (0, ["a", "b"], 0)],
)
def test_seconders_are_never_more_than_there_are_others(asked, members, needed):
    assert seconders_needed(make_process(seconders=asked), "a", members) == needed


def make_electors(*weights):
    where = ("", "north", "south", "east")
    return [
        Elector(key=f"member:{i}", name=str(i), member=str(i), weight=w, region=where[i % 4])
        for i, w in enumerate(weights)
    ]


shares = st.fractions(min_value=0, max_value=1, max_denominator=12)
processes = st.builds(
    make_process,
    method=st.sampled_from([method for method in Method if method is not Method.CHOICE]),
    quorum=shares,
    threshold=shares,
    strictly=st.booleans(),
    base=st.sampled_from(Base),
    second=st.sampled_from(Second),
    objectors=st.integers(1, 3),
)
profiles = st.lists(
    st.tuples(st.integers(0, 5), st.none() | st.sampled_from(Choice), st.booleans()), min_size=1, max_size=25
)


def cast(profile):
    electors = make_electors(*[weight for weight, _, _ in profile])
    ballots = {e.key: choice for e, (_, choice, _) in zip(electors, profile, strict=True) if choice is not None}
    objections = frozenset(e.key for e, (_, _, objects) in zip(electors, profile, strict=True) if objects)
    return electors, ballots, objections


@given(processes, profiles, st.integers(0, 24))
def test_one_more_yes_never_unadopts(process, profile, place):
    electors, ballots, objections = cast(profile)
    if count(process, electors, ballots, objections).outcome is Outcome.ADOPTED:
        yes = Choice.SUPPORT if process.method is Method.CONSENSUS else Choice.YES
        more = ballots | {electors[place % len(electors)].key: yes}
        assert count(process, electors, more, objections).outcome is Outcome.ADOPTED


@given(processes, profiles, st.randoms())
def test_order_of_electors_and_ballots_never_matters(process, profile, random):
    electors, ballots, objections = cast(profile)
    items = list(ballots.items())
    mixed = list(electors)
    random.shuffle(items)
    random.shuffle(mixed)
    assert count(process, mixed, dict(items), objections) == count(process, electors, ballots, objections)


@given(processes, profiles, st.sampled_from(Choice))
def test_replacing_a_ballot_never_changes_turnout(process, profile, choice):
    electors, ballots, objections = cast(profile)
    before = count(process, electors, ballots, objections)
    for key in ballots:
        after = count(process, electors, ballots | {key: choice}, objections)
        assert (after.turnout, after.quorum_needed, after.quorum_met) == (
            before.turnout,
            before.quorum_needed,
            before.quorum_met,
        )


@given(processes, profiles)
def test_figures_add_up_and_survive_json(process, profile):
    electors, ballots, objections = cast(profile)
    figures = count(process, electors, ballots, objections)
    assert sum(getattr(figures, choice) for choice in Choice) == len(ballots)
    assert sum(getattr(figures, f"{choice}_weight") for choice in Choice) == sum(
        e.weight for e in electors if e.key in ballots
    )
    assert figures.electorate_weight == sum(e.weight for e in electors)
    assert Count.from_json(figures.to_json()) == figures


@given(processes, profiles)
def test_adopted_only_with_quorum(process, profile):
    figures = count(process, *cast(profile))
    if figures.outcome is Outcome.ADOPTED:
        assert figures.quorum_met


@given(shares, st.integers(0, 1000))
def test_quorum_is_the_least_number_that_reaches_the_share(share, size):
    needed = quorum_of(make_process(quorum=share), size)
    assert needed >= share * size
    assert needed - 1 < share * size


@given(shares, st.integers(1, 1000), st.booleans())
def test_needed_is_the_least_weight_that_passes_the_threshold(share, basis, strictly):
    needed = needed_of(make_process(threshold=share, strictly=strictly), basis)
    passes = (lambda n: n > share * basis) if strictly else (lambda n: n >= share * basis)
    assert needed >= 1
    assert passes(needed)
    assert needed == 1 or not passes(needed - 1)


@pytest.mark.parametrize(
    ("changes", "weights", "choices", "expected"),
    [
        ({}, (1, 1, 1), "yyn", ("adopted", "decisions.threshold_met", 2, 3)),
        ({}, (1, 1), "yn", ("rejected", "decisions.threshold_missed", 2, 2)),
        ({"strictly": False}, (1, 1), "yn", ("adopted", "decisions.threshold_met", 1, 2)),
        (
            {"threshold": Fraction(2, 3), "strictly": False},
            (1, 1, 1),
            "yyn",
            ("adopted", "decisions.threshold_met", 2, 3),
        ),
        (
            {"threshold": Fraction(2, 3), "strictly": False},
            (1, 1, 1, 1),
            "yynn",
            ("rejected", "decisions.threshold_missed", 3, 4),
        ),
        ({}, (1, 1, 1), "yaa", ("adopted", "decisions.threshold_met", 1, 3)),
        ({}, (1, 1, 1), "aaa", ("rejected", "decisions.threshold_missed", 1, 3)),
        ({}, (1, 1, 1), "---", ("lapsed", "decisions.nobody_voted", 1, 0)),
        ({"quorum": Fraction(3, 5)}, (1, 1, 1, 1, 1), "yy---", ("lapsed", "decisions.no_quorum", 2, 2)),
        ({"quorum": Fraction(3, 5)}, (1, 1, 1, 1, 1), "yya--", ("adopted", "decisions.threshold_met", 2, 3)),
        ({"base": Base.ELECTORATE}, (1, 1, 1, 1), "yy--", ("rejected", "decisions.threshold_missed", 3, 2)),
        ({"base": Base.ELECTORATE}, (1, 1, 1, 1), "yyy-", ("adopted", "decisions.threshold_met", 3, 3)),
        ({}, (3, 1, 1), "ynn", ("adopted", "decisions.threshold_met", 3, 3)),
        ({"method": Method.CONSENT}, (1, 1), "--", ("adopted", "decisions.nobody_objected", 1, 0)),
        ({"method": Method.CONSENT, "quorum": Fraction(1, 2)}, (1, 1), "--", ("lapsed", "decisions.no_quorum", 1, 0)),
    ],
)
def test_count_table(changes, weights, choices, expected):
    electors = make_electors(*weights)
    words = {"y": Choice.YES, "n": Choice.NO, "a": Choice.ABSTAIN}
    ballots = {e.key: words[c] for e, c in zip(electors, choices, strict=True) if c != "-"}
    figures = count(make_process(**changes), electors, ballots)
    assert (figures.outcome, figures.reason, figures.needed, figures.turnout) == expected


def test_one_no_or_one_objection_stops_what_needs_consent():
    electors = make_electors(1, 1, 1)
    process = make_process(method=Method.CONSENT, objectors=2)
    yes = {"member:0": Choice.YES}
    assert count(process, electors, yes).outcome is Outcome.ADOPTED
    assert count(process, electors, yes | {"member:1": Choice.NO}).outcome is Outcome.REJECTED
    assert count(process, electors, yes, frozenset({"member:1"})).outcome is Outcome.REJECTED
    both = count(process, electors, {"member:1": Choice.NO}, frozenset({"member:1"}))
    assert (both.objections, both.turnout, both.reason) == (1, 1, "decisions.objected")


def test_a_stranger_is_not_counted():
    with pytest.raises(ValueError, match="outside the electorate"):
        count(make_process(), make_electors(1), {"member:9": Choice.YES})


def test_turnout_says_how_many_are_missing():
    told = turnout(make_process(quorum=Fraction(3, 5)), 118, 61)
    assert (told.electorate, told.voted, told.quorum_needed, told.missing) == (118, 61, 71, 10)


@pytest.mark.parametrize(
    ("objections", "objectors", "expected"), [(True, 1, {"a", "b"}), (True, 2, {"b"}), (False, 1, set())]
)
def test_severed_where_the_process_lets_enough_object(objections, objectors, expected):
    process = make_process(objections=objections, objectors=objectors)
    against = {"a": frozenset("1"), "b": frozenset("12"), "c": frozenset("123"), "d": frozenset()}
    assert severed(process, against, frozenset("abd")) == frozenset(expected)


def test_timetable_counts_whole_days_from_the_end_of_the_hour():
    times = timetable(make_process(notice_days=2, discussion_days=7, voting_days=5), OPENED)
    hour = datetime(2026, 3, 2, 15, tzinfo=UTC)
    assert (times.opened_at, times.discussion_from, times.voting_from, times.voting_until) == (
        OPENED,
        hour + timedelta(days=2),
        hour + timedelta(days=9),
        hour + timedelta(days=14),
    )


def test_timetable_skips_phases_without_days():
    times = timetable(make_process(voting_days=1), OPENED)
    assert times.discussion_from == times.voting_from == OPENED
    assert times.voting_until == datetime(2026, 3, 3, 15, tzinfo=UTC)


def test_a_deadline_keeps_its_hour_when_clocks_change():
    opened = datetime(2026, 3, 27, 17, 30, tzinfo=ZoneInfo("Europe/Paris"))
    until = timetable(make_process(voting_days=7), opened).voting_until
    assert until.astimezone(ZoneInfo("Europe/Paris")).hour == 18
    assert until == datetime(2026, 4, 3, 16, tzinfo=UTC)


@given(
    st.integers(0, 30),
    st.integers(0, 30),
    st.integers(0, 30),
    st.datetimes(timezones=st.just(UTC), min_value=datetime(2020, 1, 1), max_value=datetime(2040, 1, 1)),  # noqa: DTZ001  # given a zone
)
def test_times_never_run_backwards(notice, discussion, voting, opened):
    times = timetable(make_process(notice_days=notice, discussion_days=discussion, voting_days=voting), opened)
    row = [times.opened_at, times.discussion_from, times.voting_from, times.voting_until]
    assert row == sorted(row)


def moments(**changes):
    times = timetable(make_process(notice_days=1, discussion_days=1, voting_days=1), OPENED)
    given_times = {
        name: getattr(times, name) for name in ("opened_at", "discussion_from", "voting_from", "voting_until")
    }
    return Moments(**(given_times | changes)), times


@pytest.mark.parametrize(
    ("changes", "later", "expected"),
    [
        ({"opened_at": None}, HOUR, Phase.DRAFT),
        ({}, -HOUR, Phase.VOTING),
        ({}, -25 * HOUR, Phase.DISCUSSION),
        ({}, -49 * HOUR, Phase.NOTICE),
        ({}, timedelta(0), Phase.VOTING),
        ({}, timedelta(microseconds=1), Phase.CLOSED),
        ({"withdrawn_at": OPENED}, HOUR, Phase.WITHDRAWN),
        ({"outcome": "lapsed"}, HOUR, Phase.LAPSED),
        ({"outcome": "rejected"}, HOUR, Phase.DECIDED),
        ({"outcome": "adopted"}, HOUR, Phase.DECIDED),
        ({"outcome": "adopted", "effects_due": datetime(2027, 1, 1, tzinfo=UTC)}, HOUR, Phase.HELD),
        ({"outcome": "adopted", "failed": True}, HOUR, Phase.NOT_CARRIED_OUT),
        ({"outcome": "adopted", "carried_out_at": OPENED}, HOUR, Phase.CARRIED_OUT),
    ],
)
def test_phase_table(changes, later, expected):
    row, times = moments(**changes)
    assert phase_at(row, times.voting_until + later) is expected


def test_effects_wait_for_the_hold_of_their_process():
    process = make_process(hold_hours=48)
    assert effects_due(process, OPENED) == OPENED + 48 * HOUR
    assert effects_due(replace(process, hold_hours=0), OPENED) == OPENED


@pytest.mark.parametrize(
    ("matters", "expected"),
    [
        ([], "other"),
        (["other"], "other"),
        (["admission", "admission"], "admission"),
        (["other", "admission"], "admission"),
    ],
)
def test_matter_of_effects(matters, expected):
    assert matter_of(matters) == expected


def test_two_matters_do_not_go_together():
    with pytest.raises(MixedMattersError):
        matter_of(["admission", "amendment"])
