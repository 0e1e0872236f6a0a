"""`plenary serve` runs the server: its arguments, and what it starts and stops in which order."""

import io
import json
import os
from argparse import ArgumentParser, ArgumentTypeError
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import CommandError

from plenary.core.command import Command as BaseCommand
from plenary.core.http.addresses import views
from plenary.core.preparation import missing_migrations, prepare
from plenary.core.server import LOOPBACK, Server, is_free


def _port(told: str) -> int:
    """A port that was typed."""
    if not (told.isascii() and told.isdecimal() and 0 < int(told) < 65536):
        raise ArgumentTypeError(f"{told} is not a port; choose one between 1 and 65535.")
    return int(told)


class Command(BaseCommand):
    """With the demonstration's setting it also prepares all, loads the demonstration and tells who may sign in."""

    help = "run the server, with the work off the request inside"

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The options."""
        parser.add_argument("--host", default="127.0.0.1", help="address to listen on (default: %(default)s)")
        parser.add_argument("--port", type=_port, default=8000, help="port to listen on (default: %(default)s)")
        parser.add_argument(
            "--workers",
            type=int,
            default=min(2, os.cpu_count() or 1),
            help="server processes (default here: %(default)s)",
        )
        parser.add_argument("--no-worker", action="store_true", help="leave the work off the request to plenary worker")

    def handle(self, *_args: Any, host: str, port: int, workers: int, no_worker: bool, **_options: Any) -> None:
        """Serve until a signal asks to stop."""
        if settings.DEMONSTRATION and host not in LOOPBACK:
            raise CommandError("The demonstration is served on this machine alone; leave --host away.")
        if workers < 1:
            raise CommandError("--workers is at least 1.")
        if not is_free(host, port):
            raise CommandError(f"Port {port} is taken or not allowed; choose another one.")
        if settings.DEMONSTRATION:
            prepare(self.progress)
            self._demonstrate(port)
        elif missing_migrations():
            raise CommandError("The database is not up to date; run: plenary prepare")
        else:
            self.stdout.write(f"Serving {settings.SITE_URL} on {host}:{port}; Ctrl+C stops it.")
        self.stdout.flush()
        list(views())  # loads every room's pages and routes before the processes are forked
        Server(host=host, port=port, workers=workers, with_worker=not no_worker).serve()

    def _demonstrate(self, port: int) -> None:
        """Load the demonstration once and print the addresses."""
        call_command("demo", stdout=io.StringIO())
        answer = io.StringIO()
        call_command("demo", json=True, stdout=answer)
        people = json.loads(answer.getvalue())["people"]
        site = f"http://localhost:{port}"
        width = max(len(person["role"]) for person in people)
        lines = [f"  {person['role']:<{width}}  {site}{person['sign_in']}  {person['name']}" for person in people]
        self.stdout.write("\n".join(["", f"{site}/", "", "Sign in as", *lines, "", "Ctrl+C stops the server."]))
