"""The worker: claims tasks under a lease, runs them, tries failed ones again, and hands on those whose worker died.

Django's database backend stores tasks and nothing more; what it lacks is here. A task may run twice (its worker stalled
past the lease), so every task is idempotent.
"""

import logging
from datetime import datetime, timedelta
from threading import Event, Thread
from traceback import format_exception
from typing import Any

from django.core.exceptions import SuspiciousOperation
from django.db import Error, close_old_connections, connections, transaction
from django.db.models import Q
from django.tasks import TaskContext, TaskResultStatus
from django.tasks.signals import task_finished, task_started
from django_tasks_db.models import DBTaskResult, get_date_max

from plenary.core import clock, reach
from plenary.core.models import TaskLease, random_id
from plenary.core.tasks import enqueue_due
from plenary.core.trouble import Trouble, trouble_of

type Row = DBTaskResult[..., Any]

logger = logging.getLogger(__name__)

LEASE = timedelta(seconds=60)
LONGEST_LEASE = 3 * LEASE  # seen from here: the clocks of two machines may differ by some seconds
RENEWAL = 20.0  # seconds between renewals of a lease while its task runs
PAUSE = 1.0  # seconds between looks for work when there is none
PAUSE_IN_TROUBLE = 5.0  # seconds before the next round where the disk is full or the database is away
ATTEMPTS = 5
FIRST_DELAY = timedelta(seconds=30)


def delay_after(attempts: int) -> timedelta:
    """How long a task waits after its nth failed attempt: 30 s, 2 min, 8 min, 32 min."""
    return FIRST_DELAY * int(4 ** (attempts - 1))


LONGEST_DELAY = delay_after(ATTEMPTS)


class Worker:
    """One worker. `tick` does one round and is what tests call; `run` does rounds until it is told to stop."""

    def __init__(self) -> None:
        self.id = random_id()
        self._stopping = Event()

    def tick(self) -> bool:
        """One round: hand on what the dead left, enqueue what is due, run one task. True when a task was run."""
        hand_on_lost_tasks()
        enqueue_due()
        claimed = self.claim()
        if claimed is None:
            return False
        self._run_task(claimed)
        return True

    def run(self) -> None:
        """Do rounds until `stop`; what breaks off a round is logged, and the next one is tried after a pause."""
        Thread(target=self._renew_while_running, name="lease-renewal", daemon=True).start()
        while not self._stopping.is_set():
            close_old_connections()
            try:
                found_work = self.tick()
            except Exception as error:  # a database away, a room's mistake: the worker lives on and tries again
                self._stopping.wait(_told(error))
                continue
            if not found_work:
                self._stopping.wait(PAUSE)
        connections.close_all()

    def stop(self) -> None:
        """Ask the worker to stop after the task that it runs now."""
        self._stopping.set()

    def claim(self) -> Row | None:
        """Take the most urgent ready task under a lease, in one transaction; None when nothing is ready.

        One that failed and is to wait longer than any failure is waited for was dated by a clock that stood wrong: it is ready.
        """
        now = clock.now()
        misdated = Q(run_after__gt=now + LONGEST_DELAY, run_after__lt=get_date_max()) & ~Q(worker_ids=[])
        due = Q(run_after=get_date_max()) | Q(run_after__lte=now) | misdated
        ready = DBTaskResult.objects.filter(due, status=TaskResultStatus.READY)
        if not ready.exists():  # looks without the write lock
            return None
        with transaction.atomic():
            task = ready.select_for_update(skip_locked=True).first()
            if task is None:
                return None
            task.status, task.started_at = TaskResultStatus.RUNNING, now
            task.worker_ids = [*task.worker_ids, self.id]
            task.save(update_fields=["status", "started_at", "worker_ids"])
            TaskLease.objects.update_or_create(task_id=task.id, defaults={"worker": self.id, "until": now + LEASE})
        return task

    def renew(self) -> int:
        """Prolong the leases that this worker holds; returns how many."""
        return TaskLease.objects.filter(worker=self.id).update(until=clock.now() + LEASE)

    def _renew_while_running(self) -> None:
        while not self._stopping.wait(RENEWAL):
            close_old_connections()  # one that broke would never renew again
            try:
                self.renew()
            except Error:
                logger.warning("A lease could not be renewed.", exc_info=True)
        connections.close_all()

    def _run_task(self, row: Row) -> None:
        try:
            task, result = row.task, row.task_result
            task_started.send(sender=type(task.get_backend()), task_result=result)
            context = (TaskContext(task_result=result),) if task.takes_context else ()
            with reach.nowhere():
                value = task.call(*context, *result.args, **result.kwargs)
        except Exception as error:  # whatever a task raises, the worker lives on
            logger.exception("Task %s failed", row.task_path)
            self._settle_failed(row, error)
        else:
            self._settle_done(row, value)

    def _settle_done(self, row: Row, value: object) -> None:
        row.status, row.finished_at, row.return_value = TaskResultStatus.SUCCESSFUL, clock.now(), value
        row.exception_class_path = row.traceback = ""
        if self._let_go(row):
            _tell_finished(row)

    def _settle_failed(self, row: Row, error: BaseException) -> None:
        was_last = _fail_or_retry(row, error, clock.now())
        if self._let_go(row) and was_last:
            _tell_finished(row)

    def _let_go(self, row: Row) -> bool:
        """Save the task and end the lease, unless the task was handed on meanwhile: then its new worker settles it."""
        with transaction.atomic():
            held, _each = TaskLease.objects.filter(task_id=row.id, worker=self.id).delete()
            if held:
                row.save()
        return bool(held)


def hand_on_lost_tasks() -> int:
    """Give tasks whose lease ran out to the next worker, or fail them after the last attempt; returns how many.

    Settled like a failure: a task that kills its worker each time stops being tried. A lease that runs further than any lease
    was given while a clock stood wrong: a worker that lives has renewed it since, so its worker is dead.
    """
    now = clock.now()
    run_out = Q(until__lt=now) | Q(until__gt=now + LONGEST_LEASE)
    if not TaskLease.objects.filter(run_out).exists():
        return 0
    with transaction.atomic():
        lost = list(TaskLease.objects.select_for_update(skip_locked=True).filter(run_out))
        for lease in lost:
            row = DBTaskResult.objects.filter(id=lease.task_id, status=TaskResultStatus.RUNNING).first()
            if row is not None:
                _fail_or_retry(row, TimeoutError(f"worker {lease.worker} let its lease run out"), now)
                row.save()
            lease.delete()
    return len(lost)


def _fail_or_retry(row: Row, error: BaseException, now: datetime) -> bool:
    """Write the outcome of a failed attempt on the row; True when it was the last one. Saving is the caller's."""
    attempts = len(row.worker_ids)
    row.exception_class_path = f"{type(error).__module__}.{type(error).__qualname__}"
    row.traceback = "".join(format_exception(error))
    if attempts < ATTEMPTS:
        row.status, row.run_after = TaskResultStatus.READY, now + delay_after(attempts)
        return False
    row.status, row.finished_at, row.return_value = TaskResultStatus.FAILED, now, None
    return True


def _told(error: Exception) -> float:
    """Log what stopped a round, and give the seconds to wait: longer where each round would meet it again. A full disk that
    holds the log too is not filled with traces."""
    trouble = trouble_of(error)
    if trouble is None or trouble is Trouble.BUSY:
        logger.exception("The worker was stopped in a round")
        return PAUSE
    logger.error("The worker waits: the database is %s (%s)", trouble, str(error).strip())
    return PAUSE_IN_TROUBLE


def _tell_finished(row: Row) -> None:
    try:
        result = row.task_result
    except (ImportError, SuspiciousOperation):  # the task's code is gone
        return
    task_finished.send(sender=type(result.task.get_backend()), task_result=result)
