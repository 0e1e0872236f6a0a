"""Giving one's own gender, freely: for sums alone, or for all members to read on the card."""

from typing import Any

from plenary.core import visibility
from plenary.core.standing import Standing
from plenary.core.verdicts import Refused, refuse
from plenary.directory.actions.cards import amend_person
from plenary.directory.models import Person
from plenary.directory.rules.gender import given, on_card
from plenary.record import actions as record


def give_gender(*, by: Standing, gender: str, is_shown: bool) -> None:
    """Say on one's own card what one's gender is (`rules.gender.given`), that one would rather not say, or with nothing take it
    back, and with it what others wrote there; `is_shown` lets all members read it there. Nobody else changes it from then on.

    Entered for oneself alone, without what was said. Refuses with core.not_here for who has no card here.
    """
    with record.act(by=by):
        card = Person.objects.of(by.coalition).select_for_update().filter(pk=by.person, removed_at=None).first()
        if card is None:
            raise Refused(refuse("core.not_here"))
        said = given(gender)
        shown = on_card(said, is_shown=is_shown)
        if (said, shown) == (card.gender_given, card.gender):
            return
        card.gender_given, card.gender = said, shown
        card.save(update_fields=["gender_given", "gender"])
        record.enter(
            by=by,
            kind="directory.gender_given",
            about=card.pk,
            audience=[visibility.SEALED if card.protected else visibility.person(card.pk)],
            facts={"person": card.pk},
        )


def amend_own_card(*, by: Standing, person: Person, gender: str, is_shown: bool, **card: Any) -> Person:
    """Amend one's own card (`card` as `cards.amend_person`) and say what one's gender is, in one act: both are done, or neither.
    Refuses as `amend_person` and `give_gender` do."""
    with record.act(by=by):
        amended = amend_person(by=by, person=person, **card)
        give_gender(by=by, gender=gender, is_shown=is_shown)
        return amended
