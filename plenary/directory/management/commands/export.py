"""`plenary export` writes a coalition's directory to a file: its arguments, and what it prints."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError
from django.db import transaction

from plenary.coalitions.queries import coalition_at
from plenary.core import reach
from plenary.core.actions import log_server_act
from plenary.core.command import Command as BaseCommand
from plenary.core.standing import Standing
from plenary.directory import actions
from plenary.directory.actions.exports import CSV, POPOLO, XLSX
from plenary.directory.rules.fields import KINDS


class Command(BaseCommand):
    """Export cards as the operator, on behalf of the host; it is entered in the record and in the server's log."""

    help = "export a coalition's directory to CSV, XLSX or Popolo JSON"

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The options."""
        parser.add_argument("coalition", help="the coalition, as in its address")
        parser.add_argument("--format", choices=(CSV, XLSX, POPOLO), default=CSV, help="of the file (csv)")
        parser.add_argument("--kind", choices=KINDS, help="what is exported (organisations; for popolo both)")
        parser.add_argument("--output", type=Path, required=True, help="the file to write")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Export, enter it, and write the file."""
        coalition = coalition_at(options["coalition"])
        if coalition is None:
            raise CommandError(f"There is no coalition at the address {options['coalition']}.")
        reach.enter(coalition.pk)
        kind = options["kind"] or ("" if options["format"] == POPOLO else KINDS[0])
        with self.progress("Exporting the directory") as progress, transaction.atomic():
            by = Standing.system(coalition.pk, "host")
            exported = actions.export_directory(by=by, kind=kind, file_format=options["format"])
            log_server_act(kind="directory.exported", coalition=coalition.pk, count=exported.count)
            progress.step(exported.count)
            try:
                options["output"].write_bytes(exported.data)
            except OSError as error:
                raise CommandError(f"{options['output']} cannot be written: {error.strerror}.") from error
        self.stdout.write(f"{exported.count} cards were written to {options['output']}.")
