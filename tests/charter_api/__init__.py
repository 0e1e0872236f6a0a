"""The charter by the API: what its tests share."""

from collections.abc import Callable
from typing import Any

from plenary.charter import queries
from plenary.charter.models import CharterDraft
from plenary.record.models import Entry
from tests.programs import Program
from tests.story import Story

type Start = Callable[[str], Program]

HERE = "/coalitions/open-fields/charter"
DRAFTS = f"{HERE}/drafts"


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
