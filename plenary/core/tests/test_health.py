"""The doctor's checks of the house: each finds that all is well, and each can find that it is not."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from django.tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult
from pytest_django.fixtures import Settings

from plenary.core import clock, findings
from plenary.core.actions import log_server_act
from plenary.core.findings import Finding, Grade
from plenary.core.health import backups, database, disk, tasks, versions
from plenary.core.health import clock as clocks
from plenary.core.models import PeriodicRun, TaskLease, random_id
from plenary.core.tests import work
from plenary.core.tests.roles import owner_at_work
from plenary.core.tests.told import grades

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 3, 2, 12, 0, 30, tzinfo=UTC)
HOUR = timedelta(hours=1)


def test_a_database_is_up_to_date_behind_or_ahead() -> None:
    assert (grades(database.reachable), database.is_usable()) == (["ok"], True)
    recorder = MigrationRecorder(connection)
    with owner_at_work():
        recorder.record_applied("notices", "9000_later")
    assert (grades(database.reachable), database.is_usable()) == (["wrong"], False)
    with owner_at_work():
        recorder.record_unapplied("notices", "9000_later")
        recorder.record_unapplied("desk", "0001_initial")
        recorder.record_unapplied("texts", "0002_titles_and_drafts")
    assert (grades(database.reachable), database.is_usable()) == (["wrong"], False)


@pytest.mark.django_db(transaction=True)
def test_a_database_that_does_not_wait_for_the_disk_is_found() -> None:
    embedded = connection.vendor == "sqlite"
    off, on = ("PRAGMA synchronous = OFF", "FULL") if embedded else ("SET synchronous_commit = off", "on")
    try:
        with connection.cursor() as cursor:
            if not embedded:
                cursor.execute("SET synchronous_commit = on")
            cursor.execute(off)
        assert "synchronous" in next(iter(database.durable())).sentence
    finally:
        with connection.cursor() as cursor:
            cursor.execute(off.rpartition(" ")[0] + f" {on}")
    if embedded:
        assert grades(database.durable) == ["ok"]


def test_the_embedded_database_holds_together() -> None:
    if connection.vendor == "sqlite":
        assert (grades(database.whole), grades(database.version), grades(database.role)) == (["ok"], [], [])


@pytest.fixture
def _noon() -> Iterator[None]:
    with clock.set_to(NOW):
        yield


@pytest.mark.usefixtures("_noon")
def test_a_worker_that_stands_still_is_found() -> None:
    assert grades(tasks.worker) == ["look"]
    run = PeriodicRun.objects.create(name="any", slot=NOW, enqueued_at=NOW, ended_at=NOW - timedelta(minutes=9))
    assert grades(tasks.worker) == ["ok"]
    run.ended_at = NOW - timedelta(minutes=31)
    run.save()
    assert [f.sentence for f in tasks.worker()] == [
        "No worker has ended anything for 31 minutes: deadlines, mails and heads wait."
    ]


@pytest.mark.usefixtures("_noon")
def test_tasks_that_were_given_up_are_told_by_name_alone() -> None:
    assert grades(tasks.failed) == ["ok"]
    for word in ("Amina", "Bela"):
        work.fail.enqueue(word)
    DBTaskResult.objects.update(status=TaskResultStatus.FAILED)
    assert [f.sentence for f in tasks.failed()] == ["Tasks were given up after five attempts: fail (2)."]


@pytest.mark.usefixtures("_noon")
def test_work_that_waits_and_what_dead_workers_left_is_found() -> None:
    work.note.enqueue("now")
    work.note.using(run_after=NOW + HOUR).enqueue("later")
    assert grades(tasks.waiting) == ["ok"]
    DBTaskResult.objects.update(enqueued_at=NOW - HOUR)
    TaskLease.objects.create(task_id="0" * 32, worker=random_id(), until=NOW - timedelta(minutes=3))
    assert [f.sentence for f in tasks.waiting()] == [
        "Tasks that have been due for a quarter of an hour: 1.",
        "Tasks whose worker died and which nobody took over: 1.",
    ]


def test_a_clock_that_goes_wrong_is_found() -> None:
    looks = (clocks.year, clocks.drift, clocks.log_ahead)
    log_server_act(kind="test.noted")
    assert [grades(look) for look in looks] == [["ok"]] * 3
    with clock.set_to(datetime(2020, 1, 1, tzinfo=UTC)):
        assert [grades(look) for look in looks] == [["wrong"], ["wrong"], ["look"]]
    with clock.set_to(clock.now() + timedelta(minutes=5)):
        assert grades(clocks.drift) == ["wrong"]


@pytest.mark.parametrize(
    ("free", "inodes", "expected"),
    [(10**8, 0.5, "wrong"), (10**9, 0.5, "look"), (10**10, 0.5, "ok"), (10**10, 0.01, "look")],
)
def test_a_disk_that_fills_up_is_found(free: int, inodes: float, expected: str) -> None:
    assert disk.of_room(free, 2 * 10**9, inodes, "the data").grade.value == expected


def test_the_folder_of_backups_is_looked_at(settings: Settings, var: Path, tmp_path: Path) -> None:
    assert (grades(disk.data), grades(disk.backups)) == (["ok"], [])
    settings.BACKUPS = str(tmp_path / "missing")
    assert grades(disk.backups) == ["wrong"]
    settings.BACKUPS = str(tmp_path)
    assert grades(disk.backups) == ["ok", "look"]


@pytest.mark.usefixtures("_noon")
def test_growth_is_told_by_what_backups_noted() -> None:
    with clock.set_to(NOW - timedelta(days=10)):
        log_server_act(kind="core.backup_made", size=1, database=10_000_000)
    assert grades(disk.growth) == []
    act = log_server_act(kind="core.backup_made", size=1, database=20_000_000)
    assert [f.sentence for f in disk.growth()] == ["The database grows by 976.6\xa0KB a day."]
    act.facts["database"] = 10**16
    with owner_at_work():
        act.save()
    assert grades(disk.growth) == (["look"] if connection.vendor == "sqlite" else ["ok"])


def test_a_journal_that_is_never_folded_in_is_found(tmp_path: Path) -> None:
    assert grades(disk.journal) == []
    if connection.vendor != "sqlite":
        return
    kept = connection.settings_dict["NAME"]
    connection.settings_dict["NAME"] = str(tmp_path / "any.sqlite3")
    try:
        (tmp_path / "any.sqlite3").touch()
        with (tmp_path / "any.sqlite3-wal").open("wb") as journal:
            journal.truncate(300_000_000)
        assert grades(disk.journal) == ["look"]
    finally:
        connection.settings_dict["NAME"] = kept


def test_a_version_that_is_too_old_is_found() -> None:
    assert {finding.grade for finding in versions.programs()} == {Grade.OK}
    here = versions.versions() | {"SQLite": (3, 31, 1)}
    assert [f.sentence for f in versions.of_versions(here) if f.grade is Grade.WRONG] == [
        "SQLite is of version 3.31.1."
    ]
    assert grades(versions.system) == []


def test_without_a_recovery_key_something_is_wrong(settings: Settings, var: Path) -> None:
    assert grades(backups.key) == ["wrong"]
    settings.BACKUP_KEY = "age1npze290wx0vz3ev70lm8mrp9k862xtun5f25702rprz6689en4wqmz2vy3"
    assert grades(backups.key) == ["ok"]
    settings.BACKUP_KEY = "age1npze290wx0vz3ev70lm8mrp9k862xtun5f25702rprz6689en4wqmz2vy4"
    assert grades(backups.key) == ["wrong"]


@pytest.mark.usefixtures("_noon")
def test_an_old_backup_is_found() -> None:
    assert grades(backups.age) == ["wrong"]
    log_server_act(kind="core.backup_made")
    found = {}
    for hours in (25, 27, 169):
        with clock.set_to(NOW + hours * HOUR):
            found[hours] = grades(backups.age)
    assert found == {25: ["ok"], 27: ["look"], 169: ["wrong"]}


def test_a_check_that_breaks_off_is_a_finding_and_keeps_no_other_from_looking() -> None:
    def broken() -> Iterator[Finding]:
        raise KeyError("Amina Diallo")
        yield

    def well() -> Iterator[Finding]:
        yield findings.ok("Well.")

    registered = [findings.Check("any", look.__name__, look, needs) for look, needs in ((broken, False), (well, True))]
    told = [finding.sentence for _check, finding in findings.examine(registered, with_database=True)]
    assert told == ["The check broken broke off: KeyError.", "Well."]
    assert len(list(findings.examine(registered, with_database=False))) == 1


def test_no_check_is_registered_twice() -> None:
    with pytest.raises(ValueError, match=r"tasks\.worker"):
        findings.checks(area="tasks")(tasks.worker)
