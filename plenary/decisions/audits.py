"""How the rows of decisions are compared with the record: what was opened and decided, ballots, and the counts of these."""

import json
from collections.abc import Iterable, Iterator
from typing import Any

from plenary.decisions.models import Ballot, Effect, Elector, Objection, Proposal
from plenary.decisions.rules.counting import Choice, Outcome, count
from plenary.decisions.rules.electorates import electors_hash
from plenary.record.audits import register_audit
from plenary.record.models import Opening

_FROZEN = ("title", "body", "language", "matter", "process", "charter_version")
_TIMES = ("discussion_from", "voting_from", "voting_until")


def audit(coalition_id: str) -> Iterable[str]:
    """Each problem in one sentence: what was opened or decided and stands otherwise now, a ballot that its entry
    contradicts, a count that its ballots do not give."""
    yield from _audit_opened(coalition_id)
    yield from _audit_decided(coalition_id)
    yield from _audit_ballots(coalition_id)
    for proposal in Proposal.objects.of(coalition_id).exclude(outcome="").order_by("decided_at", "id"):
        yield from _audit_count(proposal)


def _facts_by_proposal(coalition_id: str, kind: str) -> dict[str, dict[str, Any]]:
    rows = Opening.objects.of(coalition_id).filter(entry__kind=kind, position=0, erased_at=None).order_by("entry__n")
    told = rows.values_list("entry__about", "payload")
    return {about: json.loads(bytes(payload))["facts"] for about, payload in told}


def _audit_opened(coalition_id: str) -> Iterator[str]:
    """What people vote on is what was opened: words, rules, times, effects, electorate."""
    opened = _facts_by_proposal(coalition_id, "decisions.opened")
    rows = Proposal.objects.of(coalition_id).filter(opened_at__isnull=False).order_by("opened_at", "id")
    for proposal in rows.prefetch_related("electors"):
        facts = opened.pop(proposal.pk, None)
        if facts is None:
            yield f"proposal {proposal.pk}: the record has no entry of its opening"
            continue
        effects = Effect.objects.of(coalition_id).filter(proposal=proposal)
        found = {
            "effects": [{"kind": row.kind, "payload": row.payload} for row in effects],
            "electors": electors_hash(proposal.electors.all()),
            **{name: getattr(proposal, name) for name in _FROZEN},
            **{name: getattr(proposal, name).isoformat() for name in _TIMES},
        }
        for name, value in found.items():
            if facts.get(name) != value:
                yield f"proposal {proposal.pk}: its {name} is not what was opened"
    for proposal_id in opened:
        yield f"proposal {proposal_id}: was opened in the record and is not among the proposals"


def _audit_decided(coalition_id: str) -> Iterator[str]:
    decided = _facts_by_proposal(coalition_id, "decisions.decided")
    for proposal in Proposal.objects.of(coalition_id).order_by("drafted_at", "id"):
        facts = decided.get(proposal.pk, {"outcome": "", "count": {}, "severed": []})
        if (proposal.outcome, proposal.count) != (facts["outcome"], facts["count"]):
            yield f"proposal {proposal.pk}: its outcome is not the one that was entered"
        out = Effect.objects.of(coalition_id).filter(proposal=proposal, severed_at__isnull=False)
        if [{"kind": row.kind, "payload": row.payload} for row in out] != facts["severed"]:
            yield f"proposal {proposal.pk}: other parts were taken out than was entered"


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
