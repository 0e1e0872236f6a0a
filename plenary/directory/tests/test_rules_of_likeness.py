"""How alike two names are, which are looked at at all, and cards in the words of Popolo, there and back."""

from typing import Any

import pytest

from plenary.directory.rules.details import CardValues, Contact, Issued, Name
from plenary.directory.rules.fields import ORGANISATIONS, PERSONS
from plenary.directory.rules.names import LIKELY, Likenesses, fold, likeness
from plenary.directory.rules.popolo import cells_of, document_of, object_of, objects_in


def _found(key: str, *names: str) -> list[str]:
    return [name for _score, name in Likenesses([(name, name) for name in names]).of(key)]


@pytest.mark.parametrize(
    ("name", "folded"),
    [("البيت", "بيت"), ("الفن", "الفن"), ("الالبيت", "بيت"), ("x" * 301, "x" * 300), ("Ltd and Co", "ltd and co")],
)
def test_the_article_goes_where_a_word_is_left(name: str, folded: str) -> None:
    assert fold(name) == folded


def test_likeness_is_the_share_of_three_letters_that_both_have() -> None:
    assert likeness("abcd", "abcde") == 2 * 4 / (5 + 6)
    assert (likeness("abcd", ""), likeness("", "abcd"), likeness("", "")) == (0, 0, 0)


def test_an_error_that_changes_the_order_of_words_is_still_likely() -> None:
    one, other = "sahel water aid", "sahel water zaid"
    assert likeness(one, other) >= LIKELY
    assert _found(one, other) == [other]


@pytest.mark.parametrize(
    ("key", "name"), [("water aids", "water aid"), ("greenvaley", "greenvalley"), ("sahel women", "women sahel")]
)
def test_what_is_likely_the_same_is_found(key: str, name: str) -> None:
    assert _found(key, name, "another of no likeness") == [name]


def test_a_word_in_common_alone_is_no_likeness() -> None:
    assert _found("green mountain association", "green valley", "association") == []


def test_a_name_that_folds_to_nothing_is_like_nobody() -> None:
    assert _found("", "", "green valley") == []
    assert _found("green valley", "", "green valley") == ["green valley"]


@pytest.mark.parametrize(("number", "found"), [(40, 5), (41, 0)])
def test_a_word_that_more_than_forty_share_finds_nobody(number: int, found: int) -> None:
    names = [f"{chr(97 + at // 10)}{chr(97 + at % 10)} watermanagementassociation" for at in range(number)]
    assert len(_found("zz watermanagementassociation", *names)) == found


def test_an_equal_name_is_found_however_many_share_its_words() -> None:
    assert _found("association", *["association"] * 41) == ["association"] * 5


# Popolo

CARD = CardValues(
    fields={
        "name": "Femmes du Sahel",
        "summary": "Wells",
        "classification": "ngo",
        "founding_date": "1990-03",
        "dissolution_date": "last year",
        "country": "MLI",
        "area": "Mopti",
    },
    names=(Name("FdS", "fr", "short", "1990", "then"), Name("Women")),
    identifiers=(Issued("04x1", "ROR"), Issued("99")),
    contacts=(Contact("voice", "+223 20", "days"), Contact("url", "https://a.example")),
    id="o1",
)
OBJECT = {
    "id": "o1",
    "name": "Femmes du Sahel",
    "abstract": "Wells",
    "classification": "ngo",
    "founding_date": "1990-03",
    "other_names": [{"name": "FdS", "lang": "fr", "note": "short", "start_date": "1990"}, {"name": "Women"}],
    "identifiers": [{"identifier": "04x1", "scheme": "ROR"}, {"identifier": "99"}],
    "contact_details": [{"type": "voice", "value": "+223 20", "note": "days"}],
    "links": [{"url": "https://a.example"}],
    "area": {"name": "Mopti", "parent": {"name": "Mali", "identifier": "MLI", "classification": "country"}},
}


def test_a_card_in_the_words_of_popolo_leaves_out_what_is_empty_and_what_is_no_date() -> None:
    assert object_of(ORGANISATIONS, CARD, "Mali") == OBJECT
    assert object_of(PERSONS, CardValues(fields={"name": "Amina", "founding_date": "1990"})) == {"name": "Amina"}
    assert document_of({ORGANISATIONS: [OBJECT], PERSONS: []}) == {"organizations": [OBJECT], "persons": []}


@pytest.mark.parametrize(
    ("fields", "area"),
    [
        ({"country": "MLI"}, {"name": "Mali", "identifier": "MLI", "classification": "country"}),
        ({"area": "Mopti"}, {"name": "Mopti"}),
        ({}, None),
    ],
)
def test_an_area_is_a_place_a_country_or_none(fields: dict[str, str], area: dict[str, str] | None) -> None:
    card = CardValues(fields={"name": "A", **fields})
    assert object_of(ORGANISATIONS, card, "Mali" if "country" in fields else "").get("area") == area
    if "country" in fields:
        assert object_of(ORGANISATIONS, card)["area"]["name"] == "MLI"


def test_an_object_of_popolo_becomes_cells() -> None:
    cells = cells_of(ORGANISATIONS, {**OBJECT, "founding_date": 1990, "abstract": True, "image": "x.png", "links": []})
    assert {code: cells[code] for code in ("name", "classification", "founding_date", "country", "area")} == {
        "name": "Femmes du Sahel",
        "classification": "ngo",
        "founding_date": "1990",
        "country": "MLI",
        "area": "Mopti",
    }
    assert cells["identifiers"] == '[{"identifier": "04x1", "scheme": "ROR"}, {"identifier": "99"}]'
    assert set(cells) == {
        *("name", "classification", "founding_date", "country", "area"),
        "identifiers",
        "contacts",
        "other_names",
    }


@pytest.mark.parametrize(
    ("area", "cells"),
    [
        ({"name": "Mali", "classification": "country"}, {"country": "Mali"}),
        ({"name": "Mali", "identifier": "MLI", "classification": "country"}, {"country": "MLI"}),
        ({"name": "Mopti"}, {"area": "Mopti"}),
        ({"name": "Mopti", "parent": {"name": "Mali"}}, {"area": "Mopti", "country": "Mali"}),
        ({"name": "Mopti", "parent": "Mali"}, {"area": "Mopti"}),
        ("Mopti", {}),
    ],
)
def test_a_country_is_an_area_or_the_one_around_it(area: Any, cells: dict[str, str]) -> None:
    assert cells_of(PERSONS, {"area": area}) == cells


@pytest.mark.parametrize(
    ("document", "names"),
    [
        ({"organizations": [{"name": "A"}, 5], "persons": [{"name": "B"}]}, ["A"]),
        ({"organisations": [{"name": "A"}]}, ["A"]),
        ({"organizations": "none", "organisations": [{"name": "A"}]}, ["A"]),
        ({"name": "A"}, ["A"]),
        ({"name": 5}, []),
        ([{"name": "A"}, "B"], ["A"]),
        ("A", []),
        (None, []),
    ],
)
def test_objects_stand_in_a_document_a_list_or_alone(document: Any, names: list[str]) -> None:
    assert [item["name"] for item in objects_in(ORGANISATIONS, document)] == names
