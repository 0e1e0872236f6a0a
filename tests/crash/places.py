"""Places to work in: a folder and a database, the server and the workers on them, and what is asked of them inside."""

import json
import os
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.serving import free_port

ROOT = Path(__file__).resolve().parent.parent.parent
PATIENCE = 300  # seconds that a command or a start may take on a busy machine; nothing waits so long without need


def wait_until(holds: Callable[[], bool], otherwise: str) -> None:
    """Wait until something holds; what takes longer than anything may fails, and says what it waited for."""
    until = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < until, otherwise
        time.sleep(0.05)


@dataclass
class Place:
    """A folder and a database that the product works on. `env` is the environment of every process there."""

    var: Path
    env: dict[str, str]
    port: int = field(default_factory=free_port)
    log: Path = Path()

    def __post_init__(self) -> None:
        self.log = self.var / "server.log"

    def command(self, *arguments: str) -> str:
        """The output of a command of the product. Raises CalledProcessError when it refuses."""
        return self._run("-m", "plenary", *arguments)

    def ask(self, function: Callable[..., Any], **arguments: Any) -> Any:
        """What a function of this folder gives, called inside the product in a process of its own (`within`)."""
        said = self._run("-m", "tests.crash.within", *asking(function, arguments))
        return json.loads(said.splitlines()[-1])

    def _run(self, *arguments: str) -> str:
        done = subprocess.run(
            [sys.executable, *arguments],
            cwd=ROOT, env=self.env, check=False, capture_output=True, text=True, timeout=PATIENCE,
        )  # fmt: skip
        if done.returncode:
            raise AssertionError(f"{arguments}: {done.stdout}\n{done.stderr}")
        return done.stdout

    def start(self, *arguments: str) -> "subprocess.Popen[str]":
        """Begin a process of Python here, in a process group of its own; it is the caller's to end."""
        return subprocess.Popen(
            [sys.executable, *arguments],
            cwd=ROOT, env=self.env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, start_new_session=True,
        )  # fmt: skip

    def start_asking(self, function: Callable[..., Any], **arguments: Any) -> "subprocess.Popen[str]":
        """Begin to ask; `answer_of` waits for it."""
        return self.start("-m", "tests.crash.within", *asking(function, arguments))

    @contextmanager
    def serving(self, *options: str) -> Iterator["Server"]:
        """A real server here, stopped at the end if it still runs."""
        server = Server(self, options)
        server.start()
        try:
            yield server
        finally:
            server.stop()


def asking(function: Callable[..., Any], arguments: dict[str, Any]) -> tuple[str, str]:
    """How a function and its arguments are told to `within`."""
    return f"{function.__module__}:{function.__name__}", json.dumps(arguments)


def answer_of(process: "subprocess.Popen[str]") -> Any:
    """What a function gave that was asked with `start_asking`; its end is waited for."""
    said = ended(process)
    if process.returncode:
        raise AssertionError(said)
    return json.loads(said.splitlines()[-1])


def ended(process: "subprocess.Popen[str]") -> str:
    """All that a process said, once it ended; one that does not end in time is killed, with its group."""
    try:
        said, _nothing = process.communicate(timeout=PATIENCE)
    except subprocess.TimeoutExpired:
        kill_group(process)
        raise
    return said


def kill_group(process: "subprocess.Popen[Any]") -> None:
    """SIGKILL to the whole process group of a process that was started in a session of its own."""
    with suppress(ProcessLookupError):  # all of it has ended
        os.killpg(process.pid, signal.SIGKILL)
    process.wait(PATIENCE)


class Server:
    """`plenary serve` in a process group of its own, always on the same port, so that clients come back to it."""

    def __init__(self, place: Place, options: tuple[str, ...]) -> None:
        self.place, self.options = place, options
        self.url = f"http://localhost:{place.port}"
        self._process: subprocess.Popen[bytes] | None = None

    def start(self, *, wait: bool = True) -> None:
        """Start it, and wait until it answers, unless others stand before its door who will tell."""
        command = [sys.executable, "-m", "plenary", "serve", "--port", str(self.place.port), *self.options]
        with self.place.log.open("ab") as log:
            self._process = subprocess.Popen(
                command, cwd=ROOT, env=self.place.env, stdout=log, stderr=log, start_new_session=True
            )
        if wait:
            self._wait_until_it_answers(self._process)

    def kill(self) -> None:
        """SIGKILL to the whole group: the watching process, the answering one, the worker's thread, all at once."""
        assert self._process is not None
        kill_group(self._process)
        self._process = None

    def stop(self) -> None:
        """Ask it to end, if it runs."""
        if self._process is not None:
            self._process.terminate()
            try:
                self._process.wait(PATIENCE)
            except subprocess.TimeoutExpired:
                kill_group(self._process)
                raise
            self._process = None

    def _wait_until_it_answers(self, process: "subprocess.Popen[bytes]") -> None:
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until and process.poll() is None:
            try:
                urllib.request.urlopen(f"{self.url}/", timeout=5).close()  # noqa: S310  # the test's own server
            except urllib.error.HTTPError:
                return
            except OSError:
                time.sleep(0.1)  # it is starting
            else:
                return
        if process.poll() is None:
            kill_group(process)
        raise AssertionError(f"the server did not answer: {self.place.log.read_text()}")
