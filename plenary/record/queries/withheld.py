"""Openings that are withheld: for the page of those who may undo it, and for nobody else."""

import json
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from plenary.record.models import Opening
from plenary.record.sentences import sentence


def withheld(coalition_id: str, ids: Sequence[str], at_most: int) -> list[tuple[datetime, str, dict[str, Any]]]:
    """When, in which sentence, and with which facts the withheld openings of these ids speak, newest first. One query.

    The caller answers for who sees it.
    """
    rows = Opening.objects.of(coalition_id).filter(pk__in=ids, erased_at=None).exclude(withheld_at=None)
    found = []
    for kind, at, payload in rows.order_by("-entry__n").values_list("entry__kind", "entry__at", "payload")[:at_most]:
        facts = json.loads(bytes(payload))["facts"]
        found.append((at, sentence(kind, facts), facts))
    return found
