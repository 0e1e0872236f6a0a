"""Secrets: read by the server's user alone, and apart from the backups."""

import os
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _

from plenary.core import sealing
from plenary.core.backups import folder
from plenary.core.findings import Finding, checks, look, ok, wrong
from plenary.core.health.database import file, is_embedded
from plenary.core.models import ServerAct

_OTHERS = 0o077
_SHORTEST = 50  # characters of the key that signs sessions


@checks(area="secrets", needs_database=False)
def rights() -> Iterator[Finding]:
    """Nobody but the server's user reads what lies under PLENARY_VAR."""
    place = Path(settings.VAR)
    secret = [path for path in (place / "secrets").glob("*") if path.is_file()]
    data = [file()] if is_embedded() and file().exists() else []
    if open_to_others := [path.name for path in [*secret, *data] if path.stat().st_mode & _OTHERS]:
        told = {"names": ", ".join(sorted(open_to_others))}
        if place.stat().st_mode & _OTHERS:
            yield wrong(
                _("Others on this machine can read: %(names)s.") % told, _("chmod 600 these files, 700 their folders.")
            )
        else:
            yield look(_("Only the folder keeps others from reading: %(names)s.") % told, _("chmod 600 these files."))
    else:
        yield ok(_("Nobody else on this machine can read secrets or data."))


@checks(area="secrets", needs_database=False)
def owner() -> Iterator[Finding]:
    """All belongs to one user, who also runs this."""
    paths = [Path(settings.VAR), *(Path(settings.VAR) / "secrets").glob("*"), *Path(settings.VAR).glob("*.sqlite3*")]
    owners = {path.stat().st_uid for path in paths}
    todo = _("Run commands as the server's user, and give it all that lies under PLENARY_VAR (chown -R).")
    if len(owners) > 1:
        yield wrong(_("What lies under PLENARY_VAR belongs to several users."), todo)
    elif owners != {os.geteuid()}:
        yield look(_("What lies under PLENARY_VAR belongs to another user than the one who asks."), todo)
    else:
        yield ok(_("All belongs to the server's user."))


@checks(area="secrets", needs_database=False)
def strength() -> Iterator[Finding]:
    """The key that signs sessions cannot be guessed."""
    if len(settings.SECRET_KEY) < _SHORTEST:
        yield wrong(
            _("The key that signs sessions and links is short."),
            _("Give PLENARY_SECRET_KEY 50 random characters or more, or leave it away: then one is made."),
        )
    else:
        yield ok(_("The key that signs sessions is long enough."))


@checks(area="secrets", needs_database=False)
def apart() -> Iterator[Finding]:
    """Master keys and backups lie apart."""
    if not settings.BACKUPS or not Path(settings.BACKUPS).is_dir():
        return
    place = Path(settings.BACKUPS).resolve()
    if folder.keys_in(place) or (Path(settings.VAR).resolve() / "secrets").is_relative_to(place):
        yield wrong(
            _("Master keys lie beside the backups: who takes the folder takes both."),
            _("Take them away from PLENARY_BACKUPS, and keep them elsewhere."),
        )
    else:
        yield ok(_("The backups lie apart from the master keys."))


@checks(area="secrets")
def kept() -> Iterator[Finding]:
    """The master key in use has been copied to a safe place; without it a backup is worth little."""
    newest, *older = sealing.key_ids()
    acts = ServerAct.objects.filter(kind="core.master_keys_kept").values_list("facts", flat=True)
    if any(newest in facts.get("keys", []) for facts in acts):
        yield ok(_("The master key has been copied (older keys beside it: %(count)s).") % {"count": len(older)})
    else:
        yield look(
            _("The master key in use was never copied: if this disk dies, no backup can be restored."),
            _("Run: plenary backup master-keys --to FOLDER, on a disk that no backup goes to."),
        )
