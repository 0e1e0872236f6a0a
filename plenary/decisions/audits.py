"""How the rows of decisions are compared with the record: ballots with the entries about them, counts with the ballots."""

import json
from collections.abc import Iterable, Iterator

from plenary.decisions.models import Ballot, Elector, Objection, Proposal
from plenary.decisions.rules.counting import Choice, Outcome, count
from plenary.record.audits import register_audit
from plenary.record.models import Opening


def audit(coalition_id: str) -> Iterable[str]:
    """Each problem in one sentence: a ballot that its entry contradicts, a count that its ballots do not give."""
    yield from _audit_ballots(coalition_id)
    for proposal in Proposal.objects.of(coalition_id).exclude(outcome="").order_by("decided_at", "id"):
        yield from _audit_count(proposal)


def _audit_ballots(coalition_id: str) -> Iterator[str]:
    parts = Opening.objects.of(coalition_id).filter(entry__kind="decisions.ballot_cast", position=1, erased_at=None)
    entered: dict[str, tuple[str, str]] = {}  # ballot -> the entry and the choice of the last time it was cast
    for entry, payload in parts.order_by("entry__n").values_list("entry_id", "payload"):
        facts = json.loads(bytes(payload))["facts"]
        entered[facts["ballot"]] = (entry, facts["choice"])
    for row in Ballot.objects.of(coalition_id).order_by("cast_at", "id"):
        entry, choice = entered.pop(row.pk, ("", ""))
        if not entry or entry != row.entry:
            yield f"ballot {row.pk}: the record has no such entry"
        elif choice != row.choice:
            yield f"ballot {row.pk}: says {row.choice}, the record says {choice}"
    for ballot in entered:
        yield f"ballot {ballot}: stands in the record and not among the ballots"


def _audit_count(proposal: Proposal) -> Iterator[str]:
    rows = Ballot.objects.of(proposal.coalition_id).filter(proposal=proposal).select_related("elector")
    electors = list(Elector.objects.of(proposal.coalition_id).filter(proposal=proposal))
    whole = Objection.objects.of(proposal.coalition_id).filter(proposal=proposal, effect=None, withdrawn_at=None)
    objectors = frozenset(whole.values_list("elector__key", flat=True))
    ballots = {row.elector.key: Choice(row.choice) for row in rows}
    figures = count(proposal.frozen_process, electors, ballots, objectors)
    if figures.to_json() != proposal.count:
        yield f"proposal {proposal.pk}: the count that was entered is not the count of its ballots"
    if Outcome(proposal.outcome) is not figures.outcome:
        yield f"proposal {proposal.pk}: the outcome {proposal.outcome} is not the one that its ballots give"


register_audit("decisions", audit)
