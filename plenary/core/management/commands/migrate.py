"""`plenary migrate`, which `plenary prepare` calls."""

from typing import Any

from django.core.management.commands import migrate

from plenary.core import reach, schema
from plenary.core.command import Command as Base
from plenary.core.postgresql import wall


class Command(Base, migrate.Command):
    """Django's own, which lays down the tables of an empty database at once; on PostgreSQL it works as the owner, and puts
    up the second wall behind it."""

    help = "bring the database alone up to date"

    def handle(self, *args: Any, **options: Any) -> None:
        """Migrate. What a migration changes in rows, it changes in every coalition's."""
        with reach.everywhere("a migration is for the rows of all"), wall.as_owner():
            if _brings_all(options) and schema.is_empty():
                schema.lay_down()
            super().handle(*args, **options)
            if not (options["plan"] or options["check_unapplied"]):
                wall.put_up()


def _brings_all(options: dict[str, Any]) -> bool:
    """True when everything is asked for, as it stands now, and it is to be done."""
    told = ("app_label", "migration_name", "plan", "check_unapplied", "fake", "prune")
    return not any(options[name] for name in told)
