"""Casting ballots: one an elector, replaced until voting closes."""

from plenary.core import clock, visibility
from plenary.core.standing import Standing
from plenary.core.verdicts import Refused, refuse, require
from plenary.decisions import permissions, queries
from plenary.decisions.actions import audiences, locking
from plenary.decisions.models import Ballot, Proposal
from plenary.decisions.rules.counting import Choice
from plenary.record import actions as record
from plenary.record.actions import Part


def cast_ballot(*, by: Standing, proposal: Proposal, choice: str) -> Ballot:
    """Cast the ballot of one's elector, or replace it. In order: share the proposal, lock the elector, enter, save.

    In time means received at or before the deadline. The entry tells turnout to those who see the proposal, the choice to
    the elector's own alone; that of a protected member is readable by its own alone. Refuses as permissions.may_cast says,
    and with decisions.no_such_choice.
    """
    with record.act(by=by):
        proposal = locking.share(proposal)
        require(permissions.may_cast(by, proposal))
        if choice not in {known.value for known in Choice}:
            raise Refused(refuse("decisions.no_such_choice", f"process.{proposal.frozen_process.code}"))
        elector = queries.electors_of(by, proposal, hold=True)[0]
        before = Ballot.objects.of(by.coalition).filter(elector=elector).first()
        ballot = before or Ballot(coalition_id=by.coalition, proposal=proposal, elector=elector)
        ballot.elector = elector
        ballot.choice, ballot.cast_by, ballot.cast_at = Choice(choice).value, by.person, clock.now()
        ballot.entry = _enter(by, proposal, ballot, replaces=before is not None)
        ballot.save()
    return ballot


def _enter(by: Standing, proposal: Proposal, ballot: Ballot, *, replaces: bool) -> str:
    elector = ballot.elector
    own = [visibility.person(elector.person)] if elector.person else [visibility.member(elector.member_id or "")]
    turnout = queries.count_now(proposal)
    voted = turnout.voted if replaces else turnout.voted + 1
    return record.enter(
        by=by,
        kind="decisions.ballot_cast",
        about=proposal.id,
        audience=own if elector.protected else audiences.of_proposals(proposal),
        facts=audiences.told(proposal, voted=voted, electorate=turnout.electorate),
        parts=[
            Part(
                facts={"ballot": ballot.id, "elector": elector.key, "choice": ballot.choice, "replaces": replaces},
                audience=own,
            )
        ],
    )
