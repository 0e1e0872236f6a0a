"""Moving a server to another database loses no part of a moment: entries prove theirs to the microsecond."""

from datetime import UTC, datetime

import pytest
from django.core import serializers

from plenary.core.models import PeriodicRun, ServerAct
from plenary.core.tests.roles import owner_at_work

AT = datetime(2026, 5, 4, 9, 0, 10, 797101, tzinfo=UTC)


@pytest.mark.django_db
def test_a_moment_is_written_and_read_with_its_microseconds() -> None:
    ServerAct.objects.create(at=AT, kind="core.tried", facts={"seen": 1})
    PeriodicRun.objects.create(name="tried", slot=AT, enqueued_at=AT)
    rows = [*ServerAct.objects.filter(kind="core.tried"), *PeriodicRun.objects.filter(name="tried")]
    written = serializers.serialize("json", rows)
    with owner_at_work():  # who moves a server is the owner of its tables
        for row in rows:
            row.delete()
        for read in serializers.deserialize("json", written):
            read.save()
    assert [ServerAct.objects.get(kind="core.tried").at, PeriodicRun.objects.get(name="tried").slot] == [AT, AT]
