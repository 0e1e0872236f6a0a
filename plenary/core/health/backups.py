"""Backups: there is one of late, and somebody can open it."""

from collections.abc import Iterator
from datetime import timedelta

from django.db import connection
from django.utils.translation import gettext as _

from plenary.core import clock
from plenary.core.backups import recovery, second
from plenary.core.findings import Finding, checks, look, ok, wrong
from plenary.core.health.database import one
from plenary.core.models import ServerAct
from plenary.core.verdicts import Refused

DAILY = timedelta(hours=26)
WEEKLY = timedelta(days=7)


@checks(area="backups", needs_database=False)
def key() -> Iterator[Finding]:
    """There is a recovery key."""
    try:
        count = len(recovery.recipients())
    except Refused as refused:
        yield wrong(
            refused.verdict.sentence, _("Make a recovery key, write it down, and keep it away from this server.")
        )
    else:
        yield ok(_("Recovery keys that open new backups: %(count)s.") % {"count": count})


@checks(area="backups")
def programs() -> Iterator[Finding]:
    """PostgreSQL's own programs are here and fit the server."""
    if connection.vendor != "postgresql":
        return
    try:
        second.require_fitting(second.program("pg_dump"), int(one("SHOW server_version_num")) // 10000)
    except Refused as refused:
        yield wrong(refused.verdict.sentence, _("Without it no backup is made."))
    else:
        yield ok(_("pg_dump fits the server."))


@checks(area="backups")
def age() -> Iterator[Finding]:
    """A backup was made lately; the server log tells."""
    last = ServerAct.objects.filter(kind="core.backup_made").order_by("-at").values_list("at", flat=True).first()
    todo = _("Run plenary backup each day by a timer, and look into its log when it fails.")
    if last is None:
        yield wrong(_("No backup was ever made."), todo)
        return
    hours = int((clock.now() - last) / timedelta(hours=1))
    told = {"hours": hours, "days": hours // 24}
    if clock.now() - last > WEEKLY:
        yield wrong(_("The last backup is %(days)s days old.") % told, todo)
    elif clock.now() - last > DAILY:
        yield look(_("The last backup is %(hours)s hours old.") % told, todo)
    else:
        yield ok(_("The last backup is %(hours)s hours old.") % told)
