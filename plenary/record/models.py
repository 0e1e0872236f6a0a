"""Rows of the record: tree, entries, openings, audiences, signed heads. They are added and never changed.

Only the openings of a person can be emptied, by `erase`, or withheld for a time; the envelopes keep their commitments, so
the tree stays valid.
"""

from datetime import datetime
from typing import Any, NoReturn, Self

from django.db import models

from plenary.coalitions.models import OfCoalition, SigningKey
from plenary.core.models import ScopedQuerySet


class AppendOnlyError(RuntimeError):
    """An attempt to change or remove what the record holds: a mistake in the code, never shown to a person."""


class AppendOnlyQuerySet[M: models.Model](ScopedQuerySet[M]):
    """Adds and reads; refuses to change or remove."""

    def update(self, **kwargs: Any) -> NoReturn:
        raise AppendOnlyError(f"{self.model.__name__}: rows of the record are not changed")

    def bulk_update(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise AppendOnlyError(f"{self.model.__name__}: rows of the record are not changed")

    def delete(self) -> NoReturn:
        raise AppendOnlyError(f"{self.model.__name__}: rows of the record are not removed")


class OpeningQuerySet(AppendOnlyQuerySet["Opening"]):
    """Openings can be emptied when the person whom they are about asks for it."""

    def about_person(self, person: str) -> Self:
        """The openings about one person that were not yet erased."""
        return self.filter(person=person, erased_at=None)

    def erase(self, at: datetime) -> int:
        """Destroy payloads and salts; says how many. Without the salt the commitment cannot be matched by guessing."""
        return super(AppendOnlyQuerySet, self).update(payload=b"", salt=b"", erased_at=at)

    def withhold(self, at: datetime) -> int:
        """Keep openings from every reader until they are released; says how many were not withheld before."""
        return super(AppendOnlyQuerySet, self.filter(withheld_at=None)).update(withheld_at=at)

    def release(self) -> int:
        """Let readers have them again; says how many were withheld."""
        return super(AppendOnlyQuerySet, self.exclude(withheld_at=None)).update(withheld_at=None)


class AppendOnly(OfCoalition):
    """A row that is written once."""

    app_may: tuple[str, ...] = ("SELECT", "INSERT")  # what the second wall grants to the role that answers

    objects = models.Manager.from_queryset(AppendOnlyQuerySet)()  # type: ignore[misc]  # narrows the base's manager

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Write a new row. Raises AppendOnlyError on one that exists."""
        if not self._state.adding:
            raise AppendOnlyError(f"{type(self).__name__}: rows of the record are not changed")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        """Refuse."""
        raise AppendOnlyError(f"{type(self).__name__}: rows of the record are not removed")


class Tree(OfCoalition):
    """The state of a coalition's tree: locked, and last of all locks, while entries are appended."""

    app_may = ("SELECT", "INSERT", "UPDATE (size, frontier)")

    size = models.PositiveBigIntegerField(default=0)
    frontier = models.BinaryField(default=b"", help_text="hashes of its complete subtrees, greatest first")
    about_key_sealed = models.BinaryField(help_text="the key of the opaque marks of what entries are about")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["coalition"], name="one_tree_a_coalition")]

    def __str__(self) -> str:
        return str(self.size)


class Entry(AppendOnly):
    """One entry. `envelope` is what was hashed; the other columns only help to find it, and the audit compares them."""

    n = models.PositiveBigIntegerField()
    at = models.DateTimeField()
    kind = models.CharField(max_length=64)
    about = models.CharField(max_length=64, blank=True)
    envelope = models.BinaryField()
    hashes = models.BinaryField(help_text="hashes of the complete subtrees that end here, leaf first")
    power = models.CharField(max_length=64, blank=True, help_text="the power by which an officer acted; empty: none")
    office = models.CharField(max_length=64, blank=True, help_text="the office that gives it, by the charter's code")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["coalition", "n"], name="entry_place")]
        indexes = [
            models.Index(fields=["coalition", "about", "n"], name="entry_about"),
            models.Index(fields=["coalition", "kind", "n"], name="entry_kind"),
            models.Index(fields=["coalition", "power", "n"], condition=~models.Q(power=""), name="entry_power"),
        ]

    def __str__(self) -> str:
        return f"{self.n} {self.kind}"


class Opening(AppendOnly):
    """What an entry says to those who may read it. Opening 0 is the entry itself; the others are its parts."""

    app_may = ("SELECT", "INSERT", "UPDATE (salt, payload, erased_at, withheld_at)")  # erased, withheld

    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="openings")
    position = models.PositiveIntegerField()
    audience = models.JSONField(default=list, help_text="tokens; empty: those of the entry")
    person = models.CharField(max_length=64, blank=True, help_text="the person whom it is about")
    salt = models.BinaryField()
    payload = models.BinaryField()
    erased_at = models.DateTimeField(null=True)
    withheld_at = models.DateTimeField(null=True, help_text="kept from every reader for a time, and not erased")

    objects = models.Manager.from_queryset(OpeningQuerySet)()  # type: ignore[misc]  # narrows the base's manager

    class Meta:
        constraints = [models.UniqueConstraint(fields=["entry", "position"], name="opening_place")]
        indexes = [models.Index(fields=["coalition", "person"], name="opening_person")]

    def __str__(self) -> str:
        return f"{self.entry_id}/{self.position}"


class EntryAudience(AppendOnly):
    """One audience token of an entry, as it was when it was entered."""

    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="audiences")
    token = models.CharField(max_length=100)
    n = models.PositiveBigIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["entry", "token"], name="entry_audience")]
        indexes = [models.Index(fields=["coalition", "token", "n"], name="entry_audience_feed")]

    def __str__(self) -> str:
        return self.token


class SignedHead(AppendOnly):
    """A head that was signed and may be held by others: size and root of the tree, in canonical text, with its signature."""

    size = models.PositiveBigIntegerField()
    at = models.DateTimeField()
    body = models.BinaryField()
    signature = models.BinaryField(max_length=64)
    key = models.ForeignKey(SigningKey, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["coalition", "size"], name="one_head_a_size")]

    def __str__(self) -> str:
        return str(self.size)
