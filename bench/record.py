"""The record at 1,000, 10,000 and 100,000 entries: entering, proving, writing a bundle, verifying it."""

import io
from functools import cache

from bench import limits
from bench.figures import Figure, over_sizes, rate_of, seconds_of
from plenary.coalitions.models import Coalition
from plenary.core import clock, visibility
from plenary.core.models import random_id
from plenary.core.standing import Standing
from plenary.record import actions as record
from plenary.record import kinds
from plenary.record.models import Tree
from plenary.record.queries import inclusion_proof, signed_head
from plenary.record.queries.bundles import write_bundle
from plenary.record.rules import merkle
from plenary.record.rules.verification import verify

KIND = "bench.noted"
SIZES = (1_000, 10_000, 100_000)
BULK = 2_000


def coalition() -> Coalition:
    """A coalition with an open record and nothing else."""
    made = Coalition.objects.create(slug=f"bench-{random_id()}", names={"en": "Bench"}, formed_at=clock.now())
    record.open_record(by=Standing.system(made.id, "founding"), coalition=made)
    return made


def enter(by: Standing, count: int) -> int:
    """So many entries in one act."""
    with record.act(by=by):
        for number in range(count):
            record.enter(
                by=by, kind=KIND, about=random_id(), audience=[visibility.PUBLIC], facts={"text": f"entry {number}"}
            )
    return count


@cache
def _register() -> None:
    kinds.register_kind(KIND, "%(text)s")


def _size(by: Standing) -> int:
    return Tree.objects.of(by.coalition).get().size


# Longer: all that is measured at one size of the record stands together.
def measure() -> list[Figure]:
    """Acts with one entry, acts in bulk, a proof, a bundle and its verification, at each size of the record."""
    _register()
    by = Standing.system(coalition().id, "bench")
    found: dict[str, dict[str, float]] = {}
    for size in SIZES:
        while (missing := size - _size(by)) > 0:
            enter(by, min(BULK, missing))
        told = found.setdefault
        told("one", {})[str(size)] = rate_of(lambda: sum(enter(by, 1) for _ in range(50)))
        told("bulk", {})[str(size)] = rate_of(lambda: enter(by, BULK))
        head = signed_head(by.coalition)
        told("proof", {})[str(size)] = 1000 * seconds_of(
            lambda n=head.size: inclusion_proof(by.coalition, n // 3, n), 15
        )
        bundle = io.BytesIO()
        told("write", {})[str(size)] = seconds_of(lambda: write_bundle(by, io.BytesIO()), 1)
        write_bundle(by, bundle)

        def check(whole: io.BytesIO = bundle) -> None:
            whole.seek(0)
            verify(whole)

        told("verify", {})[str(size)] = seconds_of(check, 3)
    hashes, commits = limits.hashed_leaves(), limits.commits()
    leaf = 1000 * seconds_of(lambda: [merkle.leaf(b"\0" * limits.LEAF) for _ in range(1000)]) / 1000
    seconds_of_leaves = SIZES[-1] / hashes
    return [
        over_sizes("record_append_one", "acts/s", found["one"], beside=commits, beside_what="commits of one row/s"),
        over_sizes("record_append_bulk", "entries/s", found["bulk"], beside=hashes, beside_what="SHA-256 of a leaf/s"),
        over_sizes("record_proof", "ms", found["proof"], beside=leaf, beside_what="SHA-256 of a leaf, ms"),
        over_sizes(
            "record_bundle_written", "s", found["write"], beside=seconds_of_leaves, beside_what="hashing its leaves, s"
        ),
        over_sizes(
            "record_verified_100000",
            "s",
            found["verify"],
            beside=seconds_of_leaves,
            beside_what="hashing its leaves, s",
        ),
    ]
