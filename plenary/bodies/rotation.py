"""Reads of chairs that pass by turns: who chairs, who is next, who declined, and whose turn a reader's is."""

from collections.abc import Sequence
from datetime import datetime

from django.db.models import QuerySet

from plenary.bodies.models import ChairTurn, FormedBody, Term
from plenary.bodies.queries import terms_in_force
from plenary.bodies.rules.formed import CHAIR, office_code
from plenary.bodies.rules.rotation import Sitter, order_of_turns
from plenary.core.standing import Standing


def chair_of(body: FormedBody) -> Term | None:
    """The term of who chairs a formed body now, or will. One query."""
    rows = terms_in_force(body.coalition_id, coming=True).filter(office=office_code(body.code, CHAIR))
    return rows.order_by("-starts").first()


def turns_of(body: FormedBody) -> QuerySet[ChairTurn]:
    """Every turn of a body, oldest first, with whose it is."""
    rows = ChairTurn.objects.of(body.coalition_id).filter(body=body).order_by("told_at", "id")
    return rows.select_related("body", "person", "member__organisation", "member__individual")


def open_turn(body: FormedBody) -> ChairTurn | None:
    """Who is next and was told so, or None. One query."""
    return turns_of(body).filter(answer="").first()


def passed_over(body: FormedBody, since: datetime) -> frozenset[str]:
    """Whose turn came to nothing since a moment: who declined, or could not take up. One query."""
    rows = turns_of(body).filter(told_at__gte=since).exclude(answer__in=["", "taken"])
    return frozenset(turn.key for turn in rows)


def sitters_in(body: FormedBody) -> tuple[Sitter, ...]:
    """Who sits in a body, in the order in which they chair it. Two queries."""
    chaired = {turn.key: turn.starts for turn in turns_of(body).filter(answer="taken").order_by("starts")}
    seated = terms_in_force(body.coalition_id).filter(body=body.code, office="")
    return order_of_turns(
        Sitter(key=term.holder_id, since=term.starts, chaired=chaired.get(term.holder_id)) for term in seated
    )


def own_turns(standing: Standing) -> Sequence[ChairTurn]:
    """The open turns of a standing's person, soonest first. One query."""
    if not standing.person:
        return []
    rows = ChairTurn.objects.of(standing.coalition).filter(person_id=standing.person, answer="", body__closed_at=None)
    return list(rows.select_related("body").order_by("starts", "id")[:10])
