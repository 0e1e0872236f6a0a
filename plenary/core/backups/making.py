"""Making a backup while the server runs: the database as it was at one moment, then the files, in one sealed file."""

import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from django.conf import settings
from django.db import connections, transaction

from plenary import __version__
from plenary.core import clock, sealing
from plenary.core.actions import log_server_act
from plenary.core.backups import age, archive, embedded, folder, second
from plenary.core.backups.manifest import DATABASES, POSTGRESQL, SQLITE, Manifest, Part
from plenary.core.backups.recovery import recipients, written_recipients
from plenary.core.backups.registry import tables_left_out, vouchers
from plenary.core.verdicts import Refused, refuse

ALIAS = "backup"  # the alias under which vouchers read what is backed up


class Step(Protocol):
    """A long step as a command shows it (`core.command.Progress`)."""

    def step(self, count: int = 1) -> None:
        """Count so many more pieces."""

    def say(self, words: str) -> None:
        """Tell in words."""


type Show = Callable[[str], AbstractContextManager[Step]]


@dataclass(frozen=True, slots=True)
class Made:
    """A backup that was made: where, how large, what it holds, and how many older ones went."""

    path: Path
    size: int
    manifest: Manifest
    gone: int


def make(to: Path, *, keep: int | None, show: Show) -> Made:
    """Make a backup in the folder `to`, keep the newest `keep` there (all when None), and note it in the server log.

    In order: the database is copied at one moment, the files are hashed, the file is sealed and gets its name, older ones go.
    A file that belongs to a row lies on the disk before its row is committed, so none is missing. Refuses without a
    recovery key, while another backup runs, and in a folder where master keys lie. Raises OSError or sqlite3.Error when
    the disk does not take it; then nothing stays behind.
    """
    sealed_for = recipients()
    if folder.keys_in(to):
        raise Refused(refuse("core.backup_beside_keys", folder=to))
    with folder.workplace("backup") as place:
        folder.clear_unfinished(to)
        manifest, sources = _taken(place, show)
        path = to / folder.name_at(clock.now())
        with show("Sealing") as progress, folder.appearing(path) as stream:
            archive.write(
                stream,
                manifest,
                sources,
                recipients=sealed_for,
                master_key=settings.MASTER_KEYS[0],
                step=in_percent(progress, sum(part.size for part in manifest.parts)),
            )
        gone = folder.keep_newest(to, keep) if keep else []
    made = Made(path, path.stat().st_size, manifest, len(gone))
    log_server_act(kind="core.backup_made", size=made.size, database=manifest.database.size, gone=made.gone)
    return made


def keep_master_keys(to: Path) -> Path:
    """Write the master keys into a sealed file of their own, and note which (by their ids) in the server log.

    Refuses in a folder where backups lie: the two belong apart.
    """
    sealed_for = recipients()
    if any(path.name.endswith(folder.ENDING) for path in to.iterdir()):
        raise Refused(refuse("core.keys_beside_backup", folder=to))
    path = to / folder.name_at(clock.now(), folder.KEYS_ENDING)
    with folder.appearing(path) as stream:
        sealer = age.Sealer(stream, sealed_for)
        sealer.write(sealing.written_keys().encode())
        sealer.finish()
    log_server_act(kind="core.master_keys_kept", keys=sealing.key_ids())
    return path


def _taken(place: Path, show: Show) -> tuple[Manifest, dict[str, Path]]:
    """The manifest of what lies in `place` and among the files, and where each part lies."""
    is_embedded = connections["default"].vendor == SQLITE
    engine = SQLITE if is_embedded else POSTGRESQL
    target = place / DATABASES[engine]
    moment = clock.now()
    with show("Copying the database") as progress, (_sqlite if is_embedded else _postgresql)(target, progress):
        rows, migrations = counted_rows(ALIAS), newest_migrations(ALIAS)
        vouched = {voucher.name: voucher.says(ALIAS) for voucher in vouchers()}
    with show("Hashing") as progress:
        sources = {DATABASES[engine]: target, **_files()}
        total = sum(path.stat().st_size for path in sources.values())
        step = in_percent(progress, total)
        parts: list[Part] = [archive.part_of(path, name, step) for name, path in sources.items()]
    manifest = Manifest(
        plenary=__version__,
        engine=engine,
        made_at=moment.isoformat(timespec="seconds"),
        migrations=migrations,
        rows=rows,
        left_out=tables_left_out(),
        vouched=vouched,
        parts=parts,
        sealed_for=written_recipients(),
    )
    return manifest, sources


@contextmanager
def _sqlite(target: Path, progress: Step) -> Iterator[None]:
    """A copy of the embedded database at `target`, and the alias that reads it."""
    source = Path(connections["default"].settings_dict["NAME"])
    if not source.exists():
        raise Refused(refuse("core.backup_of_nothing"))

    def told(done: int, total: int) -> None:
        progress.say(f"{100 * done // max(total, 1)} %")

    embedded.copy(source, target, left_out=tables_left_out(), step=told)
    with _alias({**connections["default"].settings_dict, "NAME": target, "OPTIONS": {}}):
        yield


@contextmanager
def _postgresql(target: Path, _progress: Step) -> Iterator[None]:
    """A dump at `target`, and the alias that reads the same snapshot, in a transaction that stays open until the end.

    It is made by the role for backups. Where the second wall would hide a row from a role that passes through it,
    PostgreSQL raises instead of leaving it out; another role has every coalition in reach.
    """
    roles = settings.DATABASE_ROLES
    reads = roles.get("backup") or roles.get("owner") or roles["app"]
    with _alias({**connections["default"].settings_dict, **reads, "CONN_MAX_AGE": 0}):
        at = connections[ALIAS]
        # The session is told what is in reach before the transaction, whose first word comes next.
        with at.cursor() as cursor:
            cursor.execute("SELECT 1")
        with transaction.atomic(using=ALIAS):
            with at.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
                if second.passes_walls(at):
                    cursor.execute("SET LOCAL row_security = off")
                cursor.execute("SET LOCAL statement_timeout = 0")
                cursor.execute("SELECT pg_export_snapshot()")
                snapshot = str(cursor.fetchone()[0])
            second.dump(at, snapshot, target, tables_left_out())
            yield


@contextmanager
def _alias(database: Mapping[str, Any]) -> Iterator[None]:
    """Within this block the alias leads to this database."""
    connections.settings[ALIAS] = {**database}
    try:
        yield
    finally:
        connections[ALIAS].close()
        del connections[ALIAS]
        del connections.settings[ALIAS]


def counted_rows(alias: str) -> dict[str, int]:
    """How many rows each table has, those that are left out aside."""
    at = connections[alias]
    left_out = set(tables_left_out())
    with at.cursor() as cursor:
        tables = [
            name
            for name in sorted(at.introspection.table_names(cursor))
            if name not in left_out and not name.startswith("sqlite_")
        ]
        found: dict[str, int] = {}
        for table in tables:
            cursor.execute(f"SELECT count(*) FROM {at.ops.quote_name(table)}")  # noqa: S608  # a table's own name
            ((count,),) = cursor.fetchall()
            found[table] = count
    return found


def newest_migrations(alias: str) -> dict[str, str]:
    """The newest migration of each room and package that the database has."""
    with connections[alias].cursor() as cursor:
        cursor.execute("SELECT app, max(name) FROM django_migrations GROUP BY app ORDER BY app")
        return {str(app): str(name) for app, name in cursor.fetchall()}


def place_of_files() -> Path:
    """The folder of the files that people add."""
    storages: dict[str, Any] = settings.STORAGES
    return Path(storages["default"]["OPTIONS"]["location"])


def _files() -> dict[str, Path]:
    """The files that people added, by their place in the backup; links are not followed."""
    root = place_of_files()
    found = [Path(at) / name for at, _folders, names in os.walk(root) for name in names]
    kept = sorted(path for path in found if path.is_file() and not path.is_symlink())
    return {f"files/{path.relative_to(root).as_posix()}": path for path in kept}


def in_percent(progress: Step, total: int | None) -> archive.Step:
    """Tells a step how much of so many bytes is done; in megabytes where the whole is not known."""
    done = 0

    def step(count: int) -> None:
        nonlocal done
        done += count
        progress.say(f"{done // 1_000_000} MB" if total is None else f"{100 * done // max(total, 1)} %")

    return step
