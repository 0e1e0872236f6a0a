"""The roles of PostgreSQL as SQL for psql: an owner, one that answers, one that reads backups; and their database."""

from collections.abc import Iterator, Mapping
from typing import Any

from psycopg import sql

_MAY = {
    "owner": "NOSUPERUSER NOBYPASSRLS NOCREATEROLE",
    "app": "NOSUPERUSER NOBYPASSRLS NOCREATEROLE NOCREATEDB",
    "backup": "NOSUPERUSER BYPASSRLS NOCREATEROLE NOCREATEDB",
}
"""`backup` passes through the policies, since it reads all; it is granted nothing but reading."""

_LOCALE = "'C.UTF-8'"  # texts are ordered as by SQLite, and indexes outlive an upgrade of the system's collations


def statements(roles: Mapping[str, Mapping[str, Any]]) -> str:
    """SQL that makes the roles of these settings and the database, where they are missing, and sets what each may do.

    For the superuser, through psql; run again it changes nothing but passwords. What tables allow to the roles is granted
    by their owner, after each migration.
    """
    return "\n".join([*_statements(roles), ""])


def _statements(roles: Mapping[str, Mapping[str, Any]]) -> Iterator[str]:
    owner = roles.get("owner", roles["app"])
    for part, role in roles.items():
        name = role["USER"]
        yield f"SELECT {_text(f'CREATE ROLE {_name(name)} LOGIN')}"
        yield f"  WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = {_text(name)}) \\gexec"
        yield f"ALTER ROLE {_name(name)} {_MAY['owner' if role is owner else part]}{_password(role)};"
    database = owner["NAME"]
    made = f"CREATE DATABASE {_name(database)} OWNER {_name(owner['USER'])} TEMPLATE template0 ENCODING UTF8 LOCALE {_LOCALE}"
    yield f"SELECT {_text(made)}"
    yield f"  WHERE NOT EXISTS (SELECT FROM pg_database WHERE datname = {_text(database)}) \\gexec"
    yield f"REVOKE ALL ON DATABASE {_name(database)} FROM PUBLIC;"
    for role in roles.values():
        yield f"GRANT CONNECT ON DATABASE {_name(database)} TO {_name(role['USER'])};"
    if "backup" in roles:
        yield f"ALTER ROLE {_name(roles['backup']['USER'])} SET default_transaction_read_only = on;"


def _password(role: Mapping[str, Any]) -> str:
    return f" PASSWORD {_text(role['PASSWORD'])}" if role["PASSWORD"] else ""


def _name(name: str) -> str:
    return sql.Identifier(name).as_string()


def _text(value: str) -> str:
    return sql.Literal(value).as_string()
