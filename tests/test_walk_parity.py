"""The API does what pages do: each address is done by a route, or says why not; each route answers each role as pages do."""

from collections.abc import Callable, Mapping

import pytest
from django.db import transaction
from django.http import HttpResponse

from plenary.api.root import operations
from plenary.core.http.access import Access
from tests.answers import ANSWERS
from tests.parity import FOLLOWING, done_by, told
from tests.programs import Program, routes
from tests.story import Story
from tests.walk import NOBODYS, ROLES, addresses, ids_for, walkers

type Start = Callable[[str], Program]

EACH_ROLE = walkers(ROLES, "anonymous", "member", "coordinator", "elsewhere")


def path_of(route: str, story: Story, **changed: str) -> str:
    """The path of a route on the things of Open Fields on which its page does its work."""
    _method, path = routes()[route]
    page = next((page for page, done in done_by().items() if route in done), "")
    proposals = {key: proposal.id for key, proposal in story.proposals.items()}
    given = ids_for(page, story.ids, story.open.id, proposals, of_entry="{entry_id}" in path)
    return path.format_map(_Parts({**given, **changed}))


class _Parts(dict[str, str]):
    def __missing__(self, part: str) -> str:
        return NOBODYS


@pytest.mark.owed
def test_every_page_is_done_by_routes_or_says_why_not() -> None:
    pages = [*done_by(), *told("EXCEPTIONS")]
    write = (
        "name its route as the page, or in tests/parity/<room>.py: DONE_BY with its routes, or EXCEPTIONS with a reason"
    )
    assert sorted(set(addresses()) - set(pages)) == [], write
    assert sorted(set(pages) - set(addresses())) == [], "no such pages: take them out of tests/parity"
    assert sorted(pages) == sorted(set(pages)), "a page stands in tests/parity twice"
    again = sorted(page for page, done in told("DONE_BY").items() if FOLLOWING.get(page) == done)
    assert again == [], "it follows from the names: take it out of DONE_BY in tests/parity"


@pytest.mark.owed
def test_every_route_does_what_a_page_does_or_says_why_not() -> None:
    done = {route for found in done_by().values() for route in found}
    write = "tests/parity/<room>.py: name it as its page, or give it to its page in DONE_BY, or to ALONE with a reason"
    assert sorted(set(routes()) - done - set(told("ALONE"))) == [], write
    assert sorted((done | set(told("ALONE"))) - set(routes())) == [], "no such routes: take them out of tests/parity"


@pytest.mark.owed
def test_every_route_has_a_door() -> None:
    bare = [o.url_name for _m, _p, o in operations() if not isinstance(getattr(o.view_func, "access", None), Access)]
    assert bare == [], (
        "declare it on the room's Routes (accounts.routes), with InCoalition(permission), SignedIn() or Public()"
    )


@pytest.mark.owed
def test_every_write_is_told() -> None:
    writes = {route for route, (method, _path) in routes().items() if method != "GET"}
    write = (
        "tests/parity/<room>.py: give the route to WRITES with its answer to each of tests.walk.ROLES to an empty body"
    )
    assert sorted(writes - set(told("WRITES"))) == [], write
    assert sorted(set(told("WRITES")) - writes) == [], "no such writes: take them out of tests/parity"


def _expected_reads() -> dict[str, list[str]]:
    pages = {route: page for page, done in reversed(done_by().items()) for route in done}
    reads = [route for route, (method, _path) in routes().items() if method == "GET" and pages.get(route) in ANSWERS]
    expected = {route: list(map(_as_api, ANSWERS[pages[route]].split())) for route in reads}
    assert set(told("READS")) <= set(reads)
    return expected | {route: answers.split() for route, answers in told("READS").items()}


@pytest.mark.owed
def test_an_answer_to_each_role_is_told() -> None:
    every = [*_expected_reads().items(), *((route, answers.split()) for route, answers in told("WRITES").items())]
    short = {route: answers for route, answers in every if len(answers) != len(ROLES)}
    assert short == {}, "tests/parity/<room>.py: one answer for each of tests.walk.ROLES"


@pytest.mark.parametrize("role", EACH_ROLE)
def test_every_read_answers_each_role_as_its_page_does(story: Story, program: Start, role: str) -> None:
    expected, asking = _expected_reads(), program(role)
    found = {route: str(asking.get(path_of(route, story)).status_code) for route in expected}
    assert found == {route: answers[ROLES.index(role)] for route, answers in expected.items()}


def _as_api(answer: str) -> str:
    return "401" if answer == "in" else "200" if answer.startswith(">") else answer


@pytest.mark.parametrize("role", EACH_ROLE)
def test_every_write_answers_each_role_as_told(story: Story, program: Start, role: str) -> None:
    asking, found = program(role), {}
    for route, (method, _path) in routes().items():
        if method != "GET":
            with transaction.atomic():
                answer = _asked(asking, method, path_of(route, story))
                transaction.set_rollback(True)
            found[route] = str(answer.status_code)
    assert found == {route: answers.split()[ROLES.index(role)] for route, answers in told("WRITES").items()}


def test_what_is_hidden_or_elsewhere_is_answered_as_what_is_missing(story: Story, program: Start) -> None:
    wrong = []
    for role in ("outsider", "member", "elsewhere"):
        asking = program(role)
        for route, (method, path) in routes().items():
            if "{slug}" not in path:
                continue
            hidden = _asked(asking, method, path_of(route, story, slug="closed-doors"))
            missing = _asked(asking, method, path_of(route, story, slug="no-such-coalition"))
            if (hidden.status_code, hidden.content, _kept(hidden)) != (404, missing.content, _kept(missing)):
                wrong.append((role, route, hidden.status_code, missing.status_code))
    assert wrong == []


def _asked(asking: Program, method: str, path: str) -> HttpResponse:
    return asking.ask(method.lower(), path, None if method in {"GET", "DELETE"} else {}, {})


def _kept(answer: HttpResponse) -> Mapping[str, str]:
    return dict(answer.items())
