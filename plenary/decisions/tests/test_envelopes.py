"""Envelopes: they open at their place under their key alone, whole and unaltered, and their lengths tell nothing."""

import hashlib
import hmac
import math
import re

import pytest
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from hypothesis import given, settings
from hypothesis import strategies as st

from plenary.core.sealing import SealError
from plenary.decisions.envelopes import MOST, SEED, codes, length_of, open_, seal

PLACE = "decisions_ballot:sealed:E1:P1:1"
SIZE = 64
PRIVATE, OTHER = bytes(range(32)), bytes(range(1, 33))
PUBLIC = X25519PrivateKey.from_private_bytes(PRIVATE).public_key().public_bytes_raw()
# Made once by `seal`: what is sealed today opens after an upgrade.
KEPT = bytes.fromhex(
    "46b5c41fc116fc30975a8dc6eca874106cce060a295370205b51151666abb94ccac4637c52c882e1ea38085f43ce7a22"
    "c05c6fc7ad53399f6a667720cce95f9409a05dd72c0f54014f48"
)
contents = st.binary(max_size=SIZE)
places = st.text(max_size=40)


def derived(shared: bytes, half: bytes) -> tuple[bytes, bytes]:
    """Key and nonce as the layout says, by another HKDF: that of RFC 5869 step by step."""
    info = b"plenary ballot envelope 1" + half + PUBLIC
    drawn = hmac.digest(bytes(32), shared, hashlib.sha256)
    first = hmac.digest(drawn, info + b"\1", hashlib.sha256)
    second = hmac.digest(drawn, first + info + b"\2", hashlib.sha256)
    return first, second[:12]


@settings(deadline=None)
@given(content=contents, place=places)
def test_an_envelope_opens_at_its_place(content: bytes, place: str) -> None:
    assert open_(PRIVATE, seal(PUBLIC, content, place=place, size=SIZE), place=place) == content


@settings(deadline=None)
@given(private=st.binary(min_size=32, max_size=32), content=contents)
def test_any_key_seals_and_opens(private: bytes, content: bytes) -> None:
    public = X25519PrivateKey.from_private_bytes(private).public_key().public_bytes_raw()
    assert open_(private, seal(public, content, place=PLACE, size=SIZE), place=PLACE) == content


@settings(deadline=None)
@given(content=contents, size=st.integers(SIZE, 3 * SIZE))
def test_all_of_one_size_have_the_same_length(content: bytes, size: int) -> None:
    assert len(seal(PUBLIC, content, place=PLACE, size=size)) == length_of(size) == size + 50


@settings(deadline=None)
@given(content=contents, here=places, there=places)
def test_an_envelope_that_was_moved_is_refused(content: bytes, here: str, there: str) -> None:
    sealed = seal(PUBLIC, content, place=here, size=SIZE)
    if here == there:
        assert open_(PRIVATE, sealed, place=there) == content
    else:
        with pytest.raises(SealError):
            open_(PRIVATE, sealed, place=there)


def test_an_envelope_that_was_altered_in_any_bit_is_refused() -> None:
    sealed = seal(PUBLIC, b"yes", place=PLACE, size=8)
    for bit in range(8 * len(sealed)):  # the one of the public half that X25519 passes over is among them
        altered = bytearray(sealed)
        altered[bit // 8] ^= 1 << bit % 8
        with pytest.raises(SealError):
            open_(PRIVATE, bytes(altered), place=PLACE)


def test_an_envelope_that_was_cut_or_lengthened_is_refused() -> None:
    sealed = seal(PUBLIC, b"yes", place=PLACE, size=8)
    for altered in [*(sealed[:length] for length in range(len(sealed))), sealed + b"\0"]:
        with pytest.raises(SealError):
            open_(PRIVATE, altered, place=PLACE)


@pytest.mark.parametrize("half", [bytes(32), b"\1" + bytes(31), bytes.fromhex("ec" + "ff" * 30 + "7f")])
def test_a_public_half_that_no_key_pair_has_is_refused(half: bytes) -> None:
    """Points of small order, whose shared secret would be zero with everybody."""
    with pytest.raises(SealError):
        open_(PRIVATE, half + seal(PUBLIC, b"yes", place=PLACE, size=8)[32:], place=PLACE)
    with pytest.raises(ValueError, match="key"):
        seal(half, b"yes", place=PLACE, size=8)


def test_an_envelope_opens_under_no_other_key() -> None:
    sealed = seal(PUBLIC, b"yes", place=PLACE, size=8)
    with pytest.raises(SealError):
        open_(OTHER, sealed, place=PLACE)


@pytest.mark.parametrize("key", [b"", bytes(31), bytes(33)])
def test_what_is_no_key_is_refused(key: bytes) -> None:
    with pytest.raises(ValueError, match="32 bytes"):
        seal(key, b"yes", place=PLACE, size=8)
    with pytest.raises(ValueError, match="32 bytes"):
        open_(key, KEPT, place=PLACE)


@pytest.mark.parametrize(("length", "size"), [(9, 8), (1, 0), (0, -1), (0, MOST + 1), (MOST + 1, MOST)])
def test_a_content_that_does_not_fit_is_refused(length: int, size: int) -> None:
    with pytest.raises(ValueError, match=f"a content of {length} bytes does not fit into {size}"):
        seal(PUBLIC, bytes(length), place=PLACE, size=size)


@pytest.mark.parametrize(("length", "size"), [(0, 0), (8, 8), (0, 8), (MOST, MOST), (256, 300)])
def test_a_content_that_just_fits_is_taken(length: int, size: int) -> None:
    content = b"\xff" * length
    assert open_(PRIVATE, seal(PUBLIC, content, place=PLACE, size=size), place=PLACE) == content


def test_envelopes_of_the_same_content_have_nothing_in_common() -> None:
    """At each place of a byte 64 envelopes have many values, the public half's last seven bits included."""
    sealed = [seal(PUBLIC, b"yes", place=PLACE, size=SIZE) for _ in range(64)]
    assert {len(each) for each in sealed} == {length_of(SIZE)}
    assert [at for at, values in enumerate(zip(*sealed, strict=True)) if len(set(values)) < 20] == []


def test_an_envelope_opens_by_the_layout_that_is_written_down() -> None:
    sealed = seal(PUBLIC, b"yes", place=PLACE, size=8)
    half, rest = sealed[:32], sealed[32:]
    shared = X25519PrivateKey.from_private_bytes(PRIVATE).exchange(X25519PublicKey.from_public_bytes(half))
    key, nonce = derived(shared, half)
    assert AESGCM(key).decrypt(nonce, rest, PLACE.encode()) == b"\0\3yes" + bytes(5)


def test_an_envelope_that_was_kept_opens() -> None:
    assert open_(PRIVATE, KEPT, place=PLACE) == b"kept from the first day"


@pytest.mark.parametrize("padded", [b"\0\3yes" + b"\0\0\1", b"\0\7yes\0\0\0", b"\0", b""])
def test_what_is_sealed_rightly_and_laid_out_wrongly_is_refused(padded: bytes) -> None:
    own = X25519PrivateKey.from_private_bytes(OTHER)
    half = own.public_key().public_bytes_raw()
    key, nonce = derived(own.exchange(X25519PublicKey.from_public_bytes(PUBLIC)), half)
    sealed = half + AESGCM(key).encrypt(nonce, padded, PLACE.encode())
    with pytest.raises(SealError, match="not laid out"):
        open_(PRIVATE, sealed, place=PLACE)


def test_codes_are_read_out_easily_and_hard_to_guess() -> None:
    drawn = codes(b"s" * SEED, 2000)
    assert [code for code in drawn if not re.fullmatch(r"\w{3}-\w{3}-\w{3}-\w{3}", code)] == []
    letters = set("".join(drawn)) - {"-"}
    assert letters == set("CDFHJKMPQRTVWXY23456789")
    assert (len(set(drawn)), math.floor(12 * math.log2(len(letters)))) == (2000, 54)
    assert (codes(b"s" * SEED, 2), codes(b"t" * SEED, 1) == drawn[:1]) == (drawn[:2], False)
