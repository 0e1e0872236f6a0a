"""`plenary import` reads a file into a coalition's directory: its arguments, and what it prints."""  # noqa: N999  # named by its file

from argparse import ArgumentParser
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError
from django.db import transaction

from plenary.coalitions.queries import coalition_at
from plenary.core import reach
from plenary.core.actions import log_server_act
from plenary.core.command import Command as BaseCommand
from plenary.core.standing import Standing
from plenary.core.verdicts import Verdict, refuse
from plenary.directory import actions
from plenary.directory.formats import FileError
from plenary.directory.models import Import
from plenary.directory.queries import preview_of
from plenary.directory.rules.choices import ADD, LEAVE_OUT, Choices, Preview
from plenary.directory.rules.fields import KINDS, fields_of
from plenary.directory.rules.rows import Problem

_SHOWN = 50


class Command(BaseCommand):
    """Import cards as the operator, on behalf of the host; it is entered in the record and in the server's log."""

    help = "import organisations or persons from CSV, XLSX or Popolo JSON, all or nothing"

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The options."""
        parser.add_argument("coalition", help="the coalition, as in its address")
        parser.add_argument("file", type=Path, help="a .csv, .xlsx or .json file")
        parser.add_argument("--kind", choices=KINDS, default=KINDS[0], help="what its rows are (organisations)")
        parser.add_argument(
            "--map", nargs="+", action="extend", default=[], metavar="FIELD=COLUMN", help="which column holds a field"
        )
        parser.add_argument(
            "--only", action="append", default=[], metavar="COLUMN=VALUE", help="leave out rows that differ; repeatable"
        )
        parser.add_argument("--add-duplicates", action="store_true", help="add rows that are likely there already")
        parser.add_argument("--leave-out-errors", action="store_true", help="leave out rows with errors")
        parser.add_argument("--dry-run", action="store_true", help="say what would happen, and change nothing")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Read, tell errors and likely duplicates by row, and add the cards unless it is a dry run."""
        coalition = coalition_at(options["coalition"])
        if coalition is None:
            raise CommandError(f"There is no coalition at the address {options['coalition']}.")
        reach.enter(coalition.pk)
        by = Standing.system(coalition.pk, "host")
        duplicates = ADD if options["add_duplicates"] else LEAVE_OUT
        choices = Choices(duplicates=duplicates, leave_out_errors=options["leave_out_errors"])
        with transaction.atomic():
            imported = self._begin(by, options)
            preview = preview_of(by, imported)
            chosen, forbidding = preview.chosen(choices)
            self._tell(preview, choices)
            if forbidding:
                raise CommandError(
                    f"{len(forbidding)} errors; nothing was imported. --leave-out-errors leaves those rows out."
                )
            if options["dry_run"]:
                transaction.set_rollback(True)
                self.stdout.write(f"{len(chosen)} {options['kind']} would be imported; nothing was changed.")
                return
            with self.progress(f"Importing {options['kind']}", len(chosen)) as progress:
                cards = actions.apply_import(by=by, imported=imported, choices=choices)
                progress.step(len(cards))
            log_server_act(kind="directory.imported", coalition=coalition.pk, count=len(cards))
        self.stdout.write(f"{len(cards)} {options['kind']} were imported into {coalition}.")

    def _begin(self, by: Standing, options: dict[str, Any]) -> Import:
        path: Path = options["file"]
        try:
            data = path.read_bytes()
        except OSError as error:
            raise CommandError(f"{path} cannot be read: {(error.strerror or str(error)).lower()}.") from error
        try:
            imported = actions.begin_import(by=by, file_name=path.name, data=data, kind=options["kind"])
        except FileError as error:
            raise CommandError(Verdict(False, error.reason, "", error.facts).sentence) from error
        mapping, only = _pairs(options["map"], "FIELD=COLUMN"), _pairs(options["only"], "COLUMN=VALUE")
        _require_known([field.code for field in fields_of(imported.kind)], mapping, "field")
        _require_known(imported.columns, [*mapping.values(), *only], "column")
        chosen = mapping or imported.mapping
        if not chosen:
            raise CommandError(f"Say which column holds what, such as --map name={imported.columns[0]!r}.")
        return actions.choose_columns(by=by, imported=imported, mapping=chosen, only=only)

    def _tell(self, preview: Preview, choices: Choices) -> None:
        for problem in preview.reading.problems[:_SHOWN]:
            self.stderr.write(f"Row {problem.row}, {problem.field}: {_sentence(problem)}")
        if len(preview.reading.problems) > _SHOWN:
            self.stderr.write(f"… and {len(preview.reading.problems) - _SHOWN} more errors.")
        done = "added" if choices.duplicates == ADD else "left out"
        for duplicate in list(preview.duplicates.values())[:_SHOWN]:
            like = f"row {duplicate.of_row}" if duplicate.of_row else "a card"
            self.stderr.write(f"Row {duplicate.row}: {duplicate.name} is likely {like}, {duplicate.of_name}; {done}.")
        if len(preview.duplicates) > _SHOWN:
            self.stderr.write(f"… and {len(preview.duplicates) - _SHOWN} more likely duplicates.")


def _sentence(problem: Problem) -> str:
    return refuse(problem.reason, value=problem.value, longest=problem.longest).sentence


def _pairs(given: Sequence[str], shape: str) -> dict[str, str]:
    pairs = [item.partition("=") for item in given]
    for name, equals, value in pairs:
        if not (name and equals and value):
            raise CommandError(f"{name}{equals}{value} is not of the form {shape}.")
    return {name: value for name, _equals, value in pairs}


def _require_known(known: Sequence[str], named: Any, what: str) -> None:
    for name in named:
        if name not in known:
            raise CommandError(f"There is no {what} {name}; there are: {', '.join(known)}.")
