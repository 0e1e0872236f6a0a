"""The pages of a draft: forms, the prose beside them, two people at once, comments; all without JavaScript."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from plenary.charter import actions, queries, starting
from plenary.charter.queries import drafting
from plenary.charter.rules.document import charter_from_json
from plenary.charter.rules.growing import STEPS
from plenary.charter.rules.guiding import GUIDES
from plenary.charter.rules.parts import CHAPTERS, parts
from plenary.charter.rules.schema import Charter
from plenary.coalitions.models import Coalition
from plenary.core import visibility
from plenary.core.models import random_id
from plenary.texts import queries as texts
from tests import founding

pytestmark = pytest.mark.django_db
BOARD = starting.shipped("elected-board")


@pytest.fixture
def coalition() -> Coalition:
    return founding.coalition(rules=BOARD)


def _months(months: int) -> Callable[[Charter], Charter]:
    return lambda charter: replace(charter, review=replace(charter.review, every_months=months))


def _begun(member: Client, title: str = "Anew") -> str:
    answer = member.post("/c/clear-fields/charter/begin/", {"title": title})
    return str(answer.headers["Location"])


def _form(page: Any) -> dict[str, Any]:
    """What a browser would send of a form as it stands."""
    form, sent = page.context["form"], {"revision": str(page.context["revision"])}
    for bound in form:
        value = bound.value()
        if isinstance(value, bool):
            sent |= {bound.html_name: "on"} if value else {}
        else:
            sent[bound.html_name] = value if value is not None else ""
    return sent


def test_each_part_is_shown_and_saved_as_it_stands_without_a_change(coalition: Coalition, member: Client) -> None:
    here = _begun(member)
    draft = queries.drafts(coalition.id).get()
    for key in parts(BOARD):
        page = member.get(f"{here}parts/{key}/")
        assert page.status_code == 200, key
        assert member.post(f"{here}parts/{key}/", {**_form(page), "step": "save"}).status_code == 302, key
        draft.refresh_from_db()
        assert charter_from_json(draft.document) == BOARD, key


def test_a_part_is_previewed_and_saved_without_javascript(coalition: Coalition, member: Client) -> None:
    here = _begun(member)
    address = f"{here}parts/review/"
    sent = {**_form(member.get(address)), "every_months": "12"}
    seen = member.post(address, {**sent, "step": "see"})
    assert "every <del>two years.</del> <ins>year.</ins>" in seen.content.decode()
    assert queries.drafts(coalition.id).get().revision == 1
    fragment = member.post(address, {**sent, "step": "see"}, headers={"HX-Request": "true"}).content.decode()
    assert fragment.startswith('<section id="beside"')
    assert "<ins>year.</ins>" in fragment
    assert member.post(address, {**sent, "step": "save"}).headers["Location"] == f"{here}chapters/future/"
    assert queries.drafts(coalition.id).get().document["review"]["every_months"] == 12


def test_two_people_on_one_form_are_told_field_by_field(coalition: Coalition, member: Client) -> None:
    here = _begun(member)
    address = f"{here}parts/body.board.members/"
    sent = _form(member.get(address))
    assert member.post(address, {**sent, "number": "7"}).status_code == 302
    told = member.post(address, {**sent, "number": "5", "term_months": "12"})
    assert told.status_code == 409
    page = told.content.decode()
    assert "someone else wrote “7”; you wrote “5”." in page
    assert told.context["revision"] == 2
    assert queries.drafts(coalition.id).get().document["bodies"][1]["seats"][0]["number"] == 7
    assert member.post(address, {**_form(told)}).status_code == 302
    seats = queries.drafts(coalition.id).get().document["bodies"][1]["seats"][0]
    assert (seats["number"], seats["term_months"]) == (5, 12)


def test_names_change_in_every_language_of_the_charter(coalition: Coalition, member: Client) -> None:
    here = _begun(member)
    address = f"{here}parts/office.chair/"
    page = member.get(address)
    assert {f"names:{tag}" for tag in BOARD.languages} <= set(page.context["form"].fields)
    member.post(address, {**_form(page), "names:en": "Speaker", "names:ar": "المتحدث"})
    names = charter_from_json(queries.drafts(coalition.id).get().document).office("chair").names
    assert (names["en"], names["ar"], names["fr"]) == ("Speaker", "المتحدث", BOARD.office("chair").names["fr"])


def test_a_body_is_added_given_seats_moved_and_taken_out(coalition: Coalition, member: Client) -> None:
    here = _begun(member)
    added = member.post(f"{here}add/body/", {"name:en": "Wells"})
    assert added.headers["Location"] == f"{here}parts/body.wells/"
    page = member.get(f"{here}chapters/bodies/").content.decode()
    assert "it has no seats" in page
    assert "Give it seats, or take the body out." in page
    seats = member.post(f"{here}add/seats/?in=body.wells", {"name:en": "Diggers"})
    assert seats.headers["Location"] == f"{here}parts/body.wells.diggers/"
    assert "it has no seats" not in member.get(f"{here}chapters/bodies/").content.decode()
    member.post(f"{here}parts/body.wells/move/", {"way": "up"})
    codes = [body["code"] for body in queries.drafts(coalition.id).get().document["bodies"]]
    assert codes.index("wells") == len(codes) - 2
    assert "No other clause names it." in member.get(f"{here}parts/body.wells/out/").content.decode()
    member.post(f"{here}parts/body.wells/out/")
    assert charter_from_json(queries.drafts(coalition.id).get().document) == BOARD


def test_taking_a_body_out_says_which_clauses_name_it(coalition: Coalition, member: Client) -> None:
    here = _begun(member)
    page = member.get(f"{here}parts/body.board/out/")
    assert {each["key"] for each in page.context["naming"]} >= {"process.between", "process.urgent"}
    member.post(f"{here}parts/body.board/out/", {"instead": "plenary"})
    assert "board" not in {body["code"] for body in queries.drafts(coalition.id).get().document["bodies"]}
    assert "unknown_body" not in str(member.get(here).context["contradictions"])


def test_a_question_shows_what_its_answer_changes(coalition: Coalition, member: Client) -> None:
    here = _begun(member)
    listed = member.get(f"{here}questions/").content.decode()
    assert "Who decides about money?" in listed
    assert "There is no such limit" in listed
    assert "two years" in listed
    address = f"{here}questions/money/"
    seen = member.post(address, {"money": "body.board", "step": "see", "revision": "1"})
    assert [line.key for line in seen.context["lines"]] == ["matter.decisions.money"]
    assert member.post(address, {"money": "body.board", "revision": "1"}).status_code == 302
    assert charter_from_json(queries.drafts(coalition.id).get().document).matters["decisions.money"] == "between"


def test_every_question_step_and_chapter_is_shown(coalition: Coalition, member: Client) -> None:
    here = _begun(member)
    addresses = [f"questions/{guide.code}/" for guide in GUIDES]
    addresses += ["steps/", *(f"steps/{step.code}/" for step in STEPS), *(f"chapters/{key}/" for key in CHAPTERS)]
    assert {address: member.get(here + address).status_code for address in addresses} == dict.fromkeys(addresses, 200)
    for missing in ("questions/x/", "steps/x/", "chapters/x/", "parts/x/", "add/x/", "add/seats/", "clauses/x/"):
        assert member.get(here + missing).status_code == 404


def test_a_one_page_charter_grows_on_its_page(member: Client) -> None:
    coalition = founding.coalition("clear-fields", starting.one_page_charter({"purpose": "Clean wells."}, "en"))
    here = _begun(member)
    page = member.get(f"{here}steps/board/")
    assert member.post(f"{here}steps/board/", {**_form(page), "board_name": "Stewards"}).status_code == 302
    charter = charter_from_json(queries.drafts(coalition.id).get().document)
    assert charter.body("board").names == {"en": "Stewards"}


def test_a_comment_is_written_and_withdrawn_on_the_page_of_a_clause(
    coalition: Coalition, visit: Callable[..., Client]
) -> None:
    inside = frozenset({visibility.PUBLIC, visibility.MEMBERS})
    member = visit(person=random_id(), member=random_id(), audiences=inside)
    here = _begun(member)
    address = f"{here}clauses/review/"
    assert member.post(address, {"body": "Too late.", "language": "en"}).status_code == 302
    page = member.get(address).content.decode()
    assert "Too late." in page
    draft = queries.drafts(coalition.id).get()
    assert "1 comment</a>" in member.get(here).content.decode()
    row = texts.comments(founding.somebody(coalition), drafting.thread_of(draft, "review"))[0]
    assert member.post(f"{address}{row.id}/withdraw/").status_code == 302
    assert "This comment was withdrawn." in member.get(address).content.decode()


def test_a_draft_takes_the_same_queries_for_one_and_three_changes(coalition: Coalition, member: Client) -> None:
    here = _begun(member)
    draft, by = queries.drafts(coalition.id).get(), founding.somebody(coalition)

    def cost() -> int:
        member.get(here)
        with CaptureQueriesContext(connection) as asked:
            member.get(here)
        return len(asked)

    draft = actions.amend_draft(by=by, draft=draft, revision=1, edit=_months(12))
    actions.comment_on_clause(by=by, draft=draft, clause="review", body="One.")
    one = cost()
    for months in (13, 14):
        draft = actions.amend_draft(by=by, draft=draft, revision=draft.revision, edit=_months(months))
        actions.comment_on_clause(by=by, draft=draft, clause=f"process.{BOARD.processes[0].code}", body="More.")
    assert cost() == one
