"""Django's backend for SQLite, with writers that take turns quickly.

One connection writes at a time, and the others wait. SQLite's own way of waiting sleeps ever longer, up to a tenth of a second,
while the turn is free: under fifty voters half the turns went unused, and some waited for seconds. Here whoever waits looks
again every few milliseconds, so that no turn stays free for long and nobody falls behind by having waited.
"""

from time import monotonic, sleep
from typing import Any

from django.db import transaction
from django.db.backends.sqlite3 import base
from django.db.utils import OperationalError

from plenary.core.trouble import Trouble, trouble_of

LOOK_AGAIN = 0.003  # seconds

SAMPLE = 1000  # rows of each index, to know roughly how many have the same value


def count_rows(connection: Any) -> None:
    """Let SQLite know how many rows its tables have and how alike they are, by a look at some of each. Without, it takes the
    coalition of a row for as telling as the row's own key, and looks through all that a coalition has."""
    with transaction.atomic(), connection.cursor() as cursor:  # one that begins by reading is not let in to write
        cursor.execute(f"PRAGMA analysis_limit = {SAMPLE}")
        cursor.execute("ANALYZE")


class DatabaseWrapper(base.DatabaseWrapper):
    """A connection whose transactions wait for their turn as long as the option `timeout` says, in seconds."""

    def _start_transaction_under_autocommit(self) -> None:
        until = monotonic() + self.settings_dict["OPTIONS"].get("timeout", 5)
        self._let_wait(0)
        try:
            while not self._begins(last=monotonic() > until):
                sleep(LOOK_AGAIN)
        finally:
            self._let_wait(self.settings_dict["OPTIONS"].get("timeout", 5))

    def _begins(self, *, last: bool) -> bool:
        try:
            super()._start_transaction_under_autocommit()  # type: ignore[misc]  # Django's own, which the stubs leave out
        except OperationalError as error:
            if last or trouble_of(error) is not Trouble.BUSY:
                raise
            return False
        return True

    def _let_wait(self, seconds: float) -> None:
        """How long SQLite itself waits: not at all where one begins, as ever for what is written outside of transactions."""
        connection: Any = self.connection
        connection.execute(f"PRAGMA busy_timeout = {int(1000 * seconds)}")
