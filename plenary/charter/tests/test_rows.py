"""Rows of a charter: codes, what is taken out and what named it; and where in a text a contradiction is found."""

from dataclasses import replace
from typing import Any

import pytest

from plenary.charter import starting
from plenary.charter.rules import editing
from plenary.charter.rules.document import charter_to_json, charter_to_toml
from plenary.charter.rules.exchange import path_of, read_toml
from plenary.charter.rules.findings import Contradiction
from plenary.charter.rules.merging import Conflict, merged
from plenary.charter.rules.parts import parts, value_of, with_value
from plenary.charter.rules.schema import SCHEMA_VERSION, Charter
from plenary.charter.rules.upcasters import SchemaError, days_steps, upcast

BOARD = starting.shipped("elected-board")
TEXT = charter_to_toml(BOARD)


@pytest.mark.parametrize(
    ("name", "taken", "code"),
    [
        ("Water & Wells", (), "water_wells"),
        ("Water & Wells", ("water_wells", "water_wells_2"), "water_wells_3"),
        ("A committee of many words", (), "a_committee_of_many_word"),
        ("A committee with one more word", (), "a_committee_with_one_mor"),
        ("Équipe d’été", (), "equipe_dete"),
        ("2030", (), "body"),
        ("الماء", ("body",), "body_2"),
    ],
)
def test_a_code_is_made_of_the_letters_of_a_name(name: str, taken: tuple[str, ...], code: str) -> None:
    assert editing.code_for({"en": name}, ("en",), taken, "body") == code


def test_the_plenary_is_found_wherever_it_stands() -> None:
    last = replace(BOARD, bodies=(*BOARD.bodies[1:], BOARD.bodies[0]))
    none = replace(BOARD, bodies=BOARD.bodies[1:])
    assert [editing.plenary_of(each) for each in (BOARD, last, none, replace(BOARD, bodies=()))] == [
        "plenary",
        "plenary",
        "board",
        "plenary",
    ]


@pytest.mark.parametrize(("longest", "months"), [(0, 24), (12, 12), (36, 24)])
def test_new_seats_and_offices_last_two_years_or_as_long_as_they_may(longest: int, months: int) -> None:
    charter = replace(BOARD, longest_term_months=longest)
    seated, seats_key = editing.with_added(charter, "seats", {"en": "Guests"}, inside="body.board")
    held, office_key = editing.with_added(charter, "office", {"en": "Speaker"})
    seats, office = value_of(seated, parts(seated)[seats_key]), value_of(held, parts(held)[office_key])
    assert (seats.term_months, seats.number, office.term_months) == (months, 3, months)


@pytest.mark.parametrize("place", [0, 1, -1])
def test_taking_one_out_leaves_the_others_in_their_order(place: int) -> None:
    codes = [office.code for office in BOARD.offices]
    left = editing.without(BOARD, parts(BOARD)[f"office.{codes.pop(place)}"])
    assert [office.code for office in left.offices] == codes


def test_seats_are_taken_out_and_moved_within_their_body() -> None:
    more, key = editing.with_added(BOARD, "seats", {"en": "Guests"}, inside="body.board")
    up = editing.moved(more, parts(more)[key], -1)
    assert [seats.code for seats in up.body("board").seats] == ["guests", "members"]
    assert editing.without(up, parts(up)[key]) == BOARD
    assert editing.changed_parts(BOARD, more) == (key,)


def test_what_must_name_something_goes_on_naming_what_is_gone() -> None:
    left = editing.without(BOARD, parts(BOARD)["body.board"])
    assert left.process("between").electorate == "board"
    assert next(office for office in left.offices if office.code == "chair").body == ""


@pytest.mark.parametrize(
    ("key", "field", "kind", "left"),
    [
        ("body.board.members", "reserved_category", "category", ""),
        ("body.board", "reports_to", "body", ""),
        ("office.treasurer", "body", "body", ""),
        ("process.ordinary", "fallback", "process", ""),
        ("urgent", "process", "process", ""),
        ("urgent", "confirmed_by", "process", ""),
        ("conflict", "receiver", "office", ""),
        ("conflict", "instead", "office", ""),
        ("host", "reports_to", "body", ""),
        ("body.board.members", "filled_by", "body", "gone"),
        ("process.ordinary", "electorate", "body", "gone"),
        ("review", "by", "body", "gone"),
    ],
)
def test_what_may_name_nothing_names_nothing_once_it_is_gone(key: str, field: str, kind: str, left: str) -> None:
    part = parts(BOARD)[key]
    names_it = with_value(BOARD, part, replace(value_of(BOARD, part), **{field: "gone"}))
    assert getattr(value_of(editing.naming(names_it, kind, "gone", ""), part), field) == left


def test_the_seats_of_a_body_stand_below_it() -> None:
    keys = list(parts(BOARD))
    assert [keys[keys.index(f"body.{code}") + 1] for code in ("board", "outreach")] == [
        "body.board.members",
        "body.outreach.members",
    ]


def test_a_category_asks_what_is_asked_and_a_matter_without_a_process_takes_the_usual_one() -> None:
    member, observer = BOARD.categories[:2]
    asks = replace(BOARD, categories=(member, replace(observer, requirements=({"en": "is invited"},))))
    told = [asks.requirements(code) for code in (member.code, observer.code, "nobody")]
    assert told == [member.requirements, ({"en": "is invited"},), ()]
    assert [BOARD.process_for(matter).code for matter in ("decisions.money", "charter.amend")] == [
        "ordinary",
        "amendment",
    ]


@pytest.mark.parametrize("version", [True, "3", None, SCHEMA_VERSION + 1, 0])
def test_a_document_of_no_known_version_is_none(version: Any) -> None:
    with pytest.raises(SchemaError):
        upcast({"schema": version}, days_steps, present=SCHEMA_VERSION)


# Two at once


@pytest.mark.parametrize(
    ("base", "mine", "theirs", "both", "conflicts"),
    [
        ({"a": 1, "b": 2}, {"a": 1}, {"a": 1, "b": 2, "c": 3}, {"a": 1, "c": 3}, ()),
        ({"a": 1}, {}, {"a": 2}, {}, (Conflict(("a",), None, 2),)),
        ([1], [1, 2], [1, 3], [1, 2], (Conflict((), [1, 2], [1, 3]),)),
    ],
)
def test_what_one_took_out_stays_out_and_lists_are_taken_whole(
    base: Any, mine: Any, theirs: Any, both: Any, conflicts: tuple[Conflict, ...]
) -> None:
    assert merged(base, mine, theirs) == (both, conflicts)


@pytest.mark.parametrize(
    ("base", "mine", "theirs", "both"),
    [("ab", "ba", "abc", "bac"), ("ab", "abc", "ba", "bac"), ("ab", "ba", "a", "a"), ("abc", "ab", "cab", "ab")],
)
def test_a_row_stands_in_the_order_of_who_moved_something(base: str, mine: str, theirs: str, both: str) -> None:
    rows = [[{"code": code} for code in codes] for codes in (base, mine, theirs)]
    made, conflicts = merged(*rows)
    assert ("".join(item["code"] for item in made), conflicts) == (both, ())


def _named_by(kind: str, code: str) -> set[str]:
    return set(editing.naming_parts(BOARD, kind, code))


def test_what_names_a_thing_is_found_in_fields_lists_and_matters() -> None:
    assert {"matters"} <= _named_by("process", "between")
    assert {"speaking", "conflict", "process.between"} <= _named_by("office", "chair")
    assert "body.plenary" not in _named_by("body", "plenary")
    assert _named_by("office", "chai") == set()


def test_a_matter_takes_the_process_that_is_named_instead() -> None:
    after = editing.without(BOARD, parts(BOARD)["process.between"], instead="ordinary")
    assert dict(after.matters) == {**BOARD.matters, "decisions.affairs": "ordinary"}
    assert after.process_for("membership.admit").code == "admission"


# A charter brought as text


def _with_guests(code: str) -> Charter:
    """The board with more seats, filled by a body of this code."""
    more, _key = editing.with_added(BOARD, "seats", {"en": "Guests"}, inside="body.board")
    body = more.body("board")
    row = (*body.seats[:-1], replace(body.seats[-1], filled_by=code))
    return replace(more, bodies=tuple(replace(each, seats=row) if each == body else each for each in more.bodies))


def test_a_text_is_sound_where_it_is_a_charter_without_contradiction() -> None:
    sound, broken = read_toml(TEXT), read_toml("quorum = = 1")
    contradicts = read_toml(charter_to_toml(_with_guests("senate")))
    assert [each.is_sound for each in (sound, broken, contradicts)] == [True, False, False]
    assert (sound.charter, broken.charter, contradicts.charter) == (BOARD, None, _with_guests("senate"))
    [finding] = contradicts.findings
    assert (finding.path, finding.reason, finding.clause) == (
        "bodies[1].seats[1].filled_by",
        "charter.unknown_body",
        "body.board.guests",
    )


@pytest.mark.parametrize(
    ("clause", "code", "path"),
    [
        ("body.board", None, "bodies[1]"),
        ("body.board.members", "plenary", "bodies[1].seats[0].filled_by"),
        ("body.board.nobody", "plenary", "bodies"),
        ("office.nobody", None, "offices"),
        ("matter.other", None, "matters.other"),
        ("speaking", "coordinator", "speaking.offices[1]"),
        ("ballots", None, ""),
    ],
)
def test_a_contradiction_stands_at_the_value_that_it_names(clause: str, code: str | None, path: str) -> None:
    found = Contradiction(clause, "charter.any", {"code": code} if code else {})
    assert path_of(charter_to_json(BOARD), found) == path


def test_names_stand_on_one_line_where_they_have_room() -> None:
    long = dict.fromkeys(BOARD.languages, "Meeting of all who are members")
    named = [replace(BOARD.bodies[0], names=names, duties=()) for names in ({"en": "Plenary"}, long)]
    few, many = (charter_to_toml(replace(BOARD, bodies=(body, *BOARD.bodies[1:]))).splitlines() for body in named)
    assert 'names = {en = "Plenary"}' in few
    assert "[bodies.names]" in many
    assert not [line for line in many if line.startswith("names = {") and len(line) > 118]
