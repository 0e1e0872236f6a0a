"""A server whose whole process group is killed while fifty people vote: what was acknowledged is there, once, and verifies."""

from pathlib import Path

import pytest

from tests.crash import inside, world
from tests.crash.databases import Postgresql
from tests.crash.places import Place
from tests.crash.voters import ACKNOWLEDGED, UNANSWERED, Crowd, left_standing

KILLS = 2
FEWER = 20  # voters, while the database is away: each is told so ten times a second
BEFORE_EACH = 80  # ballots acknowledged between two kills


def held(place: Place, crowd: Crowd, proposal: str, unsure: tuple[int, ...] = (UNANSWERED,)) -> None:
    """What is there is what was acknowledged: ballot by ballot, entry by entry; and the record is one whole. Of answers that
    are `unsure` nobody can say what became; all others say that nothing was saved."""
    found = place.ask(inside.found, proposal=proposal)
    assert found["problems"] == []
    assert len(set(found["sizes"])) == 1
    told = {
        voter.elector: left_standing(voter.attempts, found["entered"].get(voter.elector, []), unsure)
        for voter in crowd.voters
    }
    assert {key: wrong for key, wrong in told.items() if wrong} == {}
    assert found["ballots"] == {key: [choices[-1]] for key, choices in found["entered"].items()}


def verifies_anywhere(place: Place, head: str, folder: Path) -> None:
    """The record taken away verifies, and goes on from the head that was kept before."""
    bundle = folder / "away.bundle.jsonl"
    place.command("record", "bundle", world.SLUG, "--output", str(bundle), "--audience", "members")
    assert place.command("record", "verify", str(bundle), "--head", head).startswith("All holds: ")


def test_what_was_acknowledged_outlives_the_server(place: Place, tmp_path: Path) -> None:
    begun = place.ask(world.begin)
    proposal = begun["proposal"]
    with place.serving() as server:
        crowd = Crowd(server.url, f"/c/{world.SLUG}/proposals/{proposal}/ballot/", begun["seats"])
        with crowd.voting():
            for _kill in range(KILLS):
                crowd.wait_for(BEFORE_EACH)
                server.kill()
                server.start(wait=False)
            crowd.wait_for(BEFORE_EACH)
    assert set(crowd.statuses()) <= {ACKNOWLEDGED, UNANSWERED, 503}
    assert crowd.number(UNANSWERED) > 0  # the kills came while ballots were under way
    held(place, crowd, proposal)
    verifies_anywhere(place, begun["head"], tmp_path)


@pytest.mark.parametrize("database", ["postgresql"], indirect=True)
def test_what_was_acknowledged_outlives_the_database(database: Postgresql, place: Place, tmp_path: Path) -> None:
    """PostgreSQL itself is killed, and restarted on its data; the server stays, and goes on by itself."""
    begun = place.ask(world.begin)
    proposal = begun["proposal"]
    with place.serving() as server:
        crowd = Crowd(server.url, f"/c/{world.SLUG}/proposals/{proposal}/ballot/", begun["seats"][:FEWER])
        with crowd.voting():
            crowd.wait_for(BEFORE_EACH)
            database.kill()
            crowd.wait_for(FEWER, status=503)
            database.restart()
            crowd.wait_for(BEFORE_EACH)
    assert set(crowd.statuses()) <= {ACKNOWLEDGED, 503, UNANSWERED}  # a line whose form was not read may be closed
    assert "look first whether it is there" in crowd.pages[503].page
    held(place, crowd, proposal, unsure=(503, UNANSWERED))
    verifies_anywhere(place, begun["head"], tmp_path)
