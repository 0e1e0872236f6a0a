"""How versions and drafts of the charter are compared with the record: each is as it was when it was entered."""

from collections.abc import Iterator

from plenary.charter import queries
from plenary.charter.rules.document import document_hash
from plenary.core.standing import Standing
from plenary.record.audits import register_audit
from plenary.record.queries import feed

_MANY = 10_000  # more versions than a coalition adopts in its life


def audit_versions(coalition_id: str) -> Iterator[str]:
    """Tells each version whose document no longer has the hash that was entered, or whose entry is not there."""
    told = feed(Standing.system(coalition_id, "record"), kinds=["charter.put_in_force"], limit=_MANY)
    entered = {line.id: line.facts.get("hash") for line in told}
    for version in queries.versions(coalition_id):
        found = document_hash(version.document)
        if found != version.hash:
            yield f"charter version {version.number} ({version.id}): its document has changed since it came into force"
        if entered.get(version.entry) != found:
            yield f"charter version {version.number} ({version.id}): the record holds no entry with this document's hash"


def audit_drafts(coalition_id: str) -> Iterator[str]:
    """Tells each draft that is not as it was last entered: a proposal to adopt it would put other words in force."""
    kinds = ["charter.drafted", "charter.draft_amended"]
    told = feed(Standing.system(coalition_id, "record"), kinds=kinds, limit=_MANY)
    entered = {line.about: line.facts.get("hash") for line in reversed(told)}  # the newest stands first
    for draft in queries.drafts(coalition_id):
        if entered.get(draft.id) != document_hash(draft.document):
            yield f"charter draft {draft.id}: the record holds no entry with this document's hash"


register_audit("charter", audit_versions)
register_audit("charter drafts", audit_drafts)
