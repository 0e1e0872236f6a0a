"""Heads and proofs: the signed size and root of a coalition's tree, and the hashes that tie entries and heads to it."""

import json
from collections.abc import Iterable, Sequence

from plenary.coalitions import keys
from plenary.coalitions.models import SigningKey
from plenary.core import clock
from plenary.record.appending import cut, frontier_of
from plenary.record.models import Entry, Opening, SignedHead, Tree
from plenary.record.rules import heads, merkle


def latest_head(coalition_id: str) -> heads.Head | None:
    """The newest head that was signed, or None. It may be older than the newest entry. For any room; one query."""
    kept = SignedHead.objects.of(coalition_id).order_by("-size").first()
    return _head(kept) if kept else None


def signed_head(coalition_id: str) -> heads.Head:
    """The head of the record as it is now, signed if nobody asked at this size before. For any room.

    Raises Tree.DoesNotExist before the record was opened.
    """
    return _head(signed_row(coalition_id))


def signed_row(coalition_id: str) -> SignedHead:
    """The row of `signed_head`. Whoever asks first at a size has it signed; the others get the same."""
    tree = Tree.objects.of(coalition_id).get()
    kept = SignedHead.objects.of(coalition_id).filter(size=tree.size).first()
    if kept is not None:
        return kept
    key, at = _key_at(coalition_id, tree.size), clock.now()
    body = heads.body(
        coalition=coalition_id,
        size=tree.size,
        root=merkle.root(frontier_of(tree)),
        at=at,
        key=bytes(key.public),
    )
    head, _made = SignedHead.objects.get_or_create(
        coalition_id=coalition_id,
        size=tree.size,
        defaults={"at": at, "body": body, "signature": keys.sign(key, body), "key": key},
    )
    return head


def root_now(coalition_id: str) -> tuple[int, str]:
    """How many entries a record has, and the root of its tree over them, hexadecimal; what an act that is under way will enter is
    not in it. Nobody can choose it: each entry holds random bits of the server's. For any room; one query."""
    tree = Tree.objects.of(coalition_id).get()
    return tree.size, merkle.root(frontier_of(tree)).hex()


def keys_brought(coalition_id: str, size: int) -> list[tuple[int, str]]:
    """The signing keys that the first `size` entries brought: the places of the entries, the keys in hexadecimal."""
    brought = Opening.objects.of(coalition_id).filter(
        position=0, entry__kind__in=[heads.OPENED, heads.ROTATED], entry__n__lt=size
    )
    rows = brought.order_by("entry__n").values_list("entry__n", "payload")
    return [(n, json.loads(bytes(payload))["facts"]["key"]) for n, payload in rows]


def _key_at(coalition_id: str, size: int) -> SigningKey:
    """The key that the entries say was in use: while an act rotates it, what is appended still knows only the old one."""
    brought = keys_brought(coalition_id, size)
    if not brought:
        raise Tree.DoesNotExist("the record is not open yet")
    return SigningKey.objects.of(coalition_id).get(public=bytes.fromhex(brought[-1][1]))


def inclusion_proof(coalition_id: str, n: int, size: int) -> Sequence[bytes]:
    """The hashes that prove entry `n` in the tree of `size` entries, nearest first. One query. Raises IndexError."""
    return _hashes(coalition_id, merkle.inclusion_spans(n, size))


def consistency_proof(coalition_id: str, old: int, size: int) -> Sequence[bytes]:
    """The hashes that prove that the tree of `size` entries begins with the one of `old`. One query. Raises IndexError."""
    return _hashes(coalition_id, merkle.consistency_spans(old, size))


def _hashes(coalition_id: str, spans: Iterable[merkle.Span]) -> Sequence[bytes]:
    spans = list(spans)
    places = {last for span in spans for last, _level in merkle.complete_subtrees(span)}
    rows = Entry.objects.of(coalition_id).filter(n__in=places).values_list("n", "hashes")
    kept = {n: cut(bytes(hashes)) for n, hashes in rows}
    return merkle.hashes_of(spans, lambda last, level: kept[last][level])


def _head(row: SignedHead) -> heads.Head:
    return heads.read_parts(bytes(row.body), bytes(row.signature))
