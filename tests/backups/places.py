"""Servers to be backed up and empty places to restore into, and the commands that an operator runs there."""

import os
import resource
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from scripts.postgresql import programs

ROOT = Path(__file__).resolve().parent.parent.parent
OTHERS_KEY = "AGE-SECRET-KEY-1Q09WD7QD4J83V29YCSD8RXAYT667DAKY0WH597L2Y9973V7N9NZSD2ZYUE"
LESS_THAN_THE_COPY, MORE_THAN_THE_COPY = 100_000, 5_000_000
WORDS = """
from plenary.record.tests.factories import note
from tests import founding
from plenary.core.models import ServerAct
coalition = founding.unchartered()
by = founding.somebody(coalition)
for n in range(30):
    note(by, f"word {n}")
from django.contrib.sessions.models import Session
from django.utils import timezone
Session.objects.create(session_key="k" * 32, session_data="x", expire_date=timezone.now())
"""
WRITER = """
import sys, threading, pathlib
from plenary.coalitions.models import Coalition
from plenary.record.tests.factories import note
from tests import founding
stop, told = map(pathlib.Path, sys.argv_of_writer)
by = founding.somebody(Coalition.objects.get())
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
        done = self.run(*arguments, status=1, **options)
        return done.stderr.splitlines()[-1]


@dataclass
class Kind:
    """How places of one kind of database are made."""

    make: Callable[[Path], Place]
    copy: Callable[[Place, Path], Place]


def run_sql(address: str, statement: str) -> None:
    subprocess.run(
        [str(programs() / "psql"), address, "--quiet", "--command", statement],
        check=True,
        capture_output=True,
        timeout=60,
    )


def folder_of(place: Place) -> Path:
    folder = place.var.parent / "backups"
    folder.mkdir(exist_ok=True)
    return folder


def back_up(place: Place, **options: str) -> Path:
    """One more backup in the folder beside the place."""
    folder = folder_of(place)
    before = set(folder.iterdir())
    place.run("backup", "--to", str(folder), **options)
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
