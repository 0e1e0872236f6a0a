"""Canonical text, tree, envelopes and heads, against the standards and an independent implementation."""

import json
from datetime import datetime
from hashlib import sha256

import pymerkle
import pytest
import rfc8785
from hypothesis import given, settings
from hypothesis import strategies as st

from plenary.record.rules import canonical, envelopes, heads, merkle
from plenary.record.tests.factories import MOMENT

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-canonical.GREATEST, canonical.GREATEST) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)


@given(VALUES)
def test_canonical_text_is_that_of_rfc_8785(value: object) -> None:
    text = canonical.text_of(value)
    assert text.encode() == rfc8785.dumps(value)
    assert canonical.value_of(text) == value
    assert canonical.value_of(text.encode()) == value


def test_keys_are_sorted_by_utf_16_units() -> None:
    value = {"\ufb33": 1, "\U0001f600": 2, "ö": 3, "1": 4, "\r": 5, "€": 6, "\x80": 7}  # RFC 8785, 3.2.3
    assert [*json.loads(canonical.text_of(value))] == ["\r", "1", "\x80", "ö", "€", "\U0001f600", "\ufb33"]


@pytest.mark.parametrize(
    "value", [0.5, 1.0, float("nan"), 2**53, -(2**53), {1: 2}, {"a": b"b"}, [MOMENT], {1, 2}, "\ud800"]
)
def test_other_values_are_refused(value: object) -> None:
    with pytest.raises(canonical.CanonicalError):
        canonical.text_of(value)


@pytest.mark.parametrize(
    "text",
    [
        "", " 1", "1 ", '{"a": 1}', '{"b":1,"a":2}', '{"a":1,"a":1}', "01", "-0", "1.0", "1e2", "NaN", "Infinity", "-Infinity",
        '"\\u0041"', '"\\/"', '"\\u000a"', '"\\ud83d\\ude00"', '"\\ud800"', "9007199254740992", "\ufeff1", "[1,]", "'a'",
        '"\x01"', "[" * 100_000, "1" * 5000,
    ],
)  # fmt: skip
def test_text_that_is_not_canonical_is_refused(text: str) -> None:
    with pytest.raises(canonical.CanonicalError):
        canonical.value_of(text)


def test_bytes_that_are_not_utf_8_are_refused() -> None:
    with pytest.raises(canonical.CanonicalError):
        canonical.value_of(b'"\xed\xa0\x80"')


# The leaves and roots that RFC 6962's reference implementation is tested with.
LEAVES = [bytes.fromhex(data) for data in (
    "", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f",
)]  # fmt: skip
ROOTS = [
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]


class Grown:
    """A tree grown leaf by leaf, that keeps what the record keeps."""

    def __init__(self, leaves: list[bytes]) -> None:
        self.frontier: list[bytes] = []
        self.kept: list[list[bytes]] = []
        self.roots = [merkle.root(self.frontier)]
        for n, data in enumerate(leaves):
            self.kept.append(merkle.append(n, self.frontier, data))
            self.roots.append(merkle.root(self.frontier))

    def hashes(self, spans: list[merkle.Span]) -> list[bytes]:
        return merkle.hashes_of(spans, lambda last, level: self.kept[last][level])


def test_roots_are_those_of_the_reference() -> None:
    assert [root.hex() for root in Grown(LEAVES).roots] == ROOTS


def test_proofs_are_those_of_the_reference() -> None:
    grown = Grown(LEAVES)
    assert [h.hex()[:8] for h in grown.hashes(merkle.inclusion_spans(5, 8))] == ["bc1a0643", "ca854ea1", "d37ee418"]
    assert [h.hex()[:8] for h in grown.hashes(merkle.inclusion_spans(2, 3))] == ["fac54203"]
    assert [h.hex()[:8] for h in grown.hashes(merkle.consistency_spans(6, 8))] == ["0ebc5d34", "ca854ea1", "d37ee418"]
    assert [h.hex()[:8] for h in grown.hashes(merkle.consistency_spans(2, 5))] == ["5f083f0a", "bc1a0643"]
    assert grown.hashes(merkle.consistency_spans(8, 8)) == []


TREES = st.lists(st.binary(max_size=8), min_size=1, max_size=40)


@given(TREES, st.data())
def test_inclusion_is_proven_and_nothing_else(leaves: list[bytes], data: st.DataObject) -> None:
    grown = Grown(leaves)
    size = data.draw(st.integers(1, len(leaves)))
    index = data.draw(st.integers(0, size - 1))
    path, top = grown.hashes(merkle.inclusion_spans(index, size)), grown.roots[size]
    assert merkle.proves_inclusion(leaves[index], index, size, path, top)
    assert not merkle.proves_inclusion(leaves[index] + b"x", index, size, path, top)
    assert not merkle.proves_inclusion(leaves[index], index, size, [*path, top], top)
    assert not merkle.proves_inclusion(leaves[index], index, size, path, sha256(top).digest())
    assert not merkle.proves_inclusion(leaves[index], size, size, path, top)
    for place in range(len(path)):
        other = [*path[:place], sha256(path[place]).digest(), *path[place + 1 :]]
        assert not merkle.proves_inclusion(leaves[index], index, size, other, top)


@given(TREES, st.data())
def test_consistency_is_proven_and_nothing_else(leaves: list[bytes], data: st.DataObject) -> None:
    grown = Grown(leaves)
    size = data.draw(st.integers(1, len(leaves)))
    old = data.draw(st.integers(1, size))
    path, old_top, top = grown.hashes(merkle.consistency_spans(old, size)), grown.roots[old], grown.roots[size]
    assert merkle.proves_consistency(old, old_top, size, top, path)
    assert not merkle.proves_consistency(old, sha256(old_top).digest(), size, top, path)
    assert not merkle.proves_consistency(old, old_top, size, sha256(top).digest(), path)
    assert not merkle.proves_consistency(old, old_top, size, top, [*path, top])
    assert not merkle.proves_consistency(0, old_top, size, top, path)
    for place in range(len(path)):
        other = [*path[:place], sha256(path[place]).digest(), *path[place + 1 :]]
        assert not merkle.proves_consistency(old, old_top, size, top, other)


@settings(max_examples=25, deadline=None)
@given(st.lists(st.binary(min_size=1, max_size=8), min_size=1, max_size=20))
def test_tree_is_that_of_an_independent_implementation(leaves: list[bytes]) -> None:
    oracle = pymerkle.InmemoryTree(algorithm="sha256")
    for data in leaves:
        oracle.append_entry(data)
    grown = Grown(leaves)
    assert [oracle.get_root(size) for size in range(1, len(leaves) + 1)] == grown.roots[1:]
    for index in range(len(leaves)):
        told = oracle.prove_inclusion(index + 1, len(leaves)).path[1:]
        assert told == grown.hashes(merkle.inclusion_spans(index, len(leaves)))


def test_there_is_no_proof_of_what_is_not_in_the_tree() -> None:
    for spans in (
        lambda: merkle.inclusion_spans(3, 3),
        lambda: merkle.inclusion_spans(-1, 3),
        lambda: merkle.consistency_spans(0, 3),
        lambda: merkle.consistency_spans(4, 3),
    ):
        with pytest.raises(IndexError):
            spans()


def test_hour_and_exact_moment() -> None:
    local = datetime.fromisoformat("2026-11-23T00:05:06.000789+10:00")
    assert (envelopes.hour(MOMENT), envelopes.hour(local)) == ("2026-11-22T14Z", "2026-11-22T14Z")
    assert envelopes.exact(local) == envelopes.exact(MOMENT) == "2026-11-22T14:05:06.000789Z"


@pytest.mark.parametrize(
    "change",
    [{"v": 2}, {"n": "0"}, {"n": True}, {"kind": None}, {"commit": "x"}, {"more": 1}, {"coalition": 1}],
)
def test_envelope_of_another_shape_is_refused(change: dict[str, object]) -> None:
    good = envelopes.envelope(coalition="c", n=0, at=MOMENT, kind="k", about="", commit=["00"])
    assert envelopes.read(good)["n"] == 0
    with pytest.raises(envelopes.EnvelopeError):
        envelopes.read(canonical.bytes_of(json.loads(good) | change))


def test_salts_differ_and_hide_equal_payloads() -> None:
    first, second = envelopes.seal({"a": 1}), envelopes.seal({"a": 1})
    assert (first.payload, len(first.salt)) == (second.payload, 16)
    assert first.commitment != second.commitment


@pytest.mark.parametrize(("text", "is_one"), [("00" * 32, True), ("0" * 63, False), ("0A" * 32, False), (None, False)])
def test_hexadecimal_is_of_one_length_and_in_lower_case(text: object, *, is_one: bool) -> None:
    assert heads.is_hex(text, 32) == is_one
