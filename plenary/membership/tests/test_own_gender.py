"""On their own card people are asked for their gender, and others read of it what they let them."""

import pytest
from django.test import Client
from django.urls import reverse

from tests import founding
from tests.programs import Program


@pytest.mark.django_db
def test_the_own_card_asks_and_others_read_only_what_is_shown() -> None:
    of = founding.coalition()
    person = founding.represent(founding.member(of, "Plain"), "plain@example.org")
    mine, other = Client(), Client()
    mine.force_login(person.account)
    friend = founding.represent(founding.member(person.coalition, "Other"), "other@example.org")
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
