"""Nominations close: a ballot follows, or all who stand are elected without one, or the call is held open once more."""

from plenary.charter import decidable
from plenary.charter.rules.schema import Secrecy
from plenary.core.standing import Standing
from plenary.core.verdicts import require
from plenary.decisions import permissions
from plenary.decisions.actions import audiences, freezing, locking, sealing
from plenary.decisions.actions.boxes import facts_of, new_box
from plenary.decisions.actions.carrying_out import carry_out
from plenary.decisions.actions.named import names_in_box
from plenary.decisions.actions.nominations import end_nomination
from plenary.decisions.actions.outcomes import enter_outcome
from plenary.decisions.models import Proposal
from plenary.decisions.queries.choosing import Choice, nominations_of, rule_of_elections
from plenary.decisions.queries.nominations import AGAIN_OPEN, CLOSED, election_of, was_entered
from plenary.decisions.rules.nominations import Next, after_nominations, by_lot, fitting
from plenary.decisions.rules.phases import Phase
from plenary.record import actions as record

_OVER = frozenset({Phase.DISCUSSION, Phase.VOTING, Phase.CLOSED})
_WITHOUT_BALLOT = frozenset({Next.ELECTED, Next.NOBODY})


def close_nominations(*, by: Standing, proposal: Proposal) -> Proposal:
    """Close the nominations of an election whose notice is over, once; the effects of one that is decided by it run after that.

    In order: lock the proposal; end the nominations of those who may stand no longer; ask `rules.nominations` what follows.
    Where the call is held open once more the times move by as many days of notice, and that is entered with them. Else it
    is entered that nominations are closed, with who stands. Where no ballot is held, the order of those elected is drawn
    from the record as a box is, and the outcome is entered at once. It may run twice or late; only the program does this.
    """
    require(permissions.may_close(by))
    with record.act(by=by):
        proposal = locking.take(proposal)
        if proposal.outcome or proposal.phase not in _OVER or was_entered(proposal, CLOSED):
            return proposal
        choice = election_of(proposal)
        if choice is None:
            return proposal
        _leave_out(by, proposal, choice)
        choice = election_of(proposal) or choice
        follows = _follows(proposal, choice)
        if follows is Next.AGAIN:
            return _open_once_more(by, proposal)
        _enter(by, proposal, choice, follows)
    if follows in _WITHOUT_BALLOT and proposal.frozen_process.secrecy is Secrecy.SECRET:
        sealing.destroy_key(proposal)
    return carry_out(by=by, proposal=proposal) if follows is Next.ELECTED else proposal


def _leave_out(by: Standing, proposal: Proposal, choice: Choice) -> None:
    kind = decidable.choosing(choice.effect.kind)
    for row in nominations_of(proposal):
        member, person = row.member_id or "", row.person_id or ""
        if kind and kind.candidate_problem(proposal.coalition_id, choice.effect.payload, member=member, person=person):
            row.proposal = proposal
            end_nomination(by, row, "not_eligible")


def _follows(proposal: Proposal, choice: Choice) -> Next:
    standing = [each for each in choice.contest.candidates if each.id != decidable.AGAIN]
    kept = {each.group: each.at_least for each in choice.asked.kept}
    return after_nominations(
        standing=len(standing),
        fitting=fitting((each.groups for each in standing), choice.asked.seats, kept),
        seats=choice.asked.seats,
        rule=rule_of_elections(proposal),
        called_again=was_entered(proposal, AGAIN_OPEN),
    )


def _open_once_more(by: Standing, proposal: Proposal) -> Proposal:
    freezing.set_times(proposal)
    proposal.save(update_fields=["discussion_from", "voting_from", "voting_until"])
    record.enter(
        by=by,
        kind=AGAIN_OPEN,
        about=proposal.id,
        audience=audiences.of_proposals(proposal),
        facts=audiences.told(proposal, **freezing.frozen_facts(proposal)),
    )
    return proposal


def _enter(by: Standing, proposal: Proposal, choice: Choice, follows: Next) -> None:
    """Enter that nominations are closed; where no ballot follows, close the box with it and enter the outcome."""
    box = new_box(proposal, choice.contest) if follows in _WITHOUT_BALLOT else None
    entry = record.enter(
        by=by,
        kind=CLOSED,
        about=proposal.id,
        audience=audiences.of_proposals(proposal),
        facts=audiences.told(
            proposal,
            follows=follows.value,
            standing=sum(each.id != decidable.AGAIN for each in choice.contest.candidates),
            nominations=[each.id for each in choice.contest.candidates],
            **(facts_of(box) if box else {}),
        ),
        parts=names_in_box(box) if box else [],
    )
    if box:
        box.entry, box.winners = entry, list(by_lot(choice.contest, box.seed))
        box.save(force_insert=True)
        enter_outcome(by, proposal)
