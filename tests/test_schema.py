"""A new database is laid down as one that was brought up step by step, on both kinds."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from scripts.postgresql import NoPostgresqlError, cluster, programs, settings_for

ROOT = Path(__file__).resolve().parent.parent
LOOK = """
import json
from django.db import connection
found = {}
with connection.cursor() as cursor:
    for table in connection.introspection.table_names(cursor):
        columns = connection.introspection.get_table_description(cursor, table)
        found[table] = {
            "columns": sorted([each.name, str(each.type_code), each.null_ok, str(each.default), str(each.display_size)]
                              for each in columns),
            "constraints": sorted(
                [name if not name.startswith(("fk_", "__")) else "", *map(str, each.values())]
                for name, each in connection.introspection.get_constraints(cursor, table).items()
                if connection.vendor == "sqlite"  # the other tells its definitions below
            ),
        }
    cursor.execute(DEFINITIONS)
    found[""] = sorted([*map(str, row)] for row in cursor.fetchall())
    cursor.execute("SELECT app, name FROM django_migrations")
    found["applied"] = sorted([*row] for row in cursor.fetchall())
print(json.dumps(found, sort_keys=True, default=list))
"""
DEFINITIONS = {
    "sqlite": "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL",
    "postgresql": "SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid) FROM pg_constraint"
    " UNION ALL SELECT tablename, indexname, indexdef FROM pg_indexes WHERE schemaname = 'public'",
}

OTHERWISE = {
    "auth_group_permissions": "on PostgreSQL Django's migrations make its id wider than its model is; it stays empty"
}
"""Tables that are not the same, with the reason."""

type Command = Callable[..., str]


def commands(var: Path, **settings: str) -> Command:
    clean = {name: value for name, value in os.environ.items() if not name.startswith("PLENARY_")}

    def run(*arguments: str) -> str:
        done = subprocess.run(
            [sys.executable, "-m", "plenary", *arguments], cwd=ROOT, env=clean | {"PLENARY_VAR": str(var)} | settings,
            capture_output=True, text=True, check=True, timeout=300,
        )  # fmt: skip
        return done.stdout

    return run


@pytest.fixture(params=["sqlite", "postgresql"])
def two(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[tuple[str, Command, Command]]:
    """The kind of database, and two servers without one yet."""
    if request.param == "sqlite":
        yield request.param, commands(tmp_path / "a"), commands(tmp_path / "b")
        return
    try:
        programs()
    except NoPostgresqlError:
        pytest.skip("PostgreSQL's programs are not on this machine")
    with cluster() as one, cluster() as other:
        yield (
            request.param,
            commands(tmp_path / "a", **settings_for(one)),
            commands(tmp_path / "b", **settings_for(other)),
        )


def tables(kind: str, server: Command) -> dict[str, Any]:
    looked = LOOK.replace("DEFINITIONS", repr(DEFINITIONS[kind]))
    found: dict[str, Any] = json.loads(server("django", "shell", "--no-imports", "--command", looked))
    return found


def test_tables_laid_down_at_once_are_those_that_the_migrations_make(two: tuple[str, Command, Command]) -> None:
    kind, at_once, by_steps = two
    at_once("migrate", "--verbosity", "0")
    by_steps("migrate", "contenttypes", "--verbosity", "0")  # from here on it is not empty
    by_steps("migrate", "--verbosity", "0")
    found, wanted = tables(kind, at_once), tables(kind, by_steps)
    assert len(wanted) > 100
    assert found.keys() == wanted.keys()
    assert {name for name in found if found[name] != wanted[name]} <= OTHERWISE.keys()


def test_what_broke_off_before_any_table_stood_is_begun_again(tmp_path: Path) -> None:
    server = commands(tmp_path)
    begun = "from plenary.core import schema; from django.db.migrations.recorder import MigrationRecorder as R"
    asked = "from django.db import connection; R(connection).ensure_schema(); print(schema.is_empty())"
    assert server("django", "shell", "--no-imports", "--command", f"{begun}; {asked}").strip() == "True"
    server("prepare")
    said = server(
        "django", "shell", "--no-imports", "--command", "from plenary.core import schema; print(schema.is_empty())"
    )
    assert said.strip() == "False"
