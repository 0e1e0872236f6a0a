"""The tree: hashes of leaves and nodes, roots, proofs of inclusion and of consistency (RFC 9162, section 2.1).

A record keeps, with each leaf, the hashes of all complete subtrees that end at it, leaf first: the subtree of 2**level
leaves that ends at leaf `last` is the hash number `level` of that leaf. Any root or proof is made of O(log n) of them.
"""

from collections.abc import Iterable, Sequence
from hashlib import sha256
from typing import Protocol

HASH = 32
EMPTY = sha256().digest()

type Span = tuple[int, int]
type Spot = tuple[int, int]


class Subtrees(Protocol):
    """Gives the hash of the complete subtree of 2**level leaves that ends at leaf `last`."""

    def __call__(self, last: int, level: int) -> bytes: ...


def leaf(data: bytes) -> bytes:
    """The hash of a leaf: SHA-256 of 0x00 and its bytes."""
    return sha256(b"\x00" + data).digest()


def node(left: bytes, right: bytes) -> bytes:
    """The hash of a node: SHA-256 of 0x01 and its two children."""
    return sha256(b"\x01" + left + right).digest()


def append(size: int, frontier: list[bytes], data: bytes) -> list[bytes]:
    """Append a leaf to a tree of `size` leaves, changing `frontier` (its complete subtrees, greatest first).

    Gives the hashes of the complete subtrees that end at the new leaf, leaf first.
    """
    top = leaf(data)
    hashes = [top]
    while size & 1:
        top = node(frontier.pop(), top)
        hashes.append(top)
        size >>= 1
    frontier.append(top)
    return hashes


def root(frontier: Sequence[bytes]) -> bytes:
    """The root of the tree whose complete subtrees are these, greatest first."""
    if not frontier:
        return EMPTY
    top = frontier[-1]
    for left in reversed(frontier[:-1]):
        top = node(left, top)
    return top


def split(size: int) -> int:
    """The greatest power of two that is less than `size` (of at least 2)."""
    return 1 << ((size - 1).bit_length() - 1)


def inclusion_spans(index: int, size: int) -> list[Span]:
    """The spans of leaves whose hashes prove leaf `index` in a tree of `size`, nearest first (PATH). Raises IndexError."""
    if not 0 <= index < size:
        raise IndexError(f"there is no leaf {index} in a tree of {size}")
    start, end, spans = 0, size, list[Span]()
    while end - start > 1:
        middle = start + split(end - start)
        if index < middle:
            spans.append((middle, end))
            end = middle
        else:
            spans.append((start, middle))
            start = middle
    return spans[::-1]


def consistency_spans(old: int, size: int) -> list[Span]:
    """The spans whose hashes prove that a tree of `size` begins with one of `old` leaves (PROOF). Raises IndexError."""
    if not 0 < old <= size:
        raise IndexError(f"a tree of {size} does not begin with one of {old}")
    start, end, spans = 0, size, list[Span]()
    while end != old:
        middle = start + split(end - start)
        if old <= middle:
            spans.append((middle, end))
            end = middle
        else:
            spans.append((start, middle))
            start = middle
    if start:
        spans.append((start, end))
    return spans[::-1]


def complete_subtrees(span: Span) -> list[Spot]:
    """The complete subtrees (last leaf, level) of a span that starts where a subtree may start, greatest first."""
    start, end = span
    spots = []
    while start < end:
        level = (end - start).bit_length() - 1
        start += 1 << level
        spots.append((start - 1, level))
    return spots


def hashes_of(spans: Iterable[Span], subtree: Subtrees) -> list[bytes]:
    """The hash of each span, made of the complete subtrees that are kept."""
    return [root([subtree(last, level) for last, level in complete_subtrees(span)]) for span in spans]


def proves_inclusion(data: bytes, index: int, size: int, path: Sequence[bytes], top: bytes) -> bool:
    """True when the path proves that leaf `index` of the tree of `size` leaves under root `top` holds these bytes."""
    if not 0 <= index < size:
        return False
    spans = inclusion_spans(index, size)
    if len(spans) != len(path):
        return False
    found = leaf(data)
    for (start, _end), sibling in zip(spans, path, strict=True):
        found = node(sibling, found) if start < index else node(found, sibling)
    return found == top


def proves_consistency(old: int, old_top: bytes, size: int, top: bytes, path: Sequence[bytes]) -> bool:
    """True when the path proves that the tree of `size` under `top` begins with the tree of `old` under `old_top`."""
    if not 0 < old <= size:
        return False
    spans = consistency_spans(old, size)
    if len(spans) != len(path):
        return False
    within = [(span, sibling) for span, sibling in zip(spans, path, strict=True)]
    if spans and spans[0][1] == old:  # the old tree's last subtree is told
        old_found = found = within[0][1]
        within = within[1:]
    else:
        old_found = found = old_top
    for (start, _end), sibling in within:
        if start < old:
            old_found, found = node(sibling, old_found), node(sibling, found)
        else:
            found = node(found, sibling)
    return old_found == old_top and found == top
