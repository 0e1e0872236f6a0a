"""A PostgreSQL of the tests' own: a new cluster on a free port of the loopback, as an ordinary user, gone afterwards.

`with cluster() as address:` gives ``postgresql://owner@127.0.0.1:PORT/plenary``, and `settings_for` the settings that use it
in its three roles: `owner` migrates, `app` answers, `backup` reads all. Run as a program it prints the address and stays
until it is stopped: ``python scripts/postgresql.py``.
"""

import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

DEBIANS = Path("/usr/lib/postgresql")
QUICK = ("-c", "fsync=off", "-c", "full_page_writes=off", "-c", "synchronous_commit=off")
"""For tests that ask nothing of the disk."""
LASTING = ("-c", "logging_collector=on")
"""For tests that do: its log too lies in a file, beside its data."""


ROLES = """
CREATE ROLE owner LOGIN CREATEDB; CREATE ROLE app LOGIN; CREATE ROLE backup LOGIN BYPASSRLS;
ALTER ROLE backup SET default_transaction_read_only = on;
GRANT app TO owner;
"""
"""As `plenary database roles` makes them; besides, the tests' owner makes databases, and works as `app` where it says so."""


class NoPostgresqlError(RuntimeError):
    """PostgreSQL's programs are not on this machine."""


def programs() -> Path:
    """The folder of initdb and postgres, of the newest version here. Raises NoPostgresqlError."""
    found = sorted(DEBIANS.glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    if found:
        return found[-1].parent
    if on_path := shutil.which("initdb"):
        return Path(on_path).resolve().parent
    raise NoPostgresqlError("PostgreSQL's programs (initdb, postgres) are not on this machine")


def _ordinary_user() -> str:
    """Who runs the server: PostgreSQL refuses root. Empty: who one is."""
    if os.getuid() != 0:
        return ""
    names = {entry.pw_name for entry in pwd.getpwall()}
    return "postgres" if "postgres" in names else "nobody"


def _free_port() -> int:
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return int(trial.getsockname()[1])


@contextmanager
def cluster(*, durable: bool = False) -> Iterator[str]:
    """A cluster with an empty database `plenary` of the role `owner`; its address. `durable` waits for the disk at each
    commit, as in life. Raises NoPostgresqlError."""
    bin_, user, port = programs(), _ordinary_user(), _free_port()
    as_user: dict[str, Any] = {"user": user, "group": pwd.getpwnam(user).pw_gid, "extra_groups": []} if user else {}
    with tempfile.TemporaryDirectory(prefix="plenary-pg-", ignore_cleanup_errors=True) as folder:
        if user:
            shutil.chown(folder, user)
        data = f"{folder}/data"

        def call(*command: str) -> None:
            subprocess.run(command, cwd=folder, check=True, capture_output=True, timeout=60, **as_user)  # noqa: S603  # PostgreSQL's own

        call(
            str(bin_ / "initdb"),
            "-D",
            data,
            "-U",
            "postgres",
            "-A",
            "trust",
            "-E",
            "UTF8",
            "--locale=C.UTF-8",
            "--no-sync",
        )
        options = ["-p", str(port), "-k", folder, "-c", "listen_addresses=127.0.0.1", "-c", "max_connections=200"]
        server = subprocess.Popen(  # noqa: S603  # likewise
            [str(bin_ / "postgres"), "-D", data, *options, *(LASTING if durable else QUICK)],
            cwd=folder, **as_user,
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True,
        )  # fmt: skip
        try:
            _await(bin_, port, server)
            reached = ("-h", "127.0.0.1", "-p", str(port), "-U", "postgres")
            call(str(bin_ / "psql"), *reached, "-q", "-v", "ON_ERROR_STOP=1", "-c", ROLES, "postgres")
            call(str(bin_ / "createdb"), *reached, "-O", "owner", "plenary")
            yield f"postgresql://owner@127.0.0.1:{port}/plenary"
        finally:
            server.send_signal(signal.SIGINT)  # a fast shutdown: clients are cut off
            server.wait(60)


def settings_for(address: str) -> dict[str, str]:
    """The settings of the product that use the database at an address in its three roles."""
    return {
        "PLENARY_DATABASE": address.replace("//owner@", "//app@"),
        "PLENARY_DATABASE_OWNER": address,
        "PLENARY_DATABASE_BACKUP": address.replace("//owner@", "//backup@"),
    }


def _await(bin_: Path, port: int, server: "subprocess.Popen[bytes]") -> None:
    """Wait until the server answers. Raises RuntimeError when it ended."""
    while server.poll() is None:
        time.sleep(0.1)
        ready = subprocess.run(  # noqa: S603  # PostgreSQL's own program
            [str(bin_ / "pg_isready"), "-q", "-h", "127.0.0.1", "-p", str(port), "-U", "postgres"],
            check=False,
            timeout=30,
        )
        if ready.returncode == 0:
            return
    raise RuntimeError("PostgreSQL ended while it started")


def main() -> None:
    """Print the address of a new cluster, and keep it until the program is stopped."""
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT, signal.SIGTERM})  # waited for, below
    with cluster() as address:
        print(address, flush=True)
        signal.sigwait({signal.SIGINT, signal.SIGTERM})


if __name__ == "__main__":
    main()
