"""Undoing an alarm: two who may agree, each by themselves, on the same way for the person to get in again."""

import json
from dataclasses import asdict, dataclass
from enum import StrEnum

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction

from plenary.accounts.actions import readmit
from plenary.accounts.models import Account
from plenary.accounts.traces import WAYS_IN
from plenary.core import clock, reach
from plenary.core.actions import log_server_act
from plenary.core.schedule import apart
from plenary.core.sealing import seal, unseal
from plenary.core.traces import account_traces
from plenary.core.verdicts import Refused, refuse, require
from plenary.emergency import permissions
from plenary.emergency.actions.sealing import put_back, release_card
from plenary.emergency.models import Alarm, Chosen, Guide, SealedCard
from plenary.emergency.queries.alarms import subject_of
from plenary.emergency.rules import AGREED, Place, may_pair


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """How the person gets in again: by a new address or (empty) the one they had; without the passkeys, the app and the
    recovery codes of before, or with them; and whether the one who raised the alarm may raise none for them any more."""

    address: str = ""
    removes_ways: bool = True
    ends_trust: bool = False


class Came(StrEnum):
    """What came of agreeing."""

    WAITS = "waits"
    DIFFERS = "differs"
    UNDONE = "undone"


@reach.everywhere("an alarm is for every coalition of a person")
def agree_to_undo(*, by: Account, alarm: Alarm, answer: Answer) -> Came:
    """Agree to undo an alarm: it waits 48 hours for a second one, differs from what others said lately, or is undone.

    In one transaction: the alarm, locked; the permission; the answer, kept in place of an earlier one; where another who
    may agreed the same, the account's traces come back, it may be signed in to again by a code to its address, and no
    session and no password of before holds. After it each coalition apart. An answer that differs keeps nobody else from
    agreeing. Refuses as permissions.may_undo says, an address that is none or is taken, and one of an officer whom the
    person did not choose (`emergency.address_is_theirs`).
    """
    with transaction.atomic():
        locked = Alarm.objects.select_for_update().get(pk=alarm.pk)
        guide = Guide.objects.filter(alarm=locked, account=by).select_related("account", "alarm", "coalition").first()
        require(permissions.may_undo(guide))
        assert guide is not None  # noqa: S101  # may_undo refuses it
        said = _checked(guide, answer)
        _keep(guide, said)
        log_server_act(kind="emergency.agreed", account=by.id, alarm=locked.id)
        others = _others(guide)
        same = next((other for other in others if _said(other) == asdict(said)), None)
        if same is None:
            return Came.DIFFERS if others else Came.WAITS
        _readmit(locked, said)
        log_server_act(kind="emergency.undone", account=by.id, alarm=locked.id, other=same.account_id)
    release_all(alarm=locked)
    return Came.UNDONE


@reach.everywhere("an alarm is for every coalition of a person")
def release_all(*, alarm: Alarm) -> None:
    """Release what an undone alarm sealed, each coalition apart; what fails is tried again by the minute's work."""
    for card in SealedCard.objects.across_coalitions().filter(alarm=alarm, released_at=None).order_by("id"):
        with apart(f"releasing alarm {alarm.id} in coalition {card.coalition_id}"):
            release_card(card=card)


def _readmit(alarm: Alarm, answer: Answer) -> None:
    without = WAYS_IN if answer.removes_ways else ""
    put_back(alarm, account_traces(), subject_of(alarm), without=without)
    readmit(account_id=alarm.account_id, email=answer.address)
    alarm.undone_at = clock.now()
    alarm.save(update_fields=["undone_at"])
    if answer.ends_trust and alarm.raised_by is not None:
        raiser = alarm.raised_by
        own = Chosen.objects.filter(account_id=alarm.account_id, role=Chosen.RAISES)
        (own.filter(chosen=raiser) | own.filter(address=raiser.email)).delete()


def _others(guide: Guide) -> list[Guide]:
    """The other guides who agreed lately and with whom this one may undo."""
    rows = Guide.objects.filter(alarm=guide.alarm, agreed_at__gt=clock.now() - AGREED, account__is_active=True)
    others = rows.exclude(account=guide.account).order_by("-agreed_at", "id")
    return [other for other in others if may_pair(_place(guide), _place(other))]


def _place(guide: Guide) -> Place:
    return Place(guide.coalition_id or "")


def _checked(guide: Guide, answer: Answer) -> Answer:
    address = Account.objects.normalize_email(answer.address)
    if address:
        try:
            validate_email(address)
        except ValidationError as error:
            raise Refused(refuse("accounts.no_such_address")) from error
        if not guide.is_chosen:
            raise Refused(refuse("emergency.address_is_theirs"))
        if Account.objects.filter(email=address).exists():
            raise Refused(refuse("accounts.address_taken"))
    return Answer(address=address, removes_ways=answer.removes_ways, ends_trust=answer.ends_trust)


def _keep(guide: Guide, answer: Answer) -> None:
    guide.agreed_at = clock.now()
    guide.answer_sealed = seal(json.dumps(asdict(answer)).encode(), place=guide.place)
    guide.save(update_fields=["agreed_at", "answer_sealed"])


def _said(guide: Guide) -> dict[str, object]:
    answer: dict[str, object] = json.loads(unseal(bytes(guide.answer_sealed), place=guide.place))
    return answer
