"""Secrets that the server makes for itself at first start, in files that only its user may read."""

import base64
import binascii
import os
import secrets
from pathlib import Path


def _made_once(path: Path, length: int) -> str:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text()
    with os.fdopen(descriptor, "w") as file:
        made = base64.b64encode(secrets.token_bytes(length)).decode()
        file.write(made)
    return made


def text(path: Path) -> str:
    """The secret in a file, made at first use (384 random bits, base64)."""
    return _made_once(path, 48).strip()


def keys(given: str, path: Path) -> list[bytes]:
    """Master keys, newest first: `given` (base64, separated by spaces) or the file's, made at first use.

    Raises ValueError when a key is not 32 bytes.
    """
    try:
        found = [base64.b64decode(key) for key in (given or _made_once(path, 32)).split()]
    except binascii.Error:
        found = []
    if not found or any(len(key) != 32 for key in found):
        raise ValueError("PLENARY_MASTER_KEYS: master keys are 32 bytes each, base64, separated by spaces")
    return found
