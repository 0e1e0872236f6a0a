"""Of which body an agreement is: what is shown, who looks after it and who is told all ask this."""

from collections.abc import Iterable, Mapping

from plenary.agreements.models import Agreement
from plenary.agreements.rules import Kind
from plenary.bodies.formed import bodies_at_work, bodies_resting_on


def bodies_of(coalition_id: str, agreements: Iterable[Agreement]) -> Mapping[str, str]:
    """The codes of the bodies whose terms of reference agreements are, by the id of the agreement: the one for which it was
    begun, else the formed body that rests on it and was not closed. One query, and none where each was begun for one, or is of
    another kind."""
    rows = list(agreements)
    begun = {row.pk: row.body for row in rows if row.body}
    return {
        **bodies_resting_on(coalition_id, [row.pk for row in rows if row.kind == Kind.TERMS and not row.body]),
        **begun,
    }


def body_of(agreement: Agreement) -> str:
    """The code of the body of an agreement (`bodies_of`), or empty."""
    return bodies_of(agreement.coalition_id, [agreement]).get(agreement.pk, "")


def is_at_work(coalition_id: str, code: str) -> bool:
    """True for the code of a body of the charter in force, or of a formed one that was not closed. One query at most besides the
    charter's. Raises NoCharterError."""
    return bool(code) and any(body.code == code for body in bodies_at_work(coalition_id))
