"""`plenary alarms`: the alarms that stand, and naming one who may undo one that nobody else can."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import CommandError

from plenary.accounts.queries import account_at
from plenary.core import reach
from plenary.core.command import Command as Base
from plenary.emergency.actions.naming import name_guide
from plenary.emergency.models import Alarm
from plenary.emergency.rules import FEWEST_GUIDES


class Command(Base):
    """Tells of each alarm its id, when it was raised, and how many may undo it and agreed; never for whom."""

    help = "List the alarms that stand; name somebody who may undo one."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Nothing, or an alarm and an address."""
        parser.add_argument(
            "--guide", nargs=2, metavar=("ALARM", "ADDRESS"), help="let this account be one of two who undo it"
        )

    @reach.everywhere("alarms are of every coalition")
    def handle(self, *_args: Any, **options: Any) -> None:
        """List, or name. Raises CommandError for an alarm or an account that is not there."""
        if options["guide"]:
            self._name(*options["guide"])
        for alarm in Alarm.objects.filter(undone_at=None).prefetch_related("guides"):
            guides = list(alarm.guides.all())
            agreed = sum(guide.agreed_at is not None for guide in guides)
            few = "" if len(guides) >= FEWEST_GUIDES else "  (too few: name one with --guide)"
            self.stdout.write(
                f"{alarm.id}  {alarm.raised_at:%Y-%m-%d %H:%M} UTC  {len(guides)} may undo it, {agreed} agreed{few}"
            )

    def _name(self, alarm_id: str, address: str) -> None:
        alarm, account = Alarm.objects.filter(id=alarm_id, undone_at=None).first(), account_at(address)
        if alarm is None:
            raise CommandError("No alarm of this id stands.")
        if account is None:
            raise CommandError("No account has this address.")
        name_guide(alarm=alarm, account_id=account.id)
