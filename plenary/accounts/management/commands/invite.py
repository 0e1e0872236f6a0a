"""`plenary invite` lets the first person in: its arguments, and what it prints."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings

from plenary.accounts import actions, tasks
from plenary.core.command import Command as BaseCommand


class Command(BaseCommand):
    """The operator's way to let the first person in."""

    help = "invite an address; prints the link and mails it"

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The options."""
        parser.add_argument("email", help="the address to invite")
        parser.add_argument("--name", default="", help="the person's name")
        parser.add_argument(
            "--language", default="", choices=list(dict(settings.LANGUAGES)), help="language of the mail: %(choices)s"
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        """Invite, and print the link; the mail leaves with the worker."""
        invitation = actions.invite(by="", email=options["email"], name=options["name"], language=options["language"])
        self.stdout.write(tasks.link_of(invitation))
