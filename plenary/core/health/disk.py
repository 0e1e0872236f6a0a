"""Room on the disks: for the data, and for backups."""

import os
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _

from plenary.core import clock
from plenary.core.findings import Finding, checks, look, ok, wrong
from plenary.core.health.database import file, is_embedded
from plenary.core.models import ServerAct

LEAST = 200_000_000  # bytes under which nothing is safe
FEW = 0.05  # share of free inodes
WEEKS = timedelta(weeks=8)


def of_room(free: int, wanted: int, inodes: float, what: str) -> Finding:
    """How the free bytes of a disk, the bytes wanted of it and the share of free inodes are judged."""
    told = {"what": what, "free": filesizeformat(free)}
    todo = _("Make room: old logs, old backups, a larger disk.")
    if free < LEAST:
        return wrong(_("The disk of %(what)s is nearly full: %(free)s are left.") % told, todo)
    if free < wanted:
        return look(_("The disk of %(what)s has %(free)s left, less than a backup needs.") % told, todo)
    if inodes < FEW:
        return look(_("The disk of %(what)s has hardly any room for more files (inodes).") % told, todo)
    return ok(_("The disk of %(what)s has %(free)s left.") % told)


def _on(place: Path, wanted: int, what: str) -> Finding:
    found = os.statvfs(place)
    inodes = found.f_favail / found.f_files if found.f_files else 1.0
    return of_room(found.f_bavail * found.f_frsize, wanted, inodes, what)


def size_of_data() -> int:
    """Bytes of the embedded database with its journal; 0 for PostgreSQL, whose disk is elsewhere."""
    if not is_embedded():
        return 0
    paths = [file(), Path(f"{file()}-wal")]
    return sum(path.stat().st_size for path in paths if path.exists())


@checks(area="disk", needs_database=False)
def data() -> Iterator[Finding]:
    """There is room for the database to grow, and for the copy that a backup makes of it."""
    yield _on(Path(settings.VAR), 2 * size_of_data(), _("the data"))


@checks(area="disk", needs_database=False)
def backups() -> Iterator[Finding]:
    """There is room for the next backup, on a disk that does not die with the data."""
    if not settings.BACKUPS:
        return
    place = Path(settings.BACKUPS)
    if not place.is_dir():
        yield wrong(
            _("There is no folder at PLENARY_BACKUPS."),
            _("Make it, or mount its disk; the server's user must write there."),
        )
        return
    yield _on(place, size_of_data(), _("the backups"))
    if place.stat().st_dev == Path(settings.VAR).stat().st_dev:
        yield look(
            _("The backups lie on the disk of the data: what takes one takes both."),
            _("Copy them to another machine each day, or let PLENARY_BACKUPS be another disk."),
        )


@checks(area="disk")
def journal() -> Iterator[Finding]:
    """The journal of the embedded database is folded in from time to time."""
    path = Path(f"{file()}-wal")
    if is_embedded() and path.exists() and path.stat().st_size > max(LEAST, 2 * file().stat().st_size):
        yield look(
            _("The database's journal has grown to %(size)s.") % {"size": filesizeformat(path.stat().st_size)},
            _("Something reads the database without an end; start the server anew."),
        )


@checks(area="disk")
def growth() -> Iterator[Finding]:
    """At the pace of the last weeks the disk lasts for a while; told by the sizes that backups noted."""
    since = clock.now() - WEEKS
    acts = ServerAct.objects.filter(kind="core.backup_made", at__gt=since).order_by("at").values_list("at", "facts")
    sizes = [(at, int(facts["database"])) for at, facts in acts if "database" in facts]
    if len(sizes) < 2 or sizes[-1][0] - sizes[0][0] < timedelta(days=1):
        return
    a_day = (sizes[-1][1] - sizes[0][1]) / ((sizes[-1][0] - sizes[0][0]) / timedelta(days=1))
    found = os.statvfs(settings.VAR)
    days = found.f_bavail * found.f_frsize / a_day if a_day > 0 else float("inf")
    told = {"size": filesizeformat(max(a_day, 0))}
    if is_embedded() and days < 90:
        yield look(
            _("The database grows by %(size)s a day: the disk is full in %(days)s days.")
            % (told | {"days": int(days)}),
            _("Plan for a larger disk."),
        )
    else:
        yield ok(_("The database grows by %(size)s a day.") % told)
