"""Two thousand members vote within two minutes, openly and in secret, while the deadline passes: what was received in time
counts, what came later does not, and nothing counts twice."""

import time

from tests.crash import burst, sealed
from tests.crash.places import Place

MEMBERS = 2000
OVER = 120.0
"""Seconds over which they cast; the deadline lies in the middle."""

AHEAD = 25
"""Seconds that opening two proposals for all of them may take."""


def test_two_thousand_members_at_a_deadline(empty_place: Place) -> None:
    place = empty_place
    begun = place.ask(sealed.crowd, members=MEMBERS)
    with place.serving("--no-worker") as server:
        begin = time.time() + AHEAD
        deadline = begin + OVER / 2
        proposals = place.ask(sealed.opened_until, deadline=deadline)
        paths = {name: f"/c/{sealed.SLUG}/proposals/{pk}/ballot/" for name, pk in proposals.items()}
        told = burst.cast_all(server.url, burst.asks(list(paths.values()), begun, OVER), begin)
    counted = place.ask(sealed.counted, proposals=proposals, deadline=deadline)
    lying = {paths[name]: counted[name]["electors"] for name in paths}
    assert burst.problems(told, deadline, lying) == []
    assert len(told) == 2 * MEMBERS
    for name, path in paths.items():
        taken = sum(each.path == path and each.status in (200, 302) for each in told)
        assert (counted[name]["yes"], counted[name]["turnout"]) == (taken, taken)
        assert MEMBERS / 3 < taken < MEMBERS * 2 / 3
    assert counted["problems"] == []
    codes = sorted(each.code for each in told if each.path == paths["secret"] and each.status == 200)
    assert codes == counted["secret"]["codes"]  # each voter finds its own, and nobody else's is there
    log = place.log.read_text()
    assert [code for code in codes if code in log] == []
    refused = burst.waited(told, deadline)["refused"]
    assert refused <= 2 * burst.LINES, "ballots that were on their way at the deadline: no more than lines were open"
