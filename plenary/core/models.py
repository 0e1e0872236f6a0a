"""Base models: random public ids and managers that refuse to read across coalitions."""

import secrets
from base64 import b32encode
from collections.abc import AsyncIterator, Iterable, Iterator
from typing import Any, NoReturn, Self

from django.db import models
from django.db.models.lookups import Exact, In
from django.db.models.sql import Query

from plenary.core import reach

ID_LENGTH = 16
_CROCKFORDS = bytes.maketrans(b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", b"0123456789abcdefghjkmnpqrstvwxyz")


def random_id() -> str:
    """A public id: 16 characters of Crockford's base 32, 80 random bits, never sequential."""
    return b32encode(secrets.token_bytes(10)).translate(_CROCKFORDS).decode()


class RandomIdModel(models.Model):
    """A row whose key is a random public id, the same in pages, entries and code."""

    id = models.CharField(primary_key=True, max_length=ID_LENGTH, default=random_id, editable=False)

    class Meta:
        abstract = True


class UnscopedQueryError(RuntimeError):
    """A query over rows of coalitions that names no coalition: a mistake in the code, never shown to a person."""


class ScopedQuerySet[M: models.Model](models.QuerySet[M]):
    """Refuses to touch the database unless it is narrowed to a coalition, or to the rows of one parent row."""

    _hints: dict[str, Any]  # Django's own, kept by every clone of a query set

    def of(self, coalition_id: str) -> Self:
        """The rows of one coalition."""
        return self.filter(coalition_id=coalition_id)

    def across_coalitions(self) -> Self:
        """Every coalition's rows, where all are in reach: for deadlines, backups and the walks; never for an answer."""
        found = self.all()
        found._hints = {**found._hints, "across": True}
        return found

    def _require_scope(self) -> None:
        """Raises UnscopedQueryError when the query names no coalition, OutOfReachError when it names one out of reach."""
        if self._hints.get("across"):
            reach.require(reach.EVERYWHERE)
        elif (named := _scope(self.query)) is not None:
            reach.require(named)
        elif not self._hints.get("instance"):
            raise UnscopedQueryError(f"{self.model.__name__}: start with .of(coalition_id)")

    def _fetch_all(self) -> None:
        if self._result_cache is None:
            self._require_scope()
        super()._fetch_all()

    def iterator(self, *args: Any, **kwargs: Any) -> Iterator[M]:
        self._require_scope()
        return super().iterator(*args, **kwargs)

    def aiterator(self, *args: Any, **kwargs: Any) -> AsyncIterator[M]:
        self._require_scope()
        return super().aiterator(*args, **kwargs)

    def raw(self, *_args: Any, **_kwargs: Any) -> NoReturn:
        raise UnscopedQueryError(f"{self.model.__name__}: rows of coalitions are not read by raw SQL")

    def count(self) -> int:
        self._require_scope()
        return super().count()

    def exists(self) -> bool:
        self._require_scope()
        return super().exists()

    def aggregate(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        self._require_scope()
        return super().aggregate(*args, **kwargs)

    def update(self, **kwargs: Any) -> int:
        self._require_scope()
        return super().update(**kwargs)

    def delete(self) -> tuple[int, dict[str, int]]:
        self._require_scope()
        return super().delete()


def _scope(query: Query) -> set[str] | None:
    """The coalitions to which the query, and each one combined with it, is narrowed; None when one of them is not."""
    base = query.base_table or query.get_initial_alias()
    found = [_named_in(query.where, base), *map(_scope, query.combined_queries)]
    return None if None in found else set[str]().union(*(each for each in found if each is not None))


def _named_in(where: Any, base: str) -> set[str] | None:
    """The coalitions, one or several, with which a condition that must hold compares the row's own: another row's
    coalition, any coalition at all, or a coalition compared with itself does not narrow, and None is given."""
    if getattr(where, "connector", "AND") != "AND" or getattr(where, "negated", False):
        return None
    for child in where.children:
        if hasattr(child, "children"):
            if (inner := _named_in(child, base)) is not None:
                return inner
        elif isinstance(child, Exact | In) and _is_own_coalition(child.lhs, base):
            named = child.rhs if isinstance(child, In) else [child.rhs]
            if isinstance(named, Iterable) and all(isinstance(each, str) for each in named):
                return set(named)
    return None


def _is_own_coalition(column: Any, base: str) -> bool:
    return getattr(getattr(column, "target", None), "name", "") == "coalition" and column.alias == base


class ServerAct(RandomIdModel):
    """The server log: acts that belong to no coalition (sign-ins, invitations, operator's commands). It is only added to."""

    app_may = ("SELECT", "INSERT")  # what the second wall grants to the role that answers

    at = models.DateTimeField(db_index=True)
    kind = models.CharField(max_length=64)
    account = models.CharField(max_length=ID_LENGTH, blank=True)
    facts = models.JSONField(default=dict)

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.kind}"


class CacheEntry(models.Model):
    """The table of the shared cache (rate limits); Django's database cache reads and writes it by name."""

    cache_key = models.CharField(max_length=255, primary_key=True)
    value = models.TextField()
    expires = models.DateTimeField(db_index=True)

    class Meta:
        db_table = "core_cache"

    def __str__(self) -> str:
        return self.cache_key


class PeriodicRun(models.Model):
    """One run of periodic work: which, for which slot of time, how it went. The pair is unique: one worker takes it."""

    name = models.CharField(max_length=64)
    slot = models.DateTimeField(help_text="start of the period that the run is for")
    enqueued_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    runs = models.PositiveIntegerField(default=0, help_text="how often it was begun; more than 1 after a failure")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["name", "slot"], name="one_run_a_slot")]

    def __str__(self) -> str:
        return f"{self.name} {self.slot:%Y-%m-%d %H:%M}"


class TaskLease(models.Model):
    """A worker's hold on a running task; when it runs out the worker is taken for dead and the task is handed on."""

    task_id = models.UUIDField(primary_key=True, editable=False)
    worker = models.CharField(max_length=ID_LENGTH)
    until = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return f"{self.task_id} held by {self.worker}"
