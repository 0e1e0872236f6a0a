"""Files: their bytes lie on the disk and can be opened, nobody else on the machine sees them, and there is room for more."""

from collections.abc import Iterator

from django.conf import settings
from django.db.models import Max
from django.utils.translation import gettext as _

from plenary.coalitions.models import Coalition
from plenary.core.backups.making import place_of_files
from plenary.core.findings import Finding, checks, look, ok, wrong
from plenary.files import stored
from plenary.files.models import File

_OTHERS = 0o077
_FULL = 0.9  # share of what a coalition may keep


@checks(area="files")
def bytes_there() -> Iterator[Finding]:
    """Every file's bytes are on the disk, sealed under a master key that is here. `plenary record audit` reads them whole."""
    rows = File.objects.across_coalitions().filter(removed_at=None).order_by()
    contents = rows.values_list("coalition_id", "stored_as").distinct()
    lost = [name for coalition, name in contents if not stored.is_there(coalition, name)]
    if lost:
        yield wrong(
            _("Files whose bytes are not on the disk, or under no master key that is here: %(count)s.")
            % {"count": len(lost)},
            _("Put back the folder files, and the master keys, from the newest backup; then run plenary record audit."),
        )
    else:
        yield ok(_("The bytes of all files are on the disk."))


@checks(area="files")
def of_nobody() -> Iterator[Finding]:
    """No bytes lie here of coalitions that the database does not know."""
    here = stored.coalitions()
    strange = set(here) - set(Coalition.objects.filter(id__in=here).values_list("id", flat=True))
    if strange:
        yield look(
            _("Files of coalitions that the database does not know: %(count)s.") % {"count": len(strange)},
            _("Does the server stand on the right database? If it does, move these folders away."),
        )


@checks(area="files", needs_database=False)
def alone() -> Iterator[Finding]:
    """Nobody but the server's user reaches the folder of files."""
    place = place_of_files()
    if place.is_dir() and place.stat().st_mode & _OTHERS:
        yield look(
            _("Others on this machine can see which files there are; what they hold is sealed."),
            _("chmod 700 the folder files."),
        )


@checks(area="files")
def room_left() -> Iterator[Finding]:
    """No coalition comes near to what it may keep."""
    rows = File.objects.across_coalitions().filter(removed_at=None).order_by()
    each = rows.values("coalition", "stored_as").annotate(bytes=Max("size"))
    used: dict[str, int] = {}
    for row in each:
        used[row["coalition"]] = used.get(row["coalition"], 0) + row["bytes"]
    full = [coalition for coalition, total in used.items() if total > settings.FILES_QUOTA * _FULL]
    if full:
        yield look(
            _("Coalitions whose files take nearly all that they may: %(count)s.") % {"count": len(full)},
            _("Raise PLENARY_FILES_QUOTA where the disk has room, or ask them to remove what is no longer needed."),
        )
