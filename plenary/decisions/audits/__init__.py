"""How the rows of decisions are compared with the record: what was opened and decided, ballots, and the counts of these."""

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from plenary.charter.rules.document import process_from_json
from plenary.core import clock
from plenary.decisions.actions.freezing import times_of
from plenary.decisions.audits.amending import audit_amendments, audit_answers, audit_words
from plenary.decisions.audits.choosing import audit_boxes
from plenary.decisions.audits.nominations import audit_nominations
from plenary.decisions.audits.on_the_way import audit_on_the_way
from plenary.decisions.audits.places import audit_delegations, audit_recusals
from plenary.decisions.audits.vacancies import audit_vacancies
from plenary.decisions.models import Ballot, Effect, Proposal, Round
from plenary.decisions.queries import tally
from plenary.decisions.queries.calls import CALL
from plenary.decisions.queries.tally import deadline_or
from plenary.decisions.rules.counting import Outcome
from plenary.decisions.rules.electorates import electors_hash
from plenary.decisions.rules.rounds import NOBODY_TO_GO_ON, left_by_all
from plenary.decisions.rules.urgency import outcome_of
from plenary.record.audits import register_audit
from plenary.record.models import Opening

_FROZEN = (
    "title",
    "body",
    "language",
    "matter",
    "process",
    "next_process",
    "days",
    "round",
    "stage",
    "urgency",
    "decided_elsewhere",
    "charter_version",
)
_CALLS = ("decisions.recorded", "decisions.call_corrected")
_MOVES = (
    "decisions.waits_for_languages",
    "decisions.opened",
    "decisions.round_opened",
    "decisions.reworded",
    "decisions.referred",
    "decisions.came_back",
    "decisions.opened_urgently",
    "decisions.closed_early",
    "decisions.extended",
    "decisions.nominations_again",
    "decisions.times_moved",
    *_CALLS,
)
"""The kinds of entries that say what is held fast; the latest says it as it is now."""


def audit(coalition_id: str) -> Iterable[str]:
    """Each problem in one sentence: what was opened or decided and stands otherwise now, a ballot that its entry
    contradicts, a count that its ballots do not give."""
    yield from _audit_opened(coalition_id)
    yield from _audit_decided(coalition_id)
    yield from _audit_ballots(coalition_id)
    yield from _audit_calls(coalition_id)
    for proposal in Proposal.objects.of(coalition_id).exclude(outcome="").order_by("decided_at", "id"):
        yield from _audit_count(proposal)
    yield from _audit_rounds(coalition_id)
    yield from audit_amendments(coalition_id)
    yield from audit_answers(coalition_id)
    yield from audit_words(coalition_id)
    yield from audit_on_the_way(coalition_id)


def _facts_by_proposal(coalition_id: str, *kinds: str) -> dict[str, dict[str, Any]]:
    """What entries of these kinds told of each proposal; what a later one tells anew takes the place of what was told."""
    rows = Opening.objects.of(coalition_id).filter(entry__kind__in=kinds, position=0, erased_at=None)
    found: dict[str, dict[str, Any]] = {}
    for about, payload in rows.order_by("entry__n").values_list("entry__about", "payload"):
        found[about] = found.get(about, {}) | json.loads(bytes(payload))["facts"]
    return found


def _audit_opened(coalition_id: str) -> Iterator[str]:
    """What people vote on is what was opened: words, rules, times, effects, electorate."""
    opened = _facts_by_proposal(coalition_id, *_MOVES)
    rows = Proposal.objects.of(coalition_id).filter(opened_at__isnull=False).order_by("opened_at", "id")
    for proposal in rows.prefetch_related("electors"):
        facts = opened.pop(proposal.pk, None)
        if facts is None:
            yield f"proposal {proposal.pk}: the record has no entry of its opening"
            continue
        effects = Effect.objects.of(coalition_id).filter(proposal=proposal)
        found = {
            "effects": [{"kind": row.kind, "payload": row.payload} for row in effects],
            "electors": electors_hash(row for row in proposal.electors.all() if row.round == proposal.round),
            **{name: getattr(proposal, name) for name in _FROZEN},
            **times_of(proposal),
            **({"asked": proposal.asked} if proposal.asked else {}),
        }
        for name, value in found.items():
            told = facts.get(name)
            if (_title_in(told, proposal.language) if name == "title" else told) != value:
                yield f"proposal {proposal.pk}: its {name} is not what was opened"
    for proposal_id in opened:
        yield f"proposal {proposal_id}: was opened in the record and is not among the proposals"


def _title_in(told: Any, language: str) -> Any:
    """The title that an entry told; of one in several languages the one that decides."""
    return told.get(language) if isinstance(told, dict) else told


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
        entered[facts["ballot"]] = (entry, _said(facts))
    for row in Ballot.objects.of(coalition_id).exclude(how=CALL).order_by("cast_at", "id"):
        entry, choice = entered.pop(row.pk, ("", ""))
        if not entry or entry != row.entry:
            yield f"ballot {row.pk}: the record has no such entry"
        elif choice != (says := _said({"choice": row.choice, "shares": row.shares, "said": row.said})):
            yield f"ballot {row.pk}: says {says}, the record says {choice}"
    for ballot in entered:
        yield f"ballot {ballot}: stands in the record and not among the ballots"


def _audit_calls(coalition_id: str) -> Iterator[str]:
    """The ballots of a call are those of its entry, as it was corrected last; each round may have a call of its own."""
    parts = Opening.objects.of(coalition_id).filter(entry__kind__in=_CALLS, position__in=(0, 1), erased_at=None)
    told: dict[tuple[str, int], tuple[str, list[Mapping[str, str]]]] = {}
    rounds: dict[str, int] = {}
    for proposal, entry, position, payload in parts.order_by("entry__n", "position").values_list(
        "entry__about", "entry_id", "position", "payload"
    ):
        facts = json.loads(bytes(payload))["facts"]
        if position == 0:
            rounds[entry] = facts["round"]
        else:
            told[proposal, rounds.get(entry, 0)] = (entry, facts["roll"])
    entered = {
        (proposal, number, entry, line["ballot"], line["elector"], line["choice"])
        for (proposal, number), (entry, roll) in told.items()
        for line in roll
    }
    rows = Ballot.objects.of(coalition_id).filter(how=CALL).select_related("elector")
    found = {(row.proposal_id, row.elector.round, row.entry, row.pk, row.elector.key, row.choice) for row in rows}
    for proposal in sorted({line[0] for line in entered ^ found}):
        yield f"proposal {proposal}: the ballots of its call are not those that were entered"


def _said(facts: Mapping[str, Any]) -> str:
    """What a ballot says in a word, in parts, or of several."""
    if facts.get("said"):
        return json.dumps(facts["said"], sort_keys=True)
    parts = facts.get("shares") or {}
    return str(facts["choice"]) or ", ".join(f"{choice} {votes}" for choice, votes in sorted(parts.items()))


def _audit_count(proposal: Proposal) -> Iterator[str]:
    moment = deadline_or(proposal.voting_until, proposal.decided_at or clock.now())
    figures = tally(proposal, number=proposal.round, process=proposal.frozen_process, as_of=moment).figures
    if proposal.count.get("reason") == NOBODY_TO_GO_ON:
        figures = left_by_all(figures, proposal.stage)
    if figures != proposal.final_count:
        yield f"proposal {proposal.pk}: the count that was entered is not the count of its ballots"
    if Outcome(proposal.outcome) is not outcome_of(proposal.stage, figures)[0]:
        yield f"proposal {proposal.pk}: the outcome {proposal.outcome} is not the one that its ballots give"


def _audit_rounds(coalition_id: str) -> Iterator[str]:
    """What an earlier round came to is what its ballots give."""
    for row in Round.objects.of(coalition_id).select_related("proposal"):
        process = process_from_json(row.process)
        told = tally(
            row.proposal, number=row.number, process=process, as_of=deadline_or(row.voting_until, row.closed_at)
        )
        if row.count and told.figures != row.figures:
            yield f"proposal {row.proposal_id}: the count of round {row.number} is not the count of its ballots"


register_audit("decisions", audit)
register_audit("boxes", audit_boxes)
register_audit("nominations", audit_nominations)
register_audit("vacancies", audit_vacancies)
register_audit("delegations", audit_delegations)
register_audit("recusals", audit_recusals)
