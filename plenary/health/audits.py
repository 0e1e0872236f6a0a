"""How the keys of those who receive concerns are compared with the record: a key that nobody entered was put there."""

import json
from collections.abc import Iterable

from plenary.health.models import ReceiverKey
from plenary.record.audits import register_audit
from plenary.record.models import Opening


def audit(coalition_id: str) -> Iterable[str]:
    """Each problem in one sentence: a key that the record does not know, or that it tells otherwise. Two queries."""
    rows = Opening.objects.of(coalition_id).filter(entry__kind="health.key_made", position=0, erased_at=None)
    facts = [json.loads(bytes(payload))["facts"] for payload in rows.values_list("payload", flat=True)]
    entered = {each["key"]: each["public"] for each in facts}
    for key in ReceiverKey.objects.of(coalition_id).order_by("made_on", "id"):
        if entered.get(key.id) != bytes(key.public).hex():
            yield f"receiver's key {key.id}: the record does not know it, or says otherwise"


register_audit("health.keys", audit)
