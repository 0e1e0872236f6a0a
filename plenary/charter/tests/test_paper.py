"""The charter on paper: every clause stands there in each language, marked as what it is, for those who may read it."""

import re
import unicodedata
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO

import pytest
from django.test import Client
from pypdf import PdfReader

from plenary.charter import actions, queries, starting
from plenary.charter.models import CharterDraft
from plenary.charter.rules.clauses import Chapter
from plenary.charter.rules.document import charter_to_json
from plenary.charter.rules.schema import Disclosed, Disclosure
from plenary.charter.tests.factories import version_of
from plenary.core import visibility
from plenary.core.standing import Standing
from plenary.record.queries import signed_head
from plenary.record.rules.verification import short_head
from tests import founding

pytestmark = pytest.mark.django_db

BOARD = starting.shipped("elected-board")
HERE = "/c/clear-fields/charter/"


def paper_of(client: Client, address: str, language: str = "en") -> PdfReader:
    answer = client.get(address, headers={"accept-language": language})
    assert (answer.status_code, answer.headers["Content-Type"]) == (200, "application/pdf")
    return PdfReader(BytesIO(answer.content))


def text_of(paper: PdfReader) -> str:
    """What stands on the pages in one line, without the heads and feet of pages that come between."""
    pages = []
    for page in paper.pages:
        lines = [line for line in page.extract_text().split("\n") if not line.startswith(("Clear Fields", "Head of"))]
        pages.append(" ".join(lines))
    return re.sub(r"\s+", " ", " ".join(pages))


def letters(text: str) -> Counter[str]:
    """The letters of Arabic in a text, without marks and shapes; the order on a page is that of the eye."""
    return Counter(letter for letter in unicodedata.normalize("NFKD", text) if "\u0621" <= letter <= "\u064a")


def clauses(chapters: tuple[Chapter, ...]) -> list[tuple[str, str]]:
    return [(clause.number, clause.text) for chapter in chapters for clause in chapter.clauses]


@pytest.mark.parametrize("code", [*starting.STARTING, starting.ONE_PAGE])
def test_every_clause_stands_on_the_paper(client: Client, code: str) -> None:
    coalition = founding.coalition(rules=starting.shipped(code))
    paper = paper_of(client, f"{HERE}print/")
    text = text_of(paper)
    said = queries.prose_in(version_of(coalition), "en")
    assert [number for number, words in clauses(said) if f"{number} {words}" not in text] == []
    assert [chapter.title for chapter in said if f"{chapter.number} {chapter.title}" not in text] == []
    assert 1 < len(paper.pages) <= 8


def test_every_letter_stands_on_the_paper_in_arabic(client: Client) -> None:
    coalition = founding.coalition(rules=BOARD)
    paper = paper_of(client, f"{HERE}print/", "ar")
    said = queries.prose_in(version_of(coalition), "ar")
    written = " ".join([*(words for _number, words in clauses(said)), *(chapter.title for chapter in said)])
    found = letters(" ".join(page.extract_text() for page in paper.pages))
    assert letters(written) - found == Counter()
    assert paper.trailer["/Root"]["/Lang"] == "ar"
    assert paper.trailer["/Root"]["/ViewerPreferences"]["/Direction"] == "/R2L"
    assert len(paper.pages) <= 9


def test_the_paper_says_which_version_it_is_and_which_record_holds_it(client: Client) -> None:
    coalition = founding.coalition(rules=BOARD)
    actions.put_in_force(
        by=Standing.system(coalition.id, "process.amendment"),
        coalition_id=coalition.id,
        document=charter_to_json(replace(BOARD, review=replace(BOARD.review, every_months=12))),
    )
    head = signed_head(coalition.id)
    now = paper_of(client, f"{HERE}print/")
    before = paper_of(client, f"{HERE}print/?version=1")
    assert now.metadata is not None
    assert (now.metadata.title, now.metadata.author) == ("The charter of Clear Fields", "Clear Fields")
    assert "Version 2, in force since" in text_of(now)
    assert re.search(r"Version 1, in force from .* until ", text_of(before))
    assert "every two years" in text_of(before)
    assert "Where they differ, the text in English counts." in text_of(now)
    for page in now.pages:
        assert short_head(head.size, head.root) in page.extract_text()
        assert "Clear Fields" in page.extract_text().split("\n")[0]
        assert "Printed on " in page.extract_text()
        assert "Draft" not in page.extract_text().split("\n")[0]
    assert client.get(f"{HERE}print/?version=9").status_code == 302
    assert f'href="{HERE}print/?version=2"' in client.get(HERE).content.decode()


def test_a_draft_is_marked_on_every_page(member: Client) -> None:
    coalition = founding.coalition(rules=BOARD)
    amended = replace(BOARD, review=replace(BOARD.review, every_months=12))
    draft = actions.draft_charter(by=founding.somebody(coalition), charter=amended, title="Each year")
    address = f"{HERE}drafts/{draft.id}/"
    assert f'href="{address}print/"' in member.get(address).content.decode()
    paper = paper_of(member, f"{address}print/")
    assert "Draft “Each year” of" in text_of(paper)
    assert [page.extract_text().count("Draft") >= 1 for page in paper.pages] == [True] * len(paper.pages)
    assert member.get(f"{HERE}drafts/missing/print/").status_code == 404


@pytest.mark.parametrize("address", ["print/", "export/"])
def test_whoever_may_read_the_charter_may_take_it(client: Client, visit: Callable[..., Client], address: str) -> None:
    founding.coalition(rules=replace(BOARD, disclosure=Disclosure(charter=Disclosed.MEMBERS)))
    assert client.get(f"{HERE}{address}").status_code == 302
    assert visit(person="").get(f"{HERE}{address}").status_code == 404
    assert visit().get(f"{HERE}{address}").status_code == 403
    inside = visit(audiences=frozenset({visibility.PUBLIC, visibility.MEMBERS}))
    assert inside.get(f"{HERE}{address}").status_code == 200


@pytest.mark.parametrize("address", ["print/", "export/"])
def test_without_a_charter_there_is_nothing_to_take(member: Client, address: str) -> None:
    founding.unchartered()
    assert member.get(f"{HERE}{address}").status_code == 404


def test_a_draft_is_printed_for_those_inside_alone(client: Client, visit: Callable[..., Client]) -> None:
    coalition = founding.coalition(rules=BOARD)
    draft = actions.draft_charter(by=founding.somebody(coalition), charter=BOARD, title="Ours")
    address = f"{HERE}drafts/{draft.id}/print/"
    assert client.get(address).status_code == 302
    assert visit(person="").get(address).status_code == 404
    assert CharterDraft.objects.of(coalition.id).count() == 1
