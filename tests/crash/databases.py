"""The databases that the tests run on. All that knows which one it is stands here; what a place needs of it is `Keeper.copy`."""

import os
import shlex
import shutil
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, Protocol
from urllib.parse import urlsplit, urlunsplit

import psycopg
from psycopg import sql

from scripts.postgresql import cluster, programs, settings_for
from tests.crash.places import PATIENCE, Place, wait_until

NAMES = ("sqlite", "postgresql")


class Keeper(Protocol):
    """Keeps a prepared database and gives copies of it."""

    def empty(self, var: Path) -> Place:
        """A place with an empty database, for `plenary prepare`."""
        ...

    def copy(self, prepared: Place, var: Path) -> Place:
        """A place that is as the prepared one, which nothing may be working on."""
        ...


def environment(var: Path, **own: str) -> dict[str, str]:
    """The environment of a server on a folder, with nothing of the caller's settings of the product."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith("PLENARY_")}
    return clean | {"PLENARY_VAR": str(var)} | own


class Sqlite:
    """The embedded database: a file in the folder."""

    def empty(self, var: Path) -> Place:
        return Place(var, environment(var))

    def copy(self, prepared: Place, var: Path) -> Place:
        shutil.copytree(prepared.var, var)
        return Place(var, environment(var))


class Postgresql:
    """Databases of a cluster, each copied from the prepared one by the server itself, policies and grants with it. The superuser
    makes them; a place knows the three roles, as an operator sets them up: `owner` owns the tables, `app` answers."""

    def __init__(self, address: str) -> None:
        self.address, self._made = address, 0
        self._restarted: subprocess.Popen[bytes] | None = None
        with self._as_superuser() as connection:
            found = connection.execute("SHOW data_directory").fetchone()
        assert found
        self.data = Path(found[0])

    def empty(self, var: Path) -> Place:
        return self._place(var, self._create())

    def copy(self, prepared: Place, var: Path) -> Place:
        shutil.copytree(prepared.var, var)
        return self._place(var, self._create(urlsplit(prepared.env["PLENARY_DATABASE"]).path[1:]))

    def moved(self, prepared: Place, var: Path) -> Place:
        """A place that is as one of another cluster, dumped there and restored here: owner, policies and grants too."""
        shutil.copytree(prepared.var, var)
        name = self._create()
        dump = [str(programs() / "pg_dump"), _superusers(prepared.env["PLENARY_DATABASE"])]
        said = subprocess.run(dump, check=True, capture_output=True, timeout=PATIENCE).stdout
        restore = [str(programs() / "psql"), "--quiet", "-v", "ON_ERROR_STOP=1", _superusers(self.address, name)]
        subprocess.run(restore, check=True, capture_output=True, timeout=PATIENCE, input=said)
        return self._place(var, name)

    def kill(self) -> None:
        """SIGKILL to the database's own server and to every process that it started."""
        postmaster = int((self.data / "postmaster.pid").read_text().splitlines()[0])
        started = Path(f"/proc/{postmaster}/task/{postmaster}/children").read_text().split()
        os.kill(postmaster, signal.SIGKILL)  # first: it would start anew what dies before it
        for child in started:  # each in a group of its own
            with suppress(ProcessLookupError):
                os.kill(int(child), signal.SIGKILL)
        os.waitpid(postmaster, 0)  # until then PostgreSQL takes it for running

    def checkpoint(self) -> None:
        """Have everything that was changed written out to its files."""
        with self._as_superuser() as connection:
            connection.execute("CHECKPOINT")

    def restart(self) -> None:
        """Start it again on its data, with the options it had, as the user that it had. It recovers by itself."""
        wait_until(self._is_back, "PostgreSQL did not come back")

    def _is_back(self) -> bool:
        if self._restarted is None or self._restarted.poll() is not None:
            command = shlex.split((self.data / "postmaster.opts").read_text())
            command += ["-c", "recovery_init_sync_method=syncfs"]  # not file by file: there are as many copies as tests
            owner = self.data.stat()
            as_user: dict[str, Any] = {"user": owner.st_uid, "group": owner.st_gid, "extra_groups": []}
            with (self.data.parent / "restarted.log").open("ab") as log:
                self._restarted = subprocess.Popen(
                    command, cwd=self.data.parent, stdout=log, stderr=log, start_new_session=True,
                    **(as_user if os.getuid() == 0 else {}),
                )  # fmt: skip
        try:
            self._as_superuser(connect_timeout=5).close()
        except psycopg.OperationalError:
            return False
        return True

    def end(self) -> None:
        """End it as it stands: what a clean end would write is thrown away a moment later."""
        if (self.data / "postmaster.pid").exists():
            self.kill()

    def _create(self, template: str = "template0") -> str:
        self._made += 1
        name = f"place{self._made}"
        made = sql.SQL("CREATE DATABASE {} OWNER owner TEMPLATE {}")
        with self._as_superuser() as connection:
            connection.execute(made.format(sql.Identifier(name), sql.Identifier(template)))
        return name

    def _place(self, var: Path, name: str) -> Place:
        return Place(var, environment(var, **settings_for(_at(self.address, name))))

    def _as_superuser(self, **options: Any) -> "psycopg.Connection[Any]":
        return psycopg.connect(_superusers(self.address, "postgres"), autocommit=True, **options)


def _at(address: str, name: str) -> str:
    return urlunsplit(urlsplit(address)._replace(path=f"/{name}"))


def _superusers(address: str, name: str = "") -> str:
    """The address as the superuser of the cluster uses it, of the same database or of another."""
    parts = urlsplit(address)
    return urlunsplit(
        parts._replace(netloc=f"postgres@{parts.hostname}:{parts.port}", path=f"/{name}" if name else parts.path)
    )


@contextmanager
def keeper(name: str) -> Iterator[Keeper]:
    """The keeper of a kind of database. Raises NoPostgresqlError where PostgreSQL's programs are not on the machine."""
    if name == "sqlite":
        yield Sqlite()
        return
    with cluster(durable=True) as address:
        kept = Postgresql(address)
        try:
            yield kept
        finally:
            kept.end()
