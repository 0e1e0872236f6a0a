"""Pages of proposals on every way to a decision, in a coalition beside the demonstration's: set well, as all others are."""

from collections.abc import Iterator
from typing import Any

import pytest

from tests.browser.gathering import Place, founding
from tests.browser.test_pages import Reader, Way, what_is_wrong
from tests.serving import Site

HOME = "/c/river-towns/"
PLACES = [
    Place("Nora Aziz", "Harbour Forum", account="coordinator@demonstration.example"),
    Place("Ingrid Solberg", "Northside Tenants", account="chair@demonstration.example"),
    Place("Amina Diallo", "Avon Carers", account="member-representative@demonstration.example"),
]
TERMS: dict[str, dict[str, Any]] = {
    "ordinary": {"seconders": 0, "discussion_days": 3},
    "between": {"method": "silence", "electorate": "plenary", "moved_by": "plenary", "discussion_days": 0},
    "appointment": {
        "method": "consensus", "rounds": 2, "fallback": "ordinary", "seconders": 0, "notice_days": 0, "discussion_days": 3,
        "recorded_by": (), "delegation": False,
    },
}  # fmt: skip
PAGES: dict[str, list[Way]] = {
    "member representative": [
        HOME,
        (f"{HOME}proposals/", "Meet in person"),
        (f"{HOME}proposals/", "Lend the boats"),
        (f"{HOME}proposals/", "Lend the boats", "/strike/"),
        (f"{HOME}proposals/", "Thank the harbour"),
        (f"{HOME}proposals/", "A deputy"),
    ],
    "coordinator": [
        HOME,
        (f"{HOME}proposals/", "Lend the boats"),
        (f"{HOME}proposals/", "Lend the boats", "/translation/"),
        (f"{HOME}proposals/", "A deputy"),
        (f"{HOME}proposals/", "A deputy", "/reword/"),
    ],
    "chair": [(f"{HOME}proposals/", "Meet in person"), (f"{HOME}proposals/", "Meet in person", "/call/correct/")],
}


@pytest.fixture(scope="module")
def gathered(site: Site) -> Site:
    """The server with a coalition in which a call, an amended text, a silence and a search for consensus stand open."""
    site.shell(founding("river-towns", PLACES, TERMS) + PROPOSED)
    return site


@pytest.fixture
def reader(request: pytest.FixtureRequest, chromium: Any, gathered: Site) -> Iterator[Reader]:
    """The reader of the role that the test names."""
    come = Reader(chromium, gathered, request.param)
    yield come
    come.close()


@pytest.mark.parametrize(("reader", "role"), [(role, role) for role in PAGES], ids=list(PAGES), indirect=["reader"])
def test_pages_on_the_way_are_well_made(reader: Reader, role: str) -> None:
    """One title, at most one filled button, nothing that axe finds, no wider than the screen, alike without scripts."""
    found = {}
    for way in PAGES[role]:
        address = reader.go(way)
        if wrong := what_is_wrong(reader, address):
            found[address] = wrong
    assert found == {}


PROPOSED = """
from datetime import timedelta
from plenary.core import clock
from plenary.decisions import actions
from plenary.decisions.models import Effect
from plenary.decisions.rules.amendments import Act
from plenary.decisions.rules.calls import Said
nora, ingrid, amina = [standing_of(Account.objects.get(email=place["email"]).id, coalition.id) for place in places]
def opened(by, title, effects):
    draft = actions.draft_proposal(by=by, title=title, body="As the last call asked.", language="en", effects=effects)
    return actions.open_proposal(by=by, proposal=draft)
said = {nora.member: Said.FOR, ingrid.member: Said.FOR}
call = actions.Call(at=clock.now() - timedelta(hours=1), occasion="call of the committee", said=said, notes="*Short.*")
meet = [("decisions.resolve", {"text": "We meet in person in May."})]
recorded = actions.record_call(by=ingrid, call=call, title="Meet in person", body="", language="en", effects=meet)
actions.object_to(by=amina, proposal=recorded, reason="May is too late.")
lend = opened(nora, "Lend the boats", [("decisions.resolve", {"text": "The boats are lent.\\n\\nSchools come first."})])
[effect] = Effect.objects.of(coalition.id).filter(proposal=lend)
actions.move_amendment(
    by=amina, proposal=lend, effect=effect, act=Act.REPLACE, label="2", words="Schools come first, on workdays.",
    reason="They are closed on Sundays.",
)
opened(nora, "Thank the harbour", [("decisions.arrange", {"text": "The harbour is thanked."})])
deputy = opened(nora, "A deputy", [("bodies.appoint", {"office": "deputy", "person": amina.person})])
for by, feeling in ((nora, "warm"), (ingrid, "unsure"), (amina, "cold")):
    actions.say_temperature(by=by, proposal=deputy, feeling=feeling)
actions.raise_concern(by=amina, proposal=deputy, words="I have no time before June.")
"""
"""What stands open, by the actions of the room."""
