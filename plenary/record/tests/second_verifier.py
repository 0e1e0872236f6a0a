"""A verifier of bundles and receipts written from docs/developers/record.md alone; it shares no code with the record.

Raises AssertionError, ValueError, KeyError or InvalidSignature at the first thing that does not hold.
"""

import json
from collections.abc import Sequence
from hashlib import sha256
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

HEADER = {"audiences", "bundle", "coalition", "keys", "made", "names", "size"}
ENVELOPE = {"about", "coalition", "commit", "kind", "n", "t", "v"}
HEAD = {"coalition", "key", "root", "size", "t", "v"}
KEY_KINDS = {"record.opened", "record.key_rotated"}


def canonical(value: Any) -> str:
    """RFC 8785 for what the tests write: keys below U+10000 sort the same either way."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def read(text: str) -> Any:
    value = json.loads(text)
    assert canonical(value) == text
    return value


def check_signature(key: str, signature: str, text: str) -> None:
    Ed25519PublicKey.from_public_bytes(bytes.fromhex(key)).verify(bytes.fromhex(signature), text.encode())


def cut(size: int) -> int:
    """The greatest power of two below a size."""
    k = 1
    while k * 2 < size:
        k *= 2
    return k


def root(leaves: Sequence[bytes]) -> bytes:
    if len(leaves) < 2:
        return leaves[0] if leaves else sha256().digest()
    k = cut(len(leaves))
    return sha256(b"\x01" + root(leaves[:k]) + root(leaves[k:])).digest()


def leaf(envelope: str) -> bytes:
    return sha256(b"\x00" + envelope.encode()).digest()


def opened(line: dict[str, Any], coalition: str, n: int) -> tuple[dict[str, Any], dict[int, Any]]:
    """The envelope and the payloads of an entry that holds."""
    envelope, last, payloads = read(line["envelope"]), -1, dict[int, Any]()
    assert envelope.keys() == ENVELOPE
    assert (envelope["v"], envelope["coalition"], envelope["n"]) == (1, coalition, n)
    for opening in line["openings"]:
        assert last < opening["i"] < len(envelope["commit"])
        last = opening["i"]
        salted = bytes.fromhex(opening["salt"]) + opening["payload"].encode()
        assert sha256(salted).hexdigest() == envelope["commit"][last]
        payloads[last] = read(opening["payload"])
    if 0 in payloads:
        kind = "sealed" if "sealed" in payloads[0]["audience"] else payloads[0]["kind"]
        assert (kind, payloads[0]["at"][:13] + "Z") == (envelope["kind"], envelope["t"])
    return envelope, payloads


def verify_bundle(data: bytes) -> int:
    """How many entries hold."""
    raw = data.decode().split("\n")
    assert raw.pop() == ""
    lines = [read(line) for line in raw]
    header, entries, head, seal = lines[0], lines[1:-2], lines[-2], lines[-1]
    assert (header.keys(), header["bundle"], header["size"]) == (HEADER, 1, len(entries))
    coalition, keys, leaves = header["coalition"], list[dict[str, Any]](), list[bytes]()
    for n, line in enumerate(entries):
        assert line.keys() == {"envelope", "leaf", "openings"}
        envelope, payloads = opened(line, coalition, n)
        assert (envelope["kind"] == "record.opened") == (n == 0)
        if envelope["kind"] in KEY_KINDS:
            facts = payloads[0]["facts"]
            if n:
                named = {"coalition": coalition, "key": facts["key"], "previous": keys[-1]["key"], "v": 1}
                assert facts["previous"] == keys[-1]["key"]
                check_signature(keys[-1]["key"], facts["signature"], canonical(named))
            keys.append({"key": facts["key"], "n": n})
        leaves.append(leaf(line["envelope"]))
        assert leaves[-1].hex() == line["leaf"]
    body = read(head["head"])
    assert (head.keys(), body.keys(), seal.keys()) == ({"head", "signature"}, HEAD, {"sha256", "signature"})
    told = (body["coalition"], body["size"], body["root"], body["key"], header["keys"])
    assert told == (coalition, len(entries), root(leaves).hex(), keys[-1]["key"], keys)
    check_signature(body["key"], head["signature"], head["head"])
    digest = sha256("".join(f"{line}\n" for line in raw[:-1]).encode()).hexdigest()
    assert seal["sha256"] == digest
    check_signature(body["key"], seal["signature"], canonical({"bundle": coalition, "sha256": digest, "v": 1}))
    return len(entries)


def verify_receipt(data: bytes) -> int:
    """The place of the entry that holds."""
    line = read(data.decode().removesuffix("\n"))
    body = read(line["head"])
    check_signature(body["key"], line["signature"], line["head"])
    n: int = read(line["envelope"])["n"]
    opened(line, body["coalition"], n)
    start, end, turns = 0, body["size"], list[str]()
    while end - start > 1:
        k = cut(end - start)
        turns.append("left" if n < start + k else "right")
        start, end = (start, start + k) if n < start + k else (start + k, end)
    found = leaf(line["envelope"])
    for turn, sibling in zip(reversed(turns), line["path"], strict=True):
        step = bytes.fromhex(sibling)
        found = sha256(b"\x01" + (found + step if turn == "left" else step + found)).digest()
    assert found.hex() == body["root"]
    return n
