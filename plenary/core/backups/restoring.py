"""Restoring a backup into an empty place: all is checked before anything is written, and it appears whole or not at all."""

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from django.conf import settings
from django.core.management import call_command
from django.db import connection, connections
from django.db.migrations.loader import MigrationLoader

from plenary import __version__
from plenary.core import sealing
from plenary.core.actions import log_server_act
from plenary.core.backups import age, archive, embedded, folder, recovery, second
from plenary.core.backups.making import Show, counted_rows, in_percent, newest_migrations, place_of_files
from plenary.core.backups.manifest import POSTGRESQL, SQLITE, Manifest
from plenary.core.backups.registry import vouchers
from plenary.core.postgresql import wall
from plenary.core.verdicts import Refused, refuse


@dataclass(frozen=True, slots=True)
class Restored:
    """What stands there now: the backup's manifest, what to compare with kept heads, and problems that were there before."""

    manifest: Manifest
    shown: Sequence[str]
    problems: Sequence[str]


def open_master_keys(path: Path, key: X25519PrivateKey) -> list[bytes]:
    """The master keys of a file that `keep_master_keys` wrote. Refuses another key, an altered file, and what holds none."""
    name = path.name
    try:
        with path.open("rb") as file:
            text = age.Opener(file, key).readall() or b""
        return sealing.read_keys(text.decode())
    except age.OtherKeyError:
        raise Refused(refuse("core.backup_other_key", file=name)) from None
    except age.CutShortError:
        raise Refused(refuse("core.backup_cut_short", file=name)) from None
    except ValueError:  # AgeError is one, and so is a text that holds no keys
        raise Refused(refuse("core.backup_altered", file=name)) from None


def check(path: Path, key: X25519PrivateKey, master_keys: Sequence[bytes], *, show: Show) -> Manifest:
    """Read a backup from begin to end without writing anything, and return its manifest. Refuses with the reason."""
    with show("Checking the backup") as progress:
        found = archive.look(path, key, master_keys, step=in_percent(progress, None))
    if not found.is_ours:
        raise Refused(refuse("core.backup_by_others", file=path.name))
    return found.manifest


def restore(
    path: Path, key: X25519PrivateKey, *, brought: Sequence[bytes] = (), even_if_broken: bool = False, show: Show
) -> Restored:
    """Restore a backup into the empty place that the settings name, and note it in the server log.

    In order: the place is empty; the whole file is read and found unchanged, made by this server, and by no later
    version; it is written to a temporary place (on PostgreSQL: into the empty database); rows and vouchers are compared
    with the manifest; what an older version lacks is added; every record is verified; all is put in its place. `brought`
    are master keys from their own file; they join those that are here.

    Refuses whatever does not hold, and leaves the place empty as it was. Problems that a record had already when
    the backup was made are refused too, unless `even_if_broken`; then they are told.
    """
    require_empty()
    if brought and settings.MASTER_KEYS_PATH is None:
        raise Refused(refuse("core.master_keys_in_settings"))
    before = list(settings.MASTER_KEYS)
    settings.MASTER_KEYS = [*brought, *(own for own in before if own not in brought)]
    try:
        manifest = check(path, key, settings.MASTER_KEYS, show=show)
        _require_fitting(manifest)
        with folder.workplace("restore") as place:
            with show("Unpacking") as progress:
                step = in_percent(progress, sum(part.size for part in manifest.parts))
                archive.look(path, key, settings.MASTER_KEYS, into=place, step=step)
            with (_embedded if manifest.engine == SQLITE else _second)(place / manifest.database.place):
                restored = _looked_through(manifest, even_if_broken=even_if_broken, show=show)
                log_server_act(kind="core.restored", made_at=manifest.made_at, version=manifest.plenary)
                connections.close_all()
                _put_keys(before)
                if not recovery.written_recipients():  # who opened this one opens the next
                    recovery.seal_for({*manifest.sealed_for, recovery.public_half(key)})
                _put_files(place / "files")
    except BaseException:
        settings.MASTER_KEYS = before
        raise
    return restored


def require_empty() -> None:
    """Go on when nothing stands where a backup would go, or a database without a table. Refuses, and names what is in the way."""
    if connection.vendor == SQLITE:
        name = Path(connection.settings_dict["NAME"])
        stands = [] if embedded.holds_nothing(name) else [name, Path(f"{name}-wal"), Path(f"{name}-journal")]
        way = [str(path) for path in stands if path.exists()]
    else:
        way = [name for _kind, name in second.objects()]
    if place_of_files().exists() and any(place_of_files().iterdir()):
        way.append(str(place_of_files()))
    if way:
        more = f" (+{len(way) - 3})" if len(way) > 3 else ""
        raise Refused(refuse("core.restore_not_empty", way=", ".join(way[:3]) + more))


def _require_fitting(manifest: Manifest) -> None:
    """Go on when the backup is of this kind of database and knows no migration that this version does not."""
    engine = SQLITE if connection.vendor == SQLITE else POSTGRESQL
    if manifest.engine != engine:
        raise Refused(refuse("core.restore_other_engine", engine=manifest.engine, here=engine))
    known = MigrationLoader(None, ignore_no_migrations=True).disk_migrations
    if any(migration not in known for migration in manifest.migrations.items()):
        raise Refused(refuse("core.restore_newer", version=manifest.plenary, here=__version__))


def _looked_through(manifest: Manifest, *, even_if_broken: bool, show: Show) -> Restored:
    """The restored database compared, migrated and verified. Refuses what does not hold."""
    with show("Comparing with the manifest"):
        said = {voucher.name: voucher.says("default") for voucher in vouchers()}
        known = {name: told for name, told in manifest.vouched.items() if name in said}  # a room may have gone
        if (
            counted_rows("default") != manifest.rows
            or newest_migrations("default") != manifest.migrations
            or any(said[name] != told for name, told in known.items())
        ):
            raise Refused(refuse("core.restore_other_rows"))
    with show("Bringing the database up to date"):
        call_command("migrate", interactive=False, verbosity=0)
    problems: list[str] = []
    for voucher in vouchers():
        with show(f"Verifying: {voucher.name}") as progress:
            problems += voucher.problems(progress.step)
    if problems and not even_if_broken:
        raise Refused(refuse("core.restore_broken", count=len(problems), first=problems[0]))
    return Restored(manifest, [line for voucher in vouchers() for line in voucher.shown()], problems)


@contextmanager
def _embedded(source: Path) -> Iterator[None]:
    """The default database is the file in the temporary place; when all went well it moves to where it belongs."""
    target = Path(connection.settings_dict["NAME"])
    with embedded.standing_at(source):
        yield
    descriptor = os.open(source, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
    embedded.put(source, target)
    folder.sync(target.parent)


@contextmanager
def _second(source: Path) -> Iterator[None]:
    """The dump stands in the database, which its owner uses; when something goes wrong all of it is taken out again."""
    with wall.as_owner():
        try:
            second.restore(connections["default"], source)
            yield
        except BaseException:
            second.clear(connections["default"])
            raise


def _put_keys(before: list[bytes]) -> None:
    """Write the master keys that came along beside those that are here, none of which is lost."""
    path = settings.MASTER_KEYS_PATH
    if path is None or list(settings.MASTER_KEYS) == before:
        return
    unfinished = path.with_name(f".{path.name}.unfinished")
    with open(os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
        file.write(sealing.written_keys())
        file.flush()
        os.fsync(file.fileno())
    unfinished.replace(path)
    folder.sync(path.parent)


def _put_files(files: Path) -> None:
    """Move the files of people to their place."""
    if files.exists():
        place = place_of_files()
        if place.exists():
            place.rmdir()  # it is empty
        files.rename(place)
        folder.sync(place.parent)
