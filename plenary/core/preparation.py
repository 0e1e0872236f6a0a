"""Bringing the database and the static files up to date, and telling whether they are; quick when nothing changed."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from hashlib import sha256
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from plenary.core.postgresql import wall

type Shower = Callable[[str, int | None], AbstractContextManager[object]]


def missing_migrations() -> int:
    """How many migrations the database lacks. Raises OperationalError when it cannot be reached."""
    executor = MigrationExecutor(connection)
    return len(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def prepare(show: Shower) -> None:
    """Migrate the database and collect the static files, each only when needed. `show` shows a long step."""
    with wall.as_owner():
        if missing_migrations():
            with show("Bringing the database up to date", None):
                call_command("migrate", interactive=False, verbosity=0)
        else:
            wall.put_up()  # roles may have been given since
    prepare_static(show)


def prepare_static(show: Shower) -> None:
    """Collect the static files when any of them changed since they were last collected."""
    wanted = _fingerprint_of_static()
    mark = Path(settings.STATIC_ROOT) / ".collected"
    if mark.exists() and mark.read_text() == wanted:
        return
    with show("Collecting static files", None):
        call_command("collectstatic", interactive=False, verbosity=0)
    mark.write_text(wanted)


def _fingerprint_of_static() -> str:
    digest = sha256()
    for finder in get_finders():
        for name, storage in finder.list([]):
            stat = Path(storage.path(name)).stat()
            digest.update(f"{name} {stat.st_size} {stat.st_mtime_ns}\n".encode())
    return digest.hexdigest()
