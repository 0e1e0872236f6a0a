"""What every answer of the API has: problems instead of pages, ETags, cursors, languages; and how requests are read."""

import json

import pytest
from django.db import OperationalError
from django.test import Client, RequestFactory

from plenary.accounts.actions import make_token
from plenary.accounts.models import Account
from plenary.accounts.rules import Scope
from plenary.coalitions.models import Coalition
from plenary.core.http import errors
from plenary.core.http.paging import cursor_at
from plenary.core.http.problems import problem_of
from plenary.record.tests.factories import note
from tests import founding
from tests.programs import Program

pytestmark = pytest.mark.django_db
FEED = "/coalitions/clear-fields/record"


@pytest.fixture
def account() -> Account:
    return founding.account(name="Amina", language="fr")


@pytest.fixture
def program(account: Account) -> Program:
    return Program(make_token(by=account, name="tests", scopes=list(Scope), days=30)[1])


@pytest.fixture
def _entries() -> None:
    coalition = founding.unchartered()
    for number in range(5):
        note(founding.somebody(coalition), f"no {number}", audience=["public"])


def test_a_problem_says_all_that_it_is() -> None:
    answer = Program().get("/account")
    assert (answer["Content-Type"], answer["Cache-Control"]) == ("application/problem+json", "no-store")
    assert answer.json() == {
        "type": "about:blank",
        "title": "Unauthorized",
        "status": 401,
        "detail": "Sign in first.",
        "reason": "core.sign_in",
    }


@pytest.mark.parametrize(
    ("method", "path", "status", "reason"),
    [
        ("get", "/no/such/route", 404, "core.not_here"),
        ("get", "/account/", 404, "core.not_here"),
        ("get", "/coalitions/no-such/record", 401, "core.sign_in"),
        ("get", "/coalitions/%00/record", 404, "core.not_here"),
        ("delete", "/account", 405, "core.other_method"),
        ("options", "/account", 405, "core.other_method"),
        ("patch", "/account", 405, "core.other_method"),
    ],
)
def test_whatever_goes_wrong_is_a_problem(method: str, path: str, status: int, reason: str) -> None:
    answer = Program().ask(method, path, None, {})
    assert (answer.status_code, answer["Content-Type"]) == (status, "application/problem+json")
    assert answer.json()["reason"] == reason


@pytest.mark.parametrize(
    "body",
    ["", "{", "[1", '{"name": NaN}', '{"name": "\\u0000"}', '{"name": "\\ud800"}', '{"a": 1e400}', "[" * 100_000],
)
def test_what_cannot_be_read_is_told_and_changes_nothing(account: Account, program: Program, body: str) -> None:
    answer = program.client.put(
        "/api/v1/account",
        data=body,
        content_type="application/json",
        headers={"Authorization": f"Bearer {program.secret}"},
    )
    account.refresh_from_db()
    assert (answer.status_code, account.name) == (422 if not body else 400, "Amina")


def test_a_large_body_is_turned_away(program: Program) -> None:
    answer = program.put("/account", {"name": "x" * 1024 * 1024})
    assert (answer.status_code, answer.json()["reason"]) == (413, "core.too_large")


def test_what_is_wrong_is_told_by_field(program: Program) -> None:
    answer = program.put("/account", {"name": "x" * 201}, Accept_Language="en")
    missing = {name: ["This is missing."] for name in ("time_zone", "keeps_copies")}
    assert answer.json()["errors"] == {"name": ["This is too long."]} | missing


def test_sentences_come_in_the_asked_language_else_in_the_accounts(program: Program) -> None:
    told = [program.get("/account/x", **headers)["Content-Language"] for headers in ({}, {"Accept_Language": "es"})]
    asked = [program.put("/account", {}, **headers) for headers in ({}, {"Accept_Language": "es"})]
    assert [answer["Content-Language"] for answer in asked] == ["fr", "es"]
    assert told == ["en", "es"]  # no route, so nobody looked at the token


@pytest.mark.usefixtures("_entries")
def test_pages_follow_one_another_and_stay_when_something_is_added() -> None:
    first = Program().get(f"{FEED}?limit=2")
    note(founding.somebody(_coalition()), "later", audience=["public"])
    second = Program().get(f"{FEED}?limit=2&cursor={first.json()['next']}")
    last = Program().get(f"{FEED}?limit=100&cursor={second.json()['next']}")
    places = [[item["n"] for item in answer.json()["items"]] for answer in (first, second, last)]
    assert places == [[5, 4], [3, 2], [1, 0]]
    assert first["Link"] == f'</api/v1{FEED}?limit=2&cursor={first.json()["next"]}>; rel="next"'
    assert (last.json()["next"], "Link" in last) == (None, False)


@pytest.mark.usefixtures("_entries")
@pytest.mark.parametrize(
    "cursor", ["x", "é", "AAAA", cursor_at(("a",)), cursor_at((1, 2)), cursor_at((2**60,)), cursor_at(()), "W10" * 99]
)
def test_a_cursor_of_another_list_is_told_by_field(cursor: str) -> None:
    answer = Program().get(FEED) if not cursor else Program().client.get(f"/api/v1{FEED}", {"cursor": cursor})
    assert (answer.status_code, list(answer.json()["errors"])) == (422, ["cursor"])


@pytest.mark.usefixtures("_entries")
@pytest.mark.parametrize("limit", ["0", "101", "x", "-1", "1e3"])
def test_a_limit_out_of_bounds_is_told_by_field(limit: str) -> None:
    answer = Program().get(f"{FEED}?limit={limit}")
    assert (answer.status_code, list(answer.json()["errors"])) == (422, ["limit"])


@pytest.mark.usefixtures("_entries")
def test_an_answer_that_one_has_is_not_sent_again() -> None:
    first = Program().get(FEED)
    again = Program().get(FEED, If_None_Match=first["ETag"])
    assert (first.status_code, again.status_code, again.content) == (200, 304, b"")
    assert (first["Cache-Control"], again["ETag"]) == ("private, no-cache", first["ETag"])
    assert {"Authorization", "Accept-Language"} <= {name.strip() for name in first["Vary"].split(",")}
    note(founding.somebody(_coalition()), "later", audience=["public"])
    assert Program().get(FEED, If_None_Match=first["ETag"]).status_code == 200


@pytest.mark.usefixtures("_entries")
def test_head_answers_as_get() -> None:
    got, asked = Program().get(FEED), Program().ask("head", FEED, None, {})
    assert (asked.status_code, asked["ETag"], asked.content) == (200, got["ETag"], b"")


def test_a_change_of_what_changed_meanwhile_is_declined(account: Account, program: Program) -> None:
    read = program.get("/account")["ETag"]
    wanted = {"name": "First", "language": "", "time_zone": "UTC", "keeps_copies": True}
    assert program.put("/account", wanted, If_Match=read).status_code == 200
    late = program.put("/account", {**wanted, "name": "Second"}, If_Match=read)
    account.refresh_from_db()
    assert (late.status_code, late.json()["reason"], account.name) == (412, "core.changed_meanwhile", "First")
    assert program.put("/account", wanted, If_Match="*").status_code == 200


def test_the_description_is_open_to_all() -> None:
    answer = Client().get("/api/v1/openapi.json")
    assert (answer.status_code, json.loads(answer.content)["openapi"]) == (200, "3.1.0")


@pytest.mark.parametrize("said", ["database is locked", "deadlock detected", "canceling statement due to lock timeout"])
def test_a_busy_database_is_told_and_when_to_try_again(said: str) -> None:
    answer = problem_of(RequestFactory().get("/api/v1/account"), OperationalError(said))
    assert answer is not None
    assert (answer.status_code, answer["Retry-After"], json.loads(answer.content)["reason"]) == (503, "5", "core.busy")


def test_a_mistake_of_the_program_is_told_as_one_and_stays_one() -> None:
    assert problem_of(RequestFactory().get("/api/v1/account"), ZeroDivisionError()) is None
    answer = errors.broken(RequestFactory().get("/api/v1/account"))
    assert (answer.status_code, answer["Content-Type"]) == (500, "application/problem+json")


def _coalition() -> Coalition:
    return Coalition.objects.get(slug="clear-fields")
