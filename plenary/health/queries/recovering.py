"""Shares of keys as those concerned find them: how one's own is shared, who asks for theirs, and what came back."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef

from plenary.bodies.models import Term
from plenary.charter.queries import charter_of
from plenary.core.standing import Standing
from plenary.directory.models import Person
from plenary.health.models import KeyRecovery, KeyShare, ReceiverKey
from plenary.health.permissions import may_receive
from plenary.health.queries.receivers import holders


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One who asks for a share that the reader keeps; without a name where the card is protected. `owner` is whose key it is,
    where it is another's."""

    recovery: KeyRecovery
    name: str
    is_handed: bool
    owner: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Returning:
    """A lost key that one takes back, or of one who received before: how many shares came, and how many are needed."""

    recovery: KeyRecovery
    handed: int
    needed: int

    @property
    def is_enough(self) -> bool:
        """True when it can be joined."""
        return self.handed >= self.needed


def shared_among(key: ReceiverKey) -> tuple[int, int]:
    """Among how many a key is shared, and how many of them are needed; noughts where it is not. One query."""
    needed = list(KeyShare.objects.of(key.coalition_id).filter(owner_key=key).values_list("needed", flat=True))
    return len(needed), needed[0] if needed else 0


def asked_of(standing: Standing, key: ReceiverKey) -> list[Asked]:
    """Who asks for a share that the reader keeps under this key. Three queries at most."""
    rows = KeyRecovery.objects.of(standing.coalition).filter(is_done=False, lost_key__shares__holder_key=key)
    found = list(rows.select_related("lost_key", "new_key").prefetch_related("handed").order_by("id"))
    names = _names(standing, {each.person_id for row in found for each in (row.lost_key, row.new_key)})
    kept = dict(KeyShare.objects.of(standing.coalition).filter(holder_key=key).values_list("owner_key_id", "number"))
    return [
        Asked(
            recovery=row,
            name=names.get(row.new_key.person_id, ""),
            is_handed=kept[row.lost_key_id] in {each.number for each in row.handed.all()},
            owner=names.get(row.lost_key.person_id, "") if row.lost_key.person_id != row.new_key.person_id else "",
        )
        for row in found
    ]


def returning(standing: Standing) -> list[Returning]:
    """The keys that are to come back to the reader. Three queries."""
    rows = KeyRecovery.objects.of(standing.coalition).filter(is_done=False, new_key__person=standing.person)
    found = rows.filter(new_key__is_retired=False).select_related("lost_key").order_by("id")
    return [
        Returning(
            recovery=row,
            handed=len(row.handed.all()),
            needed=next((each.needed for each in row.lost_key.shares.all()), 0),
        )
        for row in found.prefetch_related("handed", "lost_key__shares")
    ]


def keys_of_before(standing: Standing, key: ReceiverKey) -> list[tuple[ReceiverKey, str]]:
    """Shared keys of those who held an office to which concerns go, and hold none now, for which the reader has not asked yet;
    with their owner's name, or none where the card is protected. Whether anything is sealed for them is not told. Six queries."""
    if not may_receive(standing):
        return []
    named = set(charter_of(standing.coalition).conflict.order)
    now = [each.person for each in holders(standing.coalition) if each.offices & named]
    once = Term.objects.of(standing.coalition).filter(office__in=named).exclude(person=None).exclude(person__in=now)
    rows = ReceiverKey.objects.of(standing.coalition).filter(
        Exists(KeyShare.objects.of(standing.coalition).filter(owner_key=OuterRef("pk"))),
        person__in=once.values("person"),
    )
    asked = KeyRecovery.objects.of(standing.coalition).filter(new_key=key).values("lost_key")
    found = list(rows.exclude(pk__in=asked).order_by("made_on", "id"))
    names = _names(standing, {row.person_id for row in found})
    return [(row, names.get(row.person_id, "")) for row in found]


def visible_recovery(standing: Standing, key: ReceiverKey, recovery_id: str) -> KeyRecovery | None:
    """One that the reader may help or that is their own, or None."""
    found = [each.recovery for each in asked_of(standing, key)] + [each.recovery for each in returning(standing)]
    return next((each for each in found if each.pk == recovery_id), None)


def _names(standing: Standing, persons: set[str]) -> dict[str, str]:
    rows = Person.objects.of(standing.coalition).filter(pk__in=persons, protected=False, removed_at=None)
    return dict(rows.values_list("pk", "name"))
