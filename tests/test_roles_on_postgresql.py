"""The roles of PostgreSQL and the session's reach. Looked at on PostgreSQL alone, where the suite works as the role `app`."""

import psycopg
import pytest
from django.conf import settings
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import ProgrammingError, connection, transaction
from django.test.utils import CaptureQueriesContext

from plenary.coalitions.models import Coalition
from plenary.core import clock, reach
from plenary.core.postgresql import wall
from plenary.core.tests.roles import owner_at_work

NO_POLICY = "The table %s of coalitions has no policy; run: plenary prepare"


def session_of(part: str) -> "psycopg.Connection[tuple[object, ...]]":
    """A session of its own as a role."""
    own, role = connection.settings_dict, settings.DATABASE_ROLES[part]
    return psycopg.connect(
        host=own["HOST"], port=own["PORT"], dbname=own["NAME"], user=role["USER"], password=role["PASSWORD"] or None,
        autocommit=True, options="-c lock_timeout=5s",
    )  # fmt: skip


@pytest.mark.django_db
def test_the_wall_is_up_and_is_missed_where_a_table_lacks_it(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("database", "check")
    assert capsys.readouterr().out == "The second wall holds.\n"
    with owner_at_work(), connection.cursor() as cursor:
        cursor.execute("DROP POLICY reach ON directory_person")
        cursor.execute("ALTER TABLE directory_import NO FORCE ROW LEVEL SECURITY")
        cursor.execute("CREATE TABLE a_new_table (coalition_id text)")
    with pytest.raises(CommandError) as told:
        call_command("database", "check")
    assert str(told.value).split("\n") == [
        NO_POLICY % name for name in ("a_new_table", "directory_import", "directory_person")
    ]
    with owner_at_work():
        with connection.cursor() as cursor:
            cursor.execute("DROP TABLE a_new_table")
        wall.put_up()
        assert wall.gaps() == [
            "The role owner owns the tables and could take the wall down; see PLENARY_DATABASE_OWNER."
        ]
    assert wall.gaps() == []


@pytest.mark.django_db
@pytest.mark.parametrize(
    "statement",
    [
        "ALTER TABLE directory_person DISABLE ROW LEVEL SECURITY",
        "DROP POLICY reach ON directory_person",
        "CREATE POLICY open ON directory_person USING (true)",
        "SET ROLE owner",
        "SET row_security = off; SELECT * FROM directory_person",
        "CREATE TABLE mine (id int)",
        "CREATE VIEW mine AS SELECT 1",
        "CREATE FUNCTION mine() RETURNS int LANGUAGE sql AS 'SELECT 1'",
        "DROP TABLE core_cache",
        "TRUNCATE core_cache",
        "DELETE FROM django_migrations",
        "UPDATE core_serveract SET kind = ''",
        "DELETE FROM core_serveract",
        "UPDATE record_entry SET envelope = ''",
        "DELETE FROM record_entry",
        "TRUNCATE record_entry CASCADE",
        "UPDATE record_entryaudience SET token = 'public'",
        "DELETE FROM record_entryaudience",
        "UPDATE record_signedhead SET signature = ''",
        "DELETE FROM record_signedhead",
        "UPDATE record_opening SET audience = '[]'",
        "UPDATE record_opening SET person = ''",
        "DELETE FROM record_opening",
        "UPDATE record_tree SET about_key_sealed = ''",
        "DELETE FROM record_tree",
    ],
)
def test_the_role_that_answers_changes_neither_tables_nor_the_record(statement: str) -> None:
    with session_of("app") as session:
        session.execute("SELECT set_config('plenary.reach', '*', false)")
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            session.execute(statement)


@pytest.mark.django_db(transaction=True)
def test_a_backup_reads_all_and_writes_nothing() -> None:
    for slug in ("one", "other"):
        Coalition.objects.create(slug=slug, names={}, formed_at=clock.now())
    with session_of("backup") as session:
        found = session.execute("SELECT slug FROM coalitions_coalition ORDER BY slug").fetchall()
        assert found == [("one",), ("other",)]
        with pytest.raises(psycopg.errors.ReadOnlySqlTransaction):
            session.execute("CREATE TEMPORARY TABLE t ()")
        session.execute("SET default_transaction_read_only = off")
        for statement in ("UPDATE coalitions_coalition SET slug = 'x'", "DELETE FROM core_cache", "CREATE TABLE t ()"):
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                session.execute(statement)
    with session_of("app") as session:
        assert session.execute("SELECT slug FROM coalitions_coalition").fetchall() == []


@pytest.mark.django_db
def test_a_rollback_takes_back_what_the_session_was_told() -> None:
    told = []

    def ask() -> None:
        with connection.cursor() as cursor:
            cursor.execute("SELECT current_setting('plenary.reach', true)")
            told.append(cursor.fetchone()[0])

    def fail() -> None:
        with transaction.atomic(), reach.only("b"):
            ask()
            raise ZeroDivisionError

    def break_off() -> None:
        with transaction.atomic(), reach.only("c"), connection.cursor() as cursor:
            cursor.execute("SELECT nothing")

    with reach.only("a"):
        ask()
        with pytest.raises(ZeroDivisionError):
            fail()
        ask()
        with pytest.raises(ProgrammingError):
            break_off()
        ask()
    with reach.only("b", "a"):
        ask()
    assert told == ["a", "b", "a", "a", "a b"]


@pytest.mark.django_db
def test_telling_the_session_counts_as_no_query() -> None:
    with CaptureQueriesContext(connection) as counted:
        for reached in ("a", "b"):
            with reach.only(reached):
                Coalition.objects.exists()
    assert len(counted) == 2
