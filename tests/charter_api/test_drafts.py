"""Drafts of the charter by the API: begun, copied, renewed, put aside, commented on; nothing is told of other coalitions."""

from collections.abc import Callable

from django.test import Client

from plenary.charter import actions, queries
from plenary.charter.rules.document import (
    charter_to_json,
)
from plenary.core.standing import Standing
from tests.charter_api import DRAFTS, HERE, Start, changed, document, draft_of, entries
from tests.story import Story


def test_a_starting_charter_is_asked_answered_and_kept(story: Story, program: Start) -> None:
    asking, start = program("member"), f"{HERE}/starting/one-page"
    assert "one-page" in [line["code"] for line in asking.get(f"{HERE}/starting").json()["items"]]
    questions = {each["code"]: each for each in asking.get(start).json()["questions"]}
    assert questions["purpose"]["default"] != ""
    assert (questions["review_months"]["least"], questions["review_months"]["most"]) == (1, 36)
    given = {"title": "On one page", "answers": {"purpose": "Clean wells.", "review_months": 12}}
    drafts = queries.drafts(story.open.id).count()
    seen = asking.post(f"{start}/preview", given).json()
    assert (seen["present"], seen["contradictions"], "Clean wells." in str(seen["chapters"])) == (2, [], True)
    assert queries.drafts(story.open.id).count() == drafts
    made = asking.post(start, given)
    assert made.status_code == 201
    kept = document(asking, f"{DRAFTS}/{made.json()['id']}")["document"]
    assert (kept["purpose"]["purpose"], kept["review"]["every_months"]) == ({"en": "Clean wells."}, 12)
    for answers, wrong in (
        ({"review_months": 99}, "answers.review_months"),
        ({"colour": "green"}, "answers.colour"),
        ({"purpose": ["Clean", "wells"]}, "answers.purpose"),
    ):
        refused = asking.post(start, {"title": "On one page", "answers": answers})
        assert (refused.status_code, list(refused.json()["errors"])) == (422, [wrong])
    assert asking.get(f"{HERE}/starting/no-such").status_code == 404


def test_a_draft_is_copied_renewed_and_put_aside(story: Story, program: Start, free: str) -> None:
    asking = program("member")
    copied = asking.post(f"{free}/copy")
    assert (copied.status_code, copied.json()["title"]) == (201, f"Further: {draft_of(story).title}")
    draft = f"{DRAFTS}/{copied.json()['id']}"
    old = document(asking, draft)
    assert old["document"] == document(asking, free)["document"]
    present = queries.charter_of(story.open.id)
    later = charter_to_json(present) | {"credit": {"en": "Told together."}}
    by = Standing.system(story.open.id, "process.amendment")
    actions.put_in_force(by=by, coalition_id=story.open.id, document=later)
    assert [each["reason"] for each in asking.get(draft).json()["problems"]] == ["charter.draft_outdated"]
    renewed = asking.post(f"{draft}/renew").json()
    assert renewed == {"id": copied.json()["id"], "revision": 2, "conflicts": []}
    assert document(asking, draft)["document"] == old["document"] | {"credit": {"en": "Told together."}}
    closed = asking.post(f"{draft}/close")
    assert (closed.status_code, closed.json()["closed_at"] is not None) == (200, True)
    assert copied.json()["id"] not in [each["id"] for each in asking.get(DRAFTS).json()["items"]]
    put = asking.put(f"{draft}/document", {"text": document(asking, draft)["text"], "revision": 2})
    assert (put.status_code, put.json()["reason"]) == (403, "charter.draft_closed")


def test_a_clause_is_commented_on_and_the_comment_taken_back(story: Story, program: Start, free: str) -> None:
    asking, clause = program("member"), f"{free}/clauses/review"
    said = asking.post(f"{clause}/comments", {"body": "Sooner, *please*.", "language": "en"})
    assert said.status_code == 201
    comment = f"{clause}/comments/{said.json()['id']}"
    (own,), (others,) = (program(role).get(clause).json()["comments"] for role in ("member", "chair"))
    assert (own["id"], own["body"], own["is_own"]) == (said.json()["id"], "Sooner, *please*.", True)
    assert others == {**own, "is_own": False}
    assert asking.get(free).json()["comments"] == {"review": 1}
    refused = program("chair").delete(comment)
    assert (refused.status_code, refused.json()["reason"]) == (403, "texts.not_yours")
    assert asking.delete(comment).status_code == 204
    (gone,) = asking.get(clause).json()["comments"]
    assert (gone["body"], gone["is_withdrawn"]) == ("", True)
    again = asking.delete(comment)
    assert (again.status_code, again.json()["reason"]) == (403, "texts.withdrawn")
    for other in (f"{free}/clauses/languages", f"{DRAFTS}/{story.ids['draft_id']}/clauses/review"):
        assert asking.delete(f"{other}/comments/{said.json()['id']}").status_code == 404
    assert asking.post(f"{free}/clauses/no.such/comments", {"body": "Here?"}).status_code == 404
    empty = asking.post(f"{clause}/comments", {"body": " "})
    assert (empty.status_code, list(empty.json()["errors"])) == (422, ["body"])


def test_a_protected_member_works_on_a_draft_unnamed(story: Story, program: Start, free: str) -> None:
    asking = program("protected")
    text = changed(document(asking, free)["text"], "every_months = 24", "every_months = 6")
    assert asking.put(f"{free}/document", {"text": text, "revision": 1}).status_code == 200
    assert asking.post(f"{free}/clauses/review/comments", {"body": "Sooner."}).status_code == 201
    seen = program("member")
    assert [(each["number"], each["name"]) for each in seen.get(free).json()["made"]] == [(2, "")]
    sooner = {"body": "Sooner.", "unnamed": True}
    assert program("roads").post(f"{free}/clauses/review/comments", sooner).status_code == 201
    comments = seen.get(f"{free}/clauses/review").json()["comments"]
    assert [each["name"] for each in comments] == ["a member without a name"] * 2  # nobody tells which is protected


def test_who_may_not_is_told_why_and_by_which_clause(story: Story, program: Start, free: str) -> None:
    asking = program("observes")
    refused = asking.post(DRAFTS, {"title": "Mine"})
    assert (refused.status_code, refused.json()["reason"]) == (403, "charter.observers_do_not_draft")
    assert refused.json()["clause"]["key"] == "category.member"
    silent = asking.post(f"{free}/clauses/review/comments", {"body": "Sooner."})
    assert (silent.status_code, silent.json()["reason"]) == (403, "charter.observers_do_not_comment")
    assert silent.json()["clause"]["key"] == "category.member"
    assert asking.get(free).json()["may"]["change"] == {
        "allowed": False,
        "reason": "charter.observers_do_not_draft",
        "sentence": refused.json()["detail"],
        "clause": "category.member",
    }
    held = f"{DRAFTS}/{story.ids['draft_id']}"
    text = document(asking, held)["text"]
    kept = program("member").put(f"{held}/document", {"text": text, "revision": 1})
    assert (kept.status_code, kept.json()["reason"]) == (403, "charter.draft_held")
    assert kept.json()["clause"]["key"] == "matter.charter.amend"
    others = program("member").post(f"{free}/close")
    assert (others.status_code, others.json()["reason"]) == (403, "charter.draft_of_another")
    assert others.json()["clause"]["key"] == "office.coordinator"


def test_what_is_of_another_coalition_or_hidden_is_answered_as_what_is_missing(story: Story, program: Start) -> None:
    asking, theirs = program("member"), story.others["draft_id"]
    for method, tail, body in (
        ("get", "", None),
        ("get", "/document", None),
        ("get", "/print", None),
        ("get", "/clauses/review", None),
        ("put", "/document", {"text": "", "revision": 1}),
        ("post", "/copy", {}),
        ("post", "/renew", {}),
        ("post", "/close", {}),
        ("post", "/clauses/review/comments", {"body": "Here?"}),
    ):
        found = [asking.ask(method, f"{DRAFTS}/{draft}{tail}", body, {}) for draft in (theirs, "0000000000000000")]
        assert [answer.status_code for answer in found] == [404, 404], (method, tail)
        assert found[0].content == found[1].content
    hidden = [program("outsider").get(f"{HERE}{tail}").status_code for tail in ("/drafts", f"/drafts/{theirs}")]
    assert hidden == [404, 404]


def test_a_draft_that_is_begun_twice_with_one_key_is_one(story: Story, program: Start) -> None:
    asking, key = program("member"), {"Idempotency_Key": "a-key-of-sixteen-and-more"}
    before = entries(story, "charter.drafted")
    first, again = (asking.post(DRAFTS, {"title": "Once"}, **key) for _ in range(2))
    assert (again.status_code, again.content, again["Idempotency-Replayed"]) == (201, first.content, "true")
    assert queries.drafts(story.open.id).filter(title="Once").count() == 1
    assert entries(story, "charter.drafted") == before + 1
    other = asking.post(DRAFTS, {"title": "Twice"}, **key)
    assert (other.status_code, other.json()["reason"]) == (422, "accounts.repeat_differs")


def test_the_draft_of_a_program_is_the_one_of_the_page(
    story: Story, program: Start, visit: Callable[[str], Client], free: str
) -> None:
    page = visit("member").get(f"/c/open-fields/charter/drafts/{story.ids['free_draft_id']}/").context
    told = program("member").get(free).json()
    assert told["title"] == page["draft"].title
    assert [each["key"] for each in told["changes"]] == [each.key for each in page["changes"]]
    assert [(each["title"], each["sentences"]) for each in told["touched"]] == page["touched"]
    assert told["may_propose"] is page["may_propose"] is True
    assert told["may"]["close"]["allowed"] is bool(page["may_close"]) is False
