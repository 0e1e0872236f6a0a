"""Charters read and written: nothing is lost, and what is wrong is told where it stands."""

from dataclasses import replace
from hashlib import sha256

import pytest
from hypothesis import HealthCheck, given, settings

from plenary.charter import starting
from plenary.charter.rules import upcasters
from plenary.charter.rules.document import (
    CharterError,
    Problem,
    charter_from_json,
    charter_from_toml,
    charter_to_json,
    charter_to_toml,
    days_from_json,
    days_to_json,
    document_hash,
    process_from_json,
    process_to_json,
)
from plenary.charter.rules.schema import SCHEMA_VERSION, Charter, Days
from plenary.charter.tests.factories import charters

drawing = settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)


@given(charters)
@drawing
def test_charter_survives_json_and_toml(charter: Charter) -> None:
    assert charter_from_json(charter_to_json(charter)) == charter
    assert charter_from_toml(charter_to_toml(charter)) == charter


@given(charters)
@drawing
def test_frozen_process_survives(charter: Charter) -> None:
    assert tuple(process_from_json(process_to_json(process)) for process in charter.processes) == charter.processes


@pytest.mark.parametrize("code", [*starting.STARTING, starting.ONE_PAGE])
def test_shipped_file_is_what_the_writer_writes(code: str) -> None:
    charter = starting.shipped(code)
    assert charter_from_toml(charter_to_toml(charter)) == charter
    assert document_hash(charter_to_json(charter)) == document_hash(
        charter_to_json(charter_from_json(charter_to_json(charter)))
    )


@pytest.mark.parametrize(
    ("path", "value", "problem"),
    [
        (("processes", 1, "quorum"), "two thirds", Problem("processes[1].quorum", "charter.not_a_share")),
        (("processes", 1, "quorum"), 0.5, Problem("processes[1].quorum", "charter.not_a_share")),
        (("processes", 0, "method"), "shouting", Problem("processes[0].method", "charter.not_a_choice")),
        (("processes", 0, "quorom"), "1/2", Problem("processes[0].quorom", "charter.unknown_key")),
        (("bodies", 1, "seats", 0, "number"), "nine", Problem("bodies[1].seats[0].number", "charter.not_a_number")),
        (("bodies", 1, "seats", 0, "number"), True, Problem("bodies[1].seats[0].number", "charter.not_a_number")),
        (("bodies", 1, "seats", 0, "number"), -1, Problem("bodies[1].seats[0].number", "charter.negative")),
        (("bodies", 1, "seats"), {}, Problem("bodies[1].seats", "charter.not_a_list")),
        (("bodies", 1, "code"), "The Board", Problem("bodies[1].code", "charter.not_a_code")),
        (("protection", "allowed"), "yes", Problem("protection.allowed", "charter.not_yes_no")),
        (("purpose", "purpose"), "peace", Problem("purpose.purpose", "charter.not_a_table")),
        (("purpose", "purpose"), {"English": "peace"}, Problem("purpose.purpose.English", "charter.not_a_language")),
        (("purpose", "purpose"), {"en": 3}, Problem("purpose.purpose.en", "charter.not_text")),
        (("matters",), {"Any Other": "ordinary"}, Problem("matters.Any Other", "charter.not_a_code")),
        (("schema",), 99, Problem("schema", "charter.schema_unknown")),
        (("schema",), "1", Problem("schema", "charter.schema_unknown")),
    ],
)
def test_wrong_value_is_told_by_its_path(path: tuple[str | int, ...], value: object, problem: Problem) -> None:
    document = charter_to_json(starting.shipped("elected-board"))
    place = document
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = value
    with pytest.raises(CharterError) as caught:
        charter_from_json(document)
    assert caught.value.problems == (problem,)


def test_every_problem_is_told_at_once() -> None:
    document = charter_to_json(starting.shipped("elected-board"))
    del document["categories"], document["processes"][0]["method"]
    document["colour"] = "green"
    with pytest.raises(CharterError) as caught:
        charter_from_json(document)
    assert caught.value.problems == (
        Problem("colour", "charter.unknown_key"),
        Problem("categories", "charter.missing"),
        Problem("processes[0].method", "charter.missing"),
    )


def test_the_words_of_the_error_are_all_problems_with_their_paths() -> None:
    problems = (Problem("bodies[0].code", "charter.not_text"), Problem("", "charter.not_a_table"))
    assert str(CharterError(problems)) == "bodies[0].code: charter.not_text; .: charter.not_a_table"


@pytest.mark.parametrize("document", [None, [], "charter", 3])
def test_what_is_no_document_is_refused(document: object) -> None:
    with pytest.raises(CharterError) as caught:
        charter_from_json(document)
    assert caught.value.problems == (Problem("", "charter.not_a_table"),)


def test_mistake_of_syntax_is_told_with_its_line() -> None:
    with pytest.raises(CharterError) as caught:
        charter_from_toml("schema = 1\nlanguages = [en]\n")
    assert caught.value.problems == (Problem("", "charter.syntax", 2),)


@pytest.mark.parametrize("version", range(1, SCHEMA_VERSION))
def test_what_was_frozen_under_any_earlier_schema_is_read(version: int) -> None:
    """None of them changed anything that stood before."""
    charter = starting.shipped("elected-board")
    process = charter.process("amendment")
    assert charter_from_json({**charter_to_json(charter), "schema": version}) == charter
    assert process_from_json({**process_to_json(process), "schema": version}) == process
    assert days_from_json({**days_to_json(Days()), "schema": version}) == Days()


def test_older_document_is_brought_to_the_present(monkeypatch: pytest.MonkeyPatch) -> None:
    """An artificial version 0 called the categories `kinds`."""
    charter = starting.shipped("loose-network")
    old = charter_to_json(charter)
    old |= {"schema": 0, "kinds": old.pop("categories")}

    def from_zero(document: upcasters.Document) -> upcasters.Document:
        return {**{key: value for key, value in document.items() if key != "kinds"}, "categories": document["kinds"]}

    with pytest.raises(CharterError):
        charter_from_json(old)
    monkeypatch.setitem(upcasters.charter_steps, 0, from_zero)
    assert charter_from_json(old) == charter


def test_older_frozen_process_is_brought_to_the_present(monkeypatch: pytest.MonkeyPatch) -> None:
    process = starting.shipped("elected-board").process("amendment")
    old = {**process_to_json(process), "schema": 0}
    old["turnout"] = old.pop("quorum")
    monkeypatch.setitem(
        upcasters.process_steps,
        0,
        lambda document: {**{k: v for k, v in document.items() if k != "turnout"}, "quorum": document["turnout"]},
    )
    assert process_from_json(old) == process


def test_frozen_process_is_not_touched_by_an_amendment() -> None:
    charter = starting.shipped("elected-board")
    frozen = process_to_json(charter.process("ordinary"))
    amended = replace(charter, processes=tuple(replace(item, voting_days=1) for item in charter.processes))
    assert process_from_json(frozen) == charter.process("ordinary")
    assert process_from_json(frozen) != amended.process("ordinary")


def test_a_document_is_hashed_in_canonical_text() -> None:
    assert document_hash({"b": 1, "a": [2]}) == sha256(b'{"a":[2],"b":1}').hexdigest()


def test_of_a_proposal_before_there_were_days_none_are_read() -> None:
    assert days_from_json({}) == Days()
