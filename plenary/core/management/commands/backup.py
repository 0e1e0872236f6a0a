"""`plenary backup`, and its `recovery-key`, `master-keys` and `verify`."""

import signal
import sqlite3
from argparse import RawDescriptionHelpFormatter
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import CommandError, CommandParser
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _

from plenary.core import reach
from plenary.core.backups import making, recovery, restoring
from plenary.core.backups.typed import add_key_options, brought_keys, recovery_key
from plenary.core.command import Command as Base

EXAMPLES = """examples:
  plenary backup recovery-key                       once; write down what it prints
  plenary backup master-keys --to /media/stick      once; keep the stick apart from the backups
  plenary backup --to /srv/backups --keep 14        each day
  plenary backup verify FILE --master-keys FILE   asks for the recovery key
"""


class Command(Base):
    """Made while the server runs; nothing is stopped for it."""

    help = "make a sealed backup, a recovery key for it, or verify one"

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> CommandParser:
        """The parser, with examples at the foot of its help."""
        kwargs |= {"epilog": EXAMPLES, "formatter_class": RawDescriptionHelpFormatter}
        return super().create_parser(prog_name, subcommand, **kwargs)

    def add_arguments(self, parser: CommandParser) -> None:
        """Without a subcommand a backup is made."""
        parser.add_argument("--to", metavar="FOLDER", help="the folder of backups (default: PLENARY_BACKUPS)")
        parser.add_argument("--keep", type=int, metavar="N", help="remove all but the newest N of this server there")
        verbs = parser.add_subparsers(dest="verb", metavar="recovery-key | master-keys | verify")
        key = verbs.add_parser("recovery-key", help="make the key that opens backups, and print it once")
        key.add_argument("--another", action="store_true", help="make one more; backups are sealed for all of them")
        key.add_argument("--check", action="store_true", help="ask for a key and say whether it opens new backups")
        keys = verbs.add_parser("master-keys", help="write the master keys into a sealed file of their own")
        keys.add_argument("--to", metavar="FOLDER", required=True, help="a folder where no backup lies")
        verify = verbs.add_parser("verify", help="read a whole backup and check every byte; nothing is restored")
        verify.add_argument("file", metavar="FILE", help="the backup")
        add_key_options(verify)

    @reach.everywhere("a backup is of everything")
    def handle(self, *_args: Any, **options: Any) -> None:
        """Run one of the four. Told to end, it clears up first."""
        signal.signal(signal.SIGTERM, signal.default_int_handler)
        runs = {"recovery-key": self._make_key, "master-keys": self._keep_keys, "verify": self._verify}
        try:
            runs.get(options["verb"], self._back_up)(options)
        except (OSError, sqlite3.Error) as error:
            why = {"why": getattr(error, "strerror", None) or error, "file": getattr(error, "filename", None) or "–"}
            raise CommandError(
                _("It could not be done, and nothing was left behind: %(why)s (%(file)s).") % why
            ) from error

    def _back_up(self, options: dict[str, Any]) -> None:
        if options["keep"] is not None and options["keep"] < 1:
            raise CommandError(_("--keep is at least 1."))
        made = making.make(_folder(options["to"]), keep=options["keep"], show=self.progress)
        told = {"file": made.path, "size": filesizeformat(made.size), "rows": sum(made.manifest.rows.values())}
        self.stdout.write(_("%(file)s holds the database (%(rows)s rows) and the files: %(size)s.") % told)
        if made.gone:
            self.stdout.write(_("Older backups removed: %(count)s") % {"count": made.gone})

    def _keep_keys(self, options: dict[str, Any]) -> None:
        path = making.keep_master_keys(_folder(options["to"]))
        self.stdout.write(_("%(file)s holds the master keys. Keep it apart from every backup.") % {"file": path})

    def _verify(self, options: dict[str, Any]) -> None:
        path = Path(options["file"])
        path.open("rb").close()  # before anybody types a key
        key = recovery_key(options)
        manifest = restoring.check(path, key, [*brought_keys(options, key), *settings.MASTER_KEYS], show=self.progress)
        told = {"version": manifest.plenary, "at": manifest.made_at, "count": len(manifest.parts) - 1}
        self.stdout.write(
            _("The backup is whole. Plenary %(version)s made it at %(at)s; files beside the database: %(count)s.")
            % told
        )

    def _make_key(self, options: dict[str, Any]) -> None:
        if options["check"]:
            self._check_key()
            return
        if recovery.written_recipients() and not options["another"]:
            raise CommandError(
                _("There is a recovery key already; --check tells whether you hold it, --another makes one more.")
            )
        self.stdout.write(recovery.make_key())
        self.stderr.write(
            _(
                "This is the recovery key. It is stored nowhere and not shown again: print it or write it down, twice, "
                "and keep it in two places away from this server. Whoever holds it opens every backup; "
                "without it none can be opened. Then run: plenary backup recovery-key --check"
            )
        )

    def _check_key(self) -> None:
        if recovery.public_half(recovery_key({})) not in recovery.written_recipients():
            raise CommandError(_("This key is well written, but backups of this server are not sealed for it."))
        self.stdout.write(_("This key opens the backups that this server makes from now on."))


def _folder(given: str | None) -> Path:
    path = Path(given or settings.BACKUPS)
    if not (given or settings.BACKUPS):
        raise CommandError(_("Say where to: --to FOLDER, or set PLENARY_BACKUPS."))
    if not path.is_dir():
        raise CommandError(_("There is no folder %(folder)s.") % {"folder": path})
    return path
