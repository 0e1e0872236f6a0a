"""What touches the subject of an accommodation: words as they are compared, what is looked for, and which lines are told."""

import pytest

from plenary.membership.rules.opening import LEADS_TO_ROOM, Question
from plenary.membership.rules.touching import MOST_KEYS, folded, keys_of, passages_of, touching


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Réforme, 2026!", ("reforme", "2026")),
        ("المال", folded("مال")),
        ("الفن", ("الفن",)),  # what would be left of a short word says little
    ],
)
def test_words_are_compared_without_case_marks_and_article(text: str, words: tuple[str, ...]) -> None:
    assert folded(text) == words


def test_the_marks_of_a_script_without_blanks_part_no_word() -> None:
    assert len(folded("ที่ดิน")) == 1


def test_what_is_looked_for_says_something_and_each_once() -> None:
    assert keys_of("Police", "reform, !, \nPolice\n, court") == ("Police", "reform", "court")
    assert len(keys_of("0", ",".join(map(str, range(90))))) == MOST_KEYS == 50


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("We march.\n\nPolice reform now.", ("police reform now",)),
        ("Police reform.\n\nWe march.\n\nNo police reform!", ("police reform", "no police reform")),
        ("On police\n\nreform and pay", ("on police reform and pay",)),
        ("Police and reform", ()),
        ("", ()),
    ],
)
def test_the_lines_that_touch_are_told_or_all_where_it_stands_across_two(text: str, lines: tuple[str, ...]) -> None:
    assert touching(["Police reform", "!"], passages_of([text])) == lines


def test_an_accommodation_follows_from_what_one_cannot_do_and_from_subjects() -> None:
    assert {Question.CANNOT, Question.SUBJECTS} == LEADS_TO_ROOM
