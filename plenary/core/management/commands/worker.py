"""`plenary worker` does the work off the request: its arguments, and how it is stopped."""

import signal
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import CommandError

from plenary.core.command import Command as BaseCommand
from plenary.core.preparation import missing_migrations
from plenary.core.worker import Worker


class Command(BaseCommand):
    """As many as one likes may run at once, on as many machines as reach the database."""

    help = "do the work off the request: deadlines, mail, schedule"

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The options."""
        parser.add_argument("--once", action="store_true", help="do all that is due now, then end")

    def handle(self, *_args: Any, once: bool, **_options: Any) -> None:
        """Work until a signal asks to stop; the task that runs then is finished first."""
        if missing_migrations():
            raise CommandError("The database is not up to date; run: plenary prepare")
        worker = Worker()
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, lambda *_: worker.stop())
        if once:
            while worker.tick():
                pass
            return
        self.stderr.write("The worker runs; Ctrl+C stops it.")
        worker.run()
