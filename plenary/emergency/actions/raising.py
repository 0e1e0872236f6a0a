"""Raising the alarm: the account is barred first, and that stands whatever fails after it; then each coalition apart."""

import json

from django.db import transaction
from django.db.models import Exists, OuterRef

from plenary.accounts.actions import bar_account
from plenary.accounts.models import Account
from plenary.core import clock, reach
from plenary.core.actions import log_server_act
from plenary.core.models import random_id
from plenary.core.schedule import apart
from plenary.core.sealing import seal
from plenary.core.traces import account_traces
from plenary.core.verdicts import require
from plenary.directory.queries import cards_of_account, known_as
from plenary.emergency import permissions
from plenary.emergency.actions.sealing import keep_taken, seal_card
from plenary.emergency.models import Alarm, Chosen, Guide, SealedCard
from plenary.emergency.queries.alarms import alarm_that_stands, subject_of
from plenary.emergency.queries.choices import officers_of
from plenary.emergency.rules import FEWEST_GUIDES


@reach.everywhere("an alarm is for every coalition of a person")
def raise_alarm(*, by: Account, about: Account) -> Alarm:
    """End all sessions of a person, let nobody in as them, and seal their traces in every coalition, now, in this call.

    Order: permission; in one transaction the account (locked): alarm, guides, coalitions to do, sessions and every other way
    in, the account's own traces; after it each coalition in a transaction of its own. What fails there is logged and done by
    the minute's work; the account is barred by then. Where an alarm stands already, what is left of it is done. Refuses as
    permissions.may_raise says.
    """
    require(permissions.may_raise(by, about))
    alarm = alarm_that_stands(about.id) or _bar(by, about)
    for card in SealedCard.objects.across_coalitions().filter(alarm=alarm, sealed_at=None).order_by("id"):
        with apart(f"sealing for alarm {alarm.id} in coalition {card.coalition_id}"):
            seal_card(card=card)
    return alarm


def _bar(by: Account, about: Account) -> Alarm:
    with transaction.atomic():
        locked = Account.objects.select_for_update().get(id=about.id)
        standing = alarm_that_stands(about.id)
        if standing is not None:  # two raised it at once
            return standing
        names = list(dict.fromkeys(each for each in (locked.name, locked.email, *known_as(locked.id)) if each))
        alarm = Alarm(id=random_id(), account=locked, raised_by=by, raised_at=clock.now())
        alarm.names_sealed = seal(json.dumps(names).encode(), place=alarm.place)
        alarm.save(force_insert=True)
        cards = cards_of_account(locked.id)
        SealedCard.objects.bulk_create(
            SealedCard(alarm=alarm, coalition_id=coalition, person=person) for coalition, person in cards
        )
        Guide.objects.bulk_create(_guides(alarm, [coalition for coalition, _person in cards]))
        _bind_choices(locked)
        alarm.sessions = bar_account(account_id=locked.id)
        alarm.save(update_fields=["sessions"])
        keep_taken(alarm, account_traces(), subject_of(alarm))
        log_server_act(kind="emergency.raised", account=by.id, alarm=alarm.id)
    return alarm


def _bind_choices(account: Account) -> None:
    """Bind what others chose by the account's address to the account itself: the address is free from now on, and whoever
    takes it must not stand in their trust."""
    by_address = Chosen.objects.filter(chosen=None, address=account.email)
    doubled = Chosen.objects.filter(chosen=account, account=OuterRef("account"), role=OuterRef("role"))
    by_address.filter(Exists(doubled)).delete()
    by_address.update(chosen=account, address="")


def _guides(alarm: Alarm, coalitions: list[str]) -> list[Guide]:
    """Whom the person chose; where fewer than two are left, officers who know protected members too."""
    rows = Chosen.objects.filter(account=alarm.account, role=Chosen.UNDOES, chosen__is_active=True)
    chosen = dict.fromkeys(rows.exclude(chosen=alarm.account).values_list("chosen_id", flat=True))
    found = {account: Guide(alarm=alarm, account_id=account) for account in chosen if account}
    if len(found) < FEWEST_GUIDES:
        for coalition in coalitions:
            for account in officers_of(coalition).values_list("account_id", flat=True):
                if account and account != alarm.account_id:
                    found.setdefault(
                        account, Guide(alarm=alarm, account_id=account, is_chosen=False, coalition_id=coalition)
                    )
    return list(found.values())
