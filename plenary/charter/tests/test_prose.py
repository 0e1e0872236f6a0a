"""The charter as a document: whole, numbered, the same numbers in every language; and what changed between two."""

from collections import Counter
from dataclasses import replace
from fractions import Fraction

import pytest
from django.utils import translation
from hypothesis import HealthCheck, given, settings

from plenary.charter import prose, starting
from plenary.charter.prose import phrases
from plenary.charter.rules.clauses import numbers
from plenary.charter.rules.comparison import ADDED, CHANGED, KEPT, REMOVED, Mark, compare, marked
from plenary.charter.rules.document import charter_to_json
from plenary.charter.rules.schema import (
    Base,
    Charter,
    Counting,
    Days,
    Method,
    Second,
    Secrecy,
    Urgent,
    Vacancies,
    Weekday,
)
from plenary.charter.tests.factories import charters, texts
from plenary.core.languages import TAGS, TRANSLATED

BOARD = starting.shipped("elected-board")
drawing = settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)


def _clauses(charter: Charter, language: str = "en") -> dict[str, str]:
    return {clause.key: clause.text for chapter in prose.chapters(charter, language) for clause in chapter.clauses}


@pytest.mark.parametrize("language", TAGS)
@pytest.mark.parametrize("code", [*starting.STARTING, starting.ONE_PAGE])
def test_every_clause_of_what_ships_is_written_and_numbered_once(code: str, language: str) -> None:
    chapters = prose.chapters(starting.shipped(code), language)
    clauses = [clause for chapter in chapters for clause in chapter.clauses]
    assert [clause.key for clause in clauses if not clause.text.strip() or not clause.number] == []
    assert [number for number, count in Counter(clause.number for clause in clauses).items() if count > 1] == []
    assert [key for key, count in Counter(clause.key for clause in clauses).items() if count > 1] == []
    assert [clause.key for clause in clauses if "%(" in clause.text or ".." in clause.text] == []


@pytest.mark.parametrize("code", starting.STARTING)
def test_numbers_are_the_same_in_every_language(code: str) -> None:
    found = [numbers(prose.chapters(starting.shipped(code), language)) for language in TAGS]
    assert found == [found[0]] * len(TAGS)


@pytest.mark.parametrize("code", [*starting.STARTING, starting.ONE_PAGE])
@pytest.mark.parametrize("language", TAGS)
def test_shipped_words_stand_in_every_language(code: str, language: str) -> None:
    def missing(value: object) -> list[object]:
        if isinstance(value, dict) and "en" in value:
            return [] if value.get(language, "").strip() else [value]
        children = value.values() if isinstance(value, dict) else value if isinstance(value, list) else []
        return [found for child in children for found in missing(child)]

    assert missing(charter_to_json(starting.shipped(code))) == [], f"add them to charter/charters/words/{language}.toml"


@pytest.mark.parametrize("language", TRANSLATED)
def test_words_of_what_ships_are_those_that_it_says(language: str) -> None:
    def words(value: object) -> set[str]:
        if isinstance(value, dict) and "en" in value:
            return {value["en"]}
        children = value.values() if isinstance(value, dict) else value if isinstance(value, list) else []
        return {found for child in children for found in words(child)}

    said = {
        word
        for code in (*starting.STARTING, starting.ONE_PAGE)
        for word in words(charter_to_json(starting.shipped(code)))
    }
    told = starting.words_of(language)
    assert (said - set(told), set(told) - said) == (set(), set()), (
        f"lacking, no longer said: charters/words/{language}.toml"
    )


def test_number_of_a_clause_is_found_by_its_key() -> None:
    assert prose.number_of(BOARD, "process.amendment") == "5.14"
    assert prose.number_of(BOARD, "process.magic") == ""


def test_keys_of_the_elected_board_are_the_agreed_ones() -> None:
    keys = set(_clauses(BOARD))
    agreed = {
        *("purpose", "purpose.principles", "commitment", "category.member", "accountability", "body.board"),
        *("body.board.members", "office.chair", "process.amendment", "matter.charter.amend", "matter.other", "sharing"),
        *("speaking", "credit", "disclosure", "protection", "conflict", "review", "ending", "host", "languages"),
    }
    assert agreed - keys == set()


def test_amendment_reads_as_people_say_it() -> None:
    assert _clauses(BOARD)["process.amendment"] == (
        "An amendment of the charter needs at least two thirds of the ballots cast, with at least 60 % of members taking "
        "part. Any member may move it, with two others to second it. It takes 14 days of notice, seven days of discussion "
        "and 10 days of voting."
    )
    assert _clauses(BOARD)["body.board.members"] == (
        "The Board has nine seats (Board members), held by members through their representatives. The seats are filled by "
        "election in the Plenary. They are filled in two turns, spread over a term. A term lasts two years, and nobody "
        "serves more than two terms in a row."
    )


@given(charters)
@drawing
def test_any_charter_can_be_read(charter: Charter) -> None:
    """Even one that contradicts itself is shown, so that it can be mended."""
    for chapter in prose.chapters(charter, "en"):
        assert [clause.key for clause in chapter.clauses if not clause.text.strip()] == []


@pytest.mark.parametrize("method", list(Method))
@pytest.mark.parametrize("base", list(Base))
@pytest.mark.parametrize("electorate", ["plenary", "board"])
@pytest.mark.parametrize("quorum", [Fraction(0), Fraction(1, 2)])
def test_each_way_of_deciding_has_a_sentence(method: Method, base: Base, electorate: str, quorum: Fraction) -> None:
    process = replace(BOARD.process("ordinary"), method=method, base=base, electorate=electorate, quorum=quorum)
    text = _clauses(replace(BOARD, processes=(process,)))["process.ordinary"]
    begins = {"silence": "is adopted in silence", "consensus": "is decided by consensus", "choice": "chooses"}.get(
        method, "needs "
    )
    assert text.startswith(f"An ordinary decision {begins}")
    assert ("t least half" in text) is (quorum > 0 and method is not Method.SILENCE)
    assert ("Board" in text) is (electorate == "board")


WAYS = [
    ({"method": Method.CHOICE, "counting": Counting.SCHULZE}, "every two are compared, and Schulze's method chooses."),
    ({"method": Method.CHOICE, "counting": Counting.SCORE, "grades": 7}, "a grade from 0 to 7"),
    ({"method": Method.CHOICE, "counting": Counting.GREEDY_BUDGET, "points": 10}, "shares out 10 points"),
    ({"method": Method.MAJORITY, "second": Second.REGIONS}, "In more than half of the regions that say yes or no"),
    ({"method": Method.MAJORITY, "second": Second.MEMBERS}, "must say yes as well, each counted once."),
    ({"secrecy": Secrecy.SECRET}, "The ballot is secret."),
    ({"presence": True, "quorum": Fraction(1, 2)}, "those who are present there count as taking part"),
    ({"early": True}, "It closes as soon as its outcome is certain."),
    ({"voting_days": 0, "voting_hours": 36}, "36 hours of voting"),
    ({"voting_days": 1, "voting_hours": 6}, "one day and six hours of voting"),
    ({"method": Method.SILENCE, "objectors": 3}, "unless three members object before the deadline."),
    ({"method": Method.SILENCE, "fallback": "amendment"}, "When the silence is broken, it is decided as set out under"),
    ({"method": Method.CONSENSUS, "rounds": 3}, "Consensus is tested three times at most"),
    ({"method": Method.CONSENSUS, "rounds": 1}, "Without consensus it is not adopted."),
    ({"advice_from": ("board", "policy")}, "these are heard: Board and Policy Committee."),
    ({"referral_days": 14}, "sent to a body for advice, for 14 days at most."),
    ({"recorded_by": ("chair",), "window_hours": 48}, "Chair may enter what was decided"),
    ({"extension_days": 5}, "A member that must consult first may ask once for five days more."),
    ({"delegation": True, "carries": 1}, "nobody carries more than one ballot for others."),
    ({"again_after_days": 90}, "What was decided is not put again within 90 days."),
]


@pytest.mark.parametrize(("changes", "said"), WAYS)
def test_each_way_of_a_process_is_said(changes: dict[str, object], said: str) -> None:
    process = replace(BOARD.process("ordinary"), electorate="plenary", **changes)
    processes = (process, *(other for other in BOARD.processes if other.code != "ordinary"))
    clauses = _clauses(replace(BOARD, processes=processes))
    assert said in clauses["process.ordinary"] + clauses.get("process.ordinary.also", "")


def test_what_is_urgent_and_which_days_count_are_clauses() -> None:
    charter = replace(
        BOARD,
        required_languages=("en", "fr"),
        longest_term_months=36,
        urgent=Urgent(process="ordinary", confirmed_by="amendment"),
        days=Days(time_zone="Africa/Bamako", rest_days=(Weekday.FRIDAY, Weekday.SATURDAY), holidays=("12-25",)),
    )
    clauses = _clauses(charter)
    assert "An ordinary decision" in clauses["urgent"]
    assert "lapses unless it is confirmed" in clauses["urgent"]
    assert "Africa/Bamako" in clauses["days"]
    assert "Friday and Saturday" in clauses["days"]
    assert "25 December" in clauses["days"]
    assert "three years" in clauses["terms"]
    assert "Notice of a proposal starts once it can be read in English and French." in clauses["languages"]


@pytest.mark.parametrize(
    ("share", "said"),
    [
        ("1/2", "half"),
        ("2/3", "two thirds"),
        ("3/4", "three quarters"),
        ("3/5", "60 %"),
        ("5/7", "5 in 7"),
        ("1", "all"),
    ],
)
def test_share_is_said_in_words(share: str, said: str) -> None:
    with translation.override("en"):
        assert phrases.share(Fraction(share)) == said


def test_own_words_fall_back_to_the_authentic_language() -> None:
    charter = replace(BOARD, purpose=replace(BOARD.purpose, purpose={"en": "Peace"}))
    assert _clauses(charter, "ar")["purpose"] == "Peace."
    assert _clauses(BOARD, "fr")["credit"] == BOARD.credit["fr"]


# Comparison


@pytest.mark.parametrize("code", starting.STARTING)
def test_equal_charters_do_not_differ(code: str) -> None:
    chapters = prose.chapters(starting.shipped(code), "en")
    assert compare(chapters, chapters) == ()


def test_comparison_tells_what_was_added_removed_and_changed() -> None:
    amended = replace(
        BOARD,
        offices=tuple(office for office in BOARD.offices if office.code != "treasurer"),
        bodies=tuple(
            replace(body, seats=tuple(replace(seats, number=7) for seats in body.seats))
            if body.code == "board"
            else body
            for body in BOARD.bodies
        ),
        matters={**BOARD.matters, "finance.budget": "ordinary"},
    )
    changes = compare(prose.chapters(BOARD, "en"), prose.chapters(amended, "en"))
    assert [(change.key, change.kind) for change in changes] == [
        ("body.board.members", CHANGED),
        ("matter.finance.budget", ADDED),
        ("conflict", CHANGED),
        ("office.treasurer", REMOVED),
    ]
    assert changes[0].marks[:4] == (
        Mark(KEPT, "The Board has "),
        Mark(REMOVED, "nine"),
        Mark(ADDED, "seven"),
        Mark(KEPT, changes[0].marks[3].text),
    )


@given(texts, texts)
def test_marks_hold_both_texts(old: str, new: str) -> None:
    marks = marked(old, new)
    assert "".join(mark.text for mark in marks if mark.kind != ADDED).split() == old.split()
    assert "".join(mark.text for mark in marks if mark.kind != REMOVED) == new


@pytest.mark.parametrize(
    ("base", "quorum", "expected"),
    [
        (Base.CAST, Fraction(0), "of the votes cast for or against by members."),
        (Base.CAST, Fraction(1, 2), "of the votes cast, with at least half of members taking part."),
        (Base.ELECTORATE, Fraction(0), "of all votes that members have."),
        (Base.ELECTORATE, Fraction(1, 2), "of all votes that members have, with at least half of members taking part."),
    ],
)
def test_where_ballots_count_differently_it_is_votes_that_are_said(base: Base, quorum: Fraction, expected: str) -> None:
    process = replace(
        BOARD.processes[0], method=Method.MAJORITY, electorate="plenary", base=base, quorum=quorum, early=False
    )
    charter = replace(BOARD, processes=(process, *BOARD.processes[1:]))
    plain = replace(charter, categories=tuple(replace(each, weight=1) for each in charter.categories))
    heavy = replace(charter, categories=tuple(replace(each, weight=2) for each in charter.categories))
    assert expected in _clauses(heavy)[f"process.{process.code}"]
    assert expected not in _clauses(plain)[f"process.{process.code}"]


def test_how_vacancies_are_filled_is_written_where_it_is_not_by_election() -> None:
    before = _clauses(BOARD)["elections"]
    rule = replace(BOARD.elections, vacancies=Vacancies.COUNTBACK)
    after = _clauses(replace(BOARD, elections=rule))["elections"]
    told = (
        "Where one whom ballots chose leaves before the time, they are counted again for the rest of the term. "
        "Whom they choose then is asked to accept; where nobody does, an election opens. "
    )
    assert after.replace(told, "") == before
    assert len(after) == len(before) + len(told)
