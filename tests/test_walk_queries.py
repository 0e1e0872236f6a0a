"""What each page costs: as many queries with two more of everything, and none more than a ceiling.

Every page that an officer reads is measured. What a list asks stands in `LISTS`, so that one that asks more than it did says so;
a page that is not told there asks few. Every room asks on the desk, so its queries are not
counted one by one; a notice more costs it one or two.
"""

from collections.abc import Callable, Mapping
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from plenary.bodies.actions import Nomination, appoint
from plenary.charter.actions import draft_charter
from plenary.charter.queries import charter_of
from plenary.core import clock
from plenary.core.standing import Mandate, Standing
from plenary.decisions import actions as decisions
from plenary.decisions.tasks import keep_deadlines
from plenary.directory import actions as directory
from plenary.directory.rules.choices import Choices
from tests.answers import ANSWERS
from tests.story import TODAY, Story, agreements, days_ago, driving, findings, instruments, sources
from tests.story.charter import amended
from tests.story.stage import admit, applicants
from tests.walk import ROLES, address, in_coalitions, read

type Visit = Callable[[str], Client]

MOST, MOST_UNTOLD = 50, 20
READERS = ("coordinator", "chair")
"""Who reads a page when it is measured: the first of these whom it answers."""
DESK, MOST_OF_DESK = "desk:coalition", 60
LISTS = {
    "decisions:proposals": 15,
    "decisions:proposal": 29,
    "decisions:brief": 17,
    "decisions:delegations": 13,
    "decisions:answers": 12,
    "agreements:agreements": 11,
    "agreements:agreement": 17,
    "agreements:draft": 13,
    "agreements:compare": 14,
    "bodies:bodies": 24,
    "bodies:body": 16,
    "bodies:powers": 15,
    "membership:members": 17,
    "membership:applicants": 11,
    "membership:member": 25,
    "membership:welcome": 20,
    "membership:take_over": 41,
    "charter:charter": 9,
    "charter:versions": 10,
    "charter:compare": 12,
    "charter:new": 10,
    "charter:draft": 20,
    "charter:chapter": 12,
    "charter:clause": 12,
    "charter:part": 11,
    "directory:organisations": 13,
    "directory:persons": 13,
    "directory:import": 10,
    "notices:inbox": 13,
    "notices:choices": 12,
    "notices:webhooks": 10,
    "notices:webhook": 11,
    "record:feed": 14,
    "bodies:workload": 13,
    "files:files": 10,
    "health:concerns": 12,
    "meetings:meetings": 11,
    "membership:accommodations": 11,
    "membership:commitments": 10,
    "membership:conduct": 10,
    "membership:contributions": 11,
    "agreements:sign": 21,
    "meetings:dates": 30,
    "meetings:live": 22,
    "meetings:meeting": 22,
    "membership:balance": 35,
}


def read_by() -> dict[str, str]:
    """Every page of a coalition that an officer reads, with the officer who reads it when it is measured."""
    found = {}
    for name in in_coalitions():
        answers = dict(zip(ROLES, ANSWERS.get(name, "").split(), strict=False))
        readers = [role for role in READERS if answers.get(role) == "200"]
        if readers:
            found[name] = readers[0]
    return found


def grow(story: Story) -> None:
    """Two more of everything: members with seats, applicants, cards, proposals in each phase, comments, drafts, imports."""
    text = [("decisions.resolve", {"text": "Again."})]
    with clock.set_to(days_ago(25)):
        new = applicants(story, story.open, ["Another One", "Another Two"], "coordinator")
        for number, member in enumerate(new):
            story.speaks(f"another{number}", member, Mandate.DECIDES)
        story.decide("more members", admit(new), yes=["coordinator", "chair", "member", "roads"])
        for key in ("rejected again", "rejected anew"):
            story.decide(key, text, yes=["member"], no=["chair", "roads", "coordinator"])
    with clock.set_to(days_ago(12)):
        keep_deadlines()
        for member in new:
            member.refresh_from_db()
            system = Standing.system(story.open.id, "body.board")
            appoint(by=system, nomination=Nomination(body="board", seats="general", member=member))
    with clock.set_to(days_ago(4)):
        applicants(story, story.open, ["Third Waiting", "Fourth Waiting"], "coordinator")
        for number in range(2):
            story.decide(f"voting {number}", text, yes=["member", "another0"])
    with clock.set_to(days_ago(1)):
        by = story.by("coordinator")
        instruments.more(by, story.ids["instrument_id"])
        sources.more(by)
        driving.more(by, story.ids["instrument_id"])
        findings.more(by, story.ids)
        for number in range(2):
            story.decide(f"discussion {number}", text)
            story.draft(f"draft {number}", text)
            more = amended(charter_of(story.open.id), seats=11 + number)
            draft_charter(by=by, charter=more, title=f"Draft {number}")
            agreements.platform(by, story.by(f"another{number}"))
            agreements.more(by, story.ids["agreement_id"], story.by(f"another{number}"))
            data = f"Name\nMore {number}\n".encode()
            begun = directory.begin_import(by=by, file_name=f"{number}.csv", data=data, kind="organisations")
            directory.apply_import(by=by, imported=begun, choices=Choices())
            for role in ("member", "another1"):
                decisions.comment(by=story.by(role), proposal=story.proposals["discussion"], body="And again.")
            decisions.cast_ballot(by=story.by(f"another{number}"), proposal=story.proposals["voting 1"], choice="yes")


def costs(story: Story, clients: Mapping[str, Client]) -> dict[str, int]:
    """The number of queries of each page that is measured, once it is warm."""
    found = {}
    for name, role in read_by().items():
        url = address(name, story)
        clients[role].get(url)
        with CaptureQueriesContext(connection) as asked:
            answer = clients[role].get(url)
            assert answer.status_code == 200, name
            assert read(answer)
        found[name] = len(asked)
    return found


@pytest.mark.owed
def test_what_is_told_of_pages_is_of_pages_that_are_there() -> None:
    assert sorted(set(LISTS) - set(read_by())) == [], "no such page of an officer: take it out of LISTS"


def test_pages_take_as_many_queries_for_more_as_for_few(story: Story, visit: Visit) -> None:
    clients = {role: visit(role) for role in READERS}
    before = costs(story, clients)
    grow(story)
    with clock.set_to(TODAY + timedelta(seconds=1)):
        after = costs(story, clients)
    assert after == before
    assert before.pop(DESK) <= MOST_OF_DESK, (
        "let what is asked on the desk be read together, before the ceiling is raised"
    )
    untold = {name: number for name, number in before.items() if name not in LISTS}
    assert {name: number for name, number in untold.items() if number > MOST_UNTOLD} == {}, "say in LISTS what it asks"
    assert {name: before[name] for name in LISTS} == LISTS
    assert max(LISTS.values()) <= MOST
