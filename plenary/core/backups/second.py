"""PostgreSQL: pg_dump and pg_restore, and what must be so before they are called."""

import os
import re
import shutil
import subprocess
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper

from plenary.core.verdicts import Refused, refuse

_DEBIANS = Path("/usr/lib/postgresql")
_OBJECTS = """
    SELECT c.relkind, c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE n.nspname = current_schema() AND c.relkind IN ('r', 'p', 'v', 'm', 'S', 'f')
    AND NOT EXISTS (
        SELECT 1 FROM pg_depend d
        WHERE d.objid = c.oid AND d.deptype IN ('a', 'i', 'e') AND d.classid = 'pg_class'::regclass
    )
    ORDER BY c.relname
"""
_KINDS = {"r": "TABLE", "p": "TABLE", "v": "VIEW", "m": "MATERIALIZED VIEW", "S": "SEQUENCE", "f": "FOREIGN TABLE"}


def program(name: str) -> Path:
    """The newest pg_dump or pg_restore of this machine. Refuses when there is none."""
    found = sorted(_DEBIANS.glob(f"*/bin/{name}"), key=lambda path: int(path.parts[-3]))
    path = found[-1] if found else shutil.which(name)
    if path is None:
        raise Refused(refuse("core.backup_without_program", program=name))
    return Path(path)


def require_fitting(path: Path, server: int) -> None:
    """Go on when the program is not older than the server, whose major version is given: pg_dump refuses a newer one."""
    said = subprocess.run([str(path), "--version"], check=True, capture_output=True, text=True, timeout=30).stdout  # noqa: S603  # its own program
    version = re.search(r"(\d+)", said)
    if version is None or int(version[1]) < server:
        told = version[1] if version else "?"
        raise Refused(refuse("core.backup_program_older", program=path.name, version=told, server=server))


def dump(at: BaseDatabaseWrapper, snapshot: str, target: Path, left_out: Iterable[str]) -> None:
    """Dump the database as the snapshot sees it, without the rows of some tables, owners or rights. Refuses with its words."""
    path = program("pg_dump")
    require_fitting(path, at.pg_version // 10000)  # type: ignore[attr-defined]  # of the PostgreSQL wrapper
    left = [f"--exclude-table-data={table}" for table in left_out]
    options = ["--format=custom", "--compress=0", "--no-owner", "--no-privileges", "--no-comments", "--no-publications"]
    if not passes_walls(at):
        options.append("--enable-row-security")
    _call(path, at.settings_dict, *options, f"--snapshot={snapshot}", f"--file={target}", *left)


def restore(at: BaseDatabaseWrapper, source: Path) -> None:
    """Restore a dump into an empty database, all or nothing. Refuses with the words of pg_restore."""
    path = program("pg_restore")
    options = ["--single-transaction", "--exit-on-error", "--no-owner", "--no-privileges", "--no-comments"]
    _call(path, at.settings_dict, *options, str(source))


def passes_walls(at: BaseDatabaseWrapper) -> bool:
    """True when the role sees every row, whatever row-level security says."""
    with at.cursor() as cursor:
        cursor.execute("SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user")
        ((passes,),) = cursor.fetchall()
    return bool(passes)


def objects(at: BaseDatabaseWrapper = connection) -> list[tuple[str, str]]:
    """What stands in the schema: (kind as SQL calls it, name), in order of names."""
    with at.cursor() as cursor:
        cursor.execute(_OBJECTS)
        return [(_KINDS[str(kind)], str(name)) for kind, name in cursor.fetchall()]


def clear(at: BaseDatabaseWrapper = connection) -> None:
    """Drop all that stands in the schema. Only ever for what a restore has just put into an empty one."""
    with at.cursor() as cursor:
        for kind, name in objects(at):
            cursor.execute(f"DROP {kind} IF EXISTS {at.ops.quote_name(name)} CASCADE")


def _call(path: Path, role: Mapping[str, Any], *options: str) -> None:
    """Run one of PostgreSQL's programs; the password goes by the environment, which other users cannot read."""
    told = {
        "PGDATABASE": role["NAME"],
        "PGUSER": role["USER"],
        "PGPASSWORD": role["PASSWORD"],
        "PGHOST": role["HOST"],
        "PGPORT": role["PORT"],
    }
    given = {name: str(value) for name, value in told.items() if value}
    given["PGOPTIONS"] = "-c plenary.reach=*"  # a role that the second wall binds has every coalition in reach
    given |= {f"PG{name.upper()}": str(value) for name, value in role["OPTIONS"].items() if name.startswith("ssl")}
    database = ["--dbname", str(role["NAME"])] if path.name == "pg_restore" else []
    done = subprocess.run(  # noqa: S603  # PostgreSQL's own
        [str(path), *database, "--no-password", *options],
        env={**os.environ, **given},
        check=False,
        capture_output=True,
        text=True,
    )
    if done.returncode:
        said = next(iter(done.stderr.strip().splitlines()), "") or f"exit code {done.returncode}"
        raise Refused(refuse("core.backup_program_failed", program=path.name, said=said))
