"""`plenary mail receive`: takes in one mail from a mail server's pipe."""

import logging
import sys
from argparse import RawDescriptionHelpFormatter
from typing import Any

from django.core.management.base import CommandError, CommandParser
from django.db import DatabaseError

from plenary.core.command import Command as Base
from plenary.notices.actions.replies import receive
from plenary.notices.rules.mailbox import MOST_BYTES

logger = logging.getLogger(__name__)
TEMPORARY = 75  # EX_TEMPFAIL of sysexits.h: the mail server keeps the mail and tries again
EXAMPLES = """example, in the aliases of a mail server:
  reply: "|/srv/plenary/.venv/bin/plenary mail receive"
"""


class Command(Base):
    """Mail that comes in, from the command line."""

    help = "take in one mail from a pipe: a reply becomes a comment"

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> CommandParser:
        """The parser, with an example at the foot of its help."""
        kwargs |= {"epilog": EXAMPLES, "formatter_class": RawDescriptionHelpFormatter}
        return super().create_parser(prog_name, subcommand, **kwargs)

    def add_arguments(self, parser: CommandParser) -> None:
        """One subcommand."""
        verbs = parser.add_subparsers(dest="verb", required=True, metavar="receive")
        verbs.add_parser("receive", help="read one message (RFC 5322) from the standard input")

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Ends with 0 whether the mail was taken or dropped, for a bounce would tell strangers; with 75 when the server
        cannot take it now. Prints nothing."""
        raw = sys.stdin.buffer.read(MOST_BYTES + 1)
        try:
            receive(raw=raw)
        except DatabaseError as error:
            raise CommandError("The database is busy or not ready; try again later.", returncode=TEMPORARY) from error
        except Exception as error:  # no message may bounce for a mistake of ours
            logger.exception("A mail could not be taken in")
            raise CommandError("The mail could not be taken in; try again later.", returncode=TEMPORARY) from error
