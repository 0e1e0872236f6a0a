"""Django's backend for PostgreSQL, and before each statement the session is told what is in reach, when that has changed.

Where a migration changes a column that a policy of the second wall reads, the policy gives way and the wall stays.
"""

from collections.abc import Callable
from typing import Any

from django.db.backends.postgresql import base, schema
from django.db.models import Field, Model
from psycopg.pq import TransactionStatus

from plenary.core import reach
from plenary.core.postgresql.policy import ALL_ALONE, POLICY, SETTING

KEPT_PLANS = 500  # of statements that were asked more than once, in each session


class SchemaEditor(schema.DatabaseSchemaEditor):
    """PostgreSQL lets no column go, nor change its type, while a policy reads it. Until the wall is put up anew behind the
    migration, the rows of that table are there for work that reaches everything, as migrations do, and for no other."""

    def remove_field(self, model: type[Model], field: Field[Any, Any]) -> None:
        self._give_way(model, field)
        super().remove_field(model, field)

    def _alter_field(self, model: type[Model], old_field: Field[Any, Any], *others: Any, **options: Any) -> None:
        self._give_way(model, old_field)
        super()._alter_field(model, old_field, *others, **options)  # type: ignore[misc]  # Django's own, which the stubs leave out

    def _give_way(self, model: type[Model], field: Field[Any, Any]) -> None:
        if not (field.name == "coalition" or field.primary_key):
            return
        name = model._meta.db_table
        with self.connection.cursor() as cursor:
            cursor.execute("SELECT 1 FROM pg_policies WHERE tablename = %s AND policyname = %s", [name, POLICY])
            if cursor.fetchone():
                table = self.quote_name(name)
                cursor.execute(f"DROP POLICY {POLICY} ON {table}")
                cursor.execute(f"CREATE POLICY {POLICY} ON {table} USING ({ALL_ALONE})")


class DatabaseWrapper(base.DatabaseWrapper):
    """A connection that knows what its session was told. A session, not a transaction, is told: most reads are in none.

    A rollback takes back what was told within it, and a new session knows nothing: both are told anew. A proxy that gives
    each transaction another session would mix them up, and is not supported (docs/operators/postgresql.md).
    """

    SchemaEditorClass = SchemaEditor

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._told: frozenset[str] | None = None  # None: unknown
        self.execute_wrappers.append(self._tell)

    def _tell(self, execute: Callable[..., Any], sql: Any, params: Any, many: bool, context: dict[str, Any]) -> Any:
        reached = reach.present()
        if reached != self._told and self.connection.info.transaction_status != TransactionStatus.INERROR:
            with self.wrap_database_errors:  # as every statement: a session that broke off is told as Django tells it
                self.connection.execute("SELECT set_config(%s, %s, false)", [SETTING, " ".join(sorted(reached))])
            self._told = reached
        return execute(sql, params, many, context)

    def init_connection_state(self) -> None:
        self._told = None
        self.connection.prepared_max = KEPT_PLANS
        super().init_connection_state()

    def _commit(self) -> None:
        try:
            super()._commit()  # type: ignore[misc]  # Django's own, which the stubs leave out
        except Exception:
            self._told = None
            raise

    def _rollback(self) -> None:
        self._told = None
        super()._rollback()  # type: ignore[misc]  # likewise

    def _savepoint_rollback(self, sid: str) -> None:
        super()._savepoint_rollback(sid)  # type: ignore[misc]  # likewise
        self._told = None
