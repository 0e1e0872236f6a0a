"""The charter by the API: read, compared, drafted by several; nothing is kept of bad input, nothing told of other coalitions."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client

from plenary.charter import actions, queries
from plenary.charter.models import CharterDraft
from plenary.charter.rules.document import (
    charter_from_json,
    charter_from_toml,
    charter_to_json,
    document_hash,
)
from plenary.core.standing import Standing
from plenary.record.models import Entry
from tests.programs import Program
from tests.story import Story

type Start = Callable[[str], Program]

HERE = "/coalitions/open-fields/charter"
DRAFTS = f"{HERE}/drafts"


@pytest.fixture
def free(story: Story) -> str:
    """The address of a draft that no proposal would adopt."""
    return f"{DRAFTS}/{story.ids['free_draft_id']}"


def draft_of(story: Story, key: str = "free_draft_id") -> CharterDraft:
    return queries.drafts(story.open.id).get(id=story.ids[key])


def entries(story: Story, kind: str) -> int:
    return Entry.objects.of(story.open.id).filter(kind=kind).count()


def document(asking: Program, draft: str) -> dict[str, Any]:
    told: dict[str, Any] = asking.get(f"{draft}/document").json()
    return told


def changed(text: str, before: str, after: str) -> str:
    assert text.count(before) == 1
    return text.replace(before, after)


def line_of(text: str, words: str) -> int:
    (found,) = [number for number, line in enumerate(text.split("\n"), 1) if words in line]
    return found


def test_the_charter_in_force_is_read_as_document_and_as_data(story: Story, program: Start) -> None:
    asking = program("anonymous")
    read = asking.get(HERE)
    told = read.json()
    version = queries.version_in_force(story.open.id)
    assert version is not None
    assert (told["number"], told["in_force_until"], told["hash"]) == (version.number, None, version.hash)
    assert document_hash(told["document"]) == version.hash
    assert charter_from_json(told["document"]) == queries.charter_of(story.open.id)
    prose = queries.prose_in(version, "en")
    assert [clause["text"] for chapter in told["chapters"] for clause in chapter["clauses"]] == [
        clause.text for chapter in prose for clause in chapter.clauses
    ]
    assert (told["may_draft"]["allowed"], program("member").get(HERE).json()["may_draft"]["allowed"]) == (False, True)
    again = asking.get(HERE, If_None_Match=read["ETag"])
    assert (again.status_code, again.content) == (304, b"")
    french = asking.get(HERE, Accept_Language="fr", If_None_Match=read["ETag"])
    assert (french.status_code, french.json()["document"]) == (200, told["document"])


def test_versions_are_listed_newest_first_and_each_is_read(story: Story, program: Start) -> None:
    asking = program("anonymous")
    first = asking.get(f"{HERE}/versions?limit=1").json()
    rest = asking.get(f"{HERE}/versions?limit=1&cursor={first['next']}").json()
    assert ([line["number"] for line in first["items"] + rest["items"]], rest["next"]) == ([2, 1], None)
    assert asking.get(f"{HERE}?version=1").json()["hash"] == rest["items"][0]["hash"]
    for path in (f"{HERE}?version=3", f"{HERE}/export?version=3", f"{HERE}/print?version=3"):
        assert program("member").get(path).status_code == 404


def test_two_versions_are_compared_as_on_the_page(story: Story, program: Start, visit: Callable[[str], Client]) -> None:
    told = program("anonymous").get(f"{HERE}/compare").json()
    assert (told["older"], told["newer"]) == (1, 2)
    page = visit("anonymous").get("/c/open-fields/charter/compare/").context["changes"]
    assert [(each["key"], each["kind"], each["before"], each["after"]) for each in told["changes"]] == [
        (each.key, each.kind, each.before, each.after) for each in page
    ]
    assert told["changes"] != []
    back = program("anonymous").get(f"{HERE}/compare?from=2&to=1").json()
    assert [each["key"] for each in back["changes"]] == [each["key"] for each in told["changes"]]
    assert program("anonymous").get(f"{HERE}/compare?from=1&to=1").json()["changes"] == []


def test_toml_and_paper_are_those_of_the_page(story: Story, program: Start, visit: Callable[[str], Client]) -> None:
    taken, page = program("anonymous").get(f"{HERE}/export?version=1"), visit("anonymous")
    same = page.get("/c/open-fields/charter/export/?version=1")
    names = ("Content-Type", "Content-Disposition")
    assert (taken.content, [taken[name] for name in names]) == (same.content, [same[name] for name in names])
    paper = program("anonymous").get(f"{HERE}/print")
    assert (paper["Content-Type"], paper.content[:5]) == ("application/pdf", b"%PDF-")
    draft = program("member").get(f"{DRAFTS}/{story.ids['free_draft_id']}/print")
    assert (draft["Content-Disposition"], draft.content[:5]) == (
        'inline; filename="open-fields-charter-draft.pdf"',
        b"%PDF-",
    )


def test_a_draft_is_begun_changed_whole_and_read(story: Story, program: Start) -> None:
    asking = program("member")
    made = asking.post(DRAFTS, {"title": "Review sooner"})
    assert (made.status_code, made.json()["title"], made.json()["revision"]) == (201, "Review sooner", 1)
    draft = f"{DRAFTS}/{made.json()['id']}"
    assert asking.get(DRAFTS).json()["items"][0]["id"] == made.json()["id"]
    same = asking.get(draft).json()
    assert ([each["reason"] for each in same["problems"]], same["changes"]) == (["charter.draft_same"], [])
    read = asking.get(f"{draft}/document")
    whole = read.json()
    assert charter_from_toml(whole["text"]) == charter_from_json(whole["document"]) == queries.charter_of(story.open.id)
    text = changed(whole["text"], "every_months = 24", "every_months = 6")
    put = asking.put(f"{draft}/document", {"text": text, "revision": 1}, If_Match=read["ETag"])
    assert (put.status_code, put.json()) == (200, document(asking, draft))
    assert (put.json()["revision"], put.json()["text"]) == (2, text)
    told = asking.get(draft).json()
    assert [(each["key"], each["kind"]) for each in told["changes"]] == [("review", "changed")]
    assert [(each["number"], each["parts"]) for each in told["made"]] == [(2, ["review"])]
    assert (told["problems"], told["may_propose"], told["may"]["change"]["allowed"]) == ([], True, True)
    entry = Entry.objects.of(story.open.id).filter(kind="charter.draft_amended", about=made.json()["id"])
    assert entry.count() == 1


def test_a_stale_change_is_declined_and_changes_nothing(story: Story, program: Start, free: str) -> None:
    asking, read = program("member"), program("member").get(f"{free}/document")
    text = read.json()["text"]
    months = {"text": changed(text, "every_months = 24", "every_months = 6"), "revision": 1}
    assert program("chair").put(f"{free}/document", months).status_code == 200
    before = draft_of(story)
    late = {"text": changed(text, "every_months = 24", "every_months = 9"), "revision": 1}
    declined = asking.put(f"{free}/document", late, If_Match=read["ETag"])
    assert (declined.status_code, declined.json()["reason"]) == (412, "core.changed_meanwhile")
    met = asking.put(f"{free}/document", late)
    assert (met.status_code, met.json()["reason"]) == (422, "charter.draft_moved")
    assert list(met.json()["errors"]) == ["review.every_months"]
    after = draft_of(story)
    assert (after.revision, after.document) == (before.revision, before.document)
    ahead = asking.put(f"{free}/document", {**late, "revision": 3})
    assert (ahead.status_code, list(ahead.json()["errors"])) == (422, ["revision"])


def test_what_others_changed_elsewhere_stays(story: Story, program: Start, free: str) -> None:
    text = document(program("member"), free)["text"]
    months = {"text": changed(text, "every_months = 24", "every_months = 6"), "revision": 1}
    hours = {"text": changed(text, "acknowledge_hours = 72", "acknowledge_hours = 48"), "revision": 1}
    assert program("chair").put(f"{free}/document", months).status_code == 200
    both = program("member").put(f"{free}/document", hours).json()
    assert (both["document"]["review"]["every_months"], both["document"]["conflict"]["acknowledge_hours"]) == (6, 48)


def test_who_was_overtaken_between_look_and_lock_is_declined(story: Story, program: Start, free: str) -> None:
    asking, read = program("member"), program("member").get(f"{free}/document")
    looks = 0

    def overtaking(execute: Callable[..., Any], sql: str, *given: Any) -> Any:
        nonlocal looks
        if 'FROM "charter_charterdraft"' in sql:
            looks += 1
            if looks == 2:  # the first was of the route, for If-Match; this one locks
                months = charter_from_toml(changed(read.json()["text"], "every_months = 24", "every_months = 6"))
                actions.amend_draft(
                    by=story.by("chair"), draft=draft_of(story), revision=1, edit=lambda _before: months
                )
        return execute(sql, *given)

    hours = {"text": changed(read.json()["text"], "acknowledge_hours = 72", "acknowledge_hours = 48"), "revision": 1}
    with connection.execute_wrapper(overtaking):
        declined = asking.put(f"{free}/document", hours, If_Match=read["ETag"])
    assert (declined.status_code, declined.json()["reason"]) == (412, "core.changed_meanwhile")
    assert looks > 2
    assert draft_of(story).document["conflict"]["acknowledge_hours"] == 72


@pytest.mark.parametrize(
    ("after", "said"),
    [
        ("every_months = = 24", "The text is not well-formed TOML."),
        ('every_months = "two"', "review.every_months: A whole number is expected here."),
        ("every_months = 24\ncolour = 1", "review.colour: The charter knows no such key."),
        (
            "every_months = 24\n" + ".".join("a" * 40) + " = 1",
            "This line has more than twenty points outside quotation marks: no charter needs that.",
        ),
        (
            "every_months = 24\nb = " + "[" * 40,
            "Brackets stand more than twenty deep within each other here: no charter needs that.",
        ),
    ],
)
def test_a_document_that_is_none_is_refused_by_its_line_and_nothing_is_kept(
    story: Story, program: Start, free: str, after: str, said: str
) -> None:
    asking, kept = program("member"), draft_of(story)
    text = changed(document(asking, free)["text"], "every_months = 24", after)
    line = line_of(text, after.rpartition("\n")[2])
    drafts, size = queries.drafts(story.open.id).count(), Entry.objects.of(story.open.id).count()
    for answer in (
        asking.put(f"{free}/document", {"text": text, "revision": 1}),
        asking.post(f"{HERE}/import", {"title": "Brought", "text": text}),
        asking.post(f"{HERE}/import/preview", {"title": "Brought", "text": text}),
    ):
        assert (answer.status_code, answer.json()["errors"]) == (422, {f"text.{line}": [said]})
    now = draft_of(story)
    assert (now.revision, now.document) == (kept.revision, kept.document)
    assert (queries.drafts(story.open.id).count(), Entry.objects.of(story.open.id).count()) == (drafts, size)


def test_what_contradicts_itself_may_stand_in_a_draft_and_is_not_brought(
    story: Story, program: Start, free: str
) -> None:
    asking = program("member")
    text = changed(document(asking, free)["text"], "every_months = 24", "every_months = 0")
    line = line_of(text, "[review]")
    brought = asking.post(f"{HERE}/import", {"title": "Brought", "text": text})
    assert brought.json()["errors"] == {f"text.{line}": ["review: The rules are never looked at again."]}
    assert asking.put(f"{free}/document", {"text": text, "revision": 1}).status_code == 200
    told = asking.get(free).json()
    assert [(each["reason"], each["clause"], each["part"]) for each in told["contradictions"]] == [
        ("charter.never_reviewed", "review", "review")
    ]
    assert ([each["reason"] for each in told["problems"]], told["may_propose"]) == (["charter.contradicts"], False)


def test_a_charter_is_brought_after_a_preview_that_keeps_nothing(story: Story, program: Start) -> None:
    asking, drafts = program("member"), queries.drafts(story.open.id).count()
    text = asking.get(f"{HERE}/export?version=1").content.decode()
    seen = asking.post(f"{HERE}/import/preview", {"title": "As it was", "text": text}).json()
    compared = asking.get(f"{HERE}/compare?from=2&to=1").json()["changes"]
    assert (seen["present"], seen["changes"], seen["contradictions"]) == (2, compared, [])
    assert queries.drafts(story.open.id).count() == drafts
    made = asking.post(f"{HERE}/import", {"title": "As it was", "text": text})
    assert made.status_code == 201
    assert document(asking, f"{DRAFTS}/{made.json()['id']}")["text"] == text
    nothing = asking.post(f"{HERE}/import", {"title": "", "text": " "})
    assert (nothing.status_code, sorted(nothing.json()["errors"])) == (422, ["text", "title"])


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
    assert (copied.status_code, copied.json()["title"]) == (201, "Further: A board of nine")
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
    (comment,) = seen.get(f"{free}/clauses/review").json()["comments"]
    assert comment["name"] == "a protected member"


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
