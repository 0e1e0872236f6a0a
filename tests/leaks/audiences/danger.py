"""Who may read of an alarm: whoever raised it that it stands, those who may undo it what it took out."""

from collections.abc import Iterable
from typing import Any

from plenary.core import visibility
from plenary.core.standing import standing_of
from plenary.emergency.models import Guide, SealedCard
from tests.leaks.audiences.tokens import account


def chosen(row: Any) -> Iterable[str]:
    """Who chose, and who was chosen."""
    return [account(each) for each in (row.account_id, row.chosen_id) if each]


def names_of_alarm(row: Any) -> Iterable[str]:
    """Those who may undo it."""
    return [account(guide.account_id) for guide in row.guides.all()]


def alarm(row: Any) -> Iterable[str]:
    """Besides, whoever raised it."""
    return [*names_of_alarm(row), account(row.raised_by_id)]


def taken(row: Any) -> Iterable[str]:
    """Those whom the person chose; of a coalition, its officers too where they may undo the alarm."""
    guides = row.alarm.guides.all()
    return [account(guide.account_id) for guide in guides if guide.is_chosen or guide.coalition_id == row.coalition_id]


def withheld_from_all_but(row: Any, tokens: set[str]) -> Iterable[str]:
    """Of what is withheld: those who may undo the alarm, where it was for all, for the person, or is theirs to read there."""
    for card in SealedCard.objects.of(row.coalition_id).filter(person=row.person):
        for guide in Guide.objects.filter(alarm=card.alarm_id):
            own = standing_of(guide.account_id, row.coalition_id).audiences
            if tokens & {*own, visibility.PUBLIC, visibility.person(card.person)}:
                yield account(guide.account_id)
