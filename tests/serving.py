"""A server of the product as an operator runs it, with or without the demonstration, on a folder of its own."""

import fcntl
import json
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.standby import Standby

ROOT = Path(__file__).resolve().parent.parent
TOLD = "told.json"
"""Where a prepared folder keeps what the demonstration tells: who may be looked at."""


@dataclass(frozen=True)
class Site:
    """A server with the demonstration, on a folder of its own. `url` has no slash at its end; `pid` is the server's own."""

    url: str
    var: Path
    env: dict[str, str]
    people: list[dict[str, str]]
    protected_members: list[dict[str, Any]]
    pid: int
    standby: Standby

    def sign_in_path(self, role: str) -> str:
        """Where the demonstration's person of this role signs in."""
        return next(person["sign_in"] for person in self.people if person["role"] == role)

    def command(self, *arguments: str) -> str:
        """The output of a command on this server's data. Raises CalledProcessError when it refuses."""
        return self.standby.run(*arguments)

    def shell(self, code: str) -> str:
        """The output of Python code run inside the product, on this server's data, in a process of its own."""
        return self.command("django", "shell", "--no-imports", "--command", code)


def command(env: dict[str, str], *arguments: str) -> str:
    """The output of a command of the product. Raises CalledProcessError when it refuses."""
    done = subprocess.run(  # the product's own command
        [sys.executable, "-m", "plenary", *arguments], cwd=ROOT, env=env, check=True, capture_output=True, text=True
    )
    return done.stdout


def environment(var: Path, port: int) -> dict[str, str]:
    """What a process of the product gets to know, and nothing else of this product's settings."""
    own = {"PLENARY_VAR": str(var), "PLENARY_DEMONSTRATION": "1", "PLENARY_URL": f"http://localhost:{port}"}
    return {name: value for name, value in os.environ.items() if not name.startswith("PLENARY_")} | own


def free_port() -> int:
    """A port of the loopback that nothing listens on."""
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return int(trial.getsockname()[1])


def made_once(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], None]) -> Path:
    """A folder of this name that the first process of a run makes, for all of them to copy."""
    base = factory.getbasetemp()
    shared = base.parent if os.environ.get("PYTEST_XDIST_WORKER") else base
    folder, made = shared / name / "var", shared / f"{name}.made"
    with (shared / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not made.exists():
            shutil.rmtree(folder.parent, ignore_errors=True)  # of one who could not finish it
            folder.parent.mkdir(mode=0o700)
            make(folder)
            made.touch()
    return folder


@contextmanager
def serve_copy(prepared: Path, var: Path) -> Iterator[Site]:
    """A server with the demonstration, on a copy of a prepared folder."""
    shutil.copytree(prepared, var)
    with serve(var) as served:
        yield served


@contextmanager
def serve(var: Path, *options: str, **changed: str) -> Iterator[Site]:
    """A server on a prepared folder, with the demonstration unless its environment is changed; its output is in server.log."""
    port = free_port()
    env = environment(var, port) | changed
    told: dict[str, Any] = {"people": [], "protected_members": []}
    if env["PLENARY_DEMONSTRATION"] == "1":
        told = json.loads((var / TOLD).read_text())
    log, standby = (var / "server.log").open("wb"), Standby(env)
    server = subprocess.Popen(  # the product's own command
        [sys.executable, "-m", "plenary", "serve", "--port", str(port), *options],
        cwd=ROOT,
        env=env,
        stdout=log,
        stderr=log,
    )
    try:
        _wait_for(f"http://localhost:{port}/", server, var / "server.log")
        yield Site(f"http://localhost:{port}", var, env, told["people"], told["protected_members"], server.pid, standby)
    finally:
        standby.end()
        server.terminate()
        server.wait(40)
        log.close()


def _wait_for(url: str, server: "subprocess.Popen[bytes]", log: Path) -> None:
    for _attempt in range(600):
        if server.poll() is not None:
            pytest.fail(f"the server ended: {log.read_text()}")
        try:
            urllib.request.urlopen(url, timeout=5).close()  # noqa: S310  # the test's own server
        except urllib.error.HTTPError:
            return
        except OSError:
            time.sleep(0.1)  # it is starting
        else:
            return
    pytest.fail(f"the server did not answer: {log.read_text()}")
