"""Restoring as an operator does, on both databases: whole or not at all."""

import subprocess
from pathlib import Path

import pytest

from scripts.postgresql import programs
from tests.backups.places import COUNTS, LESS_THAN_THE_COPY, OTHERS_KEY, Place, back_up, is_untouched, opening, run_sql


def test_a_restored_server_makes_backups_for_the_same_recovery_key(prepared: Place, kept: Path, empty: Place) -> None:
    empty.run("restore", str(kept), *opening(prepared))
    again = back_up(empty)
    assert empty.run("backup", "verify", str(again), *opening(prepared)).stdout.startswith("The backup is whole.")


def test_whoever_else_holds_a_recovery_key_opens_the_backups_after_a_restore_too(place: Place, empty: Place) -> None:
    place.run("backup", "recovery-key", "--another")
    empty.run("restore", str(back_up(place)), *opening(place))
    sealed_for = [sorted((each.var / "secrets" / "backup.recipients").read_text().split()) for each in (place, empty)]
    assert (len(sealed_for[0]), sealed_for[1]) == (2, sealed_for[0])


def test_a_recovery_key_on_the_command_line_is_refused_and_not_repeated(
    prepared: Place, kept: Path, empty: Place
) -> None:
    key = (prepared.var / "key").read_text().strip()
    said = empty.refusal("restore", str(kept), "--recovery-key", key)
    assert said.startswith("The recovery key itself does not belong on a command line")
    assert key[-20:] not in said


def test_what_is_altered_cut_short_or_not_ours_is_not_restored(
    prepared: Place, kept: Path, empty: Place, tmp_path: Path
) -> None:
    whole, file = kept.read_bytes(), tmp_path / "file"
    altered = "file was altered, damaged or cut off, or is no backup. Fetch it again, or take another one."

    def refused(data: bytes, *options: str, text: str = "") -> str:
        file.write_bytes(data)
        said = empty.refusal("restore", str(file), *options, text=text)
        assert is_untouched(empty)
        return said

    middle = len(whole) // 2
    assert refused(whole[:middle] + bytes([whole[middle] ^ 1]) + whole[middle + 1 :], *opening(prepared)) == altered
    assert refused(whole[:middle], *opening(prepared)) == altered
    assert refused(whole, *opening(prepared, keys=False)).startswith(
        "file was not made under the master keys that are here:"
    )
    assert refused(whole, text=OTHERS_KEY) == (
        "This recovery key does not open file: it was sealed for another one, or its first lines were altered."
    )


def test_nothing_is_restored_over_something(prepared: Place, kept: Path, empty: Place) -> None:
    in_the_way = "A backup is restored into an empty place only. In the way: "
    assert prepared.refusal("restore", str(kept), *opening(prepared)).startswith(in_the_way)
    (empty.var / "files").mkdir(parents=True)
    (empty.var / "files" / "letter").touch()
    assert empty.refusal("restore", str(kept), *opening(prepared)) == f"{in_the_way}{empty.var / 'files'}"


def test_a_database_without_a_table_is_not_in_the_way(prepared: Place, kept: Path, empty: Place) -> None:
    empty.shell("from django.db import connection; connection.ensure_connection()")
    assert empty.database or (empty.var / "plenary.sqlite3").exists()
    empty.refusal("restore", str(kept), text=OTHERS_KEY)
    empty.run("restore", str(kept), *opening(prepared))
    assert empty.run("record", "audit").stdout == "All holds: 1 coalitions were audited.\n"


def test_a_full_disk_stops_restoring_and_leaves_nothing(prepared: Place, kept: Path, empty: Place) -> None:
    said = empty.refusal("restore", str(kept), *opening(prepared), most=LESS_THAN_THE_COPY)
    assert said.startswith("It could not be done, and nothing was left behind:")
    assert is_untouched(empty)


def test_a_backup_of_an_older_version_is_brought_up_to_date(place: Place, empty: Place) -> None:
    place.run("django", "migrate", "agreements", "0001")
    kept = back_up(place)
    assert place.run("django", "migrate", "--check", status=None).returncode == 1
    empty.run("restore", str(kept), *opening(place))
    assert empty.run("django", "migrate", "--check").returncode == 0
    assert empty.run("record", "audit").stdout == "All holds: 1 coalitions were audited.\n"


def test_a_backup_of_a_later_version_is_refused(place: Place, empty: Place) -> None:
    place.shell(
        "from django.db.migrations.recorder import MigrationRecorder as R; from django.db import connection;"
        "R(connection).record_applied('notices', '9000_of_a_later_version')"
    )
    kept = back_up(place)
    said = empty.refusal("restore", str(kept), *opening(place))
    assert said.startswith("The backup was made by Plenary 0.")
    assert said.endswith("install that version first.")
    assert is_untouched(empty)


def test_a_record_that_was_tampered_with_is_restored_only_by_consent(place: Place, empty: Place) -> None:
    place.shell(
        "from django.db import connection as c;"
        "c.cursor().execute(\"UPDATE record_entry SET kind = 'test.heard' WHERE n = 7\")"
    )
    kept = back_up(place)
    said = empty.refusal("restore", str(kept), *opening(place))
    assert said.startswith("Problems in what the backup holds: 1. The first: clear-fields: ")
    assert is_untouched(empty)
    assert empty.refusal("restore", str(kept), *opening(place), "--even-if-broken") == "1 problem was found."
    assert empty.shell(COUNTS).split()[:2] == ["31", "31"]


def test_each_role_of_postgresql_does_its_part(server_of_databases: str, tmp_path: Path) -> None:
    """The owner migrates and restores, one role answers, one that only reads makes the backups."""
    for statement in (
        "CREATE ROLE tables_owner LOGIN",
        "CREATE ROLE answers LOGIN",
        "CREATE ROLE reads LOGIN BYPASSRLS",
        "ALTER ROLE reads SET default_transaction_read_only = on",
        "CREATE DATABASE roles_old OWNER tables_owner",
        "CREATE DATABASE roles_new OWNER tables_owner",
    ):
        run_sql(server_of_databases.replace("owner@", "postgres@"), statement)
    base = server_of_databases.rpartition("/")[0]

    def roles(name: str) -> dict[str, str]:
        of = {role: base.replace("owner@", f"{role}@") + f"/{name}" for role in ("answers", "tables_owner", "reads")}
        return {
            "PLENARY_DATABASE": of["answers"],
            "PLENARY_DATABASE_OWNER": of["tables_owner"],
            "PLENARY_DATABASE_BACKUP": of["reads"],
        }

    old, new = Place(tmp_path / "old"), Place(tmp_path / "new")
    owner = roles("roles_old")["PLENARY_DATABASE_OWNER"]
    old.run("prepare", PLENARY_DATABASE=owner)
    for what in ("TABLES", "SEQUENCES"):
        run_sql(owner, f"GRANT SELECT ON ALL {what} IN SCHEMA public TO reads")
    run_sql(owner, "GRANT SELECT, INSERT ON ALL TABLES IN SCHEMA public TO answers")
    (old.var / "key").write_text(old.run("backup", "recovery-key").stdout)
    (old.var / "kept").mkdir()
    old.run("backup", "master-keys", "--to", str(old.var / "kept"), **roles("roles_old"))
    kept = back_up(old, **roles("roles_old"))
    new.run("restore", str(kept), *opening(old), **roles("roles_new"))
    owned = "SELECT DISTINCT tableowner FROM pg_tables WHERE schemaname = 'public'"
    command = [str(programs() / "psql"), f"{base}/roles_new", "--tuples-only", "--no-align", "--command", owned]
    told = subprocess.run(command, check=True, capture_output=True, text=True, timeout=60).stdout
    assert told == "tables_owner\n"


def test_a_backup_of_one_kind_of_database_is_not_for_the_other(prepared: Place, kept: Path, tmp_path: Path) -> None:
    if not prepared.database:
        pytest.skip("tried once, with a dump of PostgreSQL and the embedded database")
    other = Place(tmp_path / "other")
    said = other.refusal("restore", str(kept), *opening(prepared))
    assert said == "The backup is of postgresql and this server keeps sqlite; set PLENARY_DATABASE accordingly."
    assert is_untouched(other)
