"""Alarms as those concerned read them: what stands, who guides, what was sealed where, and what nobody can call back."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import get_language

from plenary.accounts.models import Account
from plenary.core import visibility
from plenary.core.prepared import prepared
from plenary.core.sealing import unseal
from plenary.core.standing import standing_of
from plenary.core.traces import Left, Subject, left_of
from plenary.emergency.labels import NOT_CALLED_BACK
from plenary.emergency.models import Alarm, Guide, SealedCard, Taken
from plenary.record.queries import withheld

PAGE = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Sealed:
    """What was sealed in one coalition, as a guide reads it."""

    coalition: str
    card: SealedCard
    name: str
    contacts: list[str]
    left: list[Left]


@dataclass(frozen=True, slots=True, kw_only=True)
class Withheld:
    """One thing that the record said of the person, kept from all others."""

    at: datetime
    sentence: str
    facts: dict[str, Any]


def alarm_that_stands(account_id: str) -> Alarm | None:
    """The alarm that stands for an account, or None. One query."""
    return Alarm.objects.filter(account_id=account_id, undone_at=None).first()


def raised_by(own: Account) -> QuerySet[Alarm]:
    """The alarms that an account raised for others, newest first."""
    return Alarm.objects.filter(raised_by=own).exclude(account=own).prefetch_related("cards")


def about(own: Account) -> QuerySet[Alarm]:
    """The alarms of before that were raised for an account, newest first: for the person, once they are back."""
    return Alarm.objects.filter(account=own).exclude(undone_at=None)


@prepared
def guided_by(account_id: str) -> QuerySet[Guide]:
    """The alarms that stand and that an account may undo, oldest first. One query."""
    rows = Guide.objects.filter(account_id=account_id, alarm__undone_at=None).exclude(alarm__account_id=account_id)
    return rows.select_related("alarm").order_by("alarm__raised_at")


def guide_of(own: Account, alarm_id: str) -> Guide | None:
    """An account as a guide of an alarm, with the alarm; None for all others, and for the person."""
    rows = Guide.objects.filter(account=own, alarm_id=alarm_id).exclude(alarm__account=own)
    return rows.select_related("alarm", "account", "coalition").first()


def names_of(alarm: Alarm) -> tuple[str, ...]:
    """The names by which the person is known, the account's first. Raises SealError when the master key is gone."""
    return tuple(json.loads(unseal(bytes(alarm.names_sealed), place=alarm.place)))


def left_behind(alarm: Alarm) -> tuple[str, ...]:
    """The address that the account had when the alarm was raised, where it has another by now; else nothing. The names begin
    with the account's name, where it has one, and its address."""
    now = Account.objects.values_list("email", flat=True).get(id=alarm.account_id)
    return tuple(name for name in names_of(alarm)[:2] if "@" in name and name != now)


def cards_of(guide: Guide) -> list[SealedCard]:
    """The coalitions of which a guide reads: whom the person chose all, an officer that of the office."""
    rows = SealedCard.objects.across_coalitions().filter(alarm=guide.alarm).select_related("coalition")
    return list((rows if guide.is_chosen else rows.filter(coalition=guide.coalition)).order_by("coalition__slug"))


def sealed_there(guide: Guide) -> list[Sealed]:
    """What was sealed in each coalition, with how the person is reached, and what is left outside. A few queries each."""
    found = []
    for card in cards_of(guide):
        taken = payloads(guide.alarm, card.coalition_id)
        fields: dict[str, str] = next((was for _key, was, _now in taken.get("directory.card", [])), {})
        details = [was["value"] for _key, was, _now in taken.get("directory.contacts", [])]
        found.append(
            Sealed(
                coalition=card.coalition.name_in(get_language() or ""),
                card=card,
                name=fields.get("name", ""),
                contacts=[each for each in (fields.get("email", ""), *details) if each],
                left=left_of(subject_of(guide.alarm, card)),
            )
        )
    return found


def left_outside(alarm: Alarm) -> list[Left]:
    """What of the account cannot be called back, and what no row can tell of."""
    return [*left_of(subject_of(alarm)), *(Left(words=words) for words in NOT_CALLED_BACK)]


def withheld_there(guide: Guide, coalition_id: str) -> list[Withheld] | None:
    """What the record said of the person in a coalition, newest first, the latest fifty: what was for the person or for all,
    and what is the guide's own to read there, so that an alarm opens nobody else's words. None where the guide reads nothing."""
    persons = [card.person for card in cards_of(guide) if card.coalition_id == coalition_id]
    if not persons:
        return None
    ids = payloads(guide.alarm, coalition_id).get("record.openings", [])
    own = standing_of(str(guide.account_id), coalition_id).audiences
    tokens = own | {visibility.PUBLIC, *map(visibility.person, persons)}
    found = withheld(coalition_id, ids, tokens, PAGE)
    return [Withheld(at=at, sentence=said, facts=facts) for at, said, facts in found]


def payloads(alarm: Alarm, coalition_id: str) -> dict[str, list[Any]]:
    """What was taken in a coalition (or, empty, of the account), by trace, as it was taken. One query."""
    found: dict[str, list[Any]] = {}
    for row in rows_taken(alarm, coalition_id):
        found.setdefault(row.trace, []).extend(json.loads(unseal(bytes(row.payload_sealed), place=row.place)))
    return found


def rows_taken(alarm: Alarm, coalition_id: str) -> QuerySet[Taken]:
    """The rows of what was taken in a coalition, or of the account where it is empty."""
    return Taken.objects.filter(alarm=alarm, coalition=coalition_id or None)


def subject_of(alarm: Alarm, card: SealedCard | None = None, unnamed: str = "") -> Subject:
    """Whose traces an alarm seals: of the account, or those of its card in a coalition."""
    return Subject(
        account=alarm.account_id,
        coalition=card.coalition_id if card else "",
        person=card.person if card else "",
        names=names_of(alarm),
        unnamed=unnamed,
        at=alarm.raised_at,
    )


def is_whole(cards: Iterable[SealedCard]) -> bool:
    """True when everything that an alarm seals is sealed."""
    return all(card.sealed_at for card in cards)
