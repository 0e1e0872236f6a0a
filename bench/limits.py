"""What the machine itself can do: committing to the disk, and hashing."""

import hashlib
import os
import tempfile
from pathlib import Path

from bench.figures import rate_of

LEAF = 400  # bytes, about the length of an envelope


def synced_writes(folder: Path, count: int = 200) -> float:
    """Writes of one page that reach the disk, a second: what a database that loses nothing cannot pass."""

    def write() -> int:
        with tempfile.NamedTemporaryFile(dir=folder, buffering=0) as file:
            for _ in range(count):
                file.write(b"\0" * 4096)
                os.fdatasync(file.fileno())
        return count

    return rate_of(write)


def hashed_leaves(count: int = 50_000) -> float:
    """SHA-256 of texts as long as an envelope, a second."""
    leaf = b"\0" * LEAF

    def hash_all() -> int:
        for _ in range(count):
            hashlib.sha256(leaf).digest()
        return count

    return rate_of(hash_all)
