"""How the rows of bodies are compared with the record: each term with the entries of its beginning and its end."""

from collections.abc import Iterable

from plenary.bodies.models import Term
from plenary.record.audits import register_audit
from plenary.record.models import Entry

_BEGAN = frozenset({"bodies.seat_taken", "bodies.seat_taken_in_person", "bodies.office_taken"})
_ENDED = frozenset({"bodies.seat_ended", "bodies.seat_ended_in_person", "bodies.office_ended"})


def audit(coalition_id: str) -> Iterable[str]:
    """Each problem in one sentence: a term that the record does not know, or whose early end it tells otherwise. Two queries."""
    entries = Entry.objects.of(coalition_id).filter(kind__in=_BEGAN | _ENDED).values_list("about", "kind")
    began, ended = set[str](), set[str]()
    for about, kind in entries:
        (began if kind in _BEGAN else ended).add(about)
    for term in Term.objects.of(coalition_id).order_by("starts", "id"):
        if term.id not in began:
            yield f"term {term.id}: the record has no such entry"
        if (term.id in ended) != (term.ended_at is not None):
            yield f"term {term.id}: ended before its time in one of rows and record, and not in the other"


register_audit("bodies", audit)
