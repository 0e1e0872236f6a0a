"""What each list costs: as many queries with two more of everything, and none more than a ceiling.

Every room asks on the desk, so its queries are not counted one by one; a notice more costs it one or two. Any other list that
asks more than it did says so in `LISTS`.
"""

from collections.abc import Callable
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
from tests.story import TODAY, Story, agreements, days_ago
from tests.story.charter import amended
from tests.story.stage import admit, applicants
from tests.walk import ROLES, address, in_coalitions

type Visit = Callable[[str], Client]

MOST = 50
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
    "membership:take_over": 40,
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
}
FORM = "a form, for one thing"
ONE = "one thing: what hangs on it is as much as its page takes"
PAPER = "a paper or a file, which is whole"
MEASURED_NOT = {
    **dict.fromkeys(
        (
            "agreements:lay_down", "agreements:look_at", "agreements:new", "agreements:paper", "agreements:paragraph",
            "agreements:second", "agreements:sign", "agreements:suggest", "agreements:suggestion", "agreements:terms",
            "agreements:translate", "charter:add", "charter:import", "charter:question", "charter:questions",
            "charter:step", "charter:steps", "charter:take_out", "decisions:amend", "decisions:new",
            "decisions:translate", "directory:add_organisation", "directory:add_person", "directory:amend_organisation",
            "directory:amend_person", "directory:export", "directory:import_columns", "directory:import_preview",
            "health:key", "health:raise", "health:shares", "meetings:agenda", "meetings:agree", "meetings:attendance",
            "meetings:call", "meetings:change", "meetings:dates", "meetings:finish", "meetings:need", "meetings:object",
            "meetings:offer", "meetings:publish", "meetings:settle", "meetings:type_in", "meetings:write",
            "membership:answer", "membership:answer_one", "membership:application", "membership:ask_accommodation",
            "membership:commitment", "membership:invite", "membership:mandate", "membership:network",
            "membership:offer", "membership:open_case", "membership:promise", "membership:rename", "membership:vouch",
            "notices:new_webhook",
        ),
        FORM,
    ),
    **dict.fromkeys(
        (
            "agreements:beside", "directory:organisation", "directory:person", "meetings:live", "meetings:meeting",
            "membership:balance", "membership:member_opening", "membership:opening", "record:entry", "record:verify",
        ),
        ONE,
    ),
    **dict.fromkeys(
        (
            "agreements:print", "charter:export", "charter:print", "charter:print_draft", "decisions:brief-pdf",
            "decisions:brief-text", "files:file", "meetings:calendar", "meetings:sheet", "membership:network_csv",
            "membership:opening_paper", "record:bundle", "record:head", "record:receipt",
        ),
        PAPER,
    ),
}  # fmt: skip
"""Pages that the coordinator reads and that are no lists, each with its reason."""


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


def costs(story: Story, client: Client) -> dict[str, int]:
    """The number of queries of each list for one role, once it is warm."""
    found = {}
    for name in (DESK, *LISTS):
        url = address(name, story)
        client.get(url)
        with CaptureQueriesContext(connection) as asked:
            assert client.get(url).status_code == 200
        found[name] = len(asked)
    return found


@pytest.mark.owed
def test_every_page_is_measured_or_says_why_not() -> None:
    place = ROLES.index("coordinator")
    shown = {name for name in in_coalitions() if name in ANSWERS and ANSWERS[name].split()[place] == "200"}
    write = (
        "tests/test_walk_queries.py: give it to LISTS with the queries that it takes, or to MEASURED_NOT with a reason"
    )
    assert sorted(shown - {DESK} - set(LISTS) - set(MEASURED_NOT)) == [], write
    assert sorted(set(MEASURED_NOT) - shown) == [], "no such page of the coordinator: take it out of MEASURED_NOT"
    assert sorted(set(MEASURED_NOT) & set(LISTS)) == [], "it is measured: take it out of MEASURED_NOT"


def test_lists_take_as_many_queries_for_more_as_for_few(story: Story, visit: Visit) -> None:
    client = visit("coordinator")
    before = costs(story, client)
    grow(story)
    with clock.set_to(TODAY + timedelta(seconds=1)):
        after = costs(story, client)
    assert after == before
    assert before.pop(DESK) <= MOST_OF_DESK, (
        "let what is asked on the desk be read together, before the ceiling is raised"
    )
    assert before == LISTS
    assert max(LISTS.values()) <= MOST
