"""The addresses of the database and the SQL of its roles, read without a database."""

import pytest

from plenary.config import databases
from plenary.core.postgresql.roles import statements

APP, OWNER, BACKUP = (f"postgresql://{name}@db.example:5433/plenary" for name in ("app", "owner", "backup"))


@pytest.mark.parametrize(
    ("given", "parts"),
    [
        ({}, {}),
        ({"app": APP}, {"app": "app"}),
        ({"app": APP, "owner": APP, "backup": APP}, {"app": "app"}),
        ({"app": APP, "owner": OWNER, "backup": OWNER}, {"app": "app", "owner": "owner"}),
        ({"app": APP, "backup": BACKUP}, {"app": "app", "backup": "backup"}),
        ({"app": APP, "owner": OWNER, "backup": BACKUP}, {"app": "app", "owner": "owner", "backup": "backup"}),
        ({"owner": OWNER}, {}),
    ],
)
def test_each_part_has_its_role_where_an_address_gives_one(given: dict[str, str], parts: dict[str, str]) -> None:
    found = databases.roles(**({"app": "", "owner": "", "backup": ""} | given))
    assert {part: role["USER"] for part, role in found.items()} == parts


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"app": "mysql://app@db/plenary"}, "PLENARY_DATABASE must read postgresql://user:password@host:port/name"),
        ({"app": "postgresql://app@db/"}, "PLENARY_DATABASE must read postgresql://user:password@host:port/name"),
        (
            {"app": APP, "backup": "postgresql://backup@db.example:5433/other"},
            "the address of the role backup must name the database of PLENARY_DATABASE",
        ),
    ],
)
def test_an_address_that_cannot_be_is_told(given: dict[str, str], told: str) -> None:
    with pytest.raises(ValueError, match=f"^{told}$"):
        databases.roles(**({"app": "", "owner": "", "backup": ""} | given))


def test_roles_are_made_with_their_passwords_quoted() -> None:
    app = "postgresql://Plenary%20App:it%27s@db.example/plenary"
    assert statements(databases.roles(app=app, owner="", backup="")).splitlines() == [
        """SELECT 'CREATE ROLE "Plenary App" LOGIN'""",
        """  WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'Plenary App') \\gexec""",
        """ALTER ROLE "Plenary App" NOSUPERUSER NOBYPASSRLS NOCREATEROLE PASSWORD 'it''s';""",
        """SELECT 'CREATE DATABASE "plenary" OWNER "Plenary App" TEMPLATE template0 ENCODING UTF8 LOCALE ''C.UTF-8'''""",
        """  WHERE NOT EXISTS (SELECT FROM pg_database WHERE datname = 'plenary') \\gexec""",
        """REVOKE ALL ON DATABASE "plenary" FROM PUBLIC;""",
        """GRANT CONNECT ON DATABASE "plenary" TO "Plenary App";""",
    ]
