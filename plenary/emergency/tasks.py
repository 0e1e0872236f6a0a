"""Periodic work of alarms: what a broken coalition or a killed process left undone, and what was under way."""

from datetime import timedelta

from plenary.core import clock, reach
from plenary.core.schedule import apart, periodic
from plenary.emergency.actions.sealing import release_card, seal_card, take_late
from plenary.emergency.models import Alarm, SealedCard
from plenary.emergency.rules import LATE


@periodic(every=timedelta(minutes=1), name="emergency.complete")
@reach.everywhere("alarms are completed in every coalition")
def complete() -> None:
    """Seal and release what is left to do, and seal what came late in the first minutes of an alarm. May run twice or late."""
    cards = SealedCard.objects.across_coalitions().select_related("alarm").order_by("id")
    late = clock.now() - LATE
    for alarm in Alarm.objects.filter(undone_at=None, raised_at__gt=late):
        with apart(f"the account of alarm {alarm.id}"):
            take_late(alarm=alarm)
    to_seal = cards.filter(alarm__undone_at=None)
    for card in (to_seal.filter(sealed_at=None) | to_seal.filter(alarm__raised_at__gt=late)).distinct():
        with apart(f"sealing for alarm {card.alarm_id} in coalition {card.coalition_id}"):
            seal_card(card=card)
    for card in cards.filter(released_at=None).exclude(alarm__undone_at=None):
        with apart(f"releasing alarm {card.alarm_id} in coalition {card.coalition_id}"):
            release_card(card=card)
