"""`plenary demo` loads the demonstration: its arguments, and who may be looked at."""

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import CommandError
from django.utils.translation import gettext as _

from plenary.core import reach
from plenary.core.command import Command as BaseCommand
from plenary.core.preparation import prepare
from plenary.demo.loading import is_loaded, load, people, people_work_here, protected_members


class Command(BaseCommand):
    """The content is the same each time; deadlines are told from the day on which it is loaded."""

    help = "load the demonstration, once, and tell who may be looked at"

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The options."""
        parser.add_argument("--json", action="store_true", help="answer in JSON: people and protected_members")

    @reach.everywhere("the demonstration is told in several coalitions")
    def handle(self, *_args: Any, **options: Any) -> None:
        """Bring the database up to date, load what is not there yet, then answer."""
        prepare(self.progress)
        if not is_loaded():
            if people_work_here():
                raise CommandError(_("People work on this server: the demonstration is not loaded beside them."))
            with self.progress("Loading the demonstration", None) as progress:
                load(progress.say)
        if options["json"]:
            answer = {"people": people(), "protected_members": protected_members()}
            self.stdout.write(json.dumps(answer, ensure_ascii=False, indent=2))
            return
        for person in people():
            self.stdout.write(f"{person['role']}: {person['name']}  {person['sign_in']}")
