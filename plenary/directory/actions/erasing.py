"""Erasing a person from a coalition for good: from the record, from the card, and from every row in which rooms name them."""

from dataclasses import dataclass

from django.utils import translation
from django.utils.translation import gettext

from plenary.accounts.queries import addresses_of
from plenary.coalitions.models import Coalition
from plenary.core import clock
from plenary.core.standing import Standing
from plenary.core.traces import Left, Subject, left_of, person_traces
from plenary.directory.models import OtherName, Person
from plenary.files.actions import lock_files, remove_files_about
from plenary.record import actions as record
from plenary.record.traces import OPENINGS, names_told


@dataclass(frozen=True, slots=True)
class Erased:
    """How many openings of the record were destroyed, and what cannot be called back."""

    openings: int
    left: tuple[Left, ...]


def erase_person(*, by: Standing, person: str) -> Erased:
    """Erase a person (the id of the card) from the coalition of `by`, in one act; nothing of it is kept, and nothing comes back.

    In order: remove the files that are about the person, as the rooms of their rows say; destroy every opening about the person
    and enter that it was done; take the names out of the rows that rooms
    registered (`core.traces`), as in danger, without keeping them; empty the card and part it from its account. What they did
    stands unnamed, and is counted as it was. Openings about others that say the name stay: `left` tells how many. Who may
    order it is decided by the caller. Raises Person.DoesNotExist.
    """
    with record.act(by=by):
        lock_files(by.coalition)  # before the card, as whoever keeps a file and then names a person
        card = Person.objects.of(by.coalition).select_for_update().get(pk=person)
        subject = _subject(card)
        remove_files_about(by=by, person=person)
        openings = record.erase_person(by=by, person=person)
        for name, trace in person_traces().items():
            if name != OPENINGS:  # those about the person are gone; what is said among others is not withheld for ever
                trace.take(subject)
        Person.objects.of(by.coalition).filter(pk=person).update(account=None)
        return Erased(openings, tuple(left_of(subject)))


def _subject(card: Person) -> Subject:
    """Whose traces: with every name by which rows may know them, former ones too, as far as cards and record tell."""
    others = OtherName.objects.of(card.coalition_id).filter(person=card).values_list("name", flat=True)
    whole = f"{card.given_name} {card.family_name}" if card.given_name and card.family_name else ""
    own = sorted(addresses_of(card.account_id)) if card.account_id else []
    names = (card.name, whole, card.email, *own, *others, *names_told(card.coalition_id, card.pk))
    with translation.override(Coalition.objects.only("language").get(id=card.coalition_id).language):
        unnamed = gettext("a person")
    known = tuple(name for name in dict.fromkeys(names) if name and name != unnamed)
    return Subject(
        account="", coalition=card.coalition_id, person=card.pk, names=known, unnamed=unnamed, at=clock.now()
    )
