"""Envelopes of secret ballots: sealing for a proposal's public key, opening with the private one, and the codes beside ballots.

An elliptic-curve integrated encryption scheme: X25519 (RFC 7748) with a fresh key pair for each envelope, HKDF-SHA-256
(RFC 5869), AES-256-GCM (NIST SP 800-38D). Who holds the database alone opens none; an envelope opens only at its place; all
of one size have the same length, whatever they hold. It does not say who sealed it: that is the row's to hold. Between
sealing and destroying, whoever holds the private key (`ballot_keys`) and the row can open it. It does not stand against
quantum computers: a copy of the rows that is kept until there are such could be opened then.

Layout of an envelope for contents of at most `size` bytes, `length_of(size)` = size + 50 bytes in all:

| Bytes | What |
| --- | --- |
| 32 | public half of the envelope's own key pair |
| 2 + size | sealed: length of the content (unsigned, big end first), the content, zeros |
| 16 | tag |

Key (32 bytes) and nonce (12) come from HKDF, without salt, over the shared secret, with the label ``plenary ballot envelope 1``
and both public halves as its info. The place is the associated data. Another layout takes another label.
"""

from hashlib import sha256

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from plenary.core.sealing import SealError

MOST = 2**16 - 1  # bytes of content: what the length can say

SEED = 16  # bytes of the seed of a ballot's codes

_LABEL = b"plenary ballot envelope 1"
_HALF, _PREFIX, _TAG = 32, 2, 16
_KEY, _NONCE = 32, 12

# Neither vowels, so that no code is a word, nor 0 1 B G I L O S U Z, which look like others, nor N, which sounds like M.
_LETTERS = "CDFHJKMPQRTVWXY23456789"
_GROUPS, _IN_GROUP = 4, 3


def length_of(size: int) -> int:
    """The length in bytes of every envelope for contents of at most `size` bytes."""
    return _HALF + _PREFIX + size + _TAG


def seal(public: bytes, content: bytes, *, place: str, size: int) -> bytes:
    """Seal a content for a public key and one place, such as ``decisions_ballot:sealed:ELECTOR:PROPOSAL:ROUND``.

    `size` is the same for all of one proposal and round. Raises ValueError when the content is longer, when `size` is
    more than `MOST`, or when `public` is no key.
    """
    if not len(content) <= size <= MOST:
        raise ValueError(f"a content of {len(content)} bytes does not fit into {size}")
    own = X25519PrivateKey.generate()
    half = own.public_key().public_bytes_raw()
    key, nonce = _derived(own.exchange(X25519PublicKey.from_public_bytes(public)), half, public)
    padded = len(content).to_bytes(_PREFIX) + content.ljust(size, b"\0")
    return half + AESGCM(key).encrypt(nonce, padded, place.encode())


def open_(private: bytes, sealed: bytes, *, place: str) -> bytes:
    """The content of what `seal` made for this place and the public half of this key.

    Raises SealError when it was moved, altered, cut or sealed for another key, and ValueError when `private` is no key.
    """
    key_pair = X25519PrivateKey.from_private_bytes(private)
    half, ciphertext = bytes(sealed[:_HALF]), bytes(sealed[_HALF:])
    try:
        shared = key_pair.exchange(X25519PublicKey.from_public_bytes(half))
        key, nonce = _derived(shared, half, key_pair.public_key().public_bytes_raw())
        padded = AESGCM(key).decrypt(nonce, ciphertext, place.encode())
    except (InvalidTag, ValueError) as error:  # ValueError: cut, or a half that no key pair has
        raise SealError(f"{place}: the envelope does not belong here, was altered, or is for another key") from error
    length = int.from_bytes(padded[:_PREFIX])
    content, padding = padded[_PREFIX : _PREFIX + length], padded[_PREFIX + length :]
    if len(padded) < _PREFIX + length or padding != bytes(len(padding)):
        raise SealError(f"{place}: what the envelope holds is not laid out as it should be")
    return content


def codes(seed: bytes, number: int) -> tuple[str, ...]:
    """So many codes with which a voter finds the votes of one ballot when they are published, such as ``K7Q-F2M-9PX-C4D``; about
    54 bits each. They follow from a random seed of `SEED` bytes, and nothing shows that two of them have the same one.

    Letters and digits neither look nor sound alike when they are read out. Among twenty thousand codes two are the same about
    once in a hundred million times.
    """
    return tuple(_code(sha256(seed + place.to_bytes(4)).digest()) for place in range(number))


def _code(drawn: bytes) -> str:
    left, letters = int.from_bytes(drawn), []
    for _place in range(_GROUPS * _IN_GROUP):
        left, at = divmod(left, len(_LETTERS))
        letters.append(_LETTERS[at])
    return "-".join("".join(letters[at : at + _IN_GROUP]) for at in range(0, len(letters), _IN_GROUP))


def _derived(shared: bytes, half: bytes, public: bytes) -> tuple[bytes, bytes]:
    """Key and nonce. Both are used once: the key pair of an envelope is its own."""
    info = _LABEL + half + public
    made = HKDF(SHA256(), _KEY + _NONCE, salt=None, info=info).derive(shared)
    return made[:_KEY], made[_KEY:]
