"""The database: reachable, whole, up to date, as durable as it is promised to be, and in the right hands."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.utils.translation import gettext as _

from plenary.core.findings import Finding, checks, look, ok, wrong

OLDEST_POSTGRESQL = 15
_SAFE = {"fsync": "on", "full_page_writes": "on", "synchronous_commit": "on"}


def is_embedded() -> bool:
    """True when the database is a file under PLENARY_VAR."""
    return connection.vendor == "sqlite"


def file() -> Path:
    """The file of the embedded database."""
    return Path(connection.settings_dict["NAME"])


def is_usable() -> bool:
    """True when the database answers and knows all that this version needs. A missing file is not made."""
    try:
        return not (is_embedded() and not file().exists()) and _behind() == (0, 0)
    except DatabaseError:
        return False


def _behind() -> tuple[int, int]:
    """How many migrations the database lacks, and how many it has that this version does not know."""
    executor = MigrationExecutor(connection)
    missing = executor.migration_plan(executor.loader.graph.leaf_nodes())
    unknown = set(executor.loader.applied_migrations) - set(executor.loader.disk_migrations)
    return len(missing), len(unknown)


def one(query: str) -> Any:
    """The first column of a query's only row."""
    with connection.cursor() as cursor:
        cursor.execute(query)
        row = cursor.fetchone()
    return row[0] if row else None


@checks(area="database", needs_database=False)
def reachable() -> Iterator[Finding]:
    """It answers, and is neither older nor newer than the program."""
    if is_embedded() and not file().exists():
        yield wrong(
            _("There is no database yet."), _("Run: plenary prepare (or: plenary restore, to take up a backup).")
        )
        return
    try:
        missing, unknown = _behind()
    except DatabaseError as error:
        yield wrong(
            _("The database does not answer (%(error)s).") % {"error": type(error).__name__},
            _("Is it running? Do PLENARY_DATABASE, and the rights of the folder, lead to it?"),
        )
        return
    if missing:
        yield wrong(_("The database lacks %(count)s migrations.") % {"count": missing}, _("Run: plenary prepare"))
    if unknown:
        yield wrong(
            _("The database has %(count)s migrations that this version does not know.") % {"count": unknown},
            _("Install the version of Plenary that it was last used with, or a later one."),
        )
    if not missing and not unknown:
        yield ok(_("The database answers and is up to date."))


@checks(area="database")
def whole() -> Iterator[Finding]:
    """The file of the embedded database holds together."""
    if not is_embedded():
        return
    try:
        said = one("PRAGMA quick_check(1)")
    except DatabaseError:
        said = "damaged"
    if said == "ok":
        yield ok(_("The database's file holds together."))
    else:
        yield wrong(
            _("The database's file is damaged."),
            _("Stop the server, copy the file away as it is, and restore the newest backup; then look at the disk."),
        )


@checks(area="database")
def durable() -> Iterator[Finding]:
    """What was acknowledged survives a power cut."""
    if is_embedded():
        held = {"journal_mode": one("PRAGMA journal_mode"), "synchronous": one("PRAGMA synchronous")}
        loose = [name for name, value in held.items() if value not in ("wal", 2, 3)]
        todo = _("Leave these settings to Plenary: another program has changed the file.")
    else:
        loose = [name for name, value in _SAFE.items() if one(f"SHOW {name}") != value]
        todo = _("Set them to on in postgresql.conf.")
    if loose:
        told = {"names": ", ".join(sorted(loose))}
        yield wrong(_("A power cut could lose what was acknowledged: %(names)s.") % told, todo)
    else:
        yield ok(_("What is acknowledged is on the disk."))


@checks(area="database")
def version() -> Iterator[Finding]:
    """PostgreSQL is not too old."""
    if is_embedded():
        return
    major = int(one("SHOW server_version_num")) // 10000
    if major < OLDEST_POSTGRESQL:
        yield wrong(
            _("PostgreSQL is of version %(version)s.") % {"version": major},
            _("Plenary needs %(version)s or later.") % {"version": OLDEST_POSTGRESQL},
        )
    else:
        yield ok(_("PostgreSQL is of version %(version)s.") % {"version": major})


@checks(area="database")
def role() -> Iterator[Finding]:
    """The role of the server may read and write rows, and no more: the second wall binds neither owner nor superuser."""
    if is_embedded():
        return
    if one("SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user"):
        yield wrong(
            _("The server's database role passes every wall (superuser or BYPASSRLS)."),
            _("Give PLENARY_DATABASE an ordinary role."),
        )
    owned = one(
        "SELECT count(*) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace "
        "WHERE n.nspname = current_schema() AND c.relkind = 'r' AND pg_get_userbyid(c.relowner) = current_user"
    )
    if owned:
        yield look(
            _("The server's database role owns the tables: a mistake in the program could change them."),
            _(
                "Let the role of PLENARY_DATABASE_OWNER own them and migrate; the one of PLENARY_DATABASE reads and writes rows."
            ),
        )
    else:
        yield ok(_("The server's database role does not own the tables."))
