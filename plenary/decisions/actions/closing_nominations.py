"""Nominations close, and voting opens: each time a ballot follows, or all who stand are elected without one, or the call is held
open once more."""

from plenary.charter import decidable
from plenary.charter.rules.schema import Secrecy
from plenary.core import clock
from plenary.core.standing import Standing
from plenary.core.verdicts import require
from plenary.decisions import permissions
from plenary.decisions.actions import advice, audiences, freezing, locking, sealing
from plenary.decisions.actions.boxes import facts_of, new_box
from plenary.decisions.actions.named import names_in_box
from plenary.decisions.actions.nominations import end_nomination
from plenary.decisions.actions.outcomes import enter_outcome
from plenary.decisions.models import Proposal
from plenary.decisions.queries.choosing import Choice, nominations_of, rule_of_elections
from plenary.decisions.queries.nominations import AGAIN_OPEN, CLOSED, FIXED, election_of, turn_due, was_entered
from plenary.decisions.rules.nominations import Next, after_nominations, by_lot, fitting, is_late
from plenary.record import actions as record

MOVED = "decisions.times_moved"
"""The kind of entry that tells that what follows begins anew, because nominations were closed, or candidates fixed, late."""

_WITHOUT_BALLOT = frozenset({Next.ELECTED, Next.NOBODY})


def close_nominations(*, by: Standing, proposal: Proposal) -> Proposal:
    """Close the nominations of an election whose notice is over, once; the effects of one that is decided by it run after that.

    In order: lock the proposal; end the nominations of those who may stand no longer; ask `rules.nominations` what follows.
    Where the call is held open once more the times move by as many days of notice, and that is entered with them. Else it
    is entered that nominations are closed, with who stands and what follows. Where no ballot is held, the order of those
    elected is drawn from the record as a box is, and the outcome is entered at once; where one is, and the program comes late
    to this (`is_late`), discussion and voting get their full time from now, which is entered too. It may run twice or late;
    only the program does this.
    """
    return _take_turn(by, proposal, CLOSED)


def fix_candidates(*, by: Standing, proposal: Proposal) -> Proposal:
    """Ask once more what follows when the voting of an election opens after a discussion, or anew in a further round: who stood
    may have withdrawn, or may stand no longer. All in the order of `close_nominations`, once for each opening; it is entered
    who stands, though nothing has changed, and voting gets its full time from now where the program comes late. Until then no
    ballot is taken. It may run twice or late; only the program does this."""
    return _take_turn(by, proposal, FIXED)


def _take_turn(by: Standing, proposal: Proposal, turn: str) -> Proposal:
    require(permissions.may_close(by))
    with record.act(by=by):
        proposal = locking.take(proposal)
        choice = election_of(proposal) if turn_due(proposal) == turn else None
        if choice is None:
            return proposal
        _leave_out(by, proposal, choice)
        choice = election_of(proposal) or choice
        follows = _follows(proposal, choice)
        if follows is Next.AGAIN:
            return _open_once_more(by, proposal, choice)
        _enter(by, proposal, choice, turn, follows)
        if follows not in _WITHOUT_BALLOT:
            _give_full_time(by, proposal, turn)
    if follows in _WITHOUT_BALLOT and proposal.frozen_process.secrecy is Secrecy.SECRET:
        sealing.destroy_key(proposal)
    return proposal


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


def _open_once_more(by: Standing, proposal: Proposal, choice: Choice) -> Proposal:
    _begin_anew(proposal, notice=True, discussion=True)
    record.enter(
        by=by,
        kind=AGAIN_OPEN,
        about=proposal.id,
        audience=audiences.of_proposals(proposal),
        facts=audiences.told(proposal, **_told_of(choice), **freezing.frozen_facts(proposal)),
    )
    return proposal


def _enter(by: Standing, proposal: Proposal, choice: Choice, turn: str, follows: Next) -> None:
    """Enter who stands and what follows; where no ballot does, close the box with it and enter the outcome."""
    box = new_box(proposal, choice.contest) if follows in _WITHOUT_BALLOT else None
    entry = record.enter(
        by=by,
        kind=turn,
        about=proposal.id,
        audience=audiences.of_proposals(proposal),
        facts=audiences.told(
            proposal,
            follows=follows.value,
            nominations=[each.id for each in choice.contest.candidates],
            **_told_of(choice),
            **(facts_of(box) if box else {}),
        ),
        parts=names_in_box(box) if box else [],
    )
    if box:
        box.entry, box.winners = entry, list(by_lot(choice.contest, box.seed))
        box.save(force_insert=True)
        enter_outcome(by, proposal)


def _told_of(choice: Choice) -> dict[str, int]:
    """Why it is so that a ballot follows, or none: how many stand, for how many seats."""
    standing = sum(each.id != decidable.AGAIN for each in choice.contest.candidates)
    return {"standing": standing, "seats": choice.asked.seats}


def _give_full_time(by: Standing, proposal: Proposal, turn: str) -> None:
    """Let what follows begin anew where the program comes late, and enter the new times for all who see the proposal."""
    closes, opens, until = proposal.discussion_from, proposal.voting_from, proposal.voting_until
    planned = closes if turn == CLOSED else opens
    if planned is None or opens is None or until is None or not is_late(planned, clock.now(), until - opens):
        return
    _begin_anew(proposal, notice=False, discussion=turn == CLOSED)
    record.enter(
        by=by,
        kind=MOVED,
        about=proposal.id,
        audience=audiences.of_proposals(proposal),
        facts=audiences.told(proposal, planned=planned.isoformat(), **freezing.frozen_facts(proposal)),
    )


def _begin_anew(proposal: Proposal, *, notice: bool, discussion: bool) -> None:
    """Set the times from now on, and save them. No deadline comes sooner than it was told, for a member may have asked for more
    time; the advice that is due when voting opens is due when it opens now."""
    opened, told = proposal.voting_from, proposal.voting_until
    freezing.set_times(proposal, notice=notice, discussion=discussion)
    if told and proposal.voting_until:
        proposal.voting_until = max(told, proposal.voting_until)
    advice.move_due(proposal, opened)
    proposal.save(update_fields=["discussion_from", "voting_from", "voting_until"])
