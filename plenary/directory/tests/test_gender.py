"""One's own gender: given freely, for sums alone or for all to read, and by nobody else."""

import pytest
from django.test import Client
from django.urls import reverse
from hypothesis import given as example
from hypothesis import strategies as st

from plenary.core.standing import Standing, standing_of
from plenary.core.verdicts import Refused
from plenary.directory import actions
from plenary.directory.models import Person
from plenary.directory.permissions import ADMINISTER
from plenary.directory.queries.exports import values_of
from plenary.directory.rules.gender import LONGEST, UNSAID, counted, given, on_card
from plenary.membership.tests import factories
from plenary.record.models import Entry
from tests.programs import Program


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
    """A person who acts for a member, and their standing."""
    of = factories.coalition()
    person = factories.represent(factories.member(of, "Plain"), "plain@example.org")
    return person, standing_of(str(person.account_id), of.id)


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


def test_nobody_else_changes_what_a_person_gave(own: tuple[Person, Standing]) -> None:
    person, by = own
    officer = factories.officer(person.coalition, ADMINISTER)
    assert actions.amend_person(by=officer, person=person, gender="man").gender == "man"
    actions.give_gender(by=by, gender="unsaid", is_shown=True)
    amended = actions.amend_person(by=officer, person=person, gender="man", summary="A friend")
    assert (amended.gender, amended.summary, amended.gender_given) == ("", "A friend", "unsaid")
    with pytest.raises(Refused, match="not_here"):
        actions.give_gender(by=Standing.system("rule", person.coalition_id), gender="man", is_shown=True)


def test_the_own_card_asks_and_others_read_only_what_is_shown(own: tuple[Person, Standing]) -> None:
    person, _by = own
    mine, other = Client(), Client()
    mine.force_login(person.account)
    friend = factories.represent(factories.member(person.coalition, "Other"), "other@example.org")
    other.force_login(friend.account)
    card, form = (
        reverse(f"directory:{name}", args=[person.coalition.slug, person.pk]) for name in ("person", "amend_person")
    )
    told = {"name": person.name, "email": person.email}
    wrong = mine.post(form, told | {"gender_given": "other"})
    assert wrong.context["gender"].errors.keys() == {"gender_word"}
    assert mine.post(form, told | {"gender_given": "other", "gender_word": "Muxe"}).status_code == 302
    assert 'value="Muxe"' in mine.get(form).content.decode()
    assert "Muxe" not in other.get(card).content.decode()
    mine.post(form, told | {"gender_given": "woman", "gender_shown": "on"})
    assert '<dd dir="auto">woman</dd>' in other.get(card).content.decode()
    program, route = Program.of(person.account), f"/coalitions/{person.coalition.slug}/directory/persons/{person.pk}"
    read = program.get(route).json()
    assert (read["gender_given"], read["gender_shown"]) == ("woman", True)
    assert program.put(route, {"name": person.name, "email": person.email, "gender_given": "man"}).status_code == 200
    theirs = Program.of(friend.account).get(route).json()
    assert (theirs["gender"], theirs["gender_given"], theirs["gender_shown"]) == ("", None, False)
    program.put(route, {"name": person.name, "email": person.email})  # null: as it stands
    person.refresh_from_db()
    assert person.gender_given == "man"
