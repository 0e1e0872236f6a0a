"""Receipts: one entry as its reader may see it, with the proof that it stands in the record under a signed head."""

from plenary.core.standing import Standing
from plenary.record.models import Entry
from plenary.record.queries.heads import inclusion_proof, signed_row
from plenary.record.queries.reading import Reader, readable, with_openings
from plenary.record.rules import bundles


def receipt(standing: Standing, entry_id: str) -> bytes:
    """The receipt of an entry, one line of canonical text that `plenary record verify` reads.

    Signs the present head where it was not signed yet. Raises Entry.DoesNotExist when the standing may not read the entry.
    """
    entry: Entry = readable(standing).get(id=entry_id)
    (opened,) = with_openings([entry], standing.coalition)
    head = signed_row(standing.coalition)
    return bundles.receipt(
        bytes(entry.envelope),
        opened.shown_to(Reader.of(standing)),
        path=inclusion_proof(standing.coalition, entry.n, head.size),
        head_body=bytes(head.body),
        head_signature=bytes(head.signature),
    )
