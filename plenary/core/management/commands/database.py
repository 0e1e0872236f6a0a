"""`plenary database roles` and `check`: the roles of PostgreSQL, and whether the second wall holds."""

from typing import Any

from django.conf import settings
from django.core.management.base import CommandError, CommandParser

from plenary.core.command import Command as Base
from plenary.core.postgresql import roles, wall


class Command(Base):
    """PostgreSQL, from the command line."""

    help = "print what makes PostgreSQL's roles, or check that its second wall holds"

    def add_arguments(self, parser: CommandParser) -> None:
        """Two subcommands."""
        verbs = parser.add_subparsers(dest="verb", required=True, metavar="roles | check")
        verbs.add_parser("roles", help="print SQL for psql, to be run once as the superuser; it may be run again")
        verbs.add_parser("check", help="tell what keeps the second wall from holding; ends with 1 when something does")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Run one subcommand."""
        if not settings.DATABASE_ROLES:
            raise CommandError("The database is SQLite, which has no roles; see PLENARY_DATABASE.")
        if options["verb"] == "roles":
            self.stdout.write(roles.statements(settings.DATABASE_ROLES))
            return
        if found := wall.gaps():
            raise CommandError("\n".join(found))
        self.stdout.write("The second wall holds.")
