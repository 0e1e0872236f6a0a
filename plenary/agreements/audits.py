"""How editions and signatures are compared with the record: each is as it was when it was entered."""

import json
from collections.abc import Iterator
from typing import Any

from plenary.agreements.models import Edition, Signature, Suggestion
from plenary.agreements.rules import SCANS, document, hash_of
from plenary.files.models import File
from plenary.membership.actions.hearing import SEALED_KIND
from plenary.record.audits import register_audit
from plenary.record.models import Opening

_SIGNED = "agreements.signed"
_GIVEN = "agreements.signature_given"
_CONTESTED = "agreements.signature_contested"
_WITHDRAWN = "agreements.signature_withdrawn"


def audit_editions(coalition_id: str) -> Iterator[str]:
    """Tells each edition whose text no longer has its hash, of which the record says otherwise, or that holds or expired in one
    of rows and record alone. Four queries."""
    laid_down = {facts["edition_id"]: facts["hash"] for facts in _facts(coalition_id, "agreements.laid_down")}
    adopted = {facts["edition_id"]: facts["hash"] for facts in _facts(coalition_id, "agreements.adopted")}
    expired = {facts["edition_id"] for facts in _facts(coalition_id, "agreements.expired")}
    for row in Edition.objects.of(coalition_id).select_related("agreement").order_by("agreement_id", "number"):
        if hash_of(document(row.terms_as(row.agreement.kind), row.lines, row.number)) != row.hash:
            yield f"edition {row.id}: its text has changed since it was laid down"
        if laid_down.get(row.id) != row.hash:
            yield f"edition {row.id}: the record holds no entry with this text's hash"
        if (adopted.get(row.id) == row.hash) != (row.adopted_at is not None):
            yield f"edition {row.id}: adopted in one of rows and record, and not in the other"
        if (row.id in expired) != (row.expired_at is not None):
            yield f"edition {row.id}: expired in one of rows and record, and not in the other"


def audit_signatures(coalition_id: str) -> Iterator[str]:
    """Tells each signature that stands in rows or record alone, of which they tell otherwise, or that was withdrawn or contested
    in the record alone, and each whose scan was not the one of which the record tells. Three queries."""
    told: dict[str, dict[str, dict[str, Any]]] = {kind: {} for kind in (_SIGNED, _GIVEN, _WITHDRAWN, _CONTESTED)}
    for facts in _facts(coalition_id, *told, SEALED_KIND):
        if facts["happened"] in told:
            told[facts["happened"]][facts["signature"]] = facts
    gone = told[_WITHDRAWN].keys() | told[_CONTESTED].keys()
    scans = set(File.objects.of(coalition_id).filter(kind=SCANS).values_list("parent_id", "sha256"))
    rows = Signature.objects.of(coalition_id).order_by("signed_at", "id")
    for row in rows.exclude(confirmed_at=None, waits_since=None):
        given = told[_GIVEN].get(row.id)
        if (given is not None) != (row.waits_since is not None):
            yield f"signature {row.id}: it waited for a second address in one of rows and record, and not in the other"
        signed = told[_SIGNED].pop(row.id, {}) if row.confirmed_at is not None else {}
        if row.confirmed_at is not None:
            yield from _differences(row, signed)
        scan = signed.get("scan") or (given or {}).get("scan")
        if scan and (row.id, scan) not in scans:
            yield f"signature {row.id}: the scan of which the record tells was never among its files"
        if row.id in gone and row.withdrawn_at is None:
            yield f"signature {row.id}: the record says that it was withdrawn"
    for each in sorted(told[_SIGNED]):
        yield f"signature {each}: the record has it, and the rows do not"


def _differences(row: Signature, told: dict[str, Any]) -> Iterator[str]:
    held = {"hash": row.hash, "form": row.form, "mandate": row.mandate, "member": row.member_id}
    if row.waits_since and row.confirmed_at:
        held["second_confirmed_at"] = row.confirmed_at.isoformat()
    if not told:
        yield f"signature {row.id}: the record has no such entry"
    elif found := [name for name, value in held.items() if told.get(name) != value]:
        yield f"signature {row.id}: the record says otherwise: {', '.join(sorted(found))}"


_SETTLED = {
    "agreements.suggested": "open",
    "agreements.suggestion_taken": "taken",
    "agreements.suggestion_declined": "declined",
    "agreements.suggestion_withdrawn": "withdrawn",
}


def audit_suggestions(coalition_id: str) -> Iterator[str]:
    """Tells each suggestion that says or stands otherwise than was entered, or that is in one of rows and record alone. Two
    queries."""
    made: dict[str, dict[str, Any]] = {}
    answers: dict[str, dict[str, Any]] = {}
    for facts in _facts(coalition_id, *_SETTLED):
        kept = made if facts["happened"] == "agreements.suggested" else answers
        kept[facts["suggestion"]] = facts
    for row in Suggestion.objects.of(coalition_id).order_by("made_at", "id"):
        told = made.pop(row.id, {})
        if not told:
            yield f"suggestion {row.id}: the record has no such entry"
            continue
        answered = answers.get(row.id, told)
        held = {name: getattr(row, name) for name in ("act", "paragraph", "against", "words", "reason")}
        found = [name for name, value in held.items() if told[name] != value]
        state = _SETTLED[answered["happened"]]
        found += [] if (row.state, row.answer) == (state, answered.get("answer", "")) else ["state"]
        if found:
            yield f"suggestion {row.id}: the record says otherwise: {', '.join(sorted(found))}"
    for gone in sorted(made):
        yield f"suggestion {gone}: the record has it, and the rows do not"


def _facts(coalition_id: str, *kinds: str) -> Iterator[dict[str, Any]]:
    """The facts of the entries of these kinds, oldest first, each with the kind of what happened."""
    rows = Opening.objects.of(coalition_id).filter(entry__kind__in=kinds, position=0, erased_at=None)
    for kind, payload in rows.order_by("entry__n").values_list("entry__kind", "payload"):
        facts: dict[str, Any] = json.loads(bytes(payload))["facts"]
        yield {"happened": kind, **facts}


register_audit("agreements editions", audit_editions)
register_audit("agreements signatures", audit_signatures)
register_audit("agreements suggestions", audit_suggestions)
