"""Words of the record."""

import pytest

from plenary.core.verdicts import reasons
from plenary.record import kinds, labels
from plenary.record.sentences import outlines, sentence, word
from plenary.record.tests.factories import NOTED


@pytest.mark.parametrize(
    ("token", "words"),
    [
        ("public", "Everyone"),
        ("members", "Those who represent a member"),
        ("body:board", "The body “board”"),
        ("office:chair", "Who holds the office “chair”"),
        ("member:abc", "Those who represent one member"),
        ("other", "other"),
    ],
)
def test_audience_in_words(token: str, words: str) -> None:
    assert labels.audience_word(token) == words


def test_sentence_of_an_unknown_kind() -> None:
    assert sentence("gone.kind", {}) == "An entry of a kind that this version does not know: gone.kind."


def test_facts_in_several_languages_and_lists() -> None:
    assert word([{"en": "one", "fr": "un"}, {"fr": "deux"}, 3, {}]) == "one, deux, 3, "


def test_outline_leaves_names_blank() -> None:
    assert dict(outlines())[NOTED] == "Noted: …."


def test_every_registered_sentence_can_be_filled() -> None:
    assert [code for code in kinds.kinds() if not sentence(code, {})] == []


def test_a_fuller_sentence_is_told_to_those_who_have_its_fact() -> None:
    assert sentence("texts.commented", {"name": "Amina", "of": "Meet"}) == "Amina commented on Meet."
    assert sentence("texts.commented", {"name": "Amina"}) == "Amina commented."
    assert (
        sentence("texts.translation_ready", {"of": "Meet", "into": "fr"})
        == "A translation of Meet into French is ready."
    )
    assert sentence("texts.translation_ready", {"into": "fr"}) == "A translation into French is ready."
    assert sentence("directory.person_added", {"name": "Amina"}) == "Amina was added to the directory."
    assert sentence("directory.person_added", {"person": "p1"}) == "A person was added to the directory."


def test_every_reason_code_has_words() -> None:
    assert [code for code, words in reasons().items() if code.startswith("record.") and not str(words)] == []
