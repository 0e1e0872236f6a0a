"""One's own gender: given freely, for sums alone or for all to read, and by nobody else."""

from dataclasses import replace

import pytest
from hypothesis import given as example
from hypothesis import strategies as st

from plenary.core.standing import Standing
from plenary.core.verdicts import Refused
from plenary.directory import actions
from plenary.directory.models import Person
from plenary.directory.queries.exports import values_of
from plenary.directory.rules.gender import LONGEST, UNSAID, counted, given, on_card
from plenary.directory.tests import factories
from plenary.record.models import Entry
from tests import founding


@example(st.text(max_size=60), st.booleans())
def test_what_is_kept_from_others_stands_on_no_card(words: str, shown: bool) -> None:
    said = given(words)
    assert given(said) == said
    assert len(said) <= LONGEST
    assert on_card(said, is_shown=False) == ""
    assert on_card(said, is_shown=shown) in ("", said)


@pytest.mark.parametrize(
    ("words", "kept", "group"),
    [(" Woman ", "woman", "woman"), ("MAN", "man", "man"), ("Two  Spirit", "Two Spirit", "two spirit"), ("", "", "")],
)
def test_words_are_kept_as_they_are_said(words: str, kept: str, group: str) -> None:
    assert (given(words), counted(given(words))) == (kept, group)


def test_whoever_would_rather_not_say_is_counted_with_those_who_said_nothing() -> None:
    assert (counted(UNSAID), on_card(UNSAID, is_shown=True)) == ("", "")


@pytest.fixture
def own(db: None) -> tuple[Person, Standing]:
    """A person, and their standing."""
    of = founding.unchartered()
    person = factories.person(of)
    return person, founding.somebody(of, person=person.pk)


def test_it_is_entered_for_oneself_alone_and_without_what_was_said(own: tuple[Person, Standing]) -> None:
    person, by = own
    actions.give_gender(by=by, gender="woman", is_shown=False)
    person.refresh_from_db()
    assert (person.gender_given, person.gender) == ("woman", "")
    assert "gender" not in values_of(person).fields
    entry = Entry.objects.of(by.coalition).get(kind="directory.gender_given")
    assert [each.token for each in entry.audiences.all()] == [f"person:{person.pk}"]
    actions.give_gender(by=by, gender="woman", is_shown=False)  # nothing new
    actions.give_gender(by=by, gender="woman", is_shown=True)
    person.refresh_from_db()
    assert (person.gender, Entry.objects.of(by.coalition).filter(kind="directory.gender_given").count()) == ("woman", 2)
    actions.give_gender(by=by, gender="", is_shown=False)
    person.refresh_from_db()
    assert (person.gender_given, person.gender) == ("", "")


def test_ones_own_card_and_gender_are_written_in_one_act(own: tuple[Person, Standing]) -> None:
    person, by = own
    card = {"name": "Amina D.", "summary": "A friend"}
    for words in ("directory.person_amended", "directory.gender_given"):
        assert not Entry.objects.of(by.coalition).filter(kind=words).exists()
    elsewhere = replace(by, person="another")  # may write no gender there: neither is done
    with pytest.raises(Refused):
        actions.amend_own_card(by=elsewhere, person=person, gender="woman", is_shown=True, **card)
    officer = factories.officer(person.coalition)
    with pytest.raises(Refused, match="not_here"):
        actions.amend_own_card(by=officer, person=person, gender="woman", is_shown=True, **card)
    person.refresh_from_db()
    assert (person.name, person.gender) != ("Amina D.", "woman")
    assert not Entry.objects.of(by.coalition).filter(kind="directory.person_amended").exists()
    actions.amend_own_card(by=by, person=person, gender="woman", is_shown=True, **card)
    person.refresh_from_db()
    assert (person.name, person.gender, person.gender_given) == ("Amina D.", "woman", "woman")
    kinds = Entry.objects.of(by.coalition).order_by("n").values_list("kind", flat=True)
    assert list(kinds)[-2:] == ["directory.person_amended", "directory.gender_given"]


def test_nobody_else_changes_what_a_person_gave(own: tuple[Person, Standing]) -> None:
    person, by = own
    officer = factories.officer(person.coalition)
    assert actions.amend_person(by=officer, person=person, gender="man").gender == "man"
    actions.give_gender(by=by, gender="unsaid", is_shown=True)
    amended = actions.amend_person(by=officer, person=person, gender="man", summary="A friend")
    assert (amended.gender, amended.summary, amended.gender_given) == ("", "A friend", "unsaid")
    with pytest.raises(Refused, match="not_here"):
        actions.give_gender(by=Standing.system("rule", person.coalition_id), gender="man", is_shown=True)


def test_what_others_wrote_there_goes_with_taking_it_back(own: tuple[Person, Standing]) -> None:
    card, by = own
    Person.objects.of(by.coalition).filter(pk=card.pk).update(gender="man")
    actions.give_gender(by=by, gender="", is_shown=True)
    card.refresh_from_db()
    assert (card.gender, card.gender_given) == ("", "")
