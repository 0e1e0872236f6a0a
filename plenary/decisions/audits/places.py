"""How delegations, and who stood back, are compared with the record."""

import json
from collections.abc import Iterable, Iterator
from typing import Any

from django.db.models import F

from plenary.decisions.models import Delegation, Elector
from plenary.record.models import Opening

_ENDS = ("decisions.delegation_ended", "decisions.delegation_declined")


def _told(coalition_id: str, *kinds: str, position: int = 0) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """The kind, what it is about, and the facts of each entry of these kinds, oldest first."""
    rows = Opening.objects.of(coalition_id).filter(entry__kind__in=kinds, position=position, erased_at=None)
    for kind, about, payload in rows.order_by("entry__n").values_list("entry__kind", "entry__about", "payload"):
        yield kind, about, json.loads(bytes(payload))["facts"]


def audit_delegations(coalition_id: str) -> Iterable[str]:
    """Each problem in one sentence: a delegation that stands in the rows and not in the record, or the other way. Two
    queries."""
    standing: set[str] = set()
    for kind, _about, facts in _told(coalition_id, "decisions.delegated", *_ENDS):
        standing -= {facts["delegation"], facts.get("replaces", "")}
        if kind == "decisions.delegated":
            standing.add(facts["delegation"])
    rows = set(Delegation.objects.of(coalition_id).filter(until=None).values_list("pk", flat=True))
    for pk in sorted(rows - standing):
        yield f"delegation {pk}: stands, and the record does not say so"
    for pk in sorted(standing - rows):
        yield f"delegation {pk}: stands in the record and not among the rows"


def audit_recusals(coalition_id: str) -> Iterable[str]:
    """Each problem in one sentence: an elector of a present round that stood back and of whom the record does not say so, or
    the other way. Three queries."""
    back: set[tuple[str, str]] = set()
    for kind, about, facts in _told(coalition_id, "decisions.stood_back", "decisions.stepped_in", position=1):
        place = (about, facts["elector"])
        back = back | {place} if kind == "decisions.stood_back" else back - {place}
    electors = Elector.objects.of(coalition_id).filter(round=F("proposal__round"))
    present = set(electors.values_list("proposal_id", "key"))
    rows = set(electors.filter(recused_at__isnull=False).values_list("proposal_id", "key"))
    for proposal, key in sorted(rows ^ (back & present)):
        told = "did not stand back in the record" if (proposal, key) in rows else "stood back in the record alone"
        yield f"proposal {proposal}: elector {key} {told}"
