"""Choosing who may raise the alarm, and who may undo it. It belongs to an account, so no record holds it."""

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction

from plenary.accounts.models import Account
from plenary.coalitions.models import Coalition
from plenary.core import clock, reach
from plenary.core.actions import log_server_act
from plenary.core.belonging import coalitions_of
from plenary.core.standing import standing_of
from plenary.core.verdicts import Refused, refuse
from plenary.directory.queries import visible_persons
from plenary.emergency.actions import telling
from plenary.emergency.models import Chosen

MOST = 10
"""So many for each role."""


@reach.everywhere("one chooses from all coalitions of one's own")
def choose(*, by: Account, role: str, person: str = "", address: str = "") -> Chosen:
    """Choose a person whom one sees in a coalition (the id of the card), to raise or to undo, or whoever has an address, to
    raise alone: who undoes must be known.

    The chosen are told that there is something new, and nothing else. Whether an address has an account is not told.
    Refuses oneself (`emergency.yourself`), whom one does not see (`emergency.nobody`), more than ten (`emergency.enough`),
    and what is no address (`accounts.no_such_address`). Chosen twice is once.
    """
    if role == Chosen.UNDOES and not person:
        raise Refused(refuse("emergency.nobody"))
    chosen, coalition = _found(by, person) if person else (None, None)
    written = "" if chosen else _address(by, address)
    with transaction.atomic():
        Account.objects.select_for_update().get(id=by.id)
        own = Chosen.objects.filter(account=by, role=role)
        made = own.filter(chosen=chosen, address=written).first()
        if made is not None:
            return made
        if own.count() >= MOST:
            raise Refused(refuse("emergency.enough"))
        made = Chosen.objects.create(
            account=by, role=role, chosen=chosen, address=written, coalition=coalition, made_at=clock.now()
        )
        log_server_act(kind="emergency.chose", account=by.id, role=role)
        if chosen is not None and coalition is not None:
            telling.tell([chosen], coalition, f"chosen:{made.id}")
    return made


@reach.everywhere("one chooses from all coalitions of one's own")
def take_choice_back(*, by: Account, choice: str) -> None:
    """Take back one's own choice; nothing happens where there is none."""
    with transaction.atomic():
        gone, _each = Chosen.objects.filter(id=choice, account=by).delete()
        if gone:
            log_server_act(kind="emergency.choice_taken_back", account=by.id)


def _found(by: Account, person: str) -> tuple[Account, Coalition]:
    for coalition_id in coalitions_of(by.id):
        cards = visible_persons(standing_of(by.id, coalition_id)).filter(pk=person, account__is_active=True)
        card = cards.select_related("account", "coalition").first()
        if card is not None and card.account is not None:
            if card.account_id == by.id:
                raise Refused(refuse("emergency.yourself"))
            return card.account, card.coalition
    raise Refused(refuse("emergency.nobody"))


def _address(by: Account, address: str) -> str:
    written = Account.objects.normalize_email(address)
    if written == by.email:
        raise Refused(refuse("emergency.yourself"))
    try:
        validate_email(written)
    except ValidationError as error:
        raise Refused(refuse("accounts.no_such_address")) from error
    return written
