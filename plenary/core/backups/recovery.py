"""The recovery key: the server holds its public half and can only seal; people hold the other half, on paper, and open.

The public halves stand in PLENARY_BACKUP_KEY, separated by spaces, or a line each in `secrets/backup.recipients`.
"""

import os
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from django.conf import settings

from plenary.core.backups import bech32
from plenary.core.verdicts import Refused, refuse

_PUBLIC, _SECRET = "age", "age-secret-key-"


def path_of_recipients() -> Path:
    """The file that `plenary backup key` writes the public halves to."""
    return Path(settings.VAR) / "secrets" / "backup.recipients"


def written_recipients() -> list[str]:
    """The public halves for which backups are sealed, as they are written; empty before a key was made."""
    if settings.BACKUP_KEY:
        return str(settings.BACKUP_KEY).split()
    path = path_of_recipients()
    lines = path.read_text().splitlines() if path.exists() else []
    return [line.strip() for line in lines if line.strip() and not line.startswith("#")]


def recipients() -> list[X25519PublicKey]:
    """Those for whom backups are sealed. Refuses when there is none, or one is not written as it should be."""
    written = written_recipients()
    if not written:
        raise Refused(refuse("core.backup_without_key"))
    try:
        return [X25519PublicKey.from_public_bytes(bech32.decode(_PUBLIC, text)) for text in written]
    except ValueError:
        raise Refused(refuse("core.backup_key_misspelt")) from None


def public_half(key: X25519PrivateKey) -> str:
    """The half that the server holds, as it is written: ``age1…``."""
    return bech32.encode(_PUBLIC, key.public_key().public_bytes_raw())


def make_key() -> str:
    """Make a recovery key, add its public half to the file and return the secret half, which is kept nowhere.

    Refuses where the setting names the keys: a file beside it would not be read.
    """
    if settings.BACKUP_KEY:
        raise Refused(refuse("core.backup_key_in_settings"))
    key = X25519PrivateKey.generate()
    seal_for(key)
    return bech32.encode(_SECRET, key.private_bytes_raw()).upper()


def seal_for(key: X25519PrivateKey) -> None:
    """Add the public half of a key to the file, so that backups are sealed for it from now on."""
    path = path_of_recipients()
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    with os.fdopen(descriptor, "w") as file:
        file.write(f"{public_half(key)}\n")
        file.flush()
        os.fsync(file.fileno())


def read_key(text: str) -> X25519PrivateKey:
    """A recovery key as somebody typed it, with blanks and in any case, or as a file holds it. Refuses one with a slip."""
    lines = [line for line in text.splitlines() if not line.startswith("#")]
    typed = "".join("".join(lines).split()).lower()
    try:
        return X25519PrivateKey.from_private_bytes(bech32.decode(_SECRET, typed))
    except ValueError:
        raise Refused(refuse("core.recovery_key_misspelt")) from None
