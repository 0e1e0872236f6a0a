"""What the page of a proposal shows of what would be another: the clauses of the charter, whom that touches, and who would chair
a body that changes how its chair is found."""

from collections.abc import Iterable
from typing import Any

from plenary.bodies.touches import touched_by_chair
from plenary.charter import queries as charter
from plenary.charter.labels.touches import under_headings
from plenary.charter.queries import drafting
from plenary.core.standing import Standing
from plenary.decisions.models import Proposal
from plenary.decisions.queries import Happening


def touched_context(standing: Standing, proposal: Proposal, happenings: Iterable[Happening]) -> dict[str, Any]:
    """What an amendment changes, clause by clause, even once it is decided; until then the draft of the charter that would come
    into force, and what would change for whom. No query where nothing of the kind is proposed."""
    asked = [part.payload for part in happenings if part.kind == "charter.amend"]
    draft = charter.draft_of(proposal.coalition_id, str(asked[0].get("draft", ""))) if asked else None
    found: dict[str, Any] = {"changes": list(charter.changes_of(draft)) if draft else []}
    if proposal.outcome or proposal.withdrawn_at:
        return found
    touches = list(drafting.touches_of(standing, draft)) if draft else []
    for part in happenings:
        if part.kind == "bodies.amend_terms" and "rotates" in part.payload:
            rotates = part.payload["rotates"] is True
            touches += touched_by_chair(standing, str(part.payload.get("body", "")), rotates=rotates)
    return found | {"amends_by": draft, "touched": under_headings(touches)}
