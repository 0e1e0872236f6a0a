"""Django's backend for PostgreSQL, and before each statement the session is told what is in reach, when that has changed."""

from collections.abc import Callable
from typing import Any

from django.db.backends.postgresql import base
from psycopg.pq import TransactionStatus

from plenary.core import reach

SETTING = "plenary.reach"  # what the policies of the second wall read; absent or empty: nothing


class DatabaseWrapper(base.DatabaseWrapper):
    """A connection that knows what its session was told. A session, not a transaction, is told: most reads are in none.

    A rollback takes back what was told within it, and a new session knows nothing: both are told anew. A proxy that gives
    each transaction another session would mix them up, and is not supported (docs/operators/postgresql.md).
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._told: frozenset[str] | None = None  # None: unknown
        self.execute_wrappers.append(self._tell)

    def _tell(self, execute: Callable[..., Any], sql: Any, params: Any, many: bool, context: dict[str, Any]) -> Any:
        reached = reach.present()
        if reached != self._told and self.connection.info.transaction_status != TransactionStatus.INERROR:
            self.connection.execute("SELECT set_config(%s, %s, false)", [SETTING, " ".join(sorted(reached))])
            self._told = reached
        return execute(sql, params, many, context)

    def init_connection_state(self) -> None:
        self._told = None
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
