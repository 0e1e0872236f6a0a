"""The base of all commands: progress, refusals and errors as sentences."""

import io
from contextlib import suppress

import pytest
from django.core.management.base import CommandError
from django.db import OperationalError

from plenary.core.command import Command, Progress
from plenary.core.verdicts import Refused, refuse, register_reasons

register_reasons({"test.closed": "Voting closed on %(day)s."})


class Raises(Command):
    """Raises what it is given."""

    help = "raise an error"

    def __init__(self, error: BaseException) -> None:
        super().__init__(stdout=io.StringIO(), stderr=io.StringIO(), no_color=True)
        self.error = error

    def handle(self, *_args: object, **_options: object) -> None:
        raise self.error


@pytest.mark.parametrize(
    ("error", "sentence", "code"),
    [
        (CommandError("There is no coalition no-such."), "There is no coalition no-such.\n", 1),
        (CommandError("The file does not hold.", returncode=2), "The file does not hold.\n", 2),
        (Refused(refuse("test.closed", day="Monday")), "Voting closed on Monday.\n", 1),
        (OperationalError("no such table: x"), "The database is not ready; run: plenary prepare\n", 1),
        (OperationalError("database is locked"), "The database is busy; try again in a moment.\n", 1),
        (
            OperationalError("disk is full"),
            "The disk of the database is full or fails (disk is full); nothing was saved. Make room, then try again.\n",
            1,
        ),
        (OperationalError("no such host"), "The database cannot be used: no such host.\n", 1),
        (OperationalError("refused\n\tIs it running?"), "The database cannot be used: refused.\n", 1),
        (KeyboardInterrupt(), "Stopped.\n", 130),
    ],
)
def test_error_becomes_a_sentence_and_an_exit_code(error: BaseException, sentence: str, code: int) -> None:
    command = Raises(error)
    with pytest.raises(SystemExit) as ended:
        command.run_from_argv(["plenary", "raises"])
    assert (ended.value.code, command.stderr._out.getvalue()) == (code, sentence)


def test_called_by_other_code_an_error_stays_an_error() -> None:
    with pytest.raises(CommandError, match=r"^no$"):
        Raises(CommandError("no")).execute(force_color=False, no_color=True, skip_checks=True)


def test_help_shows_no_option_of_djangos() -> None:
    text = Raises(CommandError()).create_parser("__main__.py", "raises").format_help()
    assert (
        text
        == "usage: plenary raises [-h]\n\nraise an error\n\noptions:\n  -h, --help  show this help message and exit\n"
    )


def test_progress_off_a_terminal_is_one_line() -> None:
    stream = io.StringIO()
    with Progress("Importing cards", 3, stream) as progress:
        for _card in range(3):
            progress.step()
    label, count, took = stream.getvalue().rstrip("\n").split("  ")
    assert (label, count, took.endswith(" s")) == ("Importing cards", "3 of 3", True)


def test_progress_that_breaks_off_says_so() -> None:
    stream = io.StringIO()
    with suppress(ValueError), Progress("Importing cards", 3, stream) as progress:
        progress.step()
        raise ValueError
    assert stream.getvalue() == "Importing cards  1 of 3  stopped\n"


def test_progress_on_a_terminal_redraws_its_line() -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    stream = Terminal()
    with Progress("Migrating", None, stream) as progress:
        progress.say("core")
    assert stream.getvalue().split("\r\x1b[K")[:3] == ["", "Migrating", "Migrating  core"]
