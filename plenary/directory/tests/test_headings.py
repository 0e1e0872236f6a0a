"""The headings of columns: each language has some for each field, and a name in a language is found in every other."""

import pytest
from django.utils import translation

from plenary.core.languages import TAGS
from plenary.directory import labels
from plenary.directory.rules.fields import (
    KINDS,
    NAMED_LANGUAGES,
    OF_ORGANISATIONS,
    ORGANISATIONS,
    fields_of,
    guess_columns,
)
from plenary.directory.rules.headings import IN_LANGUAGES

CALLED = {field.code: field for field in OF_ORGANISATIONS if field.label}
"""Those that are found by what they are called: a language may tell further headings, and need not."""
ASKED = {field.code for kind in KINDS for field in fields_of(kind)} - {f"name_{tag}" for tag in NAMED_LANGUAGES}


@pytest.mark.parametrize("language", TAGS)
def test_every_language_has_headings_for_every_field(language: str) -> None:
    said = IN_LANGUAGES[language]
    where = f"directory/rules/headings/{language}.py"
    assert sorted({*ASKED, "name_in"} - set(said) - set(CALLED)) == [], f"{where} lacks these; add them to it"
    assert sorted(set(said) - {*ASKED, "name_in"}) == [], f"{where} has these, which no card has"
    assert [field for field, headings in said.items() if not all(map(str.strip, headings.split(",")))] == [], where


@pytest.mark.parametrize("language", TAGS)
@pytest.mark.parametrize("code", CALLED)
def test_a_field_is_found_by_what_each_language_calls_it(language: str, code: str) -> None:
    with translation.override(language):
        heading = str(labels.FIELDS[code])
    assert guess_columns(ORGANISATIONS, [heading], labels.called()) == {code: heading}


@pytest.mark.parametrize(
    ("heading", "code"),
    [
        ("Name in French", "name_fr"),
        ("nom en arabe", "name_ar"),
        ("Nombre en inglés", "name_en"),
        ("الاسم بالإسبانية", "name_es"),
    ],
)
def test_a_name_in_a_language_is_found_by_what_the_others_call_it(heading: str, code: str) -> None:
    assert guess_columns("persons", [heading], {}) == {code: heading}


def test_the_fields_of_names_are_called_after_their_languages() -> None:
    said = {}
    for tag in ("en", "fr", "es", "ar"):
        with translation.override(tag):
            said[tag] = str(labels.FIELDS["name_fr"])
    assert said == {"en": "Name in French", "fr": "Nom en français", "es": "Nombre en francés", "ar": "الاسم بالفرنسية"}
