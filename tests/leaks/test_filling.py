"""That the story fills every table and field that the rooms have, in both coalitions: what is not there cannot leak."""

import pytest
from django.db import models

from plenary.coalitions.models import Coalition
from tests.leaks import audiences, routes
from tests.leaks.book import marks_in
from tests.leaks.fields import BY_NAME, CHANNELS, NOT_WORDS, TOLD, fields_with_words, label_of, models_of_rooms
from tests.story import Story


def _has_coalition(model: type[models.Model], *, always: bool = False) -> bool:
    """True for rows of a coalition; `always`, where none is of the server alone."""
    return any(field.name == "coalition" and not (always and field.null) for field in model._meta.fields)


@pytest.mark.owed
def test_every_model_has_a_rule_of_who_may_read_it() -> None:
    known = {model._meta.label for model in models_of_rooms()}
    write = "tests/leaks/audiences/__init__.py: give the model a rule in RULES, a function of its row"
    assert known - audiences.RULES.keys() == set(), write
    assert audiences.RULES.keys() - known == set(), "no such models: take them out of tests/leaks/audiences"


def test_every_model_has_rows_in_both_coalitions(story: Story) -> None:
    empty = []
    for model in models_of_rooms():
        rows = model._base_manager.all()
        if _has_coalition(model):
            places = {"Open Fields": story.open, "Elsewhere": story.elsewhere}
            empty += [f"{model._meta.label} in {name}" for name, of in places.items() if not rows.filter(coalition=of)]
        elif not rows.exists():
            empty.append(model._meta.label)
    assert empty == [], (
        "tell a row of it in tests/story/<room>.py, whose tell(troupe) tests/story/rest.py calls for both coalitions"
    )


def test_every_field_with_words_carries_a_mark_in_both_coalitions(story: Story) -> None:
    bare = []
    for model in models_of_rooms():
        places: list[Coalition | None] = [story.open, story.elsewhere] if _has_coalition(model, always=True) else [None]
        for place in places:
            rows = model._base_manager.filter(coalition=place) if place else model._base_manager.all()
            held = list(rows)
            bare += [
                f"{label_of(model, each)} in {place.slug if place else 'the server'}"
                for each in fields_with_words(model)
                if not any(any(marks_in(row, each)) for row in held)
            ]
    assert bare == [], (
        "let its words pass through said(…) in tests/story, or say in NOT_WORDS of tests/leaks/fields.py why it holds none"
    )


@pytest.mark.owed
def test_the_tables_of_fields_name_what_is_there() -> None:
    known = {label_of(model, field) for model in models_of_rooms() for field in model._meta.concrete_fields}
    names = {label.rpartition(".")[2] for label in known}
    gone = "not there: take it out of the tables of tests/leaks/fields.py, or of OF_FIELDS in tests/leaks/audiences"
    assert {*NOT_WORDS, *TOLD, *(label for label in audiences.OF_FIELDS)} - known == set(), gone
    assert BY_NAME.keys() - names == set(), gone
    assert CHANNELS.keys() - {model._meta.label for model in models_of_rooms()} == set(), gone


@pytest.mark.owed
def test_every_argument_of_an_address_is_filled() -> None:
    write = "call an argument after its model (edition_id), or name it in NAMED, or its values in PLAIN, of tests/leaks/routes.py"
    assert routes.unknown_arguments() == [], write
    assert [route.name for route in routes.routes() if not routes.reversible(route)] == [], write
