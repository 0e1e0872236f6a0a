"""How the keys come in at the command line: from files, or typed where nobody sees them."""

import sys
from argparse import ArgumentParser
from collections.abc import Mapping
from getpass import getpass
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from plenary.core.backups import recovery, restoring


def add_key_options(parser: ArgumentParser) -> None:
    """The two options of commands that open a backup."""
    parser.add_argument(
        "--recovery-key", metavar="FILE", help="a file with the recovery key; else it is asked for, or read from a pipe"
    )
    parser.add_argument("--master-keys", metavar="FILE", help="the file that plenary backup master-keys wrote")


def recovery_key(options: Mapping[str, str | None]) -> X25519PrivateKey:
    """The recovery key. Refuses one with a slip. Raises OSError when its file cannot be read."""
    path = options.get("recovery_key")
    if path:
        return recovery.read_key(Path(path).read_text(errors="replace"))
    return recovery.read_key(getpass("Recovery key: ") if sys.stdin.isatty() else sys.stdin.read())


def brought_keys(options: Mapping[str, str | None], key: X25519PrivateKey) -> list[bytes]:
    """The master keys of the file that was named; none without one."""
    path = options.get("master_keys")
    return restoring.open_master_keys(Path(path), key) if path else []
