"""Voting closes while people vote: what was acknowledged is counted, what was refused is not, and nothing comes after."""

import time
from datetime import UTC, datetime, timedelta

import pytest

from tests.crash import closing, inside, world
from tests.crash.places import Place, answer_of
from tests.crash.voters import ACKNOWLEDGED, CHOICES, Crowd, left_standing

SLUG = "closing"
VOTERS = 12
TOO_LATE = 403
UNTIL_THEN = 7  # seconds from the opening to the end of the vote: a busy machine needs some to begin


@pytest.mark.parametrize(
    "ahead",
    [
        pytest.param(False, id="the deadline passes, the write timeout too, and it is counted"),
        pytest.param(True, id="a worker whose clock is ahead counts while others still vote"),
    ],
)
def test_it_is_counted_once_and_wholly(empty_place: Place, ahead: bool) -> None:
    place = empty_place
    with place.serving("--no-worker") as server:
        begun = place.ask(world.ending_in, seconds=UNTIL_THEN + 600 * ahead, slug=SLUG, members=VOTERS)
        proposal, deadline = begun["proposal"], datetime.fromisoformat(begun["deadline"])
        counted_at = (deadline + timedelta(seconds=31)).isoformat()
        crowd = Crowd(server.url, f"/c/{SLUG}/proposals/{proposal}/ballot/", begun["seats"])
        closer = place.start_asking(closing.close_at, moment=counted_at, signal="close")
        with crowd.voting():
            crowd.wait_for(VOTERS)
            if not ahead:
                time.sleep(max(0.0, (deadline - datetime.now(UTC)).total_seconds()))
            (place.var / "close").touch()
            crowd.wait_for(VOTERS, status=TOO_LATE)
        assert answer_of(closer) == {"complaints": []}
    assert set(crowd.statuses()) == {ACKNOWLEDGED, TOO_LATE}
    found = place.ask(inside.found, proposal=proposal, slug=SLUG)
    assert found["problems"] == []
    told = [left_standing(voter.attempts, found["entered"].get(voter.elector, []), ()) for voter in crowd.voters]
    assert [wrong for wrong in told if wrong] == []
    after = found["kinds"][found["kinds"].index("decisions.decided") :]
    assert after.count("decisions.ballot_cast") == 0
    assert found["kinds"].count("decisions.decided") == 1
    last = [choices[-1] for choices in found["entered"].values()]
    assert [found["count"][choice] for choice in CHOICES] == [last.count(choice) for choice in CHOICES]
