"""How the rows of decisions are compared with the record: ballots with the entries about them, counts with the ballots."""

from collections.abc import Iterable, Iterator

from plenary.decisions.models import Ballot, Elector, Objection, Proposal
from plenary.decisions.rules.counting import Choice, Outcome, count
from plenary.record.audits import register_audit


def audit(coalition_id: str) -> Iterable[str]:
    """Each problem in one sentence: a count that its ballots do not give, an outcome whose row says otherwise."""
    for proposal in Proposal.objects.of(coalition_id).exclude(outcome=""):
        yield from _audit_count(proposal)


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
