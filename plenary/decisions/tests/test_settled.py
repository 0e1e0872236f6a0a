"""When an outcome is certain: against every way in which those who are missing could still vote."""

from fractions import Fraction
from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from plenary.charter.rules.schema import Base, Method, Process, Second
from plenary.decisions.models import Elector
from plenary.decisions.rules.ballots import Choice, choices_of, whole
from plenary.decisions.rules.counting import count
from plenary.decisions.rules.electorates import counted
from plenary.decisions.rules.settled import is_settled

METHODS = st.sampled_from([Method.MAJORITY, Method.CONSENT, Method.CONSENSUS])


def process(**terms):
    return Process(**({"code": "p", "names": {}, "method": Method.MAJORITY, "electorate": "plenary"} | terms))


def places(weights, away=(), regions=()):
    where = [*regions, *[""] * len(weights)]
    return [Elector(key=f"e{n}", weight=weight, is_away=n in away, region=where[n]) for n, weight in enumerate(weights)]


@st.composite
def votes(draw):
    rule = process(
        method=draw(METHODS),
        base=draw(st.sampled_from(Base)),
        quorum=draw(st.sampled_from([Fraction(0), Fraction(1, 3), Fraction(1, 2), Fraction(1)])),
        threshold=draw(st.sampled_from([Fraction(1, 2), Fraction(2, 3), Fraction(3, 4), Fraction(1)])),
        strictly=draw(st.booleans()),
        second=draw(st.sampled_from(Second)),
    )
    weights = draw(st.lists(st.integers(1, 3), min_size=1, max_size=6))
    regions = draw(st.lists(st.sampled_from(["", "north", "south", "east"]), max_size=len(weights)))
    electors = places(weights, draw(st.sets(st.integers(0, 5))), regions)
    said = st.sampled_from(choices_of(rule.method))
    number = draw(st.integers(max(0, len(electors) - 4), len(electors)))  # four may be missing: more ways take too long
    cast = {elector.key: whole(draw(said), elector.weight) for elector in electors[:number]}
    return rule, electors, cast


def outcome(rule, electors, ballots):
    present = counted(electors, ballots.keys())
    return count(rule, present, ballots).outcome


def every_way(rule, electors, cast):
    """The outcomes of all the ways in which those missing may vote, or not."""
    missing = [elector for elector in electors if elector.key not in cast]
    for said in product([None, *choices_of(rule.method)], repeat=len(missing)):
        more = {one.key: whole(choice, one.weight) for one, choice in zip(missing, said, strict=True) if choice}
        yield outcome(rule, electors, {**cast, **more})


@settings(max_examples=300, deadline=None)
@given(votes())
def test_settled_exactly_when_no_missing_ballot_could_change_the_outcome(drawn):
    rule, electors, cast = drawn
    assert is_settled(rule, electors, cast) == (len(set(every_way(rule, electors, cast))) == 1)


@settings(max_examples=100, deadline=None)
@given(votes())
def test_split_ballots_change_nothing_either(drawn):
    rule, electors, cast = drawn
    if rule.method is not Method.MAJORITY or not is_settled(rule, electors, cast):
        return
    now = outcome(rule, electors, cast)
    for yes in range(4):
        split = {
            one.key: {Choice.YES: min(yes, one.weight), Choice.NO: one.weight - min(yes, one.weight)}
            for one in electors
            if one.key not in cast
        }
        assert outcome(rule, electors, {**cast, **split}) == now


def test_the_electorate_is_reached_or_out_of_reach():
    rule, five = process(base=Base.ELECTORATE), places([1] * 5)
    yes, no = whole(Choice.YES, 1), whole(Choice.NO, 1)
    assert not is_settled(rule, five, {"e0": yes, "e1": yes})
    assert is_settled(rule, five, {"e0": yes, "e1": yes, "e2": yes})
    assert is_settled(rule, five, {"e0": no, "e1": no, "e2": no})


def test_a_second_majority_that_is_out_of_reach_settles_it():
    """The first stands, 6 of 8 votes being for it; by members 1 is for it and 2 are against it, whatever the fourth says."""
    yes, no = {"e0": whole(Choice.YES, 6)}, {f"e{n}": whole(Choice.NO, 1) for n in (1, 2)}
    four = places([6, 1, 1, 1])
    assert is_settled(process(), four, yes | no)
    assert is_settled(process(second=Second.MEMBERS), four, yes | no)
    assert not is_settled(process(second=Second.MEMBERS), four, {**yes, "e1": no["e1"]})


def test_a_region_that_is_even_may_still_say_yes():
    rule, three = process(second=Second.REGIONS), places([1, 1, 1], regions=["north", "north", "north"])
    cast = {"e0": whole(Choice.YES, 1), "e1": whole(Choice.NO, 1)}
    assert not is_settled(rule, three, cast)
    assert is_settled(rule, three, cast | {"e1": whole(Choice.YES, 1)})


def test_who_stood_back_is_not_waited_for_and_who_delegates_may_still_vote():
    rule, three = process(), places([1, 1, 1])
    yes = {"e0": whole(Choice.YES, 1)}
    assert not is_settled(rule, three, yes, carried={"e1": whole(Choice.YES, 1), "e2": whole(Choice.YES, 1)})
    for elector in three[1:]:
        elector.recused_at = 1
    assert is_settled(rule, three, yes)


def test_silence_and_an_empty_electorate_never_close_early():
    assert not is_settled(process(method=Method.SILENCE), places([1]), {})
    assert not is_settled(process(), [], {})


def test_one_no_settles_consent():
    rule, three = process(method=Method.CONSENT), places([1, 1, 1])
    assert is_settled(rule, three, {"e0": whole(Choice.NO, 1)})
    assert is_settled(rule, three, {}, objections=frozenset({"e1"}))
    assert not is_settled(rule, three, {"e0": whole(Choice.YES, 1), "e1": whole(Choice.YES, 1)})
