"""The worker: leases, retries, and the work of a worker that died."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from django.db import transaction
from django.tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from plenary.core import clock, schedule
from plenary.core.models import PeriodicRun, TaskLease
from plenary.core.tasks import clear_done_work
from plenary.core.tests import work
from plenary.core.worker import ATTEMPTS, LEASE, Worker, delay_after, hand_on_lost_tasks

pytestmark = pytest.mark.django_db

START = datetime(2026, 3, 2, 12, 0, 30, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _quiet(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """No periodic work but what a test registers, and nothing done yet."""
    monkeypatch.setattr(schedule, "_periodics", {})
    work.done.clear()
    with clock.set_to(START):
        yield


def statuses() -> list[str]:
    return list(DBTaskResult.objects.order_by("enqueued_at").values_list("status", flat=True))


def test_task_is_done_once_by_two_workers() -> None:
    work.note.enqueue("once")
    assert [Worker().tick(), Worker().tick()] == [True, False]
    assert work.done == ["once"]
    assert statuses() == [TaskResultStatus.SUCCESSFUL]
    assert TaskLease.objects.count() == 0


def test_task_of_a_transaction_that_was_rolled_back_is_gone() -> None:
    with transaction.atomic():
        work.note.enqueue("never")
        transaction.set_rollback(True)
    assert Worker().tick() is False
    assert work.done == []


def test_task_for_later_waits_for_the_clock() -> None:
    work.note.using(run_after=START + timedelta(minutes=5)).enqueue("later")
    assert Worker().tick() is False
    with clock.set_to(START + timedelta(minutes=5)):
        assert Worker().tick() is True
    assert work.done == ["later"]


def test_failed_task_is_tried_again_and_then_given_up() -> None:
    work.fail.enqueue("again")
    moment = START
    for attempt in range(1, ATTEMPTS + 1):
        with clock.set_to(moment):
            assert Worker().tick() is True
            assert Worker().tick() is False
        moment += delay_after(attempt)
    row = DBTaskResult.objects.get()
    assert work.done == ["again"] * ATTEMPTS
    assert (row.status, row.exception_class_path) == (TaskResultStatus.FAILED, "builtins.ValueError")
    with clock.set_to(moment + timedelta(days=1)):
        assert Worker().tick() is False


def test_delays_grow() -> None:
    assert [delay_after(attempt).total_seconds() for attempt in range(1, ATTEMPTS)] == [30, 120, 480, 1920]


def test_task_of_a_dead_worker_is_handed_on() -> None:
    work.note.enqueue("handed on")
    assert Worker().claim() is not None  # and then it dies
    with clock.set_to(START + LEASE):
        assert hand_on_lost_tasks() == 0
        assert Worker().tick() is False
    with clock.set_to(START + LEASE + timedelta(seconds=1)):
        assert hand_on_lost_tasks() == 1
    with clock.set_to(START + LEASE + delay_after(1) + timedelta(seconds=1)):
        assert Worker().tick() is True
    assert work.done == ["handed on"]
    assert statuses() == [TaskResultStatus.SUCCESSFUL]


def test_task_that_kills_each_worker_is_given_up() -> None:
    work.note.enqueue("deadly")
    moment = START
    for _attempt in range(ATTEMPTS):
        with clock.set_to(moment):
            assert Worker().claim() is not None
        moment += LEASE + timedelta(seconds=1)
        with clock.set_to(moment):
            assert hand_on_lost_tasks() == 1
        moment += delay_after(ATTEMPTS)
    assert statuses() == [TaskResultStatus.FAILED]


def test_task_held_since_a_clock_stood_wrong_is_handed_on() -> None:
    work.note.enqueue("held")
    with clock.set_to(START + timedelta(days=365)):
        assert Worker().claim() is not None  # and then it dies, and the clock is put right
    assert hand_on_lost_tasks() == 1
    with clock.set_to(START + delay_after(1)):
        assert Worker().tick() is True
    assert work.done == ["held"]


def test_task_that_failed_while_a_clock_stood_wrong_is_not_waited_for() -> None:
    work.fail.enqueue("failed")
    work.note.using(run_after=START + timedelta(days=300)).enqueue("for later")
    with clock.set_to(START + timedelta(days=200)):
        assert Worker().tick() is True
    assert [Worker().tick(), Worker().tick()] == [True, False]
    assert work.done == ["failed", "failed"]


def test_renewed_lease_is_kept() -> None:
    work.note.enqueue("slow")
    worker = Worker()
    worker.claim()
    with clock.set_to(START + LEASE):
        assert worker.renew() == 1
    with clock.set_to(START + LEASE + timedelta(seconds=1)):
        assert hand_on_lost_tasks() == 0


def test_worker_that_stalled_does_not_settle_a_task_that_was_handed_on() -> None:
    work.note.enqueue("stalled")
    stalled = Worker()
    row = stalled.claim()
    assert row is not None
    moment = START + LEASE + timedelta(seconds=1)
    with clock.set_to(moment):
        hand_on_lost_tasks()
    with clock.set_to(moment + delay_after(1)):
        second = Worker().claim()
        assert second is not None
        stalled._run_task(row)
    assert statuses() == [TaskResultStatus.RUNNING]
    assert TaskLease.objects.get().task_id == second.id


def test_periodic_work_is_done_once_a_period_by_two_workers() -> None:
    schedule.periodic(every=timedelta(minutes=1), name="test.minute")(lambda: work.done.append("minute"))
    one, other = Worker(), Worker()
    assert [one.tick(), other.tick(), one.tick()] == [True, False, False]
    with clock.set_to(START + timedelta(minutes=1)):
        assert [other.tick(), one.tick()] == [True, False]
    assert work.done == ["minute", "minute"]
    runs = list(PeriodicRun.objects.order_by("slot").values_list("slot", "runs"))
    assert runs == [(START.replace(second=0), 1), (START.replace(minute=1, second=0), 1)]


def test_periodic_work_that_fails_is_tried_again() -> None:
    outcomes = iter([ValueError("first"), None])

    @schedule.periodic(every=timedelta(hours=1), name="test.hour")
    def hourly() -> None:
        outcome = next(outcomes)
        if outcome:
            raise outcome

    Worker().tick()
    assert PeriodicRun.objects.values_list("runs", "ended_at").get() == (1, None)
    with clock.set_to(START + delay_after(1)):
        Worker().tick()
    assert PeriodicRun.objects.values_list("runs", "ended_at").get() == (2, START + delay_after(1))


def test_periods_without_a_worker_are_not_made_up_for() -> None:
    schedule.periodic(every=timedelta(minutes=1), name="test.minute")(lambda: work.done.append("minute"))
    Worker().tick()
    with clock.set_to(START + timedelta(hours=3)):
        assert [Worker().tick(), Worker().tick()] == [True, False]
    assert work.done == ["minute", "minute"]


def test_done_work_is_cleared_after_its_time() -> None:
    work.note.enqueue("old")
    Worker().tick()
    PeriodicRun.objects.create(name="test.day", slot=START, enqueued_at=START)
    with clock.set_to(START + timedelta(days=7)):
        clear_done_work()
        assert (DBTaskResult.objects.count(), PeriodicRun.objects.count()) == (1, 1)
    with clock.set_to(START + timedelta(days=31)):
        clear_done_work()
        assert (DBTaskResult.objects.count(), PeriodicRun.objects.count()) == (0, 0)
