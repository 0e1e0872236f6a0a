"""`plenary restore` puts a backup into an empty place: its arguments, and what it prints."""

import signal
import sqlite3
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from plenary.core import reach
from plenary.core.backups.restoring import require_empty, restore
from plenary.core.backups.typed import add_key_options, brought_keys, recovery_key
from plenary.core.command import Command as Base


class Command(Base):
    """Whole or not at all; an older version's backup is brought up to date."""

    help = "restore a backup into an empty place, and verify its records"

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The backup and the keys."""
        parser.add_argument("file", metavar="FILE", help="a backup that plenary backup made")
        add_key_options(parser)
        parser.add_argument(
            "--even-if-broken",
            action="store_true",
            help="keep what was restored although a record in it does not hold; it ends with 1 all the same",
        )

    @reach.everywhere("everything is restored, and every record verified")
    def handle(self, *_args: Any, **options: Any) -> None:
        """Restore, then say what to compare and what to do next. Told to end, it clears up first."""
        signal.signal(signal.SIGTERM, signal.default_int_handler)
        try:
            Path(options["file"]).open("rb").close()  # this and the next before anybody types a key
            require_empty()
            key = recovery_key(options)
            restored = restore(
                Path(options["file"]),
                key,
                brought=brought_keys(options, key),
                even_if_broken=options["even_if_broken"],
                show=self.progress,
            )
        except (OSError, sqlite3.Error) as error:
            why = {"why": getattr(error, "strerror", None) or error, "file": getattr(error, "filename", None) or "–"}
            raise CommandError(
                _("It could not be done, and nothing was left behind: %(why)s (%(file)s).") % why
            ) from error
        told = {"at": restored.manifest.made_at, "version": restored.manifest.plenary}
        self.stdout.write(_("Restored as it was at %(at)s, made by Plenary %(version)s.") % told)
        if restored.shown:
            self.stdout.write(_("The heads of the records, to compare with those that members kept:"))
            self.stdout.write("".join(f"  {line}\n" for line in restored.shown))
        if restored.problems:
            self.stdout.write("".join(f"{problem}\n" for problem in restored.problems))
            words = ngettext("%(count)s problem was found.", "%(count)s problems were found.", len(restored.problems))
            raise CommandError(words % {"count": len(restored.problems)})
        self.stdout.write(_("Next: plenary prepare, plenary doctor, plenary serve. Everybody signs in anew."))
