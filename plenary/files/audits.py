"""How files are compared with the record, and their bytes with what the record says of them."""

import json
from collections.abc import Iterable, Iterator
from hashlib import sha256
from typing import Any

from plenary.files import stored
from plenary.files.models import File
from plenary.record.audits import register_audit
from plenary.record.models import Opening

_KEPT, _REMOVED = "files.kept", "files.removed"


def audit(coalition_id: str) -> Iterable[str]:
    """Each problem in one sentence: a file that the record does not have, has otherwise, or knows as removed or not, one that is
    gone; and bytes that are missing or are not those that were kept. Two queries, and every byte is read."""
    kept, removed = _entered(coalition_id)
    rows = list(File.objects.of(coalition_id).order_by("kept_at", "id"))
    for row in rows:
        facts = kept.pop(row.pk, None)
        if facts is None:
            yield f"file {row.pk}: the record has no such entry"
        elif facts[1:] != (row.size, row.sha256) or facts[0] not in (None, row.name):
            yield f"file {row.pk}: is not what was entered"
        if (row.pk in removed) != (row.removed_at is not None):
            yield f"file {row.pk}: its removal stands in one of rows and record alone"
    for file in kept:
        yield f"file {file}: stands in the record and not among the files"
    yield from _bytes(coalition_id, [row for row in rows if row.removed_at is None])


def _entered(coalition_id: str) -> tuple[dict[str, tuple[str | None, int, str]], set[str]]:
    """What was kept, by file, and what was removed; without its name where that was erased."""
    told = Opening.objects.of(coalition_id).filter(entry__kind__in=(_KEPT, _REMOVED), erased_at=None)
    entries: dict[str, dict[str, Any]] = {}
    for entry, kind, payload in told.order_by("entry__n", "position").values_list("entry_id", "entry__kind", "payload"):
        entries.setdefault(entry, {"kind": kind}).update(json.loads(bytes(payload))["facts"])
    kept: dict[str, tuple[str | None, int, str]] = {}
    removed: set[str] = set()
    for facts in entries.values():
        if "file" not in facts:  # erased, but for its name
            continue
        if facts["kind"] == _KEPT:
            kept[facts["file"]] = facts.get("name"), facts["size"], facts["sha256"]
        else:
            removed.add(facts["file"])
    return kept, removed


def _bytes(coalition_id: str, rows: Iterable[File]) -> Iterator[str]:
    """Each content is read once."""
    hashes: dict[str, str] = {}
    for row in rows:
        if row.stored_as not in hashes:
            try:
                hashes[row.stored_as] = sha256(stored.content(coalition_id, row.stored_as)).hexdigest()
            except stored.BytesLost:
                hashes[row.stored_as] = ""
        found = hashes[row.stored_as]
        if found != row.sha256:
            yield f"file {row.pk}: {'its bytes are not those that were kept' if found else 'its bytes are lost'}"


register_audit("files", audit)
