"""Counting rows, so that SQLite knows by which index to look: what it writes down, and that PostgreSQL is left alone."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from plenary.core import clock
from plenary.core.models import ServerAct
from plenary.core.tasks import count_rows


@pytest.mark.django_db
def test_rows_are_counted_where_the_database_does_not_do_so_itself() -> None:
    ServerAct.objects.bulk_create(ServerAct(at=clock.now(), kind="test.act") for _number in range(20))
    with CaptureQueriesContext(connection) as asked:
        count_rows()
        count_rows()
    if connection.vendor == "postgresql":
        assert len(asked) == 0
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT stat FROM sqlite_stat1 WHERE tbl = 'core_serveract'")
        assert [stat.split()[0] for (stat,) in cursor.fetchall()] == ["20", "20"]
