"""How what was counted again for vacancies is compared with the ballots: they still choose whom they were said to choose."""

from collections.abc import Iterator

from plenary.bodies.models import Countback
from plenary.decisions.models import Proposal
from plenary.decisions.queries.vacancies import Boxed, boxed
from plenary.decisions.rules.vacancies import chosen_by


def audit_vacancies(coalition_id: str) -> Iterator[str]:
    """Each problem in one sentence: a countback that gives another than was told. Two queries, and one an election of them."""
    rows = list(Countback.objects.of(coalition_id).exclude(left="").order_by("at", "id"))
    proposals = Proposal.objects.of(coalition_id).filter(pk__in={row.proposal for row in rows})
    boxes = {proposal.pk: boxed(proposal) for proposal in proposals}
    for row in rows:
        if _chosen(boxes.get(row.proposal), row) != row.candidate:
            yield f"countback {row.pk}: the ballots choose another than was told"


def _chosen(found: Boxed | None, row: Countback) -> str:
    return chosen_by(found.counted.contest, found.again(row.left, tuple(row.out))) if found else ""
