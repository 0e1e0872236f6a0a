"""`plenary migrate`, which `plenary prepare` calls."""

from typing import Any

from django.core.management.commands import migrate

from plenary.core import reach
from plenary.core.command import Command as Base
from plenary.core.postgresql import wall


class Command(Base, migrate.Command):
    """Django's own; on PostgreSQL it works as the owner, and puts up the second wall behind it."""

    help = "bring the database alone up to date"

    def handle(self, *args: Any, **options: Any) -> None:
        """Migrate. What a migration changes in rows, it changes in every coalition's."""
        with reach.everywhere("a migration is for the rows of all"), wall.as_owner():
            super().handle(*args, **options)
            if not (options["plan"] or options["check_unapplied"]):
                wall.put_up()
