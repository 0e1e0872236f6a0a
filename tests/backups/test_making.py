"""Making backups as an operator does, on both databases: from the command line, while others write."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

from plenary.core.backups import recovery
from tests.backups.places import (
    COUNTS,
    LESS_THAN_THE_COPY,
    MORE_THAN_THE_COPY,
    ROOT,
    WRITER,
    Place,
    back_up,
    folder_of,
    opening,
)


def test_a_backup_made_while_many_write_holds_what_was_acknowledged(place: Place, empty: Place, tmp_path: Path) -> None:
    stop, told = tmp_path / "stop", tmp_path / "told"
    code = WRITER.replace("sys.argv_of_writer", repr([str(stop), str(told)]))
    command = [sys.executable, "-m", "plenary", "django", "shell", "--no-imports", "--command", code]
    writer = subprocess.Popen(command, cwd=ROOT, env=place.env)
    try:
        while writer.poll() is None and not (told.exists() and len(told.read_text().splitlines()) > 20):
            time.sleep(0.05)
        before = told.read_text().splitlines()[:-1]
        kept = back_up(place)
        after = len(told.read_text().splitlines())
    finally:
        stop.touch()
        assert writer.wait(60) == 0
    assert after > len(before) > 0, "nobody wrote while the backup was made"
    restored = empty.run("restore", str(kept), *opening(place))
    heads = [line.split()[-1] for line in restored.stdout.splitlines() if line.startswith("  clear-fields")]
    size, entries, sessions, *acts = empty.shell(COUNTS).split()
    assert (size, sessions, acts) == (entries, "0", ["core.master_keys_kept", "core.restored"])
    assert [head.split(":")[0] for head in heads] == [size]
    present = empty.shell(
        "from plenary.record.models import Entry;"
        "print(*Entry.objects.across_coalitions().order_by('n').values_list('id', flat=True), sep=chr(10))"
    ).splitlines()
    assert set(before) - set(present) == set()
    assert len(present) <= 31 + len(told.read_text().splitlines())
    assert empty.run("record", "audit").stdout == "All holds: 1 coalitions were audited.\n"
    assert empty.run("django", "migrate", "--check").returncode == 0
    assert {
        p.relative_to(empty.var / "files").as_posix(): p.read_text() for p in (empty.var / "files").rglob("*.txt")
    } == {name: name for name in ("ab/cd.txt", "ab/تقرير ٢.txt")}
    assert place.shell(COUNTS).split()[2:] == ["1", "core.master_keys_kept", "core.backup_made"]


def test_a_backup_is_for_its_owner_alone_and_the_newest_stay(place: Place) -> None:
    folder = folder_of(place)
    others = [folder / "plenary-elsewhere-2020-01-01T000000Z.tar.gz.age", folder / "notes.txt"]
    old = [folder / f"plenary-localhost-2020-01-0{day}T000000Z.tar.gz.age" for day in (1, 2, 3)]
    left = [folder / ".plenary-localhost-2020-01-01T000000Z.tar.gz.age.unfinished", place.var / "backup.unfinished"]
    for path in (*others, *old, left[0]):
        path.touch()
    left[1].mkdir()
    (left[1] / "database.sqlite3").write_text("left by a run that was killed")
    done = place.run("backup", "--to", str(folder), "--keep", "2")
    (made,) = set(folder.iterdir()) - {*others, old[2]}
    assert done.stdout.splitlines()[1:] == ["Older backups removed: 2"]
    assert made.stat().st_mode & 0o777 == 0o600
    assert [path.exists() for path in left] == [False, False]


def test_two_backups_at_once_do_not_disturb_each_other(place: Place) -> None:
    folder = folder_of(place)
    with (place.var / "backup.lock").open("w") as lock:
        import fcntl  # noqa: PLC0415  # only here

        fcntl.flock(lock, fcntl.LOCK_EX)
        said = place.refusal("backup", "--to", str(folder))
    assert (said, list(folder.iterdir())) == ("Another backup or restoring runs; try again when it is done.", [])


def test_master_keys_and_backups_are_kept_apart(prepared: Place, kept: Path) -> None:
    (keys,) = (prepared.var / "kept").iterdir()
    assert prepared.refusal("backup", "--to", str(keys.parent)) == (
        f"Master keys lie in {keys.parent}. They belong apart from backups: choose another folder, or take them away."
    )
    assert prepared.refusal("backup", "master-keys", "--to", str(kept.parent)) == (
        f"Backups lie in {kept.parent}. Master keys belong apart: choose another folder."
    )
    secret = (prepared.var / "secrets" / "master.keys").read_bytes()
    assert [secret in path.read_bytes() for path in (kept, keys)] == [False, False]


def test_a_recovery_key_is_checked_before_it_is_needed(place: Place) -> None:
    key = (place.var / "key").read_text()
    public = recovery.public_half(recovery.read_key(key))
    assert (place.var / "secrets" / "backup.recipients").read_text() == f"{public}\n"
    assert place.run("backup", "recovery-key", "--check", text=key.lower()).stdout == (
        "This key opens the backups that this server makes from now on.\n"
    )
    assert place.refusal("backup", "recovery-key").startswith("There is a recovery key already;")
    another = place.run("backup", "recovery-key", "--another").stdout
    kept = back_up(place)
    for text in (key, another):
        assert place.run("backup", "verify", str(kept), text=text).stdout.startswith("The backup is whole.")


def test_without_a_recovery_key_no_backup_is_made(place: Place) -> None:
    (place.var / "secrets" / "backup.recipients").unlink()
    folder = folder_of(place)
    said = place.refusal("backup", "--to", str(folder))
    assert (said, list(folder.iterdir())) == ("There is no recovery key yet; run: plenary backup recovery-key", [])
    key = (place.var / "key").read_text()
    made = back_up(place, PLENARY_BACKUP_KEY=recovery.public_half(recovery.read_key(key)))
    assert place.run("backup", "verify", str(made), text=key).returncode == 0


def test_a_full_disk_stops_a_backup_and_leaves_nothing(place: Place) -> None:
    folder, words = folder_of(place), "It could not be done, and nothing was left behind:"
    for most in (LESS_THAN_THE_COPY, MORE_THAN_THE_COPY):  # so that the copy is what has no room, then the sealed file
        if most == MORE_THAN_THE_COPY:
            (place.var / "files" / "noise").write_bytes(os.urandom(2 * MORE_THAN_THE_COPY))
        said = place.refusal("backup", "--to", str(folder), most=most)
        assert said.startswith((words, "pg_dump could not do it: "))
        assert (list(folder.iterdir()), (place.var / "backup.unfinished").exists()) == ([], False)


def test_a_signal_stops_a_backup_and_leaves_nothing(place: Place) -> None:
    folder = folder_of(place)
    with (place.var / "files" / "large").open("wb") as file:
        file.truncate(2_000_000_000)  # zeros: they take a while to hash, and no room
    command = [sys.executable, "-m", "plenary", "backup", "--to", str(folder)]
    backup = subprocess.Popen(command, cwd=ROOT, env=place.env, stderr=subprocess.DEVNULL)
    while backup.poll() is None and not any((place.var / "backup.unfinished").glob("database.*")):
        time.sleep(0.02)
    backup.send_signal(signal.SIGTERM)
    assert backup.wait(60) == 130
    assert (list(folder.iterdir()), (place.var / "backup.unfinished").exists()) == ([], False)


def test_a_backup_is_made_beside_the_server_that_answers(place: Place) -> None:
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        port = str(trial.getsockname()[1])
    server = subprocess.Popen([sys.executable, "-m", "plenary", "serve", "--port", port], cwd=ROOT, env=place.env)
    try:
        assert answer_of(f"http://localhost:{port}/", server) == 200
        kept = back_up(place)
        assert answer_of(f"http://localhost:{port}/", server) == 200
    finally:
        server.terminate()
        assert server.wait(60) == 0
    assert place.run("backup", "verify", str(kept), *opening(place)).returncode == 0


def answer_of(url: str, server: "subprocess.Popen[bytes]") -> int:
    """The status of the next answer; 0 when the server ends."""
    while server.poll() is None:
        try:
            with urllib.request.urlopen(url, timeout=20) as answer:  # noqa: S310  # the test's own server
                return int(answer.status)
        except OSError:
            time.sleep(0.1)  # it is starting
    return 0
