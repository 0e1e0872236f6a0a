"""The API over the story: refusals with their clause, lists like the pages' own, and what a token of one opens."""

from collections.abc import Callable

from django.db import connection
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext

from plenary.core.clauses import citation
from plenary.core.http.problems import problem_of
from plenary.core.verdicts import Refused, refuse
from plenary.decisions import actions as decisions
from plenary.record import queries as record
from plenary.record.rules.heads import read
from tests.programs import Program
from tests.story import Story

type Start = Callable[[str], Program]

FEED = "/coalitions/open-fields/record"


def test_a_refusal_names_the_clause_and_its_number(story: Story) -> None:
    request = RequestFactory().get("/api/v1/coalitions/open-fields/record")
    request.coalition = story.open
    answer = problem_of(request, Refused(refuse("record.not_readable", "disclosure")))
    cited = citation(story.open.id, "open-fields", "disclosure")
    assert answer is not None
    assert cited is not None
    assert (answer.status_code, answer.headers["Content-Type"]) == (403, "application/problem+json")
    assert f'"clause": {{"key": "disclosure", "number": "{cited.number}", "url": "{cited.url}"}}' in answer.text


def test_a_refusal_outside_a_coalition_names_no_clause() -> None:
    answer = problem_of(RequestFactory().get("/api/v1/x"), Refused(refuse("record.not_readable", "disclosure")))
    assert answer is not None
    assert '"clause"' not in answer.text


def test_the_feed_is_the_one_of_the_page_for_each_role(story: Story, program: Start) -> None:
    for role in ("member", "protected", "chair", "coordinator"):
        lines, cursor = [], ""
        for _page in range(50):
            answer = program(role).get(f"{FEED}?limit=40&cursor={cursor}").json()
            lines += [(line["n"], line["sentence"]) for line in answer["items"]]
            cursor = answer["next"] or ""
            if not cursor:
                break
        expected = record.feed(story.by(role), limit=100_000)
        assert lines == [(line.n, line.sentence) for line in expected]


def test_an_entry_comes_with_a_head_that_holds(story: Story, program: Start) -> None:
    entry = program("member").get(FEED).json()["items"][0]
    shown = program("member").get(f"{FEED}/{entry['id']}").json()
    assert {name: shown[name] for name in entry} == entry
    head = read(shown["head"]["text"])
    assert (head.size, head.root) == (shown["head"]["size"], shown["head"]["root"])


def test_lists_take_as_many_queries_for_more_as_for_few(story: Story, program: Start) -> None:
    asking = program("coordinator")

    def costs() -> list[int]:
        found = []
        for path in (FEED, "/coalitions/open-fields/inbox", "/coalitions/open-fields/desk"):
            asking.get(path)
            with CaptureQueriesContext(connection) as asked:
                assert asking.get(path).status_code == 200
            found.append(len(asked))
        return found

    before = costs()
    for number in range(3):
        decisions.comment(by=story.by("member"), proposal=story.proposals["discussion"], body=f"Again {number}.")
    assert costs() == before


def test_the_inbox_is_new_until_it_is_said_to_be_read(story: Story, program: Start) -> None:
    asking, inbox = program("member"), "/coalitions/open-fields/inbox"
    newest = asking.get(inbox).json()["items"][0]
    assert asking.get(inbox).json()["items"][0]["is_new"] is newest["is_new"] is True
    assert asking.put(f"{inbox}/read", {"until": 2**50}).status_code == 204
    assert [line["is_new"] for line in asking.get(inbox).json()["items"] if line["is_new"]] == []


def test_mails_come_as_chosen_and_other_choices_stay(story: Story, program: Start) -> None:
    asking, mails = program("member"), "/coalitions/open-fields/inbox/mails"
    before = {each["topic"]: each["way"] for each in asking.get(mails).json()["items"]}
    asking.put(mails, {"ways": {"texts": "never"}})
    after = {each["topic"]: each["way"] for each in asking.get(mails).json()["items"]}
    assert after == before | {"texts": "never"}
    wrong = asking.put(mails, {"ways": {"reminders": "daily", "weather": "never"}})
    assert (wrong.status_code, sorted(wrong.json()["errors"])) == (422, ["ways.reminders", "ways.weather"])


def test_quiet_hours_and_the_calendar_are_ones_own(story: Story, program: Start) -> None:
    asking = program("member")
    assert asking.put("/account/quiet-hours", {"start": "22:00"}).json()["errors"].keys() == {"end"}
    assert asking.put("/account/quiet-hours", {"start": "25:00", "end": "06:00"}).json()["errors"].keys() == {"start"}
    assert asking.put("/account/quiet-hours", {"start": "22:00", "end": "06:00"}).json() == {
        "start": "22:00",
        "end": "06:00",
    }
    address = asking.post("/account/calendar").json()["address"]
    calendar = asking.client.get(address.removeprefix("http://localhost:8000"))
    assert (calendar.status_code, calendar.headers["Content-Type"]) == (200, "text/calendar; charset=utf-8")
    assert (asking.delete("/account/calendar").status_code, asking.get("/account/calendar").json()) == (
        204,
        {"made_at": None},
    )


def test_the_desk_asks_what_the_page_asks(story: Story, program: Start) -> None:
    asking = program("member")
    desk = asking.get("/coalitions/open-fields/desk").json()
    (line,) = asking.get("/account/coalitions").json()["items"]
    assert (line["slug"], line["number"], line["this_week"]) == ("open-fields", len(desk["asks"]), desk["this_week"])
