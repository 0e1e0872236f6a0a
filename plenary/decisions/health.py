"""The keys of secret ballots: read by the server's user alone, and outside the folder of backups."""

from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _

from plenary.core.findings import Finding, checks, ok, wrong
from plenary.decisions import ballot_keys

_OTHERS = 0o077


@checks(area="secrets", needs_database=False)
def ballot_keys_alone() -> Iterator[Finding]:
    """Nobody but the server's user reads the keys that open secret ballots, and no backup takes them along."""
    place = ballot_keys.folder()
    if not place.is_dir():
        return
    is_open = any(_is_open(path) for path in (place, *place.iterdir()))
    is_copied = bool(settings.BACKUPS) and place.resolve().is_relative_to(Path(settings.BACKUPS).resolve())
    if is_open:
        yield wrong(
            _("Others on this machine can read the keys that open secret ballots, or see which there are."),
            _("chmod 700 the folder ballot-keys, 600 the files in it."),
        )
    if is_copied:
        yield wrong(
            _("The keys that open secret ballots lie in the folder of the backups."),
            _("Take the backups elsewhere: whoever copies this folder could open ballots that were secret."),
        )
    if not is_open and not is_copied:
        yield ok(_("Nobody else on this machine can read the keys that open secret ballots."))


def _is_open(path: Path) -> bool:
    """True when others have any right to it; a key that is destroyed meanwhile is open to nobody."""
    try:
        return bool(path.stat().st_mode & _OTHERS)
    except FileNotFoundError:
        return False
