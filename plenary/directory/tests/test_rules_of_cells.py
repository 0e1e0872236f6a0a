"""Cells, columns and several values in one of them: what is read, what is written, and what is left as it stands."""

import json

import pytest

from plenary.directory.rules.cells import is_formula, neutralise, restore
from plenary.directory.rules.choices import ADD, LEAVE_OUT, Choices, Preview
from plenary.directory.rules.countries import country_names, find_country
from plenary.directory.rules.details import Contact, Issued, Name
from plenary.directory.rules.fields import ORGANISATIONS, PERSONS, guess_columns, known_mapping
from plenary.directory.rules.gender import UNSAID, given, on_card
from plenary.directory.rules.headings import headings_of
from plenary.directory.rules.lists import (
    read_contacts,
    read_identifiers,
    read_names,
    write_contacts,
    write_identifiers,
    write_names,
)
from plenary.directory.rules.rows import Reading, read_card, read_rows


@pytest.mark.parametrize("text", ["", " ", "\u200b", "A=1", "'A", "1-2"])
def test_what_starts_no_formula_is_left_as_it_is(text: str) -> None:
    assert not is_formula(text)
    assert (neutralise(text), restore(text)) == (text, text)


def test_a_formula_that_nothing_made_harmless_is_no_shorter_when_read() -> None:
    assert [restore(text) for text in ("=1", "'=1", "''=1", "+223 20")] == ["=1", "=1", "'=1", "+223 20"]


def test_countries_are_meant_by_their_names_in_every_language_that_is_offered() -> None:
    for language in ("en", "fr", "es", "ar"):
        assert find_country(country_names(language)["DEU"]) == "DEU"
    assert [find_country(word) for word in ("UK", "USA", "xkx", "U.S.A.")] == ["GBR", "USA", "XKX", "USA"]


# Columns


def test_a_column_is_of_one_field_alone() -> None:
    heading = headings_of("summary")[0]
    shared = guess_columns(ORGANISATIONS, [heading, heading.upper()], {})
    assert shared == {"summary": heading}
    for kind in (ORGANISATIONS, PERSONS):
        columns = [*headings_of("name"), *headings_of("email"), *headings_of("phone")]
        guessed = guess_columns(kind, columns, {})
        assert len(set(guessed.values())) == len(guessed)


def test_of_a_mapping_what_the_file_and_the_kind_have_is_known() -> None:
    mapping = {"name": "n", "gender": "g", "email": "gone", "colour": "n"}
    assert known_mapping(ORGANISATIONS, ["n", "g"], mapping) == {"name": "n"}
    assert known_mapping(PERSONS, ["n", "g"], mapping) == {"name": "n", "gender": "g"}


def _reading() -> Reading:
    rows = [["Sound", ""], ["Lost", "Atlantis"], ["Sound again", ""]]
    return read_rows(ORGANISATIONS, ["name", "c"], rows, mapping={"name": "name", "country": "c"})


@pytest.mark.parametrize(
    ("choices", "added", "sound"),
    [
        (Choices(), [2, 3, 4], [2, 4]),
        (Choices(leave_out_errors=True), [2, 4], [2, 4]),
        (Choices(leave_out_errors=True, rows={3: ADD}), [2, 4], [2, 4]),
        (Choices(rows={4: LEAVE_OUT}), [2, 3], [2]),
    ],
)
def test_sound_are_those_that_would_be_added_without_an_error(
    choices: Choices, added: list[int], sound: list[int]
) -> None:
    preview = Preview(_reading(), {})
    assert [draft.row for draft in preview.chosen(choices)[0]] == added
    assert [draft.row for draft in preview.sound(choices)] == sound


# One's gender


@pytest.mark.parametrize(
    ("said", "is_shown", "card"),
    [("woman", True, "woman"), ("woman", False, ""), (UNSAID, True, ""), ("", True, "")],
)
def test_on_the_card_stands_what_one_wants_there(said: str, is_shown: bool, card: str) -> None:
    assert on_card(said, is_shown=is_shown) == card


def test_words_of_ones_own_are_kept_to_thirty_characters() -> None:
    assert [len(given("x" * number)) for number in (29, 30, 31)] == [29, 30, 30]
    assert [given(words) for words in ("UnSaid", " WOMAN", "Man", "Manly")] == ["unsaid", "woman", "man", "Manly"]


# Several values in one cell


def test_names_end_in_their_language_or_are_a_list_of_objects() -> None:
    assert read_names("Femmes du Sahel [fr] | FdS | [fr]") == (Name("Femmes du Sahel", "fr"), Name("FdS"), Name("[fr]"))
    objects = [
        {"name": "Joe", "language": "en"},
        {"name": " "},
        {"note": "no name"},
        5,
        {"name": 7, "start_date": 1990},
    ]
    assert read_names(json.dumps(objects)) == (Name("Joe", "en"), Name("7", "", "", "1990"))
    assert read_names('[{"name": ') == (Name('[{"name":'),)
    assert read_names("5") == (Name("5"),)
    assert write_names([Name("A|B", "fr"), Name("C")]) == "A/B [fr] | C"


def test_numbers_name_who_issued_them_or_take_the_scheme_given() -> None:
    assert read_identifiers("ROR:04x1 | 99", "VAT") == (Issued("04x1", "ROR"), Issued("99", "VAT"))
    objects = [{"identifier": "04x1", "scheme": "ROR"}, {"scheme": "VAT"}, {"identifier": True}, {"identifier": []}]
    assert read_identifiers(json.dumps(objects), "VAT") == (Issued("04x1", "ROR"), Issued("True"))
    assert write_identifiers([Issued("04x1", "ROR"), Issued("99")]) == "ROR:04x1 | 99"


def test_ways_to_reach_begin_with_what_they_are_or_are_of_the_kind_of_the_column() -> None:
    assert read_contacts("FAX:+33 1 | http://a.example | Main street: 5") == (
        Contact("fax", "+33 1"),
        Contact("url", "http://a.example"),
        Contact("address", "Main street: 5"),
    )
    assert read_contacts("+33 1 | fax:2", "voice") == (Contact("voice", "+33 1"), Contact("voice", "fax:2"))


def test_ways_to_reach_are_read_from_a_list_of_objects() -> None:
    objects = [
        {"type": "cell", "value": "+33 6", "label": "At night", "note": "urgent"},
        {"url": "https://a.example", "note": "Ours"},
        {"value": "Main street"},
        {"type": "email"},
        "+33 1",
    ]
    assert read_contacts(json.dumps(objects)) == (
        Contact("cell", "+33 6", "At night, urgent"),
        Contact("url", "https://a.example", "Ours"),
        Contact("address", "Main street"),
    )


def test_ways_to_reach_are_written_of_one_kind_or_of_all() -> None:
    contacts = [Contact("voice", "+33 1"), Contact("email", "a@b.example"), Contact("voice", "+33 2")]
    assert write_contacts(contacts, "voice") == "+33 1 | +33 2"
    assert write_contacts(contacts) == "voice:+33 1 | email:a@b.example | voice:+33 2"
    assert read_contacts(write_contacts(contacts)) == tuple(contacts)


# Rows as cards


def _problems(kind: str = ORGANISATIONS, **cells: str) -> list[tuple[str, str]]:
    """What is wrong with a card of these cells, by field."""
    _card, wrong = read_card(kind, {"name": "Amina", **cells})
    return [(problem.field, problem.reason.rpartition(".")[2]) for problem in wrong]


@pytest.mark.parametrize(
    ("cells", "problems"),
    [
        ({"summary": "x" * 300}, []),
        ({"summary": "x" * 301}, [("summary", "too_long")]),
        ({"website": "a.example"}, []),
        ({"website": "https://a.example/b c"}, [("website", "website_malformed")]),
        ({"email": "a@b.example"}, []),
        ({"name_language": "pt-BR"}, []),
        ({"name_language": "Brazil!"}, [("name_language", "language_malformed")]),
        ({"founding_date": "1990"}, []),
        ({"founding_date": "1990-13"}, [("founding_date", "date_malformed")]),
        ({"identifiers": f"{'s' * 60}:{'1' * 120}"}, []),
        ({"identifiers": "1" * 121}, [("identifiers", "part_too_long")]),
        ({"other_names": "x" * 301}, [("other_names", "part_too_long")]),
        ({"contacts": f"fax:{'1' * 301}"}, [("contacts", "part_too_long")]),
    ],
)
def test_what_is_wrong_with_a_card_is_told_by_field(cells: dict[str, str], problems: list[tuple[str, str]]) -> None:
    assert _problems(**cells) == problems


def test_the_mail_of_an_organisation_is_a_way_to_reach_and_that_of_a_person_stands_on_the_card() -> None:
    cells = {"name": "Amina", "email": "a@b.example"}
    organisation, person = (read_card(kind, cells)[0] for kind in (ORGANISATIONS, PERSONS))
    assert (dict(organisation.fields), organisation.contacts) == ({"name": "Amina"}, (Contact("email", "a@b.example"),))
    assert (dict(person.fields), person.contacts) == (cells, ())
    assert _problems(PERSONS, email="nobody") == [("email", "email_malformed")]


def test_a_web_address_is_written_whole_and_nothing_else_is() -> None:
    cells = {"name": "A", "website": "a.example | http://b.example", "phone": "a.example"}
    card, _wrong = read_card(ORGANISATIONS, cells)
    assert card.contacts == (
        Contact("voice", "a.example"),
        Contact("url", "https://a.example"),
        Contact("url", "http://b.example"),
    )


def test_a_card_without_a_name_takes_that_of_the_first_language_and_keeps_the_others() -> None:
    cells = {"name_fr": "Femmes du Sahel", "name_es": "Mujeres del Sahel"}
    card, wrong = read_card(ORGANISATIONS, cells)
    assert (dict(card.fields), card.names, wrong) == (
        {"name": "Femmes du Sahel", "name_language": "fr"},
        (Name("Mujeres del Sahel", "es"),),
        [],
    )
    named, _wrong = read_card(ORGANISATIONS, {"name": "Sahel Women", **cells})
    assert (named.name, named.names) == ("Sahel Women", (Name(cells["name_fr"], "fr"), Name(cells["name_es"], "es")))


def test_lines_are_kept_in_a_description_alone_and_a_short_row_has_empty_cells() -> None:
    text = " One\x07\n two  words "
    reading = read_rows(
        ORGANISATIONS,
        ["name", "summary", "description", "country"],
        [["A", text, text]],
        mapping={code: code for code in ("name", "summary", "description", "country")},
    )
    [draft] = reading.drafts
    assert dict(draft.card.fields) == {"name": "A", "summary": "One two words", "description": "One\n two  words"}
