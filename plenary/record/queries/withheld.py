"""Openings that are withheld: for the page of those who may undo it, and for nobody else."""

import json
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db.models import Prefetch

from plenary.core import visibility
from plenary.record.models import EntryAudience, Opening
from plenary.record.queries.reading import Reader
from plenary.record.sentences import sentence


def withheld(
    coalition_id: str, ids: Sequence[str], tokens: frozenset[str], at_most: int
) -> list[tuple[datetime, str, dict[str, Any]]]:
    """When, in which sentence, and with which facts the withheld openings of these ids speak that one reads by these tokens,
    newest first. Two queries.

    The caller answers for the tokens. What is under seal is read by nobody so.
    """
    reader = Reader(tokens - {visibility.SEALED}, is_system=False)
    of_entry = Prefetch("entry__audiences", EntryAudience.objects.of(coalition_id))
    rows = Opening.objects.of(coalition_id).filter(pk__in=ids, erased_at=None).exclude(withheld_at=None)
    found: list[tuple[datetime, str, dict[str, Any]]] = []
    for row in rows.order_by("-entry__n").select_related("entry").prefetch_related(of_entry):
        if reader.reads(row.audience or [each.token for each in row.entry.audiences.all()]):
            facts = json.loads(bytes(row.payload))["facts"]
            found.append((row.entry.at, sentence(row.entry.kind, facts), facts))
    return found[:at_most]
