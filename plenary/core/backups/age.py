"""The age file format, version 1: what is sealed for a public half opens only under the private one, and tells every change.

Source: C2SP, https://c2sp.org/age. Any program that reads age files opens ours. A file key of 128 random bits is wrapped for
each recipient by X25519 (RFC 7748), HKDF-SHA-256 (RFC 5869) and ChaCha20-Poly1305 (RFC 8439); the header carries an HMAC under
it; the content follows in chunks of 64 KiB by the STREAM construction (Hoang, Reyhanitabar, Rogaway, Vizár: Online
Authenticated-Encryption and its Nonce-Reuse Misuse-Resistance, CRYPTO 2015): each nonce counts its chunk and marks the
last one, so that a chunk that was changed, moved, left out or cut off is found. It does not say who sealed it.
"""

import hmac
import io
import secrets
from base64 import b64decode, b64encode
from binascii import Error as Base64Error
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

CHUNK = 64 * 1024
_TAG = 16
_NONCE = 16
_VERSION = b"age-encryption.org/v1"
_X25519 = b"age-encryption.org/v1/X25519"
_MOST_LINES, _MOST_LINE = 200, 4096


class AgeError(ValueError):
    """A file that is not one of this format, or was altered."""


class OtherKeyError(AgeError):
    """The file was sealed for other keys (or the lines that wrap its key were altered)."""


class CutShortError(AgeError):
    """The end of the file is missing."""


class Sealer(io.RawIOBase):
    """Writes what it is given to `stream`, sealed for every recipient. Only `finish` makes the file whole."""

    def __init__(self, stream: BinaryIO, recipients: Sequence[X25519PublicKey]) -> None:
        if not recipients:
            raise ValueError("a file is sealed for somebody")
        file_key, nonce = secrets.token_bytes(16), secrets.token_bytes(_NONCE)
        lines = [_VERSION, *(line for recipient in recipients for line in _wrapped(file_key, recipient)), b"---"]
        head = b"\n".join(lines)
        stream.write(head + b" " + _base64(_mac(file_key, head)) + b"\n" + nonce)
        self._stream, self._cipher = stream, ChaCha20Poly1305(_derived(file_key, nonce, b"payload"))
        self._held, self._count = bytearray(), 0

    def writable(self) -> bool:
        """Yes."""
        return True

    def write(self, data: object, /) -> int:
        """Take bytes; whole chunks go out, the last is kept until more comes or `finish` marks it as the last."""
        view = memoryview(data).cast("B")  # type: ignore[arg-type]  # whatever lends its bytes
        self._held += view
        while len(self._held) > CHUNK:
            self._put(bytes(self._held[:CHUNK]), last=False)
            del self._held[:CHUNK]
        return len(view)

    def finish(self) -> None:
        """Write the last chunk. Closing the stream is the caller's."""
        self._put(bytes(self._held), last=True)
        self._held.clear()

    def _put(self, chunk: bytes, *, last: bool) -> None:
        self._stream.write(self._cipher.encrypt(_nonce(self._count, last=last), chunk, None))
        self._count += 1


class Opener(io.RawIOBase):
    """Reads what was sealed in `stream`. A byte is given only after its chunk was found unchanged.

    Raises OtherKeyError, CutShortError or AgeError. That the end is there is known once reading came to it.
    """

    def __init__(self, stream: BinaryIO, identity: X25519PrivateKey) -> None:
        file_key = _file_key(stream, identity)
        nonce = stream.read(_NONCE)
        if len(nonce) < _NONCE:
            raise CutShortError("the file ends before its content")
        self._chunks = _chunks(stream, ChaCha20Poly1305(_derived(file_key, nonce, b"payload")))
        self._held = b""

    def readable(self) -> bool:
        """Yes."""
        return True

    def readinto(self, buffer: object, /) -> int:
        """Fill as much of the buffer as one chunk gives; 0 at the end."""
        room = memoryview(buffer).cast("B")  # type: ignore[arg-type]  # whatever lends its bytes
        if not self._held:
            self._held = next(self._chunks, b"")
        given = self._held[: len(room)]
        room[: len(given)] = given
        self._held = self._held[len(given) :]
        return len(given)


def _chunks(stream: BinaryIO, cipher: ChaCha20Poly1305) -> Iterator[bytes]:
    """The opened chunks of the content, in order."""
    count, sealed = 0, stream.read(CHUNK + _TAG)
    while True:
        following = stream.read(CHUNK + _TAG)
        last = not following
        try:
            chunk = cipher.decrypt(_nonce(count, last=last), sealed, None)
        except InvalidTag:
            raise (CutShortError if last and _is_inner(cipher, count, sealed) else AgeError)(f"chunk {count}") from None
        if last and not chunk and count:
            raise AgeError("an empty chunk at the end")
        yield chunk
        if last:
            return
        count, sealed = count + 1, following


def _is_inner(cipher: ChaCha20Poly1305, count: int, sealed: bytes) -> bool:
    """True when the last chunk of the file is unchanged, but one that others should follow: the end is missing.

    Of a chunk that is itself cut nobody can tell whether it was changed.
    """
    try:
        cipher.decrypt(_nonce(count, last=False), sealed, None)
    except InvalidTag:
        return False
    return True


def _nonce(count: int, *, last: bool) -> bytes:
    return count.to_bytes(11, "big") + (b"\x01" if last else b"\x00")


def _file_key(stream: BinaryIO, identity: X25519PrivateKey) -> bytes:
    """The key that the header wraps for this identity, after the header's own HMAC was checked."""
    lines = _header(stream)
    if lines[0] != _VERSION:
        raise AgeError("not a file of this format")
    head, told = b"\n".join([*lines[:-1], b"---"]), lines[-1].removeprefix(b"--- ")
    for kind, body in pairwise(lines):
        if kind.startswith(b"-> X25519 ") and (key := _unwrapped(identity, kind.split(b" ")[2:], body)):
            if not hmac.compare_digest(_mac(key, head), _from_base64(told)):
                raise AgeError("the header was altered")
            return key
    raise OtherKeyError("sealed for other keys")


def _header(stream: BinaryIO) -> list[bytes]:
    """The lines of the header without their ends; the last begins with three dashes."""
    lines: list[bytes] = []
    while not lines or not lines[-1].startswith(b"---"):
        line = stream.readline(_MOST_LINE)
        if len(lines) == _MOST_LINES or not line.endswith(b"\n"):
            raise AgeError("not a file of this format")
        lines.append(line[:-1])
    return lines


def _wrapped(file_key: bytes, recipient: X25519PublicKey) -> tuple[bytes, bytes]:
    """The two lines that wrap a file key for a recipient."""
    once = X25519PrivateKey.generate()
    share = once.public_key().public_bytes_raw()
    key = _derived(once.exchange(recipient), share + recipient.public_bytes_raw(), _X25519)
    return b"-> X25519 " + _base64(share), _base64(ChaCha20Poly1305(key).encrypt(bytes(12), file_key, None))


def _unwrapped(identity: X25519PrivateKey, shares: list[bytes], body: bytes) -> bytes | None:
    """The file key of two such lines, or None when they are for another."""
    try:
        (share,), sealed = map(_from_base64, shares), _from_base64(body)
        shared = identity.exchange(X25519PublicKey.from_public_bytes(share))
        key = _derived(shared, share + identity.public_key().public_bytes_raw(), _X25519)
        return ChaCha20Poly1305(key).decrypt(bytes(12), sealed, None) if len(sealed) == 16 + _TAG else None
    except (ValueError, InvalidTag):
        return None


def _mac(file_key: bytes, head: bytes) -> bytes:
    return hmac.digest(_derived(file_key, b"", b"header"), head, "sha256")


def _derived(key: bytes, salt: bytes, info: bytes) -> bytes:
    return HKDF(SHA256(), 32, salt, info).derive(key)


def _base64(data: bytes) -> bytes:
    return b64encode(data).rstrip(b"=")


def _from_base64(text: bytes) -> bytes:
    """What was written without padding, in its one way. Raises AgeError."""
    try:
        data = b64decode(text + b"=" * (-len(text) % 4), validate=True)
    except Base64Error as error:
        raise AgeError("a line is not as it was written") from error
    if _base64(data) != text:
        raise AgeError("a line is not as it was written")
    return data
