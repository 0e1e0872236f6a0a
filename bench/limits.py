"""What the machine itself can do: committing one row at full durability, and hashing."""

import hashlib
from threading import Thread
from time import perf_counter

from django.db import connection

from bench.figures import rate_of
from plenary.core.postgresql import wall

LEAF = 400  # bytes, about the length of an envelope


def commits(count: int = 300, writers: int = 1) -> float:
    """Transactions of one small row that are on the disk when they are acknowledged, a second, by so many writers at once:
    what nothing that writes on this database can pass."""
    with wall.as_owner(), connection.cursor() as cursor:
        cursor.execute("CREATE TABLE IF NOT EXISTS bench_row (id bigint, body varchar(400))")
        if wall.is_there():
            cursor.execute("GRANT INSERT ON bench_row TO PUBLIC")

    def write(each: int) -> None:
        with connection.cursor() as cursor:
            for number in range(each):
                cursor.execute("INSERT INTO bench_row VALUES (%s, %s)", [number, "x" * LEAF])
        if writers > 1:
            connection.close()

    if writers == 1:
        return rate_of(lambda: write(count) or count)
    threads = [Thread(target=write, args=(count // writers,)) for _writer in range(writers)]
    began = perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return count // writers * writers / (perf_counter() - began)


def hashed_leaves(count: int = 50_000) -> float:
    """SHA-256 of texts as long as an envelope, a second."""
    leaf = b"\0" * LEAF

    def hash_all() -> int:
        for _ in range(count):
            hashlib.sha256(leaf).digest()
        return count

    return rate_of(hash_all)
