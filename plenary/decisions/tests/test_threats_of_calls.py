"""What whoever enters a call must not learn from it."""

import pytest

from plenary.decisions import actions
from plenary.decisions.shown.ways import entered_of
from plenary.decisions.tests import factories
from plenary.decisions.tests.found import in_voting
from plenary.decisions.tests.test_calls import ON_CALLS, call, hold_office
from tests import founding

pytestmark = pytest.mark.django_db


def test_entering_and_correcting_a_call_tells_nothing_of_ballots_cast_in_writing():
    told = set()
    for choice in ("yes", "no"):
        house = founding.coalition(f"house-{choice}", rules=factories.charter(ordinary=ON_CALLS))
        first, second, _third, fourth = founding.standings(house, 4)
        chair = hold_office(house, first)
        proposal = factories.opened(chair)
        with in_voting(proposal):
            actions.cast_ballot(by=fourth, proposal=proposal, choice=choice)
            settled = actions.settle_on_call(by=chair, proposal=proposal, call=call([chair, second], "for against"))
            fixed = actions.correct_call(by=chair, proposal=settled, call=call([chair, second], "for for"))
        for each in (settled, fixed):
            told.add((each.decided_elsewhere["outcome"], each.decided_elsewhere["reason"]))
            assert entered_of(second, each).outcome_label == ""
    assert told == {("", "")}
