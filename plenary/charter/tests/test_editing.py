"""Changing a charter part by part: pure, whole, and without touching what was not asked for."""

import re
from collections.abc import Iterator
from dataclasses import fields, replace
from pathlib import Path
from typing import Any, get_args, get_origin

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from plenary.charter import prose, starting
from plenary.charter.labels import fields as wording
from plenary.charter.labels import groups as headings
from plenary.charter.labels import parts as naming
from plenary.charter.labels.ways_out import WAYS_OUT
from plenary.charter.rules import editing
from plenary.charter.rules.clauses import Chapter
from plenary.charter.rules.contradictions import contradictions
from plenary.charter.rules.document import charter_from_json, charter_to_json
from plenary.charter.rules.merging import merged
from plenary.charter.rules.parts import (
    ITEMS,
    KINDS,
    PLAIN_TEXT,
    REFERS,
    chapter_of_clause,
    fields_of,
    part_of_clause,
    parts,
    value_of,
    with_value,
)
from plenary.charter.rules.schema import Charter, Words
from plenary.charter.tests.factories import charters, drawn
from plenary.core.verdicts import reasons

ALL = [*starting.STARTING, starting.ONE_PAGE]
BOARD = starting.shipped("elected-board")
RULES = Path(editing.__file__).parent
drawing = settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)


def _texts(charter: Charter) -> dict[str, str]:
    return {clause.key: clause.text for chapter in prose.chapters(charter, "en") for clause in chapter.clauses}


@pytest.mark.parametrize("code", ALL)
def test_every_clause_leads_to_the_part_that_tells_it(code: str) -> None:
    charter = starting.shipped(code)
    known = parts(charter)
    chapters: tuple[Chapter, ...] = prose.chapters(charter, "en")
    for chapter in chapters:
        for clause in chapter.clauses:
            key = part_of_clause(charter, clause.key)
            assert chapter_of_clause(clause.key) == chapter.key
            assert key or clause.key in ("ballots", "sharing")
            assert not key or known[key].chapter == chapter.key


@pytest.mark.parametrize("code", ALL)
def test_a_part_put_back_as_it_was_changes_nothing(code: str) -> None:
    charter = starting.shipped(code)
    for part in parts(charter).values():
        assert with_value(charter, part, value_of(charter, part)) == charter


def test_every_field_of_the_schema_belongs_to_a_part() -> None:
    asked = {name for table, _chapter in KINDS.values() for name in (table.__name__,)}
    tables = {field.name for field in fields(Charter)} - {"schema"}
    gathered = {"longest_term_months", "credit", "matters", "languages", "required_languages"}
    assert tables - gathered == {*(ITEMS[kind] for kind in ITEMS if kind != "seats"), *KINDS} & (tables - gathered)
    assert len(asked) == len(KINDS)


def _text_fields() -> Iterator[tuple[str, str]]:
    for kind, (table, _chapter) in KINDS.items():
        for name, hint in fields_of(kind).items():
            inner = get_args(hint)[0] if get_origin(hint) is tuple else hint
            if inner is str:
                yield table.__name__, name


def test_every_field_of_codes_says_of_what() -> None:
    assert {field for field in _text_fields() if field not in REFERS} == PLAIN_TEXT


def test_every_field_has_its_words() -> None:
    asked = {kind: set(fields_of(kind)) for kind in KINDS}
    asked_in_words = {kind: set(words) for kind, words in wording.FIELDS.items()}
    assert asked_in_words == asked, "add the field and its words to FIELDS in charter/labels/fields.py"
    assert [
        kind for kind, words in wording.FIELDS.items() if not all(str(label) for label, _help in words.values())
    ] == []
    for kind, groups in headings.GROUPS.items():
        grouped = [name for _title, names in groups for name in names]
        assert sorted(grouped) == sorted(asked[kind]), "name it under one heading in charter/labels/groups.py"


def test_every_closed_choice_has_its_words() -> None:
    for kind in KINDS:
        for hint in fields_of(kind).values():
            if hasattr(hint, "__members__"):
                assert set(naming.VALUES[hint.__name__]) == {item.value for item in hint}
    assert set(ITEMS) == set(naming.ADD)
    unnamed = {kind for kind, (table, _c) in KINDS.items() if not {"names"} & {f.name for f in fields(table)}}
    assert set(naming.PARTS) == unnamed


def test_every_contradiction_has_a_way_out() -> None:
    told = "".join((RULES / f"{name}.py").read_text() for name in ("contradictions", "deciding"))
    assert set(re.findall(r"Contradiction\([^)]*?\"(charter\.[a-z_]+)\"", told)) == set(WAYS_OUT)
    assert set(WAYS_OUT) - set(reasons()) == set()


# Things added, taken out, moved


def test_a_thing_is_added_under_a_code_of_its_own() -> None:
    one, key = editing.with_added(BOARD, "body", {"en": "Water & Wells", "ar": "الماء"})
    two, again = editing.with_added(one, "body", {"en": "Water, wells"})
    seats, seats_key = editing.with_added(two, "seats", {"ar": "الأعضاء"}, inside=key)
    assert (key, again, seats_key) == ("body.water_wells", "body.water_wells_2", "body.water_wells.seats")
    assert value_of(seats, parts(seats)[seats_key]).filled_by == "plenary"
    assert charter_from_json(charter_to_json(seats)) == seats
    assert [found.reason for found in contradictions(two)] == ["charter.body_without_seats"] * 2
    assert {found.clause for found in contradictions(seats)} == {"body.water_wells_2", "body.water_wells.seats"}


@pytest.mark.parametrize("kind", ["category", "body", "office", "process", "sharing"])
def test_what_was_added_can_be_taken_out(kind: str) -> None:
    more, key = editing.with_added(BOARD, kind, {"en": "Another"})
    assert editing.changed_parts(BOARD, more) == (key,)
    assert editing.without(more, parts(more)[key]) == BOARD


def test_what_names_a_thing_is_found_and_may_name_another() -> None:
    board = parts(BOARD)["body.board"]
    naming = editing.naming_parts(BOARD, "body", "board")
    assert {"process.between", "office.chair"} & set(naming)
    gone = editing.without(BOARD, board, instead="plenary")
    assert editing.naming_parts(gone, "body", "board") == ()
    assert [found for found in contradictions(gone) if found.reason == "charter.unknown_body"] == []
    left = editing.without(BOARD, board)
    assert {"charter.unknown_body"} <= {found.reason for found in contradictions(left)}


def test_taking_an_office_out_leaves_no_list_that_names_it() -> None:
    left = editing.without(BOARD, parts(BOARD)["office.chair"])
    assert "chair" not in left.speaking.offices
    assert "chair" not in left.protection.known_to
    assert left.conflict.receiver != "chair"


def test_a_thing_moves_up_and_down_within_its_row() -> None:
    assert editing.moved(BOARD, parts(BOARD)["office.chair"], -1) == BOARD
    down = editing.moved(BOARD, parts(BOARD)["office.chair"], 1)
    assert [office.code for office in down.offices][:2] == ["treasurer", "chair"]
    assert editing.moved(down, parts(down)["office.chair"], -1) == BOARD


@given(charters, st.data())
@drawing
def test_changing_one_part_leaves_all_others_as_they_are(charter: Charter, data: st.DataObject) -> None:
    known = parts(charter)
    part = data.draw(st.sampled_from(sorted(known.values(), key=lambda part: part.key)))
    before = value_of(charter, part)
    value = data.draw(drawn(KINDS[part.kind][0]))
    if hasattr(before, "code"):
        value = replace(value, code=before.code)
    if hasattr(before, "seats"):
        value = replace(value, seats=before.seats)
    after = with_value(charter, part, value)
    assert set(editing.changed_parts(charter, after)) <= {part.key}
    assert charter_from_json(charter_to_json(after)) == after


@given(charters, st.data())
@drawing
def test_any_row_of_edits_gives_a_charter_that_can_be_read(charter: Charter, data: st.DataObject) -> None:
    for _turn in range(4):
        items = [part for part in parts(charter).values() if part.kind in ITEMS]
        kind = data.draw(st.sampled_from(["category", "body", "office", "process", "sharing"]))
        how = data.draw(st.sampled_from(["add", "out", "move"]))
        if how == "add":
            charter, _key = editing.with_added(charter, kind, data.draw(drawn(Words)))
        elif items:
            part = data.draw(st.sampled_from(items))
            charter = editing.without(charter, part) if how == "out" else editing.moved(charter, part, 1)
    assert charter_from_json(charter_to_json(charter)) == charter
    assert all(found.reason in reasons() and found.reason in WAYS_OUT for found in contradictions(charter))
    assert _texts(charter)


# Two at once


@given(charters, charters)
@drawing
def test_one_change_alone_is_taken_whole(base: Charter, other: Charter) -> None:
    one, two = charter_to_json(base), charter_to_json(other)
    assert merged(one, two, one) == (two, ())
    assert merged(one, one, two) == (two, ())
    assert merged(one, two, two) == (two, ())


@given(charters, st.data())
@drawing
def test_changes_of_two_parts_do_not_meet(charter: Charter, data: st.DataObject) -> None:
    codes = [part.key for part in parts(charter).values()]
    assume(len(set(codes)) == len(codes))
    one = replace(charter, review=data.draw(drawn(type(charter.review))))
    two = replace(charter, speaking=data.draw(drawn(type(charter.speaking))))
    base, mine, theirs = map(charter_to_json, (charter, one, two))
    made, conflicts = merged(base, mine, theirs)
    assert conflicts == ()
    assert charter_from_json(made) == replace(charter, review=one.review, speaking=two.speaking)


def test_two_who_change_the_same_field_are_told_where() -> None:
    def seated(number: int) -> Any:
        body = BOARD.body("board")
        changed = replace(body, seats=(replace(body.seats[0], number=number),))
        return charter_to_json(with_value(BOARD, parts(BOARD)["body.board"], changed))

    made, conflicts = merged(charter_to_json(BOARD), seated(7), seated(5))
    assert [(found.path, found.mine, found.theirs) for found in conflicts] == [
        (("bodies", "board", "seats", "members", "number"), 7, 5)
    ]
    assert charter_from_json(made).body("board").seats[0].number == 7


def test_rows_of_two_who_add_hold_both() -> None:
    mine = charter_to_json(editing.with_added(BOARD, "office", {"en": "Secretary"})[0])
    theirs = charter_to_json(editing.with_added(BOARD, "office", {"en": "Speaker"})[0])
    made, conflicts = merged(charter_to_json(BOARD), mine, theirs)
    assert conflicts == ()
    codes = [office.code for office in charter_from_json(made).offices]
    assert codes == [*(office.code for office in BOARD.offices), "speaker", "secretary"]
    assert "secretary" in codes


def test_words_in_two_languages_are_brought_together() -> None:
    base, mine, theirs = ({"en": "a", "fr": "b"}, {"en": "A", "fr": "b"}, {"en": "a", "fr": "B", "es": "c"})
    assert merged(base, mine, theirs) == ({"en": "A", "fr": "B", "es": "c"}, ())
