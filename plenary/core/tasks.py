"""Work off the request that belongs to no other room: what the schedule calls for, and clearing what is done."""

from datetime import datetime, timedelta

from django.db import connection, transaction
from django.db.models import F
from django.tasks import TaskResultStatus, task
from django_tasks_db.models import DBTaskResult

from plenary.core import clock
from plenary.core.models import PeriodicRun
from plenary.core.schedule import periodic, periodics
from plenary.core.sqlite import base as sqlite

KEEP_DONE = timedelta(days=7)
KEEP_FAILED = timedelta(days=60)
KEEP_RUNS = timedelta(days=30)


@task
def run_periodic(name: str, slot: str) -> None:
    """Do the periodic work of this name for the period that starts at `slot` (ISO 8601); each begin is counted.

    Work that no room registers any more is left out. Errors go to the worker, which tries again.
    """
    run = PeriodicRun.objects.filter(name=name, slot=datetime.fromisoformat(slot))
    run.update(runs=F("runs") + 1)
    known = periodics().get(name)
    if known is not None:
        known.work()
    run.update(ended_at=clock.now())


def enqueue_due() -> list[str]:
    """Enqueue the work whose present period has no run yet, and return its names.

    Two workers may ask at the same moment: the run's row is unique, and the row and its task are one transaction.
    """
    now = clock.now()
    wanted = {name: work.slot(now) for name, work in periodics().items()}
    taken = set(PeriodicRun.objects.filter(slot__in=set(wanted.values())).values_list("name", "slot"))
    enqueued: list[str] = []
    for name, slot in wanted.items():
        if (name, slot) in taken:
            continue
        with transaction.atomic():
            _run, made = PeriodicRun.objects.get_or_create(name=name, slot=slot, defaults={"enqueued_at": now})
            if made:
                run_periodic.enqueue(name=name, slot=slot.isoformat())
                enqueued.append(name)
    return enqueued


@periodic(every=timedelta(hours=1), name="core.count_rows")
def count_rows() -> None:
    """Keep SQLite's picture of its tables near to what they are; PostgreSQL does so by itself."""
    if connection.vendor == "sqlite":
        sqlite.count_rows(connection)


@periodic(every=timedelta(days=1), name="core.clear_done_work")
def clear_done_work() -> None:
    """Delete done tasks after 7 days, failed ones after 60, and the log of periodic runs after 30."""
    now = clock.now()
    done = DBTaskResult.objects.filter(status=TaskResultStatus.SUCCESSFUL, finished_at__lt=now - KEEP_DONE)
    failed = DBTaskResult.objects.filter(status=TaskResultStatus.FAILED, finished_at__lt=now - KEEP_FAILED)
    done.delete()
    failed.delete()
    PeriodicRun.objects.filter(slot__lt=now - KEEP_RUNS).delete()
