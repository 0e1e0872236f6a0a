"""The second wall: on PostgreSQL the rows of a coalition are there for work that has it in reach, and for no other.

It is found, not listed: every table whose model has a `coalition`, and the coalitions themselves. The owner of the tables
puts it up after each migration, with what the roles `app` and `backup` may do. It holds for the owner too (FORCE).
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db import connection, transaction
from django.db.migrations.recorder import MigrationRecorder
from django.db.models import Model
from django.db.models.fields import Field

from plenary.core.postgresql.policy import ALL_ALONE, POLICY, SETTING

READ, ADD, CHANGE, REMOVE = "SELECT", "INSERT", "UPDATE", "DELETE"
_ALL = (READ, ADD, CHANGE, REMOVE)


def is_there() -> bool:
    """True on PostgreSQL; SQLite has no second wall."""
    return connection.vendor == "postgresql"


@contextmanager
def as_owner() -> Iterator[None]:
    """Use the database as the role that owns the tables, where another one answers (PLENARY_DATABASE_OWNER).

    Within a transaction the connection is not changed: whatever the owner does stands by itself.
    """
    owner = settings.DATABASE_ROLES.get("owner")
    own = connection.settings_dict
    if not (is_there() and owner) or connection.in_atomic_block or own["USER"] == owner["USER"]:
        yield
        return
    kept = {name: own[name] for name in ("USER", "PASSWORD", "HOST", "PORT", "OPTIONS")}
    try:
        connection.close()
        own.update({name: owner[name] for name in kept})
        yield
    finally:
        connection.close()
        own.update(kept)


def put_up() -> None:
    """Put up the policies and the grants, as the owner; in one transaction, and the same again if it is repeated.

    Does nothing on SQLite, before the first migration, and for a role that does not own the tables.
    """
    if not (is_there() and _owns_tables()):
        return
    there = set(connection.introspection.table_names())
    with transaction.atomic(), connection.cursor() as cursor:
        for model in _models():
            if model._meta.db_table in there:
                for statement in [*_policy(model), *_grants(model)]:
                    cursor.execute(statement)
        for statement in _grants_to_all():
            cursor.execute(statement)


def walled(model: type[Model]) -> Field[Any, Any] | None:
    """The column by which the rows of a model belong to a coalition; None for what is the server's own."""
    for other in _models():
        for field in other._meta.concrete_fields:
            if field.name == "coalition" and field.is_relation:
                if other is model:
                    return field
                if field.related_model is model:
                    return model._meta.pk
    return None


def open_tables() -> list[str]:
    """The tables of coalitions' rows around which the wall does not stand: no policy, or one that its owner passes."""
    with connection.cursor() as cursor:
        cursor.execute(_TABLES)
        tables = {name: (is_walled, has_coalition) for name, is_walled, has_coalition in cursor.fetchall()}
    known = {model._meta.db_table for model in _models() if walled(model)}
    return sorted(
        name
        for name, (is_walled, has_coalition) in tables.items()
        if not is_walled and (has_coalition or name in known)
    )


def gaps() -> list[str]:
    """What keeps the second wall from holding here, in sentences; empty where it holds, and on SQLite."""
    if not is_there():
        return []
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user, rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user")
        role, passes = cursor.fetchone()
    found = [f"The table {name} of coalitions has no policy; run: plenary prepare" for name in open_tables()]
    if passes:
        found.append(
            f"The role {role} passes through every policy; answer with one that may not (SUPERUSER, BYPASSRLS)."
        )
    if _owns_tables():
        found.append(f"The role {role} owns the tables and could take the wall down; see PLENARY_DATABASE_OWNER.")
    return found


_TABLES = f"""
    SELECT c.relname,
        c.relrowsecurity AND c.relforcerowsecurity
        AND EXISTS (SELECT 1 FROM pg_policy p WHERE p.polrelid = c.oid AND p.polname = '{POLICY}'),
        EXISTS (SELECT 1 FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attname = 'coalition_id')
    FROM pg_class c WHERE c.relkind = 'r' AND c.relnamespace = current_schema()::regnamespace
"""  # noqa: S608  # a constant of this module


def _models() -> list[type[Model]]:
    return [
        model for model in apps.get_models(include_auto_created=True) if model._meta.managed and not model._meta.proxy
    ]


def _owns_tables() -> bool:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT 1 FROM pg_tables WHERE schemaname = current_schema() AND tablename = %s AND tableowner = current_user",
            [MigrationRecorder.Migration._meta.db_table],
        )
        return cursor.fetchone() is not None


def _policy(model: type[Model]) -> Iterator[str]:
    """The policy of a table of coalitions. A row of no coalition is seen by what reaches all alone, and added by anyone."""
    field = walled(model)
    if field is None:
        return
    name, column = (connection.ops.quote_name(str(each)) for each in (model._meta.db_table, field.column))
    told = f"(SELECT string_to_array(current_setting('{SETTING}', true), ' '))"  # once a query, not once a row
    reached = f"{ALL_ALONE} OR {column} = ANY ({told}::text[])"
    added = f"{column} IS NULL OR {reached}" if field.null else reached
    yield f"ALTER TABLE {name} ENABLE ROW LEVEL SECURITY"
    yield f"ALTER TABLE {name} FORCE ROW LEVEL SECURITY"
    yield f"DROP POLICY IF EXISTS {POLICY} ON {name}"
    yield f"CREATE POLICY {POLICY} ON {name} USING ({reached}) WITH CHECK ({added})"


def _grants(model: type[Model]) -> Iterator[str]:
    """What `app` may do with a table: what the model says (`app_may`), else read, add, change and remove; never empty it."""
    if app := _role("app"):
        name = connection.ops.quote_name(model._meta.db_table)
        yield f"REVOKE ALL ON {name} FROM {app}"
        yield f"GRANT {', '.join(getattr(model, 'app_may', _ALL))} ON {name} TO {app}"


def _grants_to_all() -> Iterator[str]:
    migrations = connection.ops.quote_name(MigrationRecorder.Migration._meta.db_table)
    if app := _role("app"):
        yield f"GRANT {READ} ON {migrations} TO {app}"
    if backup := _role("backup"):
        for what in ("TABLES", "SEQUENCES"):
            yield f"REVOKE ALL ON ALL {what} IN SCHEMA public FROM {backup}"
            yield f"GRANT {READ} ON ALL {what} IN SCHEMA public TO {backup}"


def _role(part: str) -> str:
    """The quoted name of the role that plays a part, or empty where no other role than the owner does."""
    roles = settings.DATABASE_ROLES
    name = str(roles[part]["USER"]) if part in roles else ""
    return connection.ops.quote_name(name) if name and name != connection.settings_dict["USER"] else ""
