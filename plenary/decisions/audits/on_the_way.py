"""How concerns and advice are compared with the record: what was said, and what became of it."""

import json
from collections.abc import Iterator
from typing import Any

from plenary.decisions.models import Advice, Concern
from plenary.record.models import Opening

_STATES = {
    "decisions.concern_raised": "open",
    "decisions.concern_answered": "answered",
    "decisions.concern_withdrawn": "withdrawn",
    "decisions.concern_upheld": "upheld",
}
_ADVICE = ("decisions.advice_asked", "decisions.advice_given", "decisions.advice_answered")


def audit_on_the_way(coalition_id: str) -> Iterator[str]:
    """Each concern and each piece of advice that says otherwise than the record, in one sentence."""
    entered: dict[str, dict[str, Any]] = {}
    for kind, facts in _told(coalition_id, *_STATES):
        entered[facts["concern"]] = {**entered.get(facts["concern"], {"answer": ""}), **facts, "state": _STATES[kind]}
    for concern in Concern.objects.of(coalition_id):
        facts = entered.pop(concern.pk, {})
        if any(facts.get(name) != getattr(concern, name) for name in ("words", "answer", "state")):
            yield f"concern {concern.pk}: says otherwise than was entered"
    for missing in entered:
        yield f"concern {missing}: stands in the record and not among the concerns"
    yield from _audit_advice(coalition_id)


def _audit_advice(coalition_id: str) -> Iterator[str]:
    entered: dict[str, dict[str, Any]] = {}
    for kind, facts in _told(coalition_id, *_ADVICE):
        fresh = {"words": "", "became": "", "why": ""} if kind == _ADVICE[0] else {}
        anew = {"became": "", "why": ""} if kind == _ADVICE[1] else {}
        entered[facts["advice"]] = {**entered.get(facts["advice"], {}), **fresh, **anew, **facts}
    for advice in Advice.objects.of(coalition_id):
        facts = entered.pop(advice.pk, {})
        stands = {"words": advice.words, "became": advice.became, "why": advice.became_why}
        if any(facts.get(name) != value for name, value in stands.items()):
            yield f"advice {advice.pk}: says otherwise than was entered"
    for missing in entered:
        yield f"advice {missing}: stands in the record and not among what was asked"


def _told(coalition_id: str, *kinds: str) -> Iterator[tuple[str, dict[str, Any]]]:
    rows = Opening.objects.of(coalition_id).filter(entry__kind__in=kinds, position=0, erased_at=None)
    for kind, payload in rows.order_by("entry__n").values_list("entry__kind", "payload"):
        yield kind, json.loads(bytes(payload))["facts"]
