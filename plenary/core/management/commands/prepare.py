"""`plenary prepare` brings the database and the static files up to date, step by step."""

from typing import Any

from plenary.core.command import Command as BaseCommand
from plenary.core.preparation import prepare


class Command(BaseCommand):
    """Runs before the first start and after each upgrade."""

    help = "bring the database and the static files up to date"

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Do what is missing, and nothing twice."""
        prepare(self.progress)
        self.stdout.write("Ready.")
