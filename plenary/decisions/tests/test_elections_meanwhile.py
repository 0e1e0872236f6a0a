"""Elections under which something changes: the charter, who is a member, which seats are vacant."""

from dataclasses import replace
from datetime import timedelta

import pytest

from plenary.bodies.models import Term
from plenary.charter.actions import put_in_force
from plenary.charter.rules.document import charter_to_json
from plenary.core import clock
from plenary.core.standing import Standing
from plenary.decisions import queries
from plenary.decisions.rules.secrecy import Reveals, reveals
from plenary.decisions.shown.proposal import context_of
from plenary.decisions.tests import choosing, elections, factories
from plenary.membership.actions import withdraw
from plenary.membership.models import Member

pytestmark = pytest.mark.django_db


def test_an_election_that_is_open_goes_on_though_an_amendment_takes_its_seats_away() -> None:
    rules = elections.charter()
    by = elections.members(5, rules)
    proposal = elections.opened(by[4])
    for each in by[:3]:
        elections.stands(each, proposal)
    proposal = elections.closed(proposal)
    first = queries.nominations_of(proposal)[0].pk
    for each in by[2:]:
        choosing.cast(each, proposal, {"ranks": [[first]]})
    bodies = tuple(
        replace(body, seats=tuple(replace(row, code="chairs") for row in body.seats)) if body.code == "board" else body
        for body in rules.bodies
    )
    put_in_force(
        by=Standing.system(proposal.coalition_id, "process"),
        coalition_id=proposal.coalition_id,
        document=charter_to_json(replace(rules, bodies=bodies)),
    )
    decided = elections.counted(proposal)
    assert (decided.outcome, decided.not_carried_out.get("reason", "")) == ("adopted", "bodies.not_elected")
    assert context_of(factories.now(by[0]), decided)["proposal"] == decided
    assert elections.sound(proposal.coalition_id) == []


def test_a_member_that_leaves_before_its_term_begins_does_not_take_it_up() -> None:
    by = elections.members(5)
    starts = clock.now() + timedelta(days=75)
    later = [("bodies.elect", {**elections.BOARD[0][1], "starts": starts.isoformat()})]
    proposal = elections.opened(by[4], later)
    for each in by[:2]:
        elections.stands(each, proposal)
    elections.closed(proposal)
    assert Term.objects.of(proposal.coalition_id).count() == 2
    withdraw(by=factories.now(by[0]), member=Member.objects.of(proposal.coalition_id).get(pk=by[0].member))
    with clock.set_to(starts + timedelta(days=1)):
        assert [name for _seats, name in elections.seats(proposal.coalition_id)] == ["Member 1"]


@pytest.mark.parametrize(
    ("votes", "heaviest", "found"),
    [
        ([6, 3, 2], 5, (Reveals.HEAVIEST,)),
        ([20, 12, 3], 15, (Reveals.HEAVIEST,)),
        ([6, 5, 2], 5, ()),
        ([6, 3, 2], 1, ()),
        ([9, 2], 5, (Reveals.ALL_BUT_ONE, Reveals.HEAVIEST)),
    ],
)
def test_an_answer_that_alone_has_room_for_the_heaviest_ballot_shows_it(
    votes: list[int], heaviest: int, found: tuple[Reveals, ...]
) -> None:
    assert reveals(votes, voters=7, heaviest=heaviest) == found
