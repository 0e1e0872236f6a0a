"""Two acts at once: both are entered, in one order, in one tree."""

from threading import Barrier, Thread

import pytest
from django.db import connections

from plenary.core.standing import Standing
from plenary.record import queries
from plenary.record.models import Entry
from plenary.record.tests.factories import note
from tests import founding

ACTS = 12


@pytest.mark.django_db(transaction=True)
def test_acts_at_once_are_all_appended() -> None:
    coalition = founding.unchartered()
    start = Barrier(2)

    def work(by: Standing) -> None:
        start.wait()
        try:
            for number in range(ACTS):
                note(by, f"no {number}")
        finally:
            connections.close_all()

    threads = [Thread(target=work, args=[founding.somebody(coalition)]) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    places = list(Entry.objects.of(coalition.id).order_by("n").values_list("n", flat=True))
    assert (places, queries.verify_record(coalition.id)) == (list(range(2 * ACTS + 1)), [])
