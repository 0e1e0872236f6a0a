"""Working as the owner of the tables, as somebody with the database in their hands would: behind the record's back."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from django.db import connection


def has_roles() -> bool:
    """True where the suite runs on PostgreSQL as the role that answers."""
    return "owner" in settings.DATABASE_ROLES


@contextmanager
def owner_at_work() -> Iterator[None]:
    """Let what is done within be done by the owner of the tables; nothing else than usual where there are no roles."""
    if not has_roles():
        yield
        return
    app, owner = (settings.DATABASE_ROLES[part]["USER"] for part in ("app", "owner"))
    with connection.cursor() as cursor:
        cursor.execute(f"SET ROLE {owner}")
        try:
            yield
        finally:
            cursor.execute(f"SET ROLE {app}")
