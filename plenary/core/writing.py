"""Rows that are written with every ballot and every entry: their statements are put into words once a process.

Django compiles each statement anew, which takes ten times as long as the database takes to carry it out, and others wait
for that: the tree, and on SQLite the whole database, is held meanwhile. See ADR 19. No signal is sent, and nothing is
written but the row's own columns. Everything else is written by the models.
"""

from collections.abc import Iterable, Sequence
from functools import cache
from itertools import batched
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connection, models, transaction

AT_ONCE = 100  # rows; a statement takes only so many values


class MissedError(RuntimeError):
    """A row that was to be changed is not there, not in reach, or of a model that is only added to."""


def insert(rows: Iterable[models.Model]) -> None:
    """Write new rows of one model, a hundred to a statement; all or none. Raises what the database raises (IntegrityError)."""
    with transaction.atomic(savepoint=False):
        for some in batched(rows, AT_ONCE):
            model = type(some[0])
            values = [_sent(field, row, is_new=True) for row in some for field in _columns(model)]
            with connection.cursor() as cursor:
                cursor.execute(_inserting(model, len(some)), values)
            for row in some:
                row._state.adding, row._state.db = False, DEFAULT_DB_ALIAS


def update(row: models.Model, names: Sequence[str] = ()) -> None:
    """Write the fields of these names (all) of a row that is there already. Raises MissedError where it is not, and of a
    model that is only added to; FieldDoesNotExist for a name of none."""
    meta = type(row)._meta
    fields = tuple(map(meta.get_field, names)) or tuple(each for each in _columns(type(row)) if not each.primary_key)
    if not any(grant.startswith("UPDATE") for grant in getattr(type(row), "app_may", ("UPDATE",))):
        raise MissedError(f"{type(row).__name__}: its rows are only added to")
    values = [_sent(field, row, is_new=False) for field in fields]
    with transaction.atomic(savepoint=False), connection.cursor() as cursor:
        cursor.execute(_updating(type(row), fields), [*values, row.pk])
        if cursor.rowcount != 1:
            raise MissedError(f"{type(row).__name__} {row.pk} is not there to be changed")


def _sent(field: Any, row: models.Model, *, is_new: bool) -> Any:
    return field.get_db_prep_save(field.pre_save(row, is_new), connection)


@cache
def _columns(model: type[models.Model]) -> tuple[Any, ...]:
    return tuple(model._meta.concrete_fields)


@cache
def _inserting(model: type[models.Model], number: int) -> str:
    quote, fields = connection.ops.quote_name, _columns(model)
    names = ", ".join(quote(field.column) for field in fields)
    places = ", ".join([f"({', '.join(['%s'] * len(fields))})"] * number)
    return f"INSERT INTO {quote(model._meta.db_table)} ({names}) VALUES {places}"  # noqa: S608  # names of the models


@cache
def _updating(model: type[models.Model], fields: tuple[Any, ...]) -> str:
    quote = connection.ops.quote_name
    told = ", ".join(f"{quote(field.column)} = %s" for field in fields)
    table, key = quote(model._meta.db_table), quote(str(model._meta.pk.column))
    return f"UPDATE {table} SET {told} WHERE {key} = %s"  # noqa: S608  # likewise
