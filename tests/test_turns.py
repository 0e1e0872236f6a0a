"""Writers on SQLite take turns: each waits for the one before, none for ever, and no turn is given twice."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Event

import pytest
from django.db import DEFAULT_DB_ALIAS, OperationalError, connections

from plenary.config.databases import embedded
from plenary.core.sqlite.base import DatabaseWrapper

pytestmark = pytest.mark.django_db  # the connections are the tests' own; pytest-django lets none through without this


def opened(folder: Path, patience: float = 20) -> DatabaseWrapper:
    """A connection of its own to the database in a folder."""
    own = embedded(folder)
    options = {**own["OPTIONS"], "timeout": patience}
    return DatabaseWrapper({**connections[DEFAULT_DB_ALIAS].settings_dict, **own, "OPTIONS": options}, "turns")


def begin(connection: DatabaseWrapper) -> None:
    connection.ensure_connection()
    connection._start_transaction_under_autocommit()


def say(connection: DatabaseWrapper, statement: str) -> list[tuple[object, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return list(cursor.fetchall())


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    first = opened(tmp_path)
    say(first, "CREATE TABLE counted (n integer)")
    say(first, "INSERT INTO counted VALUES (0)")
    first.close()
    return tmp_path


def test_each_waits_for_its_turn_and_adds_to_what_the_one_before_left(folder: Path) -> None:
    def add(_writer: int) -> None:
        connection = opened(folder)
        for _each in range(20):
            begin(connection)
            say(connection, "UPDATE counted SET n = (SELECT n FROM counted) + 1")
            say(connection, "COMMIT")
        connection.close()

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(add, range(8)))
    last = opened(folder)
    assert say(last, "SELECT n FROM counted") == [(160,)]
    last.close()


def test_whoever_gets_no_turn_in_time_is_told_that_the_database_is_locked(folder: Path) -> None:
    holds, over = Event(), Event()

    def hold() -> None:
        connection = opened(folder)
        begin(connection)
        holds.set()
        over.wait(60)
        say(connection, "ROLLBACK")
        connection.close()

    with ThreadPoolExecutor(1) as pool:
        held = pool.submit(hold)
        assert holds.wait(60)
        waits = opened(folder, patience=0.05)
        try:
            with pytest.raises(OperationalError, match="locked"):
                begin(waits)
            assert say(waits, "PRAGMA busy_timeout") == [(50,)]
        finally:
            over.set()
        held.result(60)
        begin(waits)
        say(waits, "ROLLBACK")
        waits.close()
