"""The clock of the machine jumps, over deadlines and back: nothing is done twice, nothing is undone, no work is lost."""

from datetime import timedelta
from pathlib import Path

from tests.browser.clock import Clock
from tests.crash import due, inside, world
from tests.crash.places import Place
from tests.crash.voters import Browser

SETTINGS = "tests.browser.clocked_settings"


def test_a_vote_is_closed_once_though_the_clock_goes_back(empty_place: Place, tmp_path: Path) -> None:
    """Forty days forwards, over the deadline, and back: the outcome stands, no ballot changes it, and the record verifies,
    its hours going back as the clock did."""
    place = empty_place
    place.ask(world.gather, members=4)
    begun = place.ask(world.begin)
    proposal = begun["proposal"]
    page = f"/c/{world.SLUG}/proposals/{proposal}/"
    place.env |= {"DJANGO_SETTINGS_MODULE": SETTINGS}
    clock = Clock(place.var)
    clock.pass_days(0, hours=1)  # it begins at a whole second, which may lie before the opening
    first, late = clock.moment, clock.moment + timedelta(days=40)
    with place.serving("--no-worker") as server:
        browsers = [Browser(server.url, seat["session"]) for seat in begun["seats"]]
        voted = [browser.post(f"{page}ballot/", choice="yes").status for browser in browsers[:3]]
        place.ask(due.work, rounds=[late.isoformat()])
        closed = place.ask(inside.found, proposal=proposal)
        place.ask(due.work, rounds=[first.isoformat(), (first + timedelta(minutes=1)).isoformat()])
        refused = browsers[3].post(f"{page}ballot/", choice="no").status
        read = browsers[3].get(page).status
        clock.pass_days(41)
        place.ask(due.work, rounds=[clock.moment.isoformat()])
    assert (voted, refused, read) == ([302, 302, 302], 403, 200)
    again = place.ask(inside.found, proposal=proposal)
    assert (closed["outcome"], closed["count"]["yes"]) == ("adopted", 3)
    assert [again[name] for name in ("outcome", "count", "kinds", "ballots")] == [
        closed[name] for name in ("outcome", "count", "kinds", "ballots")
    ]
    assert again["problems"] == []
    bundle = tmp_path / "away.bundle.jsonl"
    place.command("record", "bundle", world.SLUG, "--output", str(bundle))
    assert place.command("record", "verify", str(bundle), "--head", begun["head"]).startswith("All holds: ")
