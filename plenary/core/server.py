"""The server process: granian over WSGI, with one worker beside it that does the work off the request."""

import socket
from threading import Thread
from typing import Any

from django.db import connections
from granian.constants import Interfaces
from granian.log import LogLevels
from granian.server.mp import MPServer

from plenary.core.worker import Worker

LOOPBACK = ("localhost", "127.0.0.1", "::1")
THREADS = 4  # threads that answer requests, in each server process
PATIENCE = 25  # seconds that stopping waits for requests and the running task


class Server(MPServer):
    """Answers requests in processes of their own; the worker runs in a thread of the process that watches them.

    Its thread starts after the processes were forked, so that none inherits it or a connection of its own.
    """

    def __init__(self, *, host: str, port: int, workers: int, with_worker: bool) -> None:
        super().__init__(
            "plenary.config.wsgi:application",
            address="127.0.0.1" if host == "localhost" else host,
            port=port,
            interface=Interfaces.WSGI,
            workers=workers,
            blocking_threads=THREADS,
            workers_kill_timeout=PATIENCE,
            log_level=LogLevels.warning,
        )
        self._worker = Worker() if with_worker else None
        self._thread: Thread | None = None

    def startup(self, *args: Any, **kwargs: Any) -> None:
        """Bind, start the processes, then the worker."""
        connections.close_all()
        super().startup(*args, **kwargs)  # type: ignore[no-untyped-call]  # granian has no types here
        if self._worker:
            self._thread = Thread(target=self._worker.run, name="worker", daemon=True)
            self._thread.start()

    def shutdown(self, exit_code: int = 0) -> None:
        """Stop taking requests, answer those begun, let the worker finish its task."""
        if self._worker:
            self._worker.stop()
        super().shutdown(exit_code)  # type: ignore[no-untyped-call]  # nor here
        if self._thread:
            self._thread.join(PATIENCE)


def is_free(host: str, port: int) -> bool:
    """True when the port can be bound: granian itself would share a taken one."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind((host, port))
        except OSError:
            return False
    return True
