"""The temperature: an elector says how warm it is to a proposal, and says otherwise at will."""

from plenary.core import clock
from plenary.core.standing import Standing
from plenary.core.verdicts import Refused, refuse, require
from plenary.decisions import permissions, queries
from plenary.decisions.actions import audiences, locking
from plenary.decisions.models import Elector, Proposal, Temperature
from plenary.decisions.rules.temperature import Feeling
from plenary.record import actions as record
from plenary.record.actions import Part


def say_temperature(*, by: Standing, proposal: Proposal, feeling: str) -> Temperature:
    """Say how warm one's elector is to a proposal, or say otherwise; it binds nobody and is not counted as a ballot.

    In order: share the proposal, lock the elector, save, enter. The entry tells how many answered to those who see the
    proposal, in nobody's name, for who reads the figures before and after would know how it feels; who it was and the
    feeling, to the elector's own alone; that of a protected member is for its own alone. Refuses as
    permissions.may_say_temperature says, and with decisions.no_such_feeling.
    """
    if feeling not in {known.value for known in Feeling}:
        raise Refused(refuse("decisions.no_such_feeling"))
    with record.act(by=by):
        proposal = locking.share(proposal)
        own = queries.electors_of(by, proposal, hold=True)  # before it is asked: a colleague may be standing back
        require(permissions.may_say_temperature(by, proposal))
        elector = own[0]
        said, _made = Temperature.objects.of(by.coalition).update_or_create(
            elector=elector,
            defaults={"coalition_id": by.coalition, "proposal": proposal, "feeling": feeling, "at": clock.now()},
        )
        _enter(by, proposal, elector, said)
    return said


def _enter(by: Standing, proposal: Proposal, elector: Elector, said: Temperature) -> None:
    own = audiences.of_elector(elector)
    told = queries.temperature_now(proposal)
    record.enter(
        by=Standing.system(by.coalition, f"process.{proposal.frozen_process.code}"),
        kind="decisions.temperature_said",
        about=proposal.id,
        audience=own if elector.protected else audiences.of_proposals(proposal),
        facts=audiences.told(proposal, answered=told.answered, electorate=told.electorate),
        parts=[Part(facts={"elector": elector.key, "feeling": said.feeling, "by_person": by.person}, audience=own)],
    )
