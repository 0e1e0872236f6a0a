"""How the rows of bodies are compared with the record: each term with the entries of its beginning and its end."""

import json
from collections.abc import Iterable
from datetime import UTC, datetime

from plenary.bodies.models import Term
from plenary.record.audits import register_audit
from plenary.record.models import Entry, Opening

_BEGAN = frozenset({"bodies.seat_taken", "bodies.seat_taken_in_person", "bodies.office_taken"})
_ENDED = frozenset({"bodies.seat_ended", "bodies.seat_ended_in_person", "bodies.office_ended"})

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


def _begun(coalition_id: str) -> dict[str, _Told]:
    """What the record tells of the beginning of each term, by its id."""
    openings = Opening.objects.of(coalition_id).filter(entry__kind__in=_BEGAN, erased_at=None)
    found: dict[str, _Told] = {}
    rows = openings.order_by("entry__n", "position").values_list("entry__about", "position", "person", "payload")
    for about, position, person, payload in rows:
        facts = json.loads(bytes(payload))["facts"]
        if position:
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
