"""How the rows of bodies are compared with the record: each term with the entries of its beginning and its end, each countback
with what it said and its answer, each formed body with its formation, its terms of reference and its end."""

import json
from collections import defaultdict
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

from plenary.bodies.formed import formed_bodies
from plenary.bodies.models import ChairTurn, Countback, FormedBody, Term, TermsOfReference
from plenary.bodies.rules.formed import CHAIR_BY
from plenary.record.audits import register_audit
from plenary.record.models import Entry, Opening

_BEGAN = frozenset({"bodies.seat_taken", "bodies.seat_taken_in_person", "bodies.office_taken"})
_ENDED = frozenset({"bodies.seat_ended", "bodies.seat_ended_in_person", "bodies.office_ended"})
_PASSED = "bodies.seat_passed"
_COUNTED = frozenset(
    {
        "bodies.counted_back",
        "bodies.counted_back_in_person",
        "bodies.counted_back_to_nobody",
        "bodies.not_counted_back",
    }
)
_ANSWERED = frozenset({"bodies.rest_accepted", "bodies.rest_not_taken"})
_TURNED = {
    "bodies.chair_next": "",
    "bodies.chair_turn_taken": "taken",
    "bodies.chair_passed_on": "declined",
    "bodies.chair_turn_void": "void",
    "bodies.chair_turn_dropped": "void",
}
_FORMED = frozenset({"bodies.formed", "bodies.terms_amended", "bodies.chair_rule_changed", "bodies.closed"})
_OF_BODY = ("kind", "names", "seats", "open", "office_months", "rotates", "reports_to", "review")
_WITHOUT_ANSWER = {"bodies.counted_back_to_nobody": "nobody", "bodies.not_counted_back": "no_ballots"}

type _Told = dict[str, str]


def audit(coalition_id: str) -> Iterable[str]:
    """Each problem in one sentence: a term that the record does not know or tells otherwise, or whose early end stands in one
    of rows and record alone. Three queries.

    Who held a place in person is compared as long as the part of the entry that names them was not erased. The body of an
    office is not compared: it is the charter's to say, and moves with an amendment.
    """
    began = _begun(coalition_id)
    ended = set(Entry.objects.of(coalition_id).filter(kind__in=_ENDED).values_list("about", flat=True))
    for term in Term.objects.of(coalition_id).order_by("starts", "id"):
        told = began.get(term.id)
        if told is None:
            yield f"term {term.id}: the record has no such entry"
        elif found := [field for field, value in told.items() if value != _row(term)[field]]:
            yield f"term {term.id}: the record says otherwise: {', '.join(sorted(found))}"
        if (term.id in ended) != (term.ended_at is not None):
            yield f"term {term.id}: ended before its time in one of rows and record, and not in the other"


def audit_countbacks(coalition_id: str) -> Iterable[str]:
    """Each problem in one sentence: a countback that stands in rows or record alone, or of which they tell otherwise. Two
    queries."""
    told: dict[str, tuple[dict[str, Any], str, str]] = {}  # what was counted, the answer, the term that began
    rows = Opening.objects.of(coalition_id).filter(entry__kind__in=_COUNTED | _ANSWERED, position=0, erased_at=None)
    for kind, payload in rows.order_by("entry__n").values_list("entry__kind", "payload"):
        facts = json.loads(bytes(payload))["facts"]
        if kind in _COUNTED:
            told[facts["countback"]] = (facts, _WITHOUT_ANSWER.get(kind, ""), "")
        elif facts["countback"] in told:
            told[facts["countback"]] = (told[facts["countback"]][0], facts["answer"], facts["took"])
    for row in Countback.objects.of(coalition_id).order_by("at", "id"):
        facts, answer, took = told.pop(row.pk, ({}, "", ""))
        held = {"term": row.term_id, "left": row.left, "out": row.out, "candidate": row.candidate}
        if not facts:
            yield f"countback {row.pk}: the record has no such entry"
        elif ({key: facts[key] for key in held}, answer, took) != (held, row.answer, row.took_id or ""):
            yield f"countback {row.pk}: says otherwise than was entered"
    for missing in told:
        yield f"countback {missing}: stands in the record and not among the countbacks"


def audit_formed_bodies(coalition_id: str) -> Iterable[str]:
    """Each problem in one sentence: a formed body that stands in rows or record alone, or of which they tell otherwise: what it
    is, each version of its terms of reference, how it gets its chair, and whether it was closed. Three queries."""
    told = _formed(coalition_id)
    versions: defaultdict[str, list[Any]] = defaultdict(list)
    for version in TermsOfReference.objects.of(coalition_id).order_by("number"):
        versions[version.body_id].append(version.words)
    for row in formed_bodies(coalition_id):
        found = told.pop(row.code, None)
        if found is None:
            yield f"formed body {row.pk}: the record has no such entry"
        elif found != _as_told(row) | {"versions": versions[row.pk]}:
            yield f"formed body {row.pk}: says otherwise than was entered"
    for missing in told:
        yield f"formed body {missing}: stands in the record and not among the formed bodies"


def _formed(coalition_id: str) -> dict[str, dict[str, Any]]:
    """What the record tells of each formed body, as it stands after all that was entered, by its code."""
    told: dict[str, dict[str, Any]] = {}
    rows = Opening.objects.of(coalition_id).filter(entry__kind__in=_FORMED, position=0, erased_at=None)
    for kind, payload in rows.order_by("entry__n").values_list("entry__kind", "payload"):
        facts = json.loads(bytes(payload))["facts"]
        if kind == "bodies.formed":
            kept = {key: facts[key] for key in _OF_BODY}
            kept["agreement"] = facts.get("agreement", "")
            told[facts["body"]] = kept | {"versions": [facts["words"]], "closed": False}
            continue
        body = told.get(facts["body"], {"versions": []})
        if kind == "bodies.terms_amended":
            body["versions"].append(facts["words"])
        elif kind == "bodies.chair_rule_changed":
            body["rotates"] = facts["chair_by"] == CHAIR_BY[True]
        else:
            body["closed"] = True
    return told


def audit_turns(coalition_id: str) -> Iterable[str]:
    """Each problem in one sentence: a turn to chair that stands in rows or record alone, or of which they tell otherwise. Two
    queries."""
    told: dict[str, tuple[Any, ...]] = {}
    rows = Opening.objects.of(coalition_id).filter(entry__kind__in=_TURNED, position=0, erased_at=None)
    for kind, payload in rows.order_by("entry__n").values_list("entry__kind", "payload"):
        facts = json.loads(bytes(payload))["facts"]
        told[facts["turn"]] = (facts["member"], facts["person"], facts["turn_starts"], _TURNED[kind], facts["took"])
    for row in ChairTurn.objects.of(coalition_id).order_by("told_at", "id"):
        starts = row.starts.isoformat()
        if told.pop(row.pk, ()) != (row.member_id or "", row.person_id, starts, row.answer, row.took_id or ""):
            yield f"turn {row.pk}: says otherwise than was entered"
    for missing in told:
        yield f"turn {missing}: stands in the record and not among the turns"


def _as_told(row: FormedBody) -> dict[str, Any]:
    return {
        "kind": row.kind,
        "names": row.names,
        "seats": row.seats,
        "open": row.is_open,
        "office_months": row.office_months,
        "rotates": row.rotates,
        "reports_to": row.reports_to,
        "agreement": row.agreement,
        "review": row.review_on.isoformat() if row.review_on else "",
        "closed": row.closed_at is not None,
    }


def _begun(coalition_id: str) -> dict[str, _Told]:
    """What the record tells of the beginning of each term, by its id."""
    openings = Opening.objects.of(coalition_id).filter(entry__kind__in=[*_BEGAN, _PASSED], erased_at=None)
    found: dict[str, _Told] = {}
    rows = openings.order_by("entry__n", "position")
    told = rows.values_list("entry__kind", "entry__about", "position", "person", "payload")
    for kind, about, position, person, payload in told:
        facts = json.loads(bytes(payload))["facts"]
        if kind == _PASSED:
            found[about]["person"] = ""
        elif position:
            if "member" not in facts:  # else it names the individual who is the member
                found[about]["person"] = person
        else:
            place = ("office",) if facts["office"] else ("body", "seats")
            found[about] = {field: facts[field] for field in place}
            until = facts["until"] and datetime.fromisoformat(facts["until"])
            found[about] |= {"until": _moment(until or None), "member": facts.get("member", "")}
    return found


def _row(term: Term) -> _Told:
    return {
        "body": term.body,
        "seats": term.seats,
        "office": term.office,
        "until": _moment(term.ends),
        "member": term.member_id or "",
        "person": term.person_id or "",
    }


def _moment(at: datetime | None) -> str:
    return at.astimezone(UTC).isoformat() if at else ""


register_audit("bodies", audit)
register_audit("countbacks", audit_countbacks)
register_audit("formed bodies", audit_formed_bodies)
register_audit("turns to chair", audit_turns)
