"""The coalition's signing keys: made, rotated, used. The private half is opened only for the length of a signature."""

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from plenary.coalitions.models import Coalition, SigningKey
from plenary.core import clock
from plenary.core.models import random_id
from plenary.core.sealing import seal, unseal


def _place(key_id: str) -> str:
    return f"coalitions_signingkey:private_sealed:{key_id}"


def make_key(coalition: Coalition) -> SigningKey:
    """Make a new signing key in the caller's transaction, retiring the one in use. The record must then enter it."""
    SigningKey.objects.of(coalition.id).filter(retired_at=None).update(retired_at=clock.now())
    private = Ed25519PrivateKey.generate()
    raw = private.private_bytes(
        serialization.Encoding.Raw, serialization.PrivateFormat.Raw, serialization.NoEncryption()
    )
    key_id = random_id()
    return SigningKey.objects.create(
        id=key_id,
        coalition=coalition,
        public=private.public_key().public_bytes_raw(),
        private_sealed=seal(raw, place=_place(key_id)),
        since=clock.now(),
    )


def key_in_use(coalition_id: str) -> SigningKey:
    """The key that signs now. Raises SigningKey.DoesNotExist before the record was opened."""
    return SigningKey.objects.of(coalition_id).get(retired_at=None)


def sign(key: SigningKey, message: bytes) -> bytes:
    """The Ed25519 signature (64 bytes) of a message under a key."""
    raw = unseal(bytes(key.private_sealed), place=_place(key.id))
    return Ed25519PrivateKey.from_private_bytes(raw).sign(message)
