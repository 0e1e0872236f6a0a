"""SQLite: a copy of the database while the server writes, and the temporary place in which a restored one is looked at."""

import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from django.db import connections

_PAGES = 2000  # copied at a time, about 8 MB


def copy(source: Path, target: Path, *, left_out: Iterable[str], step: Callable[[int, int], object]) -> None:
    """Copy a database online, without the rows of some tables. `step` is told how many pages of how many are copied.

    One read transaction spans the whole copy: in WAL mode nobody waits for it, and it is never begun anew because
    somebody wrote (https://www.sqlite.org/backup.html). The copy is a single file without a journal. Raises sqlite3.Error.
    """
    with (
        closing(
            sqlite3.connect(f"{source.absolute().as_uri()}?mode=ro", uri=True, isolation_level=None, timeout=20)
        ) as old,
        closing(sqlite3.connect(target, isolation_level=None)) as new,
    ):
        new.execute("PRAGMA synchronous=OFF")  # a crash leaves a copy that nobody looks for
        old.execute("BEGIN")
        old.execute("SELECT count(*) FROM sqlite_master").fetchone()  # the transaction begins with its first read
        old.backup(new, pages=_PAGES, progress=lambda _status, left, total: step(total - left, total))
        old.execute("COMMIT")
        new.execute("PRAGMA journal_mode=DELETE")
        new.execute("PRAGMA secure_delete=ON")
        here = {name for (name,) in new.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        for table in sorted(here & set(left_out)):
            new.execute(f'DELETE FROM "{table}"')  # noqa: S608  # a table's own name


def holds_nothing(path: Path) -> bool:
    """True for a database without a table, as any command leaves one where none was; False where there is none, or none that
    can be read."""
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=rw", uri=True)) as at:
            return at.execute("SELECT 1 FROM sqlite_master").fetchone() is None
    except sqlite3.DatabaseError:
        return False


def put(source: Path, target: Path) -> None:
    """Move a database to its place, where one that holds nothing may stand: its journal goes first, or it would be played in."""
    for beside in ("-wal", "-shm", "-journal"):
        Path(f"{target}{beside}").unlink(missing_ok=True)
    source.rename(target)


@contextmanager
def standing_at(path: Path) -> Iterator[None]:
    """Within this block the default database is the file at `path`; for a command alone, in a process of its own."""
    default = connections["default"]
    before = default.settings_dict["NAME"]
    default.close()
    default.settings_dict["NAME"] = path
    try:
        yield
    finally:
        default.close()
        default.settings_dict["NAME"] = before
