"""`plenary doctor` looks whether the server is well: its arguments, and its findings in lines or as JSON."""

import json
from argparse import ArgumentParser
from dataclasses import asdict
from typing import Any

from django.core.mail import EmailMessage
from django.core.management.base import CommandError
from django.db import connection
from django.utils.translation import gettext as _

from plenary.core import reach
from plenary.core.command import Command as BaseCommand
from plenary.core.findings import Check, Finding, Grade, all_checks, examine, ok, wrong
from plenary.core.health.database import is_usable


class Command(BaseCommand):
    """Reads and writes nothing; the database itself is told so."""

    help = "look whether the server is well, and say what to do"

    def add_arguments(self, parser: ArgumentParser) -> None:
        """What to look at, and how to tell it."""
        parser.add_argument("area", nargs="*", metavar="AREA", help="only these areas, such as: mail disk")
        parser.add_argument("--json", action="store_true", help="print the findings as JSON")
        parser.add_argument("--mail", metavar="ADDRESS", help="also send one mail there")

    @reach.everywhere("the doctor looks at everything")
    def handle(self, *_args: Any, area: list[str], mail: str | None, **options: Any) -> None:
        """Tell what each check finds; ends with 1 when something is wrong."""
        known = list(dict.fromkeys(check.area for check in all_checks()))
        if unknown := [name for name in area if name not in known]:
            told = {"name": unknown[0], "known": ", ".join(known)}
            raise CommandError(_("There is no area %(name)s; there are: %(known)s.") % told)
        with_database = is_usable()
        if with_database:
            _read_only()
        wanted = [check for check in all_checks() if not area or check.area in area]
        found = list(examine(wanted, with_database=with_database))
        if mail:
            found.append((Check("mail", "sent", lambda: (), False), _sent(mail)))
        if options["json"]:
            self.stdout.write(
                json.dumps([_of(check, finding) for check, finding in found], ensure_ascii=False, indent=1)
            )
        else:
            self._tell(found)
        count = sum(finding.grade is Grade.WRONG for _check, finding in found)
        if count:
            raise CommandError(_("Wrong: %(count)s.") % {"count": count})

    def _tell(self, found: list[tuple[Check, Finding]]) -> None:
        words = {Grade.OK: _("ok"), Grade.LOOK: _("look"), Grade.WRONG: _("wrong")}
        width, area = max(map(len, words.values())), ""
        for check, finding in found:
            if check.area != area:
                area = check.area
                self.stdout.write(area)
            self.stdout.write(f"  {words[finding.grade]:<{width}}  {finding.sentence}")
            if finding.todo:
                self.stdout.write(f"  {'':<{width}}  → {finding.todo}")


def _read_only() -> None:
    with connection.cursor() as cursor:
        embedded = connection.vendor == "sqlite"
        cursor.execute("PRAGMA query_only = ON" if embedded else "SET default_transaction_read_only = on")


def _of(check: Check, finding: Finding) -> dict[str, str]:
    return {"area": check.area, "check": check.name, **asdict(finding)}


def _sent(address: str) -> Finding:
    """Whether the mail server took one mail."""
    text = _(
        "This is the mail that plenary doctor was asked to send. If it lies in the spam folder, look at SPF and DKIM."
    )
    try:
        EmailMessage(_("Mail from Plenary arrives"), text, to=[address]).send()
    except (OSError, ValueError) as error:
        sentence = _("The mail was not taken (%(error)s).") % {"error": type(error).__name__}
        return wrong(sentence, _("Look at the findings about mail, and at your mail server's log."))
    return ok(_("The mail was taken; see whether it arrives."))
