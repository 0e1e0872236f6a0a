"""Ballots on amendments, and what becomes of each when voting closes: decided before the main question, in the order shown."""

from collections.abc import Mapping
from typing import Any

from plenary.core import clock
from plenary.core.standing import Standing
from plenary.core.verdicts import Refused, refuse, require
from plenary.decisions import permissions, queries
from plenary.decisions.actions import audiences, locking
from plenary.decisions.actions.amendments import next_position, revise
from plenary.decisions.models import Amendment, AmendmentBallot, Elector, Proposal
from plenary.decisions.queries.tally import deadline_or
from plenary.decisions.rules.amendments import Paragraph, amended, in_order, is_overtaken, text_of
from plenary.decisions.rules.ballots import Choice
from plenary.decisions.rules.tallies import Tally, decides_amendments, tally
from plenary.record import actions as record

ANSWERS = (Choice.YES, Choice.NO, Choice.ABSTAIN)


def vote_on_amendments(*, by: Standing, proposal: Proposal, answers: Mapping[str, str]) -> list[AmendmentBallot]:
    """Say yes, no or neither to amendments that are open (`answers`: by their ids), or replace what was said.

    In order: share the proposal, lock the elector, enter for that elector's own alone, save. Those not named keep what was
    said to them before. Refuses as permissions.may_vote_on_amendments says, no answer at all (decisions.no_answers), another
    answer (decisions.no_such_choice), and an amendment that is not open here (decisions.amendment_settled).
    """
    with record.act(by=by):
        proposal = locking.share(proposal)
        own = queries.electors_of(by, proposal, hold=True)  # before it is asked: a colleague may be standing back
        require(permissions.may_vote_on_amendments(by, proposal))
        clause = f"process.{proposal.frozen_process.code}"
        if not answers:
            raise Refused(refuse("decisions.no_answers", clause))
        if not set(answers.values()) <= {choice.value for choice in ANSWERS}:
            raise Refused(refuse("decisions.no_such_choice", clause))
        still = {row.pk: row for row in queries.amendments_of(proposal) if row.state == "open"}
        if not answers.keys() <= still.keys():
            raise Refused(refuse("decisions.amendment_settled", clause))
        entry = _enter(by, proposal, own[0], answers)
        return [_keep(by, still[key], own[0], choice, entry) for key, choice in answers.items()]


def settle_amendments(*, by: Standing, proposal: Proposal) -> list[dict[str, Any]]:
    """Decide the amendments that are open, in the order shown, and apply those that are carried; within closing.

    Each is counted among those who voted on it (rules.tallies). One that was overtaken by those before it, or would leave
    nothing of the text, is said to be overtaken; one on which nobody voted was not taken up. Gives what is entered with the
    outcome: each amendment with its state and figures. The proposal is locked by the caller, who is the program.
    """
    rows = queries.amendments_of(proposal)
    told: list[dict[str, Any]] = []
    for effect in queries.texts_to_amend(proposal):
        document = queries.document_of(effect, rows)
        before = document
        waiting = {row.pk: row for row in rows if row.effect_id == effect.pk and row.state == "open"}
        for change in in_order(map(queries.change_of, waiting.values()), document):
            document = _settle(proposal, waiting[change.key], document, rows)
        if document != before:
            revise(by, effect, text_of(document))
        told += [
            {"amendment": row.pk, "state": row.state, "position": row.position, "count": row.count}
            for row in sorted(waiting.values(), key=lambda row: (row.position, row.pk))
        ]
    return told


def _settle(
    proposal: Proposal, row: Amendment, document: tuple[Paragraph, ...], rows: list[Amendment]
) -> tuple[Paragraph, ...]:
    figures, has_votes = _count(proposal, row)
    change = queries.change_of(row)
    after, _none = amended(document, [change])
    if not (has_votes and decides_amendments(proposal.frozen_process)):
        row.state = "not_taken_up"
    elif is_overtaken(document, change) or not text_of(after):
        row.state = "overtaken"
    else:
        row.state = "adopted" if figures.is_carried else "rejected"
    row.settled_at, row.count = clock.now(), figures.to_json()
    if row.state == "adopted":
        row.position = next_position(rows)
    row.save(update_fields=["state", "settled_at", "count", "position"])
    return after if row.state == "adopted" else document


def _count(proposal: Proposal, row: Amendment) -> tuple[Tally, bool]:
    votes = queries.votes_on(row, deadline_or(proposal.voting_until, clock.now()))
    return tally(proposal.frozen_process, votes), bool(votes)


def _keep(by: Standing, amendment: Amendment, elector: Elector, choice: str, entry: str) -> AmendmentBallot:
    ballot, _made = AmendmentBallot.objects.of(by.coalition).update_or_create(
        coalition_id=by.coalition,
        amendment=amendment,
        elector=elector,
        defaults={"choice": choice, "cast_by": by.person, "cast_at": clock.now(), "entry": entry},
    )
    return ballot


def _enter(by: Standing, proposal: Proposal, elector: Elector, answers: Mapping[str, str]) -> str:
    return record.enter(
        by=by,
        kind="decisions.amendments_voted",
        about=proposal.id,
        audience=audiences.of_elector(elector),
        facts=audiences.told(
            proposal, round=proposal.round, elector=elector.key, answers=dict(sorted(answers.items()))
        ),
    )
