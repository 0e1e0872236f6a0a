"""Facts of an entry as people read them."""

from typing import Any

import pytest
from django.utils.translation import override

from plenary.record.facts import FactShown, fact_shown


def _told(fact: FactShown) -> Any:
    return [(name, _told(part)) for name, part in fact.parts] if fact.parts else fact.words


@pytest.mark.parametrize(
    ("value", "told"),
    [
        ("Niono", "Niono"),
        (0, "0"),
        (True, "yes"),
        (False, "no"),
        (None, "nothing"),
        ("", "nothing"),
        ([], "nothing"),
        ({}, "nothing"),
        (["seat", "small"], [("", "seat"), ("", "small")]),
        (
            {"ar": "\u0644", "en": "Well"},
            [("\u0627\u0644\u0639\u0631\u0628\u064a\u0651\u0629", "\u0644"), ("English", "Well")],
        ),
        ({"no": 3}, [("no", "3")]),
        ({"no": "x", "yes": "y"}, [("no", "x"), ("yes", "y")]),
        ({"vacant": {"seat": [1, None]}}, [("vacant", [("seat", [("", "1"), ("", "nothing")])])]),
    ],
)
def test_facts_are_told_without_the_signs_of_a_program(value: Any, told: Any) -> None:
    with override("en"):
        assert _told(fact_shown(value)) == told
