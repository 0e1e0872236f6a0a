"""Findings as rules: words follow from who is bound, conflict is shown, nothing is skipped on the way. Properties and tables."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plenary.monitoring.rules import findings
from plenary.monitoring.rules.findings import Against, Claim, Judged, Lacks, Side, Stage, Step, Word
from plenary.monitoring.rules.instruments import Binds
from plenary.monitoring.rules.sources import Reliability
from plenary.monitoring.rules.spans import Span
from plenary.monitoring.rules.standings import Stands

CLAIMS = st.lists(
    st.builds(Claim, st.sampled_from(Side), st.lists(st.sampled_from(Reliability), max_size=3).map(tuple)), max_size=6
)
SUPPORTED = Claim(Side.SUPPORTS, (Reliability.RELIABLE,))


@given(st.sampled_from(Judged), st.booleans())
def test_a_word_says_what_was_judged_and_each_is_of_those_bound_or_of_others(judged: Judged, bound: bool) -> None:
    word = findings.word_of(judged, bound=bound)
    assert findings.judged_of(word) is judged
    alone = {Word.COMPLIANT, Word.NON_COMPLIANT} if bound else {Word.COMPATIBLE, Word.NOT_COMPATIBLE}
    assert word in alone | {Word.OF_CONCERN, Word.UNKNOWN}


@pytest.mark.parametrize(
    ("binds", "stands", "signed", "year", "bound"),
    [
        (Binds.PARTIES, Stands.IN_FORCE, False, 2000, True),  # from its last day in the year on
        (Binds.PARTIES, Stands.IN_FORCE, False, 1999, False),
        (Binds.PARTIES, Stands.IN_FORCE, False, 2003, True),  # until the day before it ended
        (Binds.PARTIES, Stands.IN_FORCE, False, 2004, False),  # it ended on 1 January
        (Binds.PARTIES, Stands.PARTY, True, 2001, False),  # not in force for it yet
        (Binds.PARTIES, Stands.PROVISIONAL, True, 2001, False),
        (Binds.SIGNATORIES, Stands.SIGNED, True, 2001, True),
        (Binds.SIGNATORIES, Stands.IN_FORCE, False, 2001, True),
        (Binds.SIGNATORIES, Stands.PROVISIONAL, False, 2001, False),
        (Binds.EVERYBODY, Stands.SIGNED, True, 1950, True),
    ],
)
def test_who_is_bound_in_a_year(binds: Binds, stands: Stands, signed: bool, year: int, bound: bool) -> None:
    stood = [(Span(date(2000, 12, 31), date(2004, 1, 1)), stands, signed)]
    assert findings.is_bound(binds, stood, year) is bound


def test_whoever_has_nothing_to_do_with_it_is_judged_by_the_norm() -> None:
    assert [findings.is_bound(each, [], 2020) for each in Binds] == [False, False, True]
    assert [findings.year_is_known(each, date(2026, 1, 1)) for each in (1899, 1900, 2026, 2027)] == [
        False,
        True,
        True,
        False,
    ]


@given(CLAIMS)
def test_conflict_is_shown_whatever_the_sources_weigh(claims: list[Claim]) -> None:
    found = findings.weighed(claims)
    assert found.is_conflict == any(each.side is Side.CONTRADICTS for each in claims)
    assert (found.against is Against.NOTHING) == (not found.is_conflict)
    assert found.supporting + found.contradicting == len(claims)


@given(CLAIMS)
def test_turned_round_the_stronger_side_is_the_weaker(claims: list[Claim]) -> None:
    turned = [
        Claim(Side.SUPPORTS if each.side is Side.CONTRADICTS else Side.CONTRADICTS, each.sources) for each in claims
    ]
    one, other = findings.weighed(claims), findings.weighed(turned)
    assert (one.best_for, one.best_against) == (other.best_against, other.best_for)
    if one.is_conflict and other.is_conflict:
        opposite = {Against.WEAKER: Against.STRONGER, Against.STRONGER: Against.WEAKER}
        assert other.against is opposite.get(one.against, one.against)


def test_what_cannot_be_judged_is_compared_with_nothing() -> None:
    unjudged = Claim(Side.CONTRADICTS, (Reliability.NOT_JUDGED,))
    assert findings.weighed([SUPPORTED, unjudged]).against is Against.NOT_JUDGED
    assert findings.weighed([SUPPORTED, Claim(Side.CONTRADICTS, (Reliability.FAIRLY,))]).against is Against.WEAKER


def test_what_is_laid_open_has_words_and_what_it_rests_on() -> None:
    assert findings.lacking(["  "], Judged.AGAINST, []) == (Lacks.TEXT, Lacks.CLAIMS)
    assert findings.lacking(["Text."], Judged.UNKNOWN, []) == ()
    assert findings.lacking(["Text."], Judged.MEETS, [SUPPORTED]) == ()
    assert findings.lacking(["Text."], Judged.MEETS, [SUPPORTED, Claim(Side.CONTRADICTS, ())]) == (Lacks.SOURCES,)


@given(st.data())
def test_nothing_is_published_that_was_not_checked_cleared_twice_and_signed_off(data: st.DataObject) -> None:
    stage, done = Stage.DRAFT, list[Step]()
    while steps := findings.next_steps(stage, done):
        step = data.draw(st.sampled_from(steps))
        stage = findings.stage_after(stage, step, done)
        done.append(step)
        assert (stage in findings.INSIDE) == ({Step.CLEAR_AS_WRITER, Step.CLEAR_AS_KEEPER} <= set(done))
    assert stage is Stage.PUBLISHED
    assert sorted(done) == sorted(Step)
    assert done[0] is Step.CHECK
    assert done[-2:] == [Step.SIGN_OFF, Step.PUBLISH]


@given(st.sampled_from(Stage), st.sampled_from(Step))
def test_a_step_that_is_not_next_is_none(stage: Stage, step: Step) -> None:
    if step not in findings.next_steps(stage):
        with pytest.raises(ValueError, match="does not follow"):
            findings.stage_after(stage, step)
