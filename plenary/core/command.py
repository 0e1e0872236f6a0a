"""What every command of the product inherits: short help, progress on long work, errors as one clear sentence."""

import sys
from argparse import SUPPRESS, HelpFormatter, _SubParsersAction
from time import monotonic
from types import TracebackType
from typing import Any, Self, TextIO

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import OperationalError, ProgrammingError

from plenary.core import reach
from plenary.core.trouble import Trouble, trouble_of
from plenary.core.verdicts import Refused

_BASE_OPTIONS = (
    "--version", "-v", "--verbosity", "--settings", "--pythonpath",
    "--traceback", "--no-color", "--force-color", "--skip-checks",
)  # fmt: skip
_REDRAW = 0.1  # seconds between two drawings of one line


class Progress:
    """A long step, told on one line: ``Importing cards  42 of 97``.

    On a terminal the line is redrawn; elsewhere it is written once, when the step ends. Used as a context manager;
    `step` counts what is done, `say` replaces the count by words.
    """

    def __init__(self, label: str, total: int | None, stream: TextIO) -> None:
        self.label, self.total, self.done = label, total, 0
        self._stream, self._words = stream, ""
        self._live = stream.isatty()
        self._began = monotonic()
        self._drawn = 0.0

    def step(self, count: int = 1) -> None:
        """Count `count` more pieces as done."""
        self.done += count
        self._draw()

    def say(self, words: str) -> None:
        """Tell in words where the step is."""
        self._words = words
        self._draw(now=True)

    def __enter__(self) -> Self:
        self._draw(now=True)
        return self

    def __exit__(self, kind: type[BaseException] | None, _error: object, _trace: TracebackType | None) -> None:
        took = monotonic() - self._began
        end = f"{took:.1f} s" if kind is None else "stopped"
        start = "\r\x1b[K" if self._live else ""
        self._stream.write(f"{start}{self._line()}  {end}\n")
        self._stream.flush()

    def _line(self) -> str:
        count = f"{self.done} of {self.total}" if self.total is not None else (str(self.done) if self.done else "")
        return "  ".join(part for part in (self.label, self._words or count) if part)

    def _draw(self, *, now: bool = False) -> None:
        if self._live and (now or monotonic() - self._drawn > _REDRAW):
            self._drawn = monotonic()
            self._stream.write(f"\r\x1b[K{self._line()}")
            self._stream.flush()


class Command(BaseCommand):
    """A command of the product.

    `help` is one line; `advertised` puts it into ``plenary --help``. A refusal, a CommandError and a database that is
    not ready each become one sentence on the error stream and the exit code 1; answers go to the output stream,
    progress to the error stream, so that answers can be piped. It begins with nothing in reach (`core.reach`).
    """

    advertised = True
    requires_system_checks = ()
    _typed = False  # called from the command line, not by other code

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> CommandParser:
        """The parser, with Django's own options accepted but not shown."""
        kwargs.setdefault("formatter_class", HelpFormatter)
        parser = super().create_parser(_program(prog_name), subcommand, **kwargs)
        for action in parser._actions:
            if set(action.option_strings) & set(_BASE_OPTIONS):
                action.help = SUPPRESS
            if isinstance(action, _SubParsersAction):
                for line in action._choices_actions:  # the one line of a subcommand stands in its own help, too
                    action.choices[line.dest].description = line.help
        return parser

    def progress(self, label: str, total: int | None = None) -> Progress:
        """A long step to show: ``with self.progress("Importing cards", 97) as progress: … progress.step()``."""
        return Progress(label, total, sys.stderr)

    def run_from_argv(self, argv: list[str]) -> None:
        """Run from the command line; ends with the exit code 1 and one sentence when it cannot be done."""
        self._typed = True
        try:
            super().run_from_argv(argv)
        except Refused as refused:
            self._fail(refused.verdict.sentence)
        except (OperationalError, ProgrammingError) as error:
            self._fail(_in_words(error))
        except KeyboardInterrupt:
            self.stderr.write("Stopped.")
            sys.exit(130)

    def execute(self, *args: Any, **options: Any) -> str | None:
        """Run; from the command line a CommandError loses Django's prefix."""
        try:
            with reach.nowhere():
                return super().execute(*args, **options)
        except CommandError as error:
            if not self._typed or options.get("traceback"):
                raise
            self._fail(str(error), error.returncode)
            return None

    def _fail(self, sentence: str, code: int = 1) -> None:
        self.stderr.write(sentence)
        sys.exit(code)


def _program(path: str) -> str:
    return "plenary" if path.endswith("__main__.py") else path


def _in_words(error: Exception) -> str:
    words = str(error)
    if "no such table" in words or "does not exist" in words or "no such column" in words:
        return "The database is not ready; run: plenary prepare"
    if "permission denied" in words:
        return "The database's role may not do this; see PLENARY_DATABASE_OWNER, then run: plenary prepare"
    trouble = trouble_of(error)
    if trouble is Trouble.BUSY:
        return "The database is busy; try again in a moment."
    if trouble is Trouble.FULL:
        return f"The disk of the database is full or fails ({words}); nothing was saved. Make room, then try again."
    first = words.strip().split("\n")[0].strip().rstrip(".")
    return f"The database cannot be used: {first}."
