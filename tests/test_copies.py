"""What each role's devices keep of the story: pages that this role may read, and nothing for those at risk."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from plenary.core import clock
from plenary.core.http.keeping import COPY, NOBODY
from tests.story import SECRETS, TODAY, Story
from tests.test_walk_queries import grow
from tests.walk import read

type Visit = Callable[[str], Client]


def pages_of(client: Client) -> list[dict[str, object]]:
    answer = client.get("/desk/copies/")
    assert answer.status_code == 200
    pages: list[dict[str, object]] = answer.json()["pages"]
    return pages


@pytest.mark.parametrize("role", ["member", "chair", "coordinator", "applicant", "elsewhere", "outsider"])
def test_every_page_of_the_list_may_be_kept_and_read(story: Story, visit: Visit, role: str) -> None:
    client = visit(role)
    urls = [str(page["url"]) for page in pages_of(client)]
    assert len(urls) == len(set(urls))
    answers = {url: client.get(url) for url in urls}
    assert {url: (answer.status_code, answer.get(COPY)) for url, answer in answers.items()} == dict.fromkeys(
        urls, (200, "kept")
    )
    assert [(url, word) for url, answer in answers.items() for word in SECRETS if word in read(answer)] == []


def test_a_member_keeps_its_desk_and_each_open_proposal_with_its_brief(story: Story, visit: Visit) -> None:
    home = f"/c/{story.open.slug}/"
    pages = {str(page["url"]): page["asked"] for page in pages_of(visit("member"))}
    voting, discussed = (f"{home}proposals/{story.proposals[key].pk}/" for key in ("voting", "discussion"))
    wanted = {home, "/offline/", voting, f"{voting}brief/", discussed, f"{discussed}brief/"}
    assert wanted & set(pages) == wanted
    assert (pages[home], pages["/offline/"], pages[discussed]) == (True, True, False)


def test_those_at_risk_and_strangers_have_no_list(story: Story, visit: Visit) -> None:
    answer = visit("protected").get("/desk/copies/")
    assert (answer.json(), answer.cookies) == ({"reader": NOBODY}, {})
    assert visit("anonymous").get("/desk/copies/").status_code == 302


def test_a_list_turns_with_the_language_and_else_stays(story: Story, visit: Visit) -> None:
    client = visit("member")
    first = pages_of(client)
    assert pages_of(client) == first
    client.post("/account/language/", {"language": "fr"})
    versions = {page["url"]: page["version"] for page in pages_of(client)}
    assert versions.keys() == {page["url"] for page in first}
    assert [page["url"] for page in first if versions[page["url"]] == page["version"]] == []


def test_a_list_takes_as_many_queries_for_more_as_for_few(story: Story, visit: Visit) -> None:
    client, costs = visit("coordinator"), []
    for more in (False, True):
        if more:
            grow(story)
        with clock.set_to(TODAY):
            pages_of(client)
            with CaptureQueriesContext(connection) as asked:
                pages_of(client)
        costs.append(len(asked))
    assert costs[0] == costs[1]
