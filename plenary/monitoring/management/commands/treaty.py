"""`plenary treaty status`: who had signed and who was a party on a day, from a page or a table, without a database."""

import json
from argparse import ArgumentTypeError
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError, CommandParser
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from plenary.core import clock
from plenary.core.command import Command as Base
from plenary.core.verdicts import Verdict
from plenary.directory.formats.tables import FileError
from plenary.monitoring.formats import StatusList, UnreadableError, read_status
from plenary.monitoring.labels import UNREAD
from plenary.monitoring.rules.days import day_of
from plenary.monitoring.rules.entering import UNKNOWN
from plenary.monitoring.rules.statuses import Status, status
from plenary.monitoring.rules.treaty_actions import Kind, TreatyAction


def _day(told: str) -> date:
    """A day that was typed."""
    day = day_of(told)
    if day is None:
        raise ArgumentTypeError(f"{told} is no day; write it as 2026-02-03.")
    return day


class Command(Base):
    """Treaties, from the command line."""

    help = "read a treaty's status page or table, and tell who was a party on a day"

    def add_arguments(self, parser: CommandParser) -> None:
        """One subcommand."""
        verbs = parser.add_subparsers(dest="verb", required=True, metavar="status")
        of_status = verbs.add_parser("status", help="who had signed and who was a party on a day; needs no database")
        of_status.add_argument("file", metavar="FILE", help="a status page of the UN Treaty Collection (HTML), or CSV")
        of_status.add_argument("--on", type=_day, metavar="DATE", help="the day (that of the page, else today)")
        of_status.add_argument("--json", action="store_true", help="print it for programs")

    def handle(self, *_args: Any, file: str, on: date | None, json: bool, **_options: Any) -> None:
        """Read, and tell."""
        found = _read(Path(file))
        day = on or found.as_at or clock.now().date()
        told = _told(found, status(UNKNOWN, found.actions), day)
        self.stdout.write(_as_json(told) if json else _as_text(told))


def _read(file: Path) -> StatusList:
    try:
        return read_status(file.read_bytes())
    except OSError as error:
        raise CommandError(_("%(file)s cannot be read: %(why)s.") % {"file": file, "why": error.strerror}) from error
    except FileError as error:
        raise CommandError(f"{file}: {Verdict(False, error.reason, '', error.facts).sentence}") from error
    except UnreadableError as error:
        raise CommandError(f"{file}: {UNREAD[error.why] % {'words': error.words}}") from error


def _told(found: StatusList, through: Status, day: date) -> dict[str, Any]:
    """All that is told, in words and figures that JSON knows."""
    names = found.names
    signatories, parties = set(through.signatories(day)), set(through.parties(day))
    return {
        "title": found.title,
        "concluded": found.concluded,
        "entered_into_force": _iso(found.entered),
        "on": day.isoformat(),
        "signatories": len(signatories),
        "parties": len(parties),
        "withdrawals": [_withdrawal(each, names) for each in found.actions if each.kind is Kind.WITHDRAWAL],
        "states": [
            {"code": code, "name": name, "signatory": code in signatories, "party": code in parties}
            for code, name in names.items()
        ],
        "page": {"as_at": _iso(found.as_at), "signatories": found.signatories, "parties": found.parties},
        "unread": [
            {
                "line": each.line,
                "name": each.name,
                "why": each.why,
                "sentence": UNREAD[each.why] % {"words": each.words},
            }
            for each in found.unread
        ],
    }


def _withdrawal(action: TreatyAction, names: dict[str, str]) -> dict[str, Any]:
    told = {"notified": action.day.isoformat(), "takes_effect": _iso(action.takes_effect)}
    return {"code": action.actor, "name": names[action.actor]} | told


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _as_json(told: dict[str, Any]) -> str:
    return json.dumps(told, ensure_ascii=False, indent=2)


def _as_text(told: dict[str, Any]) -> str:
    lines = [each for each in (told["title"], told["concluded"]) if each]
    lines += [
        _("On %(on)s. Signatories: %(signatories)s. Parties: %(parties)s.") % told,
        *(
            _("%(name)s withdrew: told on %(notified)s, takes effect on %(takes_effect)s.") % each
            for each in told["withdrawals"]
        ),
    ]
    if told["unread"]:
        number = len(told["unread"])
        lines.append(
            ngettext("%(number)s thing was not read:", "%(number)s things were not read:", number) % {"number": number}
        )
        lines += [f"  {each['line']}: {each['name']}: {each['sentence']}" for each in told["unread"]]
    return "\n".join(lines)
