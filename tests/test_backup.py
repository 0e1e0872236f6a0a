"""Backups and restoring as an operator does them, on both databases: from the command line, while others write."""

import os
import resource
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from plenary.core.backups import recovery
from scripts.postgresql import NoPostgresqlError, cluster, programs

ROOT = Path(__file__).resolve().parent.parent
OTHERS_KEY = "AGE-SECRET-KEY-1Q09WD7QD4J83V29YCSD8RXAYT667DAKY0WH597L2Y9973V7N9NZSD2ZYUE"
LESS_THAN_THE_COPY, MORE_THAN_THE_COPY = 100_000, 5_000_000
WORDS = """
from plenary.record.tests.factories import make_coalition, make_standing, note
from plenary.core.models import ServerAct
coalition = make_coalition()
by = make_standing(coalition)
for n in range(30):
    note(by, f"word {n}")
from django.contrib.sessions.models import Session
from django.utils import timezone
Session.objects.create(session_key="k" * 32, session_data="x", expire_date=timezone.now())
"""
WRITER = """
import sys, threading, pathlib
from plenary.coalitions.models import Coalition
from plenary.record.tests.factories import make_standing, note
stop, told = map(pathlib.Path, sys.argv_of_writer)
by = make_standing(Coalition.objects.get())
said, lock = told.open("a"), threading.Lock()
def write(name):
    n = 0
    while not stop.exists():
        entry = note(by, f"{name} {n}")
        with lock:
            said.write(entry + chr(10)); said.flush()
        n += 1
threads = [threading.Thread(target=write, args=(name,)) for name in ("one", "two", "three")]
[thread.start() for thread in threads]
[thread.join() for thread in threads]
"""
COUNTS = """
from plenary.record.models import Entry, Tree
from django.contrib.sessions.models import Session
from plenary.core.models import ServerAct
print(Tree.objects.across_coalitions().get().size, Entry.objects.across_coalitions().count(), Session.objects.count(),
      *ServerAct.objects.filter(kind__startswith="core.").order_by("at").values_list("kind", flat=True))
"""


@dataclass(frozen=True)
class Place:
    """One server: its folder, and the address of its PostgreSQL or nothing."""

    var: Path
    database: str = ""

    @property
    def env(self) -> dict[str, str]:
        clean = {name: value for name, value in os.environ.items() if not name.startswith("PLENARY_")}
        return clean | {"PLENARY_VAR": str(self.var)} | ({"PLENARY_DATABASE": self.database} if self.database else {})

    def run(
        self, *arguments: str, text: str = "", most: int = 0, status: int | None = 0, **env: str
    ) -> "subprocess.CompletedProcess[str]":
        """Run a command. `most` limits the size of files that it may write, in bytes, as a full disk does."""

        def limit() -> None:
            resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))

        done = subprocess.run(
            [sys.executable, "-m", "plenary", *arguments],
            cwd=ROOT,
            env=self.env | env,
            input=text,
            preexec_fn=limit if most else None,
            capture_output=True,
            text=True,
            check=False,
            timeout=300,
        )
        assert status in (None, done.returncode), done.stderr
        return done

    def shell(self, code: str) -> str:
        return self.run("django", "shell", "--no-imports", "--command", code).stdout

    def refusal(self, *arguments: str, **options: object) -> str:
        """The last line that a command says when it refuses."""
        done = self.run(*arguments, status=1, **options)  # type: ignore[arg-type]  # as they come
        return done.stderr.splitlines()[-1]


@pytest.fixture(scope="module")
def server_of_databases() -> Iterator[str]:
    try:
        programs()
    except NoPostgresqlError:
        pytest.skip("PostgreSQL's programs are not on this machine; backups of it were not tried")
    with cluster() as address:
        yield address


@dataclass
class Kind:
    """How places of one kind of database are made."""

    make: Callable[[Path], Place]
    copy: Callable[[Place, Path], Place]


def _sql(address: str, statement: str) -> None:
    subprocess.run(
        [str(programs() / "psql"), address, "--quiet", "--command", statement],
        check=True,
        capture_output=True,
        timeout=60,
    )


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def kind(request: pytest.FixtureRequest) -> Kind:
    """Of the embedded database, and of PostgreSQL with a database of its own for each place."""
    if request.param == "sqlite":

        def copied(place: Place, var: Path) -> Place:
            shutil.copytree(place.var, var)
            return Place(var)

        return Kind(Place, copied)
    address: str = request.getfixturevalue("server_of_databases")
    count = iter(range(1000))

    def made(var: Path, template: str = "template0") -> Place:
        name = f"p{next(count)}"
        _sql(address, f"CREATE DATABASE {name} TEMPLATE {template}")
        return Place(var, f"{address.rpartition('/')[0]}/{name}")

    def copied_second(place: Place, var: Path) -> Place:
        shutil.copytree(place.var, var)
        return made(var, place.database.rpartition("/")[2])

    return Kind(made, copied_second)


@pytest.fixture(scope="module")
def prepared(kind: Kind, tmp_path_factory: pytest.TempPathFactory) -> Place:
    """A server with a record, a session, a recovery key (in `key`) and files; copied by every test."""
    place = kind.make(tmp_path_factory.mktemp("prepared") / "var")
    place.run("prepare")
    place.shell(WORDS)
    (place.var / "key").write_text(place.run("backup", "recovery-key").stdout)
    keep_keys(place)
    for name in ("ab/cd.txt", "ab/تقرير ٢.txt"):
        path = place.var / "files" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name)
    return place


@pytest.fixture(scope="module")
def kept(prepared: Place) -> Path:
    """A backup of the prepared server, for all who do not change it."""
    return back_up(prepared)


@pytest.fixture
def place(kind: Kind, prepared: Place, tmp_path: Path) -> Place:
    """The prepared server, a copy of one's own."""
    return kind.copy(prepared, tmp_path / "var")


@pytest.fixture
def empty(kind: Kind, tmp_path: Path) -> Place:
    """A place where nothing is yet."""
    return kind.make(tmp_path / "empty")


def folder_of(place: Place) -> Path:
    folder = place.var.parent / "backups"
    folder.mkdir(exist_ok=True)
    return folder


def back_up(place: Place, **options: str) -> Path:
    """One more backup in the folder beside the place."""
    folder = folder_of(place)
    before = set(folder.iterdir())
    place.run("backup", "--to", str(folder), **options)  # type: ignore[arg-type]  # variables alone
    (made,) = set(folder.iterdir()) - before
    return made


def keep_keys(place: Place) -> Path:
    """The master keys in their own file, in a folder within the place that the copies have too."""
    folder = place.var / "kept"
    folder.mkdir()
    place.run("backup", "master-keys", "--to", str(folder))
    (made,) = folder.iterdir()
    return made


def opening(place: Place, *, keys: bool = True) -> list[str]:
    """The options that open the backups of a place."""
    (path,) = (place.var / "kept").iterdir()
    return ["--recovery-key", str(place.var / "key"), *(["--master-keys", str(path)] if keys else [])]


def is_untouched(place: Place) -> bool:
    """True when nothing of a backup stands in a place: no database, no files, nothing unfinished."""
    left = {path.name for path in place.var.iterdir()} - {"secrets", "restore.lock", "backup.lock"}
    tables = "" if not place.database else _tables(place)
    return left == set() and tables == ""


def _tables(place: Place) -> str:
    query = "SELECT string_agg(relname, ' ') FROM pg_class WHERE relnamespace = 'public'::regnamespace"
    command = [str(programs() / "psql"), place.database, "--tuples-only", "--no-align", "--command", query]
    return subprocess.run(command, check=True, capture_output=True, text=True, timeout=60).stdout.strip()


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


def test_a_restored_server_makes_backups_for_the_same_recovery_key(prepared: Place, kept: Path, empty: Place) -> None:
    empty.run("restore", str(kept), *opening(prepared))
    again = back_up(empty)
    assert empty.run("backup", "verify", str(again), *opening(prepared)).stdout.startswith("The backup is whole.")


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


def test_what_is_altered_cut_short_or_not_ours_is_not_restored(
    prepared: Place, kept: Path, empty: Place, tmp_path: Path
) -> None:
    whole, file = kept.read_bytes(), tmp_path / "file"
    altered = "file was altered, damaged or cut off, or is no backup. Fetch it again, or take another one."

    def refused(data: bytes, *options: str, text: str = "") -> str:
        file.write_bytes(data)
        said = empty.refusal("restore", str(file), *options, text=text)
        assert is_untouched(empty)
        return said

    middle = len(whole) // 2
    assert refused(whole[:middle] + bytes([whole[middle] ^ 1]) + whole[middle + 1 :], *opening(prepared)) == altered
    assert refused(whole[:middle], *opening(prepared)) == altered
    assert refused(whole, *opening(prepared, keys=False)).startswith(
        "file was not made under the master keys that are here:"
    )
    assert refused(whole, text=OTHERS_KEY) == (
        "This recovery key does not open file: it was sealed for another one, or its first lines were altered."
    )


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


def test_nothing_is_restored_over_something(prepared: Place, kept: Path, empty: Place) -> None:
    in_the_way = "A backup is restored into an empty place only. In the way: "
    assert prepared.refusal("restore", str(kept), *opening(prepared)).startswith(in_the_way)
    (empty.var / "files").mkdir(parents=True)
    (empty.var / "files" / "letter").touch()
    assert empty.refusal("restore", str(kept), *opening(prepared)) == f"{in_the_way}{empty.var / 'files'}"


def test_a_full_disk_stops_a_backup_and_leaves_nothing(place: Place) -> None:
    folder, words = folder_of(place), "It could not be done, and nothing was left behind:"
    for most in (LESS_THAN_THE_COPY, MORE_THAN_THE_COPY):  # so that the copy is what has no room, then the sealed file
        if most == MORE_THAN_THE_COPY:
            (place.var / "files" / "noise").write_bytes(os.urandom(2 * MORE_THAN_THE_COPY))
        said = place.refusal("backup", "--to", str(folder), most=most)
        assert said.startswith((words, "pg_dump could not do it: "))
        assert (list(folder.iterdir()), (place.var / "backup.unfinished").exists()) == ([], False)


def test_a_full_disk_stops_restoring_and_leaves_nothing(prepared: Place, kept: Path, empty: Place) -> None:
    said = empty.refusal("restore", str(kept), *opening(prepared), most=LESS_THAN_THE_COPY)
    assert said.startswith("It could not be done, and nothing was left behind:")
    assert is_untouched(empty)


def test_a_backup_of_an_older_version_is_brought_up_to_date(place: Place, empty: Place) -> None:
    place.run("django", "migrate", "notices", "0001")
    kept = back_up(place)
    assert place.run("django", "migrate", "--check", status=None).returncode == 1
    empty.run("restore", str(kept), *opening(place))
    assert empty.run("django", "migrate", "--check").returncode == 0
    assert empty.run("record", "audit").stdout == "All holds: 1 coalitions were audited.\n"


def test_a_backup_of_a_later_version_is_refused(place: Place, empty: Place) -> None:
    place.shell(
        "from django.db.migrations.recorder import MigrationRecorder as R; from django.db import connection;"
        "R(connection).record_applied('notices', '9000_of_a_later_version')"
    )
    kept = back_up(place)
    said = empty.refusal("restore", str(kept), *opening(place))
    assert said.startswith("The backup was made by Plenary 0.")
    assert said.endswith("install that version first.")
    assert is_untouched(empty)


def test_a_record_that_was_tampered_with_is_restored_only_by_consent(place: Place, empty: Place) -> None:
    place.shell(
        "from django.db import connection as c;"
        "c.cursor().execute(\"UPDATE record_entry SET kind = 'test.heard' WHERE n = 7\")"
    )
    kept = back_up(place)
    said = empty.refusal("restore", str(kept), *opening(place))
    assert said.startswith("Problems in what the backup holds: 1. The first: clear-fields: ")
    assert is_untouched(empty)
    assert empty.refusal("restore", str(kept), *opening(place), "--even-if-broken") == "1 problems were found."
    assert empty.shell(COUNTS).split()[:2] == ["31", "31"]


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


def test_each_role_of_postgresql_does_its_part(server_of_databases: str, tmp_path: Path) -> None:
    """The owner migrates and restores, one role answers, one that only reads makes the backups."""
    for statement in (
        "CREATE ROLE tables_owner LOGIN",
        "CREATE ROLE answers LOGIN",
        "CREATE ROLE reads LOGIN BYPASSRLS",
        "ALTER ROLE reads SET default_transaction_read_only = on",
        "CREATE DATABASE roles_old OWNER tables_owner",
        "CREATE DATABASE roles_new OWNER tables_owner",
    ):
        _sql(server_of_databases, statement)
    base = server_of_databases.rpartition("/")[0]

    def roles(name: str) -> dict[str, str]:
        of = {role: base.replace("owner@", f"{role}@") + f"/{name}" for role in ("answers", "tables_owner", "reads")}
        return {
            "PLENARY_DATABASE": of["answers"],
            "PLENARY_DATABASE_OWNER": of["tables_owner"],
            "PLENARY_DATABASE_BACKUP": of["reads"],
        }

    old, new = Place(tmp_path / "old"), Place(tmp_path / "new")
    owner = roles("roles_old")["PLENARY_DATABASE_OWNER"]
    old.run("prepare", PLENARY_DATABASE=owner)
    for what in ("TABLES", "SEQUENCES"):
        _sql(owner, f"GRANT SELECT ON ALL {what} IN SCHEMA public TO reads")
    _sql(owner, "GRANT SELECT, INSERT ON ALL TABLES IN SCHEMA public TO answers")
    (old.var / "key").write_text(old.run("backup", "recovery-key").stdout)
    (old.var / "kept").mkdir()
    old.run("backup", "master-keys", "--to", str(old.var / "kept"), **roles("roles_old"))
    kept = back_up(old, **roles("roles_old"))
    new.run("restore", str(kept), *opening(old), **roles("roles_new"))
    owned = "SELECT DISTINCT tableowner FROM pg_tables WHERE schemaname = 'public'"
    command = [str(programs() / "psql"), f"{base}/roles_new", "--tuples-only", "--no-align", "--command", owned]
    told = subprocess.run(command, check=True, capture_output=True, text=True, timeout=60).stdout
    assert told == "tables_owner\n"


def test_a_backup_of_one_kind_of_database_is_not_for_the_other(prepared: Place, kept: Path, tmp_path: Path) -> None:
    if not prepared.database:
        pytest.skip("tried once, with a dump of PostgreSQL and the embedded database")
    other = Place(tmp_path / "other")
    said = other.refusal("restore", str(kept), *opening(prepared))
    assert said == "The backup is of postgresql and this server keeps sqlite; set PLENARY_DATABASE accordingly."
    assert is_untouched(other)
