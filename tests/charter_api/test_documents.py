"""A draft of the charter by the API, whole: nothing is kept of bad input, nothing lost of what others changed."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection

from plenary.charter import actions, queries
from plenary.charter.rules.document import (
    charter_from_json,
    charter_from_toml,
)
from plenary.record.models import Entry
from tests.charter_api import DRAFTS, HERE, Start, changed, document, draft_of, line_of
from tests.story import Story


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
