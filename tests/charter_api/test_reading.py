"""The charter by the API: in force, its versions, compared, as TOML and on paper."""

from collections.abc import Callable

from django.test import Client

from plenary.charter import queries
from plenary.charter.rules.document import (
    charter_from_json,
    document_hash,
)
from tests.charter_api import DRAFTS, HERE, Start
from tests.story import Story


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
