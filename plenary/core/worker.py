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
from django.db import OperationalError, close_old_connections, connections, transaction
from django.db.models import Q
from django.tasks import TaskContext, TaskResultStatus
from django.tasks.signals import task_finished, task_started
from django_tasks_db.models import DBTaskResult, get_date_max

from plenary.core import clock, reach
from plenary.core.models import TaskLease, random_id
from plenary.core.tasks import enqueue_due

type Row = DBTaskResult[..., Any]

logger = logging.getLogger(__name__)

LEASE = timedelta(seconds=60)
RENEWAL = 20.0  # seconds between renewals of a lease while its task runs
PAUSE = 1.0  # seconds between looks for work when there is none
ATTEMPTS = 5
FIRST_DELAY = timedelta(seconds=30)


def delay_after(attempts: int) -> timedelta:
    """How long a task waits after its nth failed attempt: 30 s, 2 min, 8 min, 32 min."""
    return FIRST_DELAY * int(4 ** (attempts - 1))


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
            except Exception:  # a database away, a room's mistake: the worker lives on and tries again
                logger.exception("The worker was stopped in a round")
                found_work = False
            if not found_work:
                self._stopping.wait(PAUSE)
        connections.close_all()

    def stop(self) -> None:
        """Ask the worker to stop after the task that it runs now."""
        self._stopping.set()

    def claim(self) -> Row | None:
        """Take the most urgent ready task under a lease, in one transaction; None when nothing is ready."""
        now = clock.now()
        ready = DBTaskResult.objects.filter(
            Q(run_after=get_date_max()) | Q(run_after__lte=now), status=TaskResultStatus.READY
        )
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
            try:
                self.renew()
            except OperationalError:
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

    Settled like a failure: a task that kills its worker each time stops being tried.
    """
    now = clock.now()
    if not TaskLease.objects.filter(until__lt=now).exists():
        return 0
    with transaction.atomic():
        lost = list(TaskLease.objects.select_for_update(skip_locked=True).filter(until__lt=now))
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


def _tell_finished(row: Row) -> None:
    try:
        result = row.task_result
    except (ImportError, SuspiciousOperation):  # the task's code is gone
        return
    task_finished.send(sender=type(result.task.get_backend()), task_result=result)
