"""What each step of growing offers first, and what exactly it adds."""

from dataclasses import replace
from typing import Any

import pytest

from plenary.charter import starting
from plenary.charter.rules import growing
from plenary.charter.rules.asking import flat
from plenary.charter.rules.growing.words import asked_name, authentic, longest, named, words_for
from plenary.charter.rules.schema import Body, BodyKind, Charter, Filled, Weekday
from plenary.core.languages import TRANSLATED

BOARD = starting.shipped("elected-board")
ONE_PAGE = starting.one_page_charter({"purpose": "Clean wells."}, "en")
NO_OFFICES = replace(ONE_PAGE, offices=())
YES_NO, COORDINATOR = ("no", "yes"), ("office.coordinator",)


def _grown(code: str, charter: Charter = ONE_PAGE, source: Charter = BOARD, **answers: Any) -> Charter:
    return growing.grown(growing.step_of(code), charter, answers, source)


def test_what_a_step_adds_is_what_tells_that_it_was_taken() -> None:
    assert [step.code for step in growing.STEPS if step.is_taken(ONE_PAGE)] == []
    rests = replace(BOARD, days=replace(BOARD.days, rest_days=(Weekday.FRIDAY,)))
    assert [step.code for step in growing.STEPS if not step.is_taken(rests)] == []


@pytest.mark.parametrize(
    ("code", "offered"),
    [
        ("board", [("Board",), (5, 1, 99), (24, 1, 120), ("board", ("board", "everyone"))]),
        ("committee", [("Outreach Committee",), (5, 1, 99), (12, 1, 120)]),
        ("offices", [(("office.chair", "office.treasurer"),) * 2, (24, 1, 120)]),
        ("joining", [(6, 1, 36), ("no", YES_NO)]),
        ("speaking", [(COORDINATOR, COORDINATOR), ("no", YES_NO)]),
        ("protection", [(3, 1, 99), (2, 1, 9), (COORDINATOR, COORDINATOR)]),
        ("conflict", [(COORDINATOR[0], ("everyone", *COORDINATOR)), ("everyone", ("everyone", *COORDINATOR))]),
        ("days", [(("saturday", "sunday"), tuple(map(str, Weekday)))]),
        ("languages", [((), TRANSLATED)]),
    ],
)
def test_what_a_step_offers_to_a_charter_of_one_page(code: str, offered: list[tuple[Any, ...]]) -> None:
    told = [
        (each.default, each.choices)
        if each.choices
        else (each.default, each.least, each.most)
        if each.most
        else (each.default,)
        for each in flat(growing.step_of(code).asks(ONE_PAGE, BOARD))
    ]
    assert told == offered


def test_of_several_offices_the_first_are_offered() -> None:
    offices, _term = growing.step_of("offices").asks(NO_OFFICES, BOARD)
    assert offices.default == ("office.chair", "office.treasurer")
    assert offices.choices == (*offices.default, "office.coordinator")
    [*_figures, knowing] = growing.step_of("protection").asks(BOARD, BOARD)
    assert knowing.default == ("office.chair",)
    first, second = growing.step_of("conflict").asks(BOARD, BOARD)
    assert (first.default, second.default) == ("office.chair", "office.treasurer")
    assert [each.default for each in growing.step_of("conflict").asks(NO_OFFICES, BOARD)] == ["everyone"] * 2


def test_what_a_charter_says_already_is_offered() -> None:
    said = replace(
        ONE_PAGE,
        days=replace(ONE_PAGE.days, rest_days=(Weekday.FRIDAY,)),
        speaking=replace(ONE_PAGE.speaking, offices=("gone", "coordinator"), rotation=True),
    )
    [rest] = growing.step_of("days").asks(said, BOARD)
    speakers, turns = growing.step_of("speaking").asks(said, BOARD)
    assert (rest.default, speakers.default, turns.default) == (("friday",), COORDINATOR, "yes")


# Words


def test_words_are_taken_in_the_languages_of_the_charter() -> None:
    french, arabic, none = (replace(ONE_PAGE, languages=tags) for tags in (("fr",), ("ar",), ()))
    words = {"en": "Board", "fr": "Bureau"}
    assert [authentic(each) for each in (french, arabic, none)] == ["fr", "ar", "en"]
    assert words_for(words, french) == {"fr": "Bureau"}
    assert words_for(words, arabic) == {"ar": "Board"}
    assert words_for({}, arabic) == {}
    assert asked_name("board_name", french, words).default == "Bureau"
    assert named(" Bureau ", words, french) == {"fr": "Bureau"}
    both = replace(ONE_PAGE, languages=("fr", "en"))
    assert (named("Bureau", words, both), named("Cercle", words, both)) == (words, {"fr": "Cercle"})


def test_a_term_lasts_as_long_as_the_charter_lets_it() -> None:
    assert [longest(replace(ONE_PAGE, longest_term_months=months)) for months in (0, 36)] == [120, 36]


# Bodies and offices


def test_a_board_is_elected_by_the_plenary_and_stands_after_it() -> None:
    council = Body(code="council", kind=BodyKind.COMMITTEE, names={"en": "Council"})
    charter = replace(ONE_PAGE, bodies=(council, *ONE_PAGE.bodies, replace(council, code="last")))
    after = _grown("board", charter, board_number=7, board_term=18, board_affairs="everyone")
    assert [body.code for body in after.bodies] == ["council", "plenary", "board", "last"]
    [seats] = after.body("board").seats
    assert (seats.number, seats.term_months, seats.term_limit) == (7, 18, 2)
    assert (seats.filled, seats.filled_by, after.body("board").reports_to) == (Filled.ELECTION, "plenary", "plenary")
    assert after.processes == charter.processes


def test_a_committee_that_ships_brings_its_words_and_another_its_own_name() -> None:
    ships, own = _grown("committee", committee_term=6), _grown("committee", committee_name="Wells", committee_number=2)
    outreach, wells = ships.bodies[-1], own.bodies[-1]
    model = BOARD.body("outreach")
    assert outreach.duties == tuple({"en": words["en"]} for words in model.duties)
    assert outreach.seats[0].names == {"en": model.seats[0].names["en"]}
    assert (outreach.seats[0].term_months, wells.seats[0].number) == (6, 2)
    assert (wells.names, wells.duties, wells.seats[0].names) == ({"en": "Wells"}, (), {"en": "Wells"})


def test_a_committee_called_like_a_body_without_seats_names_its_seats_by_itself() -> None:
    committee = _grown("committee", committee_name="Plenary").bodies[-1]
    assert (committee.kind, committee.seats[0].names) == (BodyKind.COMMITTEE, {"en": "Plenary"})


def test_a_committee_that_is_there_is_not_offered_again() -> None:
    once = _grown("committee")
    name, *_figures = growing.step_of("committee").asks(once, BOARD)
    assert name.default == "Policy Committee"
    assert growing.step_of("committee").asks(BOARD, BOARD)[0].default == ""


def test_the_offices_that_were_chosen_are_added_and_elected_by_the_plenary() -> None:
    after = _grown("offices", NO_OFFICES, offices=("office.treasurer",), office_term=9)
    [treasurer] = after.offices
    assert (treasurer.code, treasurer.body, treasurer.term_months) == ("treasurer", "", 9)
    assert (treasurer.filled, treasurer.filled_by) == (Filled.ELECTION, "plenary")


# Members, speaking, concerns


def test_who_votes_is_on_trial_and_a_category_that_asks_nothing_asks_what_ships() -> None:
    [member] = ONE_PAGE.categories
    observer = replace(member, code="observer", vote=False)
    plain = replace(member, code="plain", requirements=())
    charter = replace(ONE_PAGE, categories=(member, observer, plain))
    after = _grown("joining", charter, trial_months=4, trial_vote="yes").categories
    assert [(each.provisional_months, each.provisional_vote) for each in after] == [(4, True), (0, False), (4, True)]
    assert after[0].requirements == member.requirements
    assert after[1] == observer
    assert after[2].requirements == tuple({"en": words["en"]} for words in BOARD.categories[0].requirements)
    assert not _grown("joining", trial_vote="no").categories[0].provisional_vote


def test_who_speaks_takes_the_words_that_ship_where_the_charter_has_none() -> None:
    after = _grown("speaking", turns="yes", speakers=())
    assert (after.speaking.offices, after.speaking.rotation) == ((), True)
    assert after.speaking.text == {"en": BOARD.speaking.text["en"]}
    assert after.credit == (ONE_PAGE.credit or {"en": BOARD.credit["en"]})
    own = replace(ONE_PAGE, speaking=replace(ONE_PAGE.speaking, text={"en": "Ask."}), credit={"en": "All."})
    kept = _grown("speaking", own, turns="no")
    assert (kept.speaking.text, kept.credit, kept.speaking.rotation) == ({"en": "Ask."}, {"en": "All."}, False)
    without = _grown("speaking", replace(ONE_PAGE, credit={}))
    assert without.credit == {"en": BOARD.credit["en"]}


@pytest.mark.parametrize(
    ("receiver", "instead", "received"),
    [
        ("office.chair", "office.treasurer", ("chair", "treasurer", ("coordinator",))),
        ("office.chair", "office.chair", ("chair", "", ())),
        ("office.chair", "everyone", ("chair", "", ())),
        ("everyone", "office.chair", ("", "", ())),
        ("everyone", "everyone", ("", "", ())),
    ],
)
def test_who_receives_concerns_and_who_where_they_are_concerned(
    receiver: str, instead: str, received: tuple[str, str, tuple[str, ...]]
) -> None:
    after = _grown("conflict", BOARD, receiver=receiver, instead=instead).conflict
    assert (after.receiver, after.instead, after.further) == received
