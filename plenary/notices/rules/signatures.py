"""How what is sent is signed: HMAC-SHA-256 with a secret of the webhook's own, in the headers of Standard Webhooks."""

import hmac
from base64 import b64decode, b64encode
from collections.abc import Mapping, Sequence
from hashlib import sha256

SECRET = 32
"""Bytes of a secret."""
PREFIX = "whsec_"


def shown_secret(secret: bytes) -> str:
    """A secret as it is shown once, and as receivers' programs take it."""
    return PREFIX + b64encode(secret).decode()


def secret_of(shown: str) -> bytes:
    """The bytes of a secret that was shown. Raises ValueError when it is none."""
    if not shown.startswith(PREFIX):
        raise ValueError("not a secret of a webhook")
    return b64decode(shown.removeprefix(PREFIX), validate=True)


def signature(secret: bytes, *, delivery: str, at: int, body: bytes) -> str:
    """The signature over id, moment (seconds since 1970) and body, with the version of the way it is made."""
    mac = hmac.digest(secret, f"{delivery}.{at}.".encode() + body, sha256)
    return f"v1,{b64encode(mac).decode()}"


def headers(secrets: Sequence[bytes], *, delivery: str, at: int, body: bytes) -> Mapping[str, str]:
    """The three headers of a delivery; of several secrets each signs, so that a receiver may still hold the one before."""
    signed = " ".join(signature(secret, delivery=delivery, at=at, body=body) for secret in secrets)
    return {"webhook-id": delivery, "webhook-timestamp": str(at), "webhook-signature": signed}
