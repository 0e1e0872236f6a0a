"""Reads of the record: feed and entries, heads and proofs, receipts, bundles, and its verification against itself."""

from plenary.record.queries.bundles import bundle_lines, write_bundle
from plenary.record.queries.feed import FeedLine, entries_about, entries_after, entry_shown, feed, has_readable
from plenary.record.queries.heads import consistency_proof, inclusion_proof, latest_head, root_now, signed_head
from plenary.record.queries.latest import newest_place, tokens_since
from plenary.record.queries.powers import OutOfSight, offices_that_acted, uses_of_powers, uses_out_of_sight
from plenary.record.queries.reading import ids_readable
from plenary.record.queries.receipts import receipt
from plenary.record.queries.verification import verify_record
from plenary.record.queries.withheld import withheld

__all__ = [
    "FeedLine",
    "OutOfSight",
    "bundle_lines",
    "consistency_proof",
    "entries_about",
    "entries_after",
    "entry_shown",
    "feed",
    "has_readable",
    "ids_readable",
    "inclusion_proof",
    "latest_head",
    "newest_place",
    "offices_that_acted",
    "receipt",
    "root_now",
    "signed_head",
    "tokens_since",
    "uses_of_powers",
    "uses_out_of_sight",
    "verify_record",
    "withheld",
    "write_bundle",
]
