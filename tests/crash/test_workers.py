"""Workers: two of them at everything in the same minute, each task twice and late, and one that dies with a task in its hands."""

import asyncio
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy
from pathlib import Path
from typing import Any

import pytest

from plenary.notices.tests.smtp import MailServer
from tests.crash import due
from tests.crash.databases import Keeper
from tests.crash.places import PATIENCE, Place, answer_of, kill_group

ROUNDS = [(due.TODAY + timedelta(minutes=minutes)).isoformat() for minutes in range(3)]
DAYS_LATE = 5


@pytest.fixture(scope="module")
def told(database: Keeper, bare: Place, tmp_path_factory: pytest.TempPathFactory) -> Place:
    """A place in which something is due for each task; it is copied, never worked on."""
    place = database.copy(bare, tmp_path_factory.mktemp("told") / "var")
    place.ask(due.tell)
    return place


@contextmanager
def mailing(place: Place, sink: MailServer) -> Iterator[MailServer]:
    """A mail server for a place."""
    place.env |= {"PLENARY_SMTP_HOST": "127.0.0.1", "PLENARY_SMTP_PORT": str(sink.port), "PLENARY_SMTP_TLS": "0"}
    sink.start()
    try:
        yield sink
    finally:
        sink.stop()


def letters(sink: MailServer) -> dict[tuple[str, str], int]:
    """How often each address got a mail of each subject."""
    return dict(Counter((address, str(message["Subject"])) for address, message in sink.taken))


def test_each_periodic_task_may_run_twice_and_late(database: Keeper, told: Place, tmp_path: Path) -> None:
    place = database.copy(told, tmp_path / "var")
    with mailing(place, MailServer()):
        found = place.ask(due.run_each_twice, late_days=[0, DAYS_LATE])
    nothing = {name for name in found["names"] if not found["first"][f"{name} 0"]}
    assert nothing == set(due.NOTHING_DUE), "give it something due in tests/crash/due.py, or a reason in NOTHING_DUE"
    assert {name: tables for name, tables in found["second"].items() if tables} == {}
    assert (found["complaints"], found["problems"]) == ([], [])


def test_two_workers_in_the_same_minute_do_everything_once(database: Keeper, told: Place, tmp_path: Path) -> None:
    alone, sent_alone = worked(database.copy(told, tmp_path / "alone"), [{"rounds": ROUNDS}])
    both = {"rounds": ROUNDS, "barrier": "round"}
    together, sent_together = worked(database.copy(told, tmp_path / "both"), [both, both])
    assert (alone["runs"], alone["unended"], alone["leases"], alone["undone"]) == ([1], 0, 0, 0)
    assert (alone["heads"], alone["problems"]) == ([1], [])
    assert sum(sent_alone.values()) > 0
    assert {name: value for name, value in together.items() if value != alone[name]} == {}
    assert sent_together == sent_alone


def test_two_workers_in_the_same_task_do_it_once(database: Keeper, told: Place, tmp_path: Path) -> None:
    """As when the first stalled past its lease, and the second was given what it is still at."""
    alone, sent_alone = worked(database.copy(told, tmp_path / "alone"), [{"rounds": ROUNDS}], due.work_without_schedule)
    both = {"rounds": ROUNDS, "barrier": "task"}
    together, sent_together = worked(database.copy(told, tmp_path / "both"), [both, both], due.work_without_schedule)
    assert {name: value for name, value in together.items() if value != alone[name]} == {}
    assert sent_together == sent_alone


def worked(
    place: Place, workers: list[dict[str, Any]], work: Callable[..., Any] = due.work
) -> tuple[dict[str, Any], dict[tuple[str, str], int]]:
    """What came of the work of so many workers, and the mails that arrived."""
    with mailing(place, MailServer()) as sink:
        processes = [place.start_asking(work, **asked) for asked in workers]
        first, *others = [answer_of(process) for process in processes]
        assert [first["complaints"], others] == [[], [first] * len(others)]
        return first, letters(sink)


class Holding(MailServer):
    """A mail server that takes one mail, and keeps the sender of the next waiting for an answer until it is let go."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[str] = []
        self.acknowledged: list[str] = []
        self.holds = True

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:
        """Take it; answer at once, or not before one is let go."""
        name = str(message_from_bytes(envelope.content, policy=policy.default)["Message-ID"])
        self.seen.append(name)
        if self.holds and len(self.seen) > 1:
            while self.holds:
                await asyncio.sleep(0.05)
            return "451 nobody waits for this any more"
        self.acknowledged.append(name)
        return "250 OK"


def test_a_worker_that_dies_in_a_task_is_followed_by_another(database: Keeper, told: Place, tmp_path: Path) -> None:
    """It dies while a mail server has its mail and has not said so: that mail comes once more, under the same name, for nobody
    can know; every mail that was acknowledged came once."""
    place, sink = database.copy(told, tmp_path / "var"), Holding()
    now = datetime.now(UTC)
    with mailing(place, sink):
        worker = place.start("-m", "plenary", "worker")
        until = time.monotonic() + PATIENCE
        while len(sink.seen) < 2 and time.monotonic() < until and worker.poll() is None:
            time.sleep(0.05)
        assert len(sink.seen) == 2, worker.communicate()[0] if worker.poll() is not None else "no mail came"
        kill_group(worker)
        left = place.ask(due.came)
        assert (left["leases"], left["mails"].get("sending", 0) > 0) == (1, True)
        (unanswered,) = set(sink.seen) - set(sink.acknowledged)
        sink.holds = False
        later = [now + timedelta(minutes=minutes) for minutes in (2, 4, 16, 17)]
        found = place.ask(due.work, rounds=[moment.isoformat() for moment in later])
    assert (found["complaints"], found["leases"], found["undone"], found["unended"], found["problems"]) == (
        [],
        0,
        0,
        0,
        [],
    )
    assert set(found["mails"]) == {"sent"}
    assert {name: number for name, number in Counter(sink.acknowledged).items() if number != 1} == {}
    assert {name: number for name, number in Counter(sink.seen).items() if number != 1} == {unanswered: 2}
