"""Contradictions: each is found where it stands, and what ships has none."""

from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction

import pytest

from plenary.charter import starting
from plenary.charter.rules.contradictions import contradictions
from plenary.charter.rules.findings import Contradiction, fillable
from plenary.charter.rules.schema import (
    BodyKind,
    Charter,
    Counting,
    Days,
    Elections,
    Filled,
    Host,
    Method,
    Protection,
    Review,
    Second,
    Secrecy,
    Urgent,
    Vacancies,
    Weekday,
)
from plenary.core.verdicts import reasons

BOARD = starting.shipped("elected-board")


def _process(code: str = "amendment", **changes: object) -> Charter:
    return replace(BOARD, processes=tuple(replace(p, **changes) if p.code == code else p for p in BOARD.processes))


def _election(**changes: object) -> Charter:
    return _process("election", **changes)


def _body(**changes: object) -> Charter:
    return replace(BOARD, bodies=tuple(replace(b, **changes) if b.code == "board" else b for b in BOARD.bodies))


def _seats(**changes: object) -> Charter:
    return _body(seats=tuple(replace(seats, **changes) for seats in BOARD.body("board").seats))


def _office(**changes: object) -> Charter:
    return replace(BOARD, offices=tuple(replace(o, **changes) if o.code == "treasurer" else o for o in BOARD.offices))


def _category(**changes: object) -> Charter:
    return replace(
        BOARD, categories=tuple(replace(c, **changes) if c.code == "member" else c for c in BOARD.categories)
    )


def _urgent(**changes: object) -> Charter:
    return replace(BOARD, urgent=replace(Urgent(process="ordinary", confirmed_by="amendment"), **changes))


def _days(**changes: object) -> Charter:
    return replace(BOARD, days=replace(Days(), **changes))


def _scaled(small: Fraction, medium: Fraction) -> Charter:
    return replace(BOARD, accountability=replace(BOARD.accountability, small=small, medium=medium))


EVERY_DAY = tuple(f"{month:02}-{day:02}" for month in (1, 3, 5) for day in range(1, 32))
SEATS = "body.board.members"
AMENDMENT = "process.amendment"
COUNTED_BACK = Elections(vacancies=Vacancies.COUNTBACK)
CASES: list[tuple[Callable[[], Charter], str, str]] = [
    (lambda: replace(BOARD, languages=("en", "en")), "languages", "language_twice"),
    (lambda: _body(names={"fr": "Conseil"}), "body.board", "no_words"),
    (lambda: replace(BOARD, offices=(*BOARD.offices, BOARD.office("chair"))), "office.chair", "code_twice"),
    (lambda: _category(vote=False), "category", "nobody_votes"),
    (lambda: _category(weight=0), "category.member", "weightless"),
    (lambda: _category(personal=True), "category.member", "personal_organisation"),
    (lambda: _category(voice=False), "category.member", "vote_without_voice"),
    (lambda: _body(kind=BodyKind.PLENARY, seats=()), "body", "one_plenary"),
    (lambda: _body(seats=()), "body.board", "body_without_seats"),
    (lambda: _body(reports_to="board"), "body.board", "reports_to_itself"),
    (lambda: _body(reports_to="senate"), "body.board", "unknown_body"),
    (lambda: _seats(filled_by="senate"), SEATS, "unknown_body"),
    (lambda: _seats(term_months=0), SEATS, "limit_without_term"),
    (lambda: _seats(reserved_category="friend"), SEATS, "unknown_category"),
    (lambda: _office(filled=Filled.EVERY_MEMBER), "office.treasurer", "office_of_everyone"),
    (lambda: _office(term_months=0), "office.treasurer", "limit_without_term"),
    (lambda: _office(body="senate"), "office.treasurer", "unknown_body"),
    (lambda: replace(_office(filled=Filled.HOST), host=Host()), "office.treasurer", "no_host"),
    (lambda: _process(electorate="senate"), "process.amendment", "unknown_body"),
    (lambda: replace(_seats(term_months=48), longest_term_months=36), SEATS, "term_too_long"),
    (lambda: _process(advice_from=("senate",)), "process.amendment", "unknown_body"),
    (
        lambda: _process(advice_from=("board",), notice_days=0, discussion_days=0, referral_days=0),
        AMENDMENT,
        "no_time_to_advise",
    ),
    (lambda: _process(referral_days=7, discussion_days=0), AMENDMENT, "no_time_to_refer"),
    (lambda: _process(method=Method.SILENCE, objectors=0), AMENDMENT, "no_objectors"),
    (lambda: _process(method=Method.SILENCE, fallback="nowhere"), AMENDMENT, "unknown_process"),
    (lambda: _process(method=Method.SILENCE, fallback="amendment"), AMENDMENT, "fallback_never_decides"),
    (lambda: _process(fallback="ordinary"), AMENDMENT, "fallback_unused"),
    (lambda: _process(method=Method.CONSENSUS, rounds=0), AMENDMENT, "no_rounds"),
    (lambda: _process(method=Method.CONSENSUS, discussion_days=0, referral_days=0), AMENDMENT, "no_time_for_concerns"),
    (lambda: _process(recorded_by=("clerk",)), AMENDMENT, "unknown_office"),
    (lambda: _process(recorded_by=("chair",), window_hours=0), AMENDMENT, "no_window"),
    (lambda: _process(delegation=True, carries=0), AMENDMENT, "carries_nothing"),
    (lambda: _process(method=Method.CONSENT, second=Second.MEMBERS), AMENDMENT, "second_without_majority"),
    (lambda: _process(method=Method.CHOICE, counting=Counting.SCORE, grades=0), AMENDMENT, "no_grades"),
    (lambda: _process(method=Method.CHOICE, counting=Counting.SCORE, grades=101), AMENDMENT, "too_many_grades"),
    (lambda: _process(method=Method.CHOICE, recorded_by=("chair",)), AMENDMENT, "choice_on_calls"),
    (lambda: _process(method=Method.CHOICE, objections=True), AMENDMENT, "choice_in_parts"),
    (lambda: _process(method=Method.CHOICE, early=True), AMENDMENT, "choice_early"),
    (
        lambda: _process(method=Method.CONSENT, delegation=False, secrecy=Secrecy.SECRET),
        AMENDMENT,
        "secret_without_vote",
    ),
    (lambda: _process(delegation=True, secrecy=Secrecy.SECRET), AMENDMENT, "secret_and_carried"),
    (lambda: _process(early=True, delegation=False, secrecy=Secrecy.SECRET), AMENDMENT, "secret_and_early"),
    (lambda: _process(recorded_by=("chair",), delegation=False, secrecy=Secrecy.SECRET), AMENDMENT, "secret_on_calls"),
    (lambda: _process(second=Second.REGIONS, delegation=False, secrecy=Secrecy.SECRET), AMENDMENT, "secret_and_second"),
    (lambda: replace(BOARD, matters={**BOARD.matters, "other": "election"}), "matter.other", "choice_for_yes_or_no"),
    (lambda: _election(notice_days=0), "process.election", "no_time_to_nominate"),
    (
        lambda: replace(_election(counting=Counting.STV_MEEK), elections=COUNTED_BACK),
        "elections",
        "no_countback",
    ),
    (lambda: _urgent(process="nowhere"), "urgent", "unknown_process"),
    (lambda: _urgent(confirmed_by=""), "urgent", "urgent_unconfirmed"),
    (lambda: _urgent(confirmed_by="ordinary"), "urgent", "urgent_unconfirmed"),
    (lambda: _urgent(matters=()), "urgent", "nothing_urgent"),
    (lambda: _days(time_zone="Moon/Base"), "days", "no_such_zone"),
    (lambda: _days(rest_days=tuple(Weekday)), "days", "no_working_day"),
    (lambda: _days(holidays=("02-30",)), "days", "no_such_day"),
    (lambda: _days(holidays=("2026-2-3",)), "days", "no_such_day"),
    (lambda: _days(holidays=("20261225",)), "days", "no_such_day"),
    (lambda: _days(holidays=EVERY_DAY[:61]), "days", "no_working_day"),
    (lambda: _scaled(Fraction(0), Fraction(1)), "accountability", "bad_scale"),
    (lambda: _scaled(Fraction(1), Fraction(1, 2)), "accountability", "bad_scale"),
    (lambda: _scaled(Fraction(1), Fraction(3, 2)), "accountability", "bad_scale"),
    (lambda: replace(_seats(filled=Filled.HOST), host=Host()), SEATS, "no_host"),
    (lambda: replace(BOARD, review=replace(BOARD.review, by="")), "review", "unknown_body"),
    (
        lambda: _process(method=Method.CHOICE, counting=Counting.MAJORITY_JUDGEMENT, grades=0),
        AMENDMENT,
        "no_grades",
    ),
    (lambda: replace(BOARD, required_languages=("en", "en")), "languages", "language_twice"),
    (lambda: _process(quorum=Fraction(3, 2)), "process.amendment", "quorum_above_all"),
    (lambda: _process(threshold=Fraction(1), strictly=True), "process.amendment", "threshold_never_met"),
    (lambda: _process(threshold=Fraction(4, 3)), "process.amendment", "threshold_never_met"),
    (lambda: _process(threshold=Fraction(1, 3)), "process.amendment", "minority_decides"),
    (lambda: _process(voting_days=0), "process.amendment", "no_time_to_vote"),
    (lambda: _process(objections=True, objectors=0), "process.amendment", "no_objectors"),
    (lambda: replace(BOARD, matters={"charter.amend": "amendment"}), "matter.other", "no_other"),
    (
        lambda: replace(BOARD, matters={**BOARD.matters, "charter.amend": "magic"}),
        "matter.charter.amend",
        "unknown_process",
    ),
    (lambda: replace(BOARD, speaking=replace(BOARD.speaking, offices=("herald",))), "speaking", "unknown_office"),
    (lambda: replace(BOARD, conflict=replace(BOARD.conflict, instead="chair")), "conflict", "no_way_around"),
    (lambda: replace(BOARD, ending=replace(BOARD.ending, process="magic")), "ending", "unknown_process"),
    (lambda: replace(BOARD, review=Review(every_months=0)), "review", "never_reviewed"),
    (
        lambda: replace(BOARD, protection=Protection(allowed=True, vouchers=2, known_to=("chair",))),
        "protection",
        "protection_without_cap",
    ),
]


@pytest.mark.parametrize(("make", "clause", "reason"), CASES)
def test_contradiction_is_found_at_its_clause(make: Callable[[], Charter], clause: str, reason: str) -> None:
    found = contradictions(make())
    assert [(item.clause, item.reason) for item in found] == [(clause, f"charter.{reason}")]
    assert str(reasons()[found[0].reason]) % dict(found[0].facts) != ""


def test_power_that_no_room_brought_is_told_when_powers_are_known() -> None:
    charter = _office(powers=("weather.make",))
    others = {power for office in BOARD.offices for power in office.powers}
    assert contradictions(charter) == ()
    assert contradictions(charter, powers=others) == (
        Contradiction("office.treasurer", "charter.unknown_power", {"code": "weather.make"}),
    )


@pytest.mark.parametrize("code", [*starting.STARTING, starting.ONE_PAGE])
def test_shipped_charter_has_none(code: str) -> None:
    assert contradictions(starting.shipped(code)) == ()


def test_a_body_that_fills_only_itself_is_never_filled_and_decides_nothing() -> None:
    found = {(item.clause, item.reason) for item in contradictions(_seats(filled_by="board"))}
    assert ("body.board", "charter.body_never_filled") in found
    decides = {p.code for p in BOARD.processes if p.electorate == "board"}
    assert {clause for clause, reason in found if reason == "charter.empty_electorate"} == {
        f"process.{code}" for code in decides
    }
    assert decides


@pytest.mark.parametrize(
    "charter",
    [
        _process(quorum=Fraction(1)),
        replace(_election(counting=Counting.STV_SCOTTISH), elections=COUNTED_BACK),
        _days(holidays=(*EVERY_DAY[:59], "02-29", "2026-12-25")),
        _scaled(Fraction(1), Fraction(1)),
        _scaled(Fraction(1, 4), Fraction(1, 2)),
        replace(_seats(filled=Filled.HOST), host=replace(BOARD.host, has_host=True)),
        replace(BOARD, protection=Protection(vouchers=0)),
    ],
)
def test_what_lies_just_within_is_none(charter: Charter) -> None:
    assert contradictions(charter) == ()


def test_a_body_is_filled_once_some_of_its_seats_are_by_one_that_is() -> None:
    (seats,) = BOARD.body("board").seats[:1]
    own = replace(seats, code="own", filled_by="board")
    assert "board" in fillable(_body(seats=(own, seats)))
    assert "board" not in fillable(_body(seats=(own,)))
    assert "senate" not in fillable(_seats(filled_by="senate"))
