"""Marks between two wordings: both can be rebuilt from them, and they come in phrases."""

from hypothesis import given
from hypothesis import strategies as st

from plenary.charter.rules.comparison import ADDED, FEW_WORDS, KEPT, REMOVED, marked

clauses = st.lists(st.sampled_from(["a", "vote", "of", "the", "members"]), max_size=14).map(" ".join)


@given(clauses, clauses)
def test_marks_rebuild_both_texts_and_few_words_between_two_changes_go_with_them(old, new):
    marks = marked(old, new)
    assert "".join(mark.text for mark in marks if mark.kind != REMOVED) == new
    assert "".join(mark.text for mark in marks if mark.kind != ADDED) == old
    inner = [mark for mark in marks[1:-1] if mark.kind == KEPT]
    assert all(len(mark.text.split()) >= FEW_WORDS for mark in inner)


def test_a_sentence_that_says_something_else_is_struck_whole():
    marks = marked("It needs more than half of the ballots.", "It is adopted in silence before the deadline.")
    assert [mark.kind for mark in marks] == [KEPT, REMOVED, ADDED]


def test_three_words_between_two_changes_stay_and_so_do_few_at_either_end():
    kinds = [mark.kind for mark in marked("It needs half of the ballots.", "She needs half of all ballots.")]
    assert kinds == [REMOVED, ADDED, KEPT, REMOVED, ADDED, KEPT]
    marks = marked("The board decides", "The plenary decides")
    assert [mark.text for mark in marks] == ["The ", "board", "plenary", " decides"]
    assert all(mark.text for mark in marked("a", "") + marked("", "a"))


def test_threat_a_clause_of_one_word_many_times_is_marked_at_once():
    old, new = "b " + "a " * 4_000 + "c", "c " + "a " * 4_000 + "b"
    marks = marked(old, new)
    assert [(mark.kind, mark.text) for mark in marks] == [(REMOVED, old), (ADDED, new)]
