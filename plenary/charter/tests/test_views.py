"""Pages of the charter, for those inside, those outside, and those who may not."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from plenary.charter import actions, permissions, queries, starting
from plenary.charter.models import CharterDraft
from plenary.charter.rules.document import charter_to_json
from plenary.charter.rules.schema import Disclosed, Disclosure
from plenary.core import visibility
from plenary.core.clauses import citation
from plenary.core.standing import Standing
from tests import founding

pytestmark = pytest.mark.django_db

BOARD = starting.shipped("elected-board")
HERE = "/c/clear-fields/charter/"
SEVEN = {
    "title": "To begin with",
    "purpose": "Nobody drinks from a poisoned well.",
    "commitment": "coordination",
    "joining": "both",
    "deciding": "everyone",
    "method": "consent",
    "speaking": "rotation",
    "openness": "members",
    "review_months": "6",
    "concerns": "later",
}


def test_charter_is_read_as_numbered_clauses(client: Client) -> None:
    coalition = founding.coalition(rules=BOARD)
    page = client.get(HERE).content.decode()
    assert '<div class="clause" id="process.amendment">' in page
    assert '<a href="#process.amendment">§ 5.14</a>' in page
    found = citation(coalition.id, coalition.slug, "process.amendment")
    assert found is not None
    assert (found.number, found.url, found.title) == ("5.14", f"{HERE}#process.amendment", "Decisions")
    assert citation(coalition.id, coalition.slug, "process.magic") is None


def test_charter_is_read_in_arabic(client: Client) -> None:
    founding.coalition(rules=BOARD)
    page = client.get(HERE, headers={"accept-language": "ar"}).content.decode()
    assert BOARD.credit["ar"] in page


@pytest.mark.parametrize(
    ("degree", "known", "status"),
    [
        (Disclosed.PUBLIC, None, 200),
        (Disclosed.MEMBERS, None, 302),
        (Disclosed.MEMBERS, {"person": ""}, 404),
        (Disclosed.MEMBERS, {}, 403),
        (Disclosed.MEMBERS, {"audiences": frozenset({visibility.PUBLIC, visibility.MEMBERS})}, 200),
        (Disclosed.OFFICERS, {"audiences": frozenset({visibility.PUBLIC, visibility.MEMBERS})}, 403),
        (Disclosed.OFFICERS, {"audiences": frozenset({visibility.office("chair")})}, 200),
    ],
)
def test_charter_is_open_to_those_whom_it_names(
    client: Client, visit: Callable[..., Client], degree: Disclosed, known: dict[str, Any] | None, status: int
) -> None:
    founding.coalition(rules=replace(BOARD, disclosure=replace(BOARD.disclosure, charter=degree)))
    visitor = client if known is None else visit(**known)
    assert visitor.get(HERE).status_code == status


def test_coalition_without_charter_offers_one_to_members(member: Client) -> None:
    founding.unchartered()
    page = member.get(HERE).content.decode()
    assert f'href="{HERE}new/"' in page


def test_earlier_version_stays_to_be_read_and_compared(member: Client) -> None:
    coalition = founding.coalition(rules=BOARD)
    by = Standing.system(coalition.id, "process.amendment")
    amended = replace(BOARD, review=replace(BOARD.review, every_months=12))
    actions.put_in_force(by=by, coalition_id=coalition.id, document=charter_to_json(amended))
    assert "every two years" in member.get(f"{HERE}?version=1").content.decode()
    page = member.get(f"{HERE}compare/?from=1&to=2").content.decode()
    assert "<h1>One clause differs between versions 1 and 2</h1>" in page
    assert "every <del>two years.</del> <ins>year.</ins>" in page
    assert member.get(f"{HERE}versions/").content.decode().count('class="title"') == 2
    assert member.get(f"{HERE}compare/?from=1&to=9").status_code == 404
    assert member.get(f"{HERE}?version=x").status_code == 404


def test_outsider_sees_only_versions_that_were_public(client: Client) -> None:
    coalition = founding.coalition(rules=replace(BOARD, disclosure=Disclosure(charter=Disclosed.MEMBERS)))
    by = Standing.system(coalition.id, "process.amendment")
    actions.put_in_force(by=by, coalition_id=coalition.id, document=charter_to_json(BOARD))
    assert client.get(f"{HERE}?version=2").status_code == 200
    assert client.get(f"{HERE}?version=1").status_code == 302
    assert client.get(f"{HERE}compare/?from=1&to=2").status_code == 302


def test_seven_answers_become_a_draft(member: Client) -> None:
    coalition = founding.coalition(rules=BOARD)
    address = f"{HERE}new/?start=one-page"
    assert member.get(address).content.decode().count("<fieldset") == 7
    preview = member.post(address, {**SEVEN, "step": "preview"}).content.decode()
    assert "Nobody drinks from a poisoned well." in preview
    assert not queries.drafts(coalition.id).exists()
    again = member.post(address, {**SEVEN, "step": "answers"}).content.decode()
    assert "<textarea" in again
    kept = member.post(address, {**SEVEN, "step": "save"})
    draft = queries.drafts(coalition.id).get()
    assert kept.headers["Location"] == f"{HERE}drafts/{draft.id}/"
    assert draft.title == "To begin with"
    page = member.get(kept.headers["Location"]).content.decode()
    assert "<h1>To begin with</h1>" in page
    assert queries.charter_of(coalition.id) == BOARD


@pytest.mark.parametrize("code", [*starting.STARTING, starting.ONE_PAGE])
def test_each_starting_charter_asks_its_questions(member: Client, code: str) -> None:
    founding.unchartered()
    assert member.get(f"{HERE}new/?start={code}").status_code == 200


def test_purpose_in_force_is_offered_again(member: Client) -> None:
    founding.coalition(rules=starting.one_page_charter({"purpose": "Clean wells."}, "en"))
    page = member.get(f"{HERE}new/?start=elected-board")
    assert page.context["form"]["purpose"].value() == "Clean wells."


def test_wrong_answers_are_told_by_question(member: Client) -> None:
    coalition = founding.coalition(rules=BOARD)
    wrong = {**SEVEN, "purpose": " ", "review_months": "400", "step": "save"}
    answer = member.post(f"{HERE}new/?start=one-page", wrong)
    assert {bound.name for bound in answer.context["form"] if bound.errors} == {"purpose", "review_months"}
    assert not CharterDraft.objects.of(coalition.id).exists()
    assert member.get(f"{HERE}new/?start=monarchy").status_code == 404


def test_draft_is_for_those_inside(client: Client, visit: Callable[..., Client]) -> None:
    coalition = founding.coalition(rules=BOARD)
    draft = actions.draft_charter(by=founding.somebody(coalition), charter=BOARD, title="Ours")
    address = f"{HERE}drafts/{draft.id}/"
    assert client.get(address).status_code == 302
    assert visit(person="").get(address).status_code == 404
    assert visit(audiences=frozenset({visibility.PUBLIC, visibility.MEMBERS})).get(address).status_code == 200
    assert client.get(f"{HERE}drafts/missing/").status_code == 404


def test_versions_take_the_same_queries_for_one_and_three(member: Client) -> None:
    coalition = founding.coalition(rules=BOARD)
    by = Standing.system(coalition.id, "process.amendment")
    member.get(f"{HERE}versions/")  # a version's document is read once in a process
    with CaptureQueriesContext(connection) as for_one:
        member.get(f"{HERE}versions/")
    for months in (12, 18):
        amended = replace(BOARD, review=replace(BOARD.review, every_months=months))
        actions.put_in_force(by=by, coalition_id=coalition.id, document=charter_to_json(amended))
    with CaptureQueriesContext(connection) as for_three:
        member.get(f"{HERE}versions/")
    assert len(for_three) == len(for_one)


def test_permissions_say_why() -> None:
    coalition = founding.coalition(rules=replace(BOARD, disclosure=Disclosure(charter=Disclosed.MEMBERS)))
    nobody = Standing.nobody(coalition.id)
    verdict = permissions.may_read_charter(nobody)
    assert (verdict.allowed, verdict.reason, verdict.clause) == (False, "core.members_only", "disclosure")
    assert permissions.may_put_in_force(founding.somebody(coalition)).reason == "charter.only_by_decision"
    assert permissions.may_adopt_first_charter(nobody).reason == "core.sign_in"
