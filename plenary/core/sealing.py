"""Sealing of sensitive values: AES-256-GCM under the master key, bound to the place where the value lies.

The master key stays outside the database and its backups. A sealed value starts with the id of its key, so keys rotate:
new values take the first key, old ones are opened with the key that they name.
"""

import secrets
from base64 import b64decode, b64encode
from hashlib import sha256

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

_KEY_ID = 4
_NONCE = 12


class SealError(ValueError):
    """A sealed value that was moved, altered, or sealed under a key that is not here."""


def _keys() -> dict[bytes, bytes]:
    return {sha256(key).digest()[:_KEY_ID]: key for key in settings.MASTER_KEYS}


def key_ids() -> list[str]:
    """The ids of the master keys, newest first, in hexadecimal; every sealed value bears one of them openly."""
    return [key_id.hex() for key_id in _keys()]


def written_keys() -> str:
    """The master keys as their file holds them: base64, newest first, a line each."""
    return "".join(f"{b64encode(key).decode()}\n" for key in settings.MASTER_KEYS)


def read_keys(text: str) -> list[bytes]:
    """The master keys of a text that `written_keys` made. Raises ValueError when there is none, or one is not 32 bytes."""
    keys = [b64decode(word, validate=True) for word in text.split()]
    if not keys or any(len(key) != 32 for key in keys):
        raise ValueError("not master keys")
    return keys


def seal(plain: bytes, *, place: str) -> bytes:
    """Seal bytes for one place, ``table:column:id``. Layout: 4 bytes key id, 12 bytes nonce, ciphertext and tag."""
    key_id, key = next(iter(_keys().items()))
    nonce = secrets.token_bytes(_NONCE)
    return key_id + nonce + AESGCM(key).encrypt(nonce, plain, place.encode())


def unseal(sealed: bytes, *, place: str) -> bytes:
    """Open what `seal` made for this place. Raises SealError when it was moved, altered, or its key is gone."""
    key = _keys().get(bytes(sealed[:_KEY_ID]))
    if key is None:
        raise SealError(f"{place}: no key for this value")
    nonce, ciphertext = bytes(sealed[_KEY_ID : _KEY_ID + _NONCE]), bytes(sealed[_KEY_ID + _NONCE :])
    try:
        return AESGCM(key).decrypt(nonce, ciphertext, place.encode())
    except InvalidTag as error:
        raise SealError(f"{place}: the value does not belong here or was altered") from error
