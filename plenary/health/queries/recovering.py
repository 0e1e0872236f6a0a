"""Shares of keys as those concerned find them: how one's own is shared, who asks for theirs, and what came back."""

from dataclasses import dataclass

from plenary.core.standing import Standing
from plenary.directory.models import Person
from plenary.health.models import KeyRecovery, KeyShare, ReceiverKey


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One who asks for a share that the reader keeps; without a name where the card is protected."""

    recovery: KeyRecovery
    name: str
    is_handed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Returning:
    """One's own lost key: how many shares came, and how many are needed."""

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
    found = list(rows.select_related("lost_key").prefetch_related("handed").order_by("id"))
    persons = Person.objects.of(standing.coalition).filter(pk__in=[row.lost_key.person_id for row in found])
    names = dict(persons.filter(protected=False, removed_at=None).values_list("pk", "name"))
    kept = dict(KeyShare.objects.of(standing.coalition).filter(holder_key=key).values_list("owner_key_id", "number"))
    return [
        Asked(
            recovery=row,
            name=names.get(row.lost_key.person_id, ""),
            is_handed=kept[row.lost_key_id] in {each.number for each in row.handed.all()},
        )
        for row in found
    ]


def returning(standing: Standing) -> Returning | None:
    """One's own key that is to come back, the latest, or None. Three queries at most."""
    rows = KeyRecovery.objects.of(standing.coalition).filter(is_done=False, new_key__person=standing.person)
    row = rows.filter(new_key__is_retired=False).select_related("lost_key").prefetch_related("handed").first()
    if row is None:
        return None
    return Returning(recovery=row, handed=len(row.handed.all()), needed=shared_among(row.lost_key)[1])


def visible_recovery(standing: Standing, key: ReceiverKey, recovery_id: str) -> KeyRecovery | None:
    """One that the reader may help or that is their own, or None."""
    own = returning(standing)
    found = [each.recovery for each in asked_of(standing, key)] + ([own.recovery] if own else [])
    return next((each for each in found if each.pk == recovery_id), None)
