"""How nominations are compared with the record: that each was entered, and whether it was accepted, ended, or neither."""

import json
from collections.abc import Iterator

from plenary.decisions.models import Nomination
from plenary.record.models import Opening

_MADE = ("decisions.nominated", "decisions.nominated_in_person")
_STANDS = ("decisions.stands", "decisions.stands_in_person")
_ENDED = "decisions.nomination_ended"


def audit_nominations(coalition_id: str) -> Iterator[str]:
    """Each problem in one sentence: a nomination that stands in rows or record alone, or of which they tell otherwise. Two
    queries."""
    told: dict[str, tuple[bool, str, list[str]]] = {}  # accepted, why it ended, groups
    kinds = (*_MADE, *_STANDS, _ENDED)
    rows = Opening.objects.of(coalition_id).filter(entry__kind__in=kinds, position=0, erased_at=None)
    for kind, payload in rows.order_by("entry__n").values_list("entry__kind", "payload"):
        facts = json.loads(bytes(payload))["facts"]
        accepted, _because, groups = told.get(facts["nomination"], (False, "", []))
        if kind == _ENDED:
            told[facts["nomination"]] = (accepted, facts["because"], groups)
        else:
            told[facts["nomination"]] = (kind in _STANDS, "", facts["groups"])
    for row in Nomination.objects.of(coalition_id).order_by("at", "id"):
        entered = told.pop(row.pk, None)
        if entered is None:
            yield f"nomination {row.pk}: the record has no such entry"
        elif entered != (row.accepted_at is not None, row.ended_because, row.groups):
            yield f"nomination {row.pk}: says otherwise than was entered"
    for missing in told:
        yield f"nomination {missing}: stands in the record and not among the nominations"
