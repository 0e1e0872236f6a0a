"""Effects that break off: what a listening room raises, or what nobody foresaw, undoes the effects and is told."""

import pytest

from plenary.charter.decidable import CannotCarryOut
from plenary.core import clock
from plenary.decisions import actions
from plenary.decisions.rules.phases import Phase
from plenary.decisions.tasks import keep_deadlines
from plenary.decisions.tests import factories
from plenary.decisions.tests.found import in_voting, kinds
from plenary.membership.models import Member
from plenary.record.kinds import _receivers as receivers
from plenary.record.kinds import on_entry
from tests import founding

pytestmark = pytest.mark.django_db


@pytest.fixture
def listening():
    """Registers receivers of admissions, and takes them back."""
    before = list(receivers["membership.admitted"])
    yield on_entry("membership.admitted")
    receivers["membership.admitted"][:] = before


def admitted(house):
    [by] = founding.standings(house, 1)
    applicant = founding.member(house, "Applicant", status="applied")
    proposal = factories.opened(by, effects=[("membership.admit", {"member": applicant.id})])
    with in_voting(proposal):
        actions.cast_ballot(by=by, proposal=proposal, choice="yes")
    closed = factories.close(proposal)
    return closed, Member.objects.of(house.id).get(id=applicant.id).status


@pytest.mark.parametrize(
    ("error", "reason"),
    [
        (CannotCarryOut("membership.not_waiting_now"), "membership.not_waiting_now"),
        (KeyError("x"), "decisions.broke_off"),
    ],
)
def test_what_a_listener_raises_undoes_the_effects_and_is_told(house, listening, error, reason):
    def refuses(_by, _entry):
        raise error

    listening(refuses)
    closed, status = admitted(house)
    assert (closed.outcome, closed.phase, closed.not_carried_out["reason"]) == (
        "adopted",
        Phase.NOT_CARRIED_OUT,
        reason,
    )
    assert status == "applied"
    assert kinds(house)[-2:] == ["decisions.decided", "decisions.not_carried_out"]
    entries = kinds(house)
    with clock.set_to(closed.decided_at):
        keep_deadlines()
    assert kinds(house) == entries


def test_a_listener_is_told_once(house, listening):
    told = []
    listening(lambda _by, entry: told.append(entry.about))
    closed, status = admitted(house)
    assert (closed.phase, status) == (Phase.CARRIED_OUT, "active")
    assert len(told) == 1
