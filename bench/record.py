"""The record: entering one by one and in bulk, writing a bundle, verifying it."""

import io

from django.conf import settings

from bench import limits
from bench.figures import Figure, rate_of
from plenary.coalitions.models import Coalition
from plenary.core import clock, visibility
from plenary.core.models import random_id
from plenary.core.standing import Standing
from plenary.record import actions as record
from plenary.record import kinds
from plenary.record.queries.bundles import write_bundle
from plenary.record.rules.verification import verify

KIND = "bench.noted"
BULK = 2_000


def _coalition() -> Coalition:
    coalition = Coalition.objects.create(slug=f"bench-{random_id()}", names={"en": "Bench"}, formed_at=clock.now())
    record.open_record(by=Standing.system(coalition.id, "founding"), coalition=coalition)
    return coalition


def _enter(by: Standing, count: int) -> int:
    with record.act(by=by):
        for number in range(count):
            record.enter(
                by=by, kind=KIND, about=random_id(), audience=[visibility.PUBLIC], facts={"text": f"entry {number}"}
            )
    return count


def measure() -> list[Figure]:
    """Acts with one entry, one act with 2,000, and the bundle over all of them."""
    if not kinds.is_kind(KIND):
        kinds.register_kind(KIND, "%(text)s")
    by = Standing.system(_coalition().id, "bench")
    commits = limits.synced_writes(settings.VAR)
    hashes = limits.hashed_leaves()
    single = rate_of(lambda: sum(_enter(by, 1) for _ in range(100)))
    bulk = rate_of(lambda: _enter(by, BULK))
    bundle = io.BytesIO()
    write_bundle(by, bundle)

    def check() -> int:
        bundle.seek(0)
        return verify(bundle).head.size

    def write() -> int:
        return write_bundle(by, io.BytesIO())

    return [
        Figure("enter, one an act", single, "acts", "synced writes", commits),
        Figure("enter, 2,000 an act", bulk, "entries", "SHA-256 of a leaf", hashes),
        Figure("write a bundle", rate_of(write), "entries", "SHA-256 of a leaf", hashes),
        Figure("verify a bundle", rate_of(check), "entries", "SHA-256 of a leaf", hashes),
    ]
