"""Voting closes while people vote: what was acknowledged is counted, what was refused is not, and nothing comes after."""

from datetime import datetime, timedelta

import pytest

from tests.browser.clock import SETTINGS, Clock
from tests.crash import closing, inside, world
from tests.crash.places import Place, answer_of, wait_until
from tests.crash.voters import ACKNOWLEDGED, CHOICES, Crowd, left_standing

SLUG = "closing"
VOTERS = 12
TOO_LATE = 403
SIGNAL = "close"


@pytest.mark.parametrize(
    "ahead",
    [
        pytest.param(False, id="the deadline passes, the write timeout too, and it is counted"),
        pytest.param(True, id="a worker whose clock is ahead counts while others still vote"),
    ],
)
def test_it_is_counted_once_and_wholly(empty_place: Place, ahead: bool) -> None:
    place = empty_place
    begun = place.ask(world.ending_soon, slug=SLUG, members=VOTERS)
    proposal, deadline = begun["proposal"], datetime.fromisoformat(begun["deadline"])
    place.env |= {"DJANGO_SETTINGS_MODULE": SETTINGS}
    clock = Clock(place.var)
    with place.serving("--no-worker") as server:
        crowd = Crowd(server.url, f"/c/{SLUG}/proposals/{proposal}/ballot/", begun["seats"])
        counted_at = (deadline + timedelta(seconds=31)).isoformat()
        closer = place.start_asking(closing.close_at, moment=counted_at, signal=SIGNAL)
        wait_until(closing.awaited(place.var, SIGNAL).exists, "nobody waits to close it")
        with crowd.voting():
            crowd.wait_for(VOTERS)
            if not ahead:
                clock.pass_days(0, hours=1)
            (place.var / SIGNAL).touch()
            told = answer_of(closer)
            crowd.wait_for(VOTERS, status=TOO_LATE)
    assert told == {"complaints": []}
    assert set(crowd.statuses()) == {ACKNOWLEDGED, TOO_LATE}
    found = place.ask(inside.found, proposal=proposal, slug=SLUG)
    assert found["problems"] == []
    wrong = [left_standing(voter.attempts, found["entered"].get(voter.elector, []), ()) for voter in crowd.voters]
    assert [each for each in wrong if each] == []
    after = found["kinds"][found["kinds"].index("decisions.decided") :]
    assert after.count("decisions.ballot_cast") == 0
    assert found["kinds"].count("decisions.decided") == 1
    last = [choices[-1] for choices in found["entered"].values()]
    assert [found["count"][choice] for choice in CHOICES] == [last.count(choice) for choice in CHOICES]
