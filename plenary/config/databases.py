"""Which database the server keeps: the embedded one, or PostgreSQL where an address of one is given."""

from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

SQLITE_SETUP = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA secure_delete=ON;"
POSTGRESQL_SETUP = "-c timezone=UTC -c jit=off -c lock_timeout=20s -c statement_timeout=120s"
# Values go beside the statement, and the plan of one that was asked twice is kept: planning takes as long as reading.
PLANNED_ONCE = {"server_side_binding": True, "prepare_threshold": 2}
KEPT_OPEN = 300  # seconds that a thread keeps its connection from one request to the next


def embedded(var: Path) -> dict[str, object]:
    """SQLite in a folder: writers wait for one another, a commit is on the disk when it is acknowledged."""
    return {
        "ENGINE": "plenary.core.sqlite",
        "NAME": var / "plenary.sqlite3",
        "OPTIONS": {"transaction_mode": "IMMEDIATE", "timeout": 20, "init_command": SQLITE_SETUP},
        "CONN_MAX_AGE": KEPT_OPEN,  # opening it, and reading what tables there are, takes as long as a page's own reads
        "TEST": {"NAME": var / "test.sqlite3"},  # a file: threads of a test wait for one another as they do in life
    }


def postgresql(address: str) -> dict[str, object]:
    """PostgreSQL at ``postgresql://user:password@host:port/name``; what follows a question mark goes to libpq as it is.

    Raises ValueError when the address has another scheme or names no database.
    """
    parts = urlsplit(address)
    name = unquote(parts.path.lstrip("/"))
    if parts.scheme not in {"postgresql", "postgres"} or not name:
        raise ValueError("PLENARY_DATABASE must read postgresql://user:password@host:port/name")
    return {
        "ENGINE": "plenary.core.postgresql",
        "NAME": name,
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or ""),
        "PORT": parts.port or "",
        "OPTIONS": {"options": POSTGRESQL_SETUP, **dict(parse_qsl(parts.query)), **PLANNED_ONCE},
        "CONN_MAX_AGE": KEPT_OPEN,
        "CONN_HEALTH_CHECKS": True,
    }


def roles(*, app: str, owner: str, backup: str) -> dict[str, dict[str, object]]:
    """The same database as each of its roles uses it: `app` answers, `owner` migrates, `backup` reads all. Empty: SQLite.

    An address that is not given, or names a role that plays another part already, is left out. Raises ValueError as above,
    and when an address leads to another database than the first.
    """
    found: dict[str, dict[str, object]] = {}
    for part, address in (("app", app), ("owner", owner), ("backup", backup)):
        if not (app and address):
            continue
        role = postgresql(address)
        if any(role[each] != found.get("app", role)[each] for each in ("HOST", "PORT", "NAME")):
            raise ValueError(f"the address of the role {part} must name the database of PLENARY_DATABASE")
        if role["USER"] not in {each["USER"] for each in found.values()}:
            found[part] = role
    return found
