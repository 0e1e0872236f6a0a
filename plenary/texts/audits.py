"""How translations are compared with the record: words, source and readiness are those that were entered."""

import json
from collections.abc import Iterable

from plenary.record.audits import register_audit
from plenary.record.models import Opening
from plenary.texts.models import Version

_KINDS = ("texts.translation_drafted", "texts.translation_ready")


def audit(coalition_id: str) -> Iterable[str]:
    """Each problem in one sentence: a translation that the record does not have, or has otherwise, and one that is gone."""
    told = Opening.objects.of(coalition_id).filter(entry__kind__in=_KINDS, position=0, erased_at=None)
    entered: dict[str, tuple[str, str, int, bool]] = {}
    for kind, payload in told.order_by("entry__n").values_list("entry__kind", "payload"):
        facts = json.loads(bytes(payload))["facts"]
        entered[facts["version"]] = facts["title"], facts["body"], facts["source"], kind == _KINDS[1]
    rows = Version.objects.of(coalition_id).filter(source_version__isnull=False).select_related("source_version")
    for row in rows.order_by("made_at", "id"):
        facts = entered.pop(row.pk, None)
        source = row.source_version.number if row.source_version else 0
        if facts is None:
            yield f"translation {row.pk}: the record has no such entry"
        elif facts != (row.title, row.body, source, row.ready_at is not None):
            yield f"translation {row.pk}: is not what was entered"
    for version in entered:
        yield f"translation {version}: stands in the record and not among the texts"


register_audit("texts", audit)
