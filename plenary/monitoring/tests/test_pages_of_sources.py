"""Pages and routes of sources: who is answered what, what a form says back, and a redaction from the form to the file."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pypdf import PdfReader

from plenary.accounts.models import Account
from plenary.files.models import File
from plenary.files.queries import content_of
from plenary.monitoring.models import Source
from plenary.monitoring.rules.sources import REDACTED
from plenary.monitoring.tests import kept
from plenary.monitoring.tests.papers import FIRST, PLAIN, SECOND, SECRET, paper, says
from tests import founding
from tests.programs import Program

pytestmark = pytest.mark.django_db

TOLD = {"title": "A page", "kind": "page", "reliability": "B", "credibility": "2", "readers": "members"}


@pytest.fixture
def place() -> kept.Place:
    """Nobody's office keeps sources, so that whoever represents a member does."""
    return kept.place(office=False)


@pytest.fixture
def client(place: kept.Place) -> Client:
    return place.visit(place.keeper)


def page(name: str, place: kept.Place, *parts: str) -> str:
    return reverse(f"monitoring:{name}", args=[place.of.slug, *parts])


def test_a_source_is_kept_from_its_form_and_found_again(place: kept.Place, client: Client) -> None:
    assert "No source is kept" in client.get(page("sources", place)).content.decode()
    data = {**TOLD, "published": "2026-03", "file": SimpleUploadedFile("a.txt", b"What it said.", "text/plain")}
    answer = client.post(page("new_source", place), data)
    row = Source.objects.of(place.of.id).get()
    assert (answer.status_code, answer.url) == (302, page("source", place, row.id))
    told = client.get(answer.url).content.decode()
    assert all(each in told for each in ("A page", "B: usually reliable", "2026-03", row.sha256, "a.txt"))
    found = client.get(page("sources", place), {"words": "page", "kind": "page"}).content.decode()
    assert "B2" in found
    assert "No source says that." in client.get(page("sources", place), {"words": "nothing"}).content.decode()


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"published": "in March"}, "Write a year"),
        ({"address": "example"}, "no address on the net"),
        ({"language": "??"}, "language"),
        ({"title": ""}, "required"),
        ({"file": SimpleUploadedFile("a.exe", b"MZ\x90\x00", "application/octet-stream")}, "not kept"),
        ({"file": SimpleUploadedFile("a.pdf", b"PK\x03\x04 no package", "application/pdf")}, "damaged"),
        ({"file": SimpleUploadedFile("a.csv", b"a,=1+1\r\n", "text/csv")}, "holds formulas"),
    ],
)
def test_what_is_wrong_is_told_and_nothing_is_kept(
    place: kept.Place, client: Client, wrong: dict[str, object], said: str
) -> None:
    answer = client.post(page("new_source", place), {**TOLD, **wrong})
    assert (answer.status_code, Source.objects.of(place.of.id).count()) == (200, 0)
    assert said in answer.content.decode()


def test_the_same_content_leads_to_the_source_that_has_it(place: kept.Place, client: Client) -> None:
    row = place.keep()
    file = SimpleUploadedFile("b.txt", kept.TEXT.encode(), "text/plain")
    answer = client.post(page("new_source", place), {**TOLD, "file": file}, follow=True)
    assert answer.redirect_chain[-1][0] == page("source", place, row.id)
    assert "This content is kept already" in answer.content.decode()


def test_amended_and_withdrawn_from_their_forms(place: kept.Place, client: Client) -> None:
    row = place.keep()
    assert "Field notes" in client.get(page("amend_source", place, row.id)).content.decode()
    assert client.post(page("amend_source", place, row.id), TOLD).status_code == 302
    assert client.get(page("withdraw_source", place, row.id)).status_code == 200
    assert client.post(page("withdraw_source", place, row.id), {"why": ""}).status_code == 200
    assert client.post(page("withdraw_source", place, row.id), {"why": "Not so."}).status_code == 302
    assert "Not so." in client.get(page("source", place, row.id)).content.decode()
    assert client.get(page("redact", place, row.id)).status_code == 403


def test_a_paper_is_looked_at_and_redacted_from_its_form(place: kept.Place, client: Client) -> None:
    row, address = place.sealed(), ""
    address = page("redact", place, row.id)
    shown = client.get(address).content.decode()
    assert "data:image/jpeg;base64," in shown
    looked = client.post(address, {"words": f"{SECRET}\n", "boxes": "", "step": "look"}).content.decode()
    assert "The words stand in 2 places." in looked
    assert not File.objects.of(place.of.id).filter(kind=REDACTED).exists()
    assert client.post(address, {"words": SECRET, "boxes": "1 0 80 100 5", "step": "keep"}).status_code == 302
    made = File.objects.of(place.of.id).get(kind=REDACTED)
    assert SECRET not in says(content_of(made))
    assert PLAIN in " ".join(PdfReader(BytesIO(content_of(made))).pages[0].extract_text().split())


def test_another_page_is_shown_by_its_number(place: kept.Place, client: Client) -> None:
    row = place.keep("Report", paper(FIRST, SECOND), "report.pdf")
    address = page("redact", place, row.id)
    assert "Page 2 of 2" in client.get(address, {"page": "2"}).content.decode()
    assert "Page 2 of 2" in client.get(address, {"page": "9"}).content.decode()
    assert "Page 1 of 2" in client.get(address, {"page": "x"}).content.decode()


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ({"words": "a"}, "at least two letters"),
        ({"boxes": "1 2 3"}, "no place on a page"),
        ({"words": "Nobody"}, "Nothing was found"),
        ({"boxes": "9 1 1 5 5"}, "There is no page 9."),
    ],
)
def test_what_cannot_be_taken_out_is_told(place: kept.Place, client: Client, data: dict[str, str], said: str) -> None:
    row = place.sealed()
    for step in ("look", "keep"):
        answer = client.post(page("redact", place, row.id), {"words": "", "boxes": "", **data, "step": step})
        assert (answer.status_code, said in answer.content.decode()) == (200, True)
    assert not File.objects.of(place.of.id).filter(kind=REDACTED).exists()


def test_a_text_and_a_source_without_a_copy(place: kept.Place, client: Client) -> None:
    row = place.keep()
    looked = client.post(page("redact", place, row.id), {"words": SECRET, "step": "look"}).content.decode()
    assert "█████ saw it." in looked
    client.post(page("new_source", place), TOLD)
    bare = Source.objects.of(place.of.id).get(title="A page")
    assert "There is none." in client.get(page("source", place, bare.id)).content.decode()
    assert client.get(page("redact", place, bare.id)).status_code == 403


def test_who_is_answered_what() -> None:
    place = kept.place()
    row = place.sealed()
    reader, stranger = place.visit(place.member), Client()
    stranger.force_login(founding.account("stranger@example.org"))
    told = reader.get(page("source", place, row.id)).content.decode()
    assert "Only those who keep sources open the archived copy" in told
    assert row.sha256 not in told
    answered = {
        name: [reader.get(page(name, place, *parts)).status_code, stranger.get(page(name, place, *parts)).status_code]
        for name, parts in {
            "sources": (),
            "source": (row.id,),
            "new_source": (),
            "amend_source": (row.id,),
            "withdraw_source": (row.id,),
            "redact": (row.id,),
        }.items()
    }
    reads = {"sources": [200, 404], "source": [200, 404]}
    assert answered == {name: reads.get(name, [403, 404]) for name in answered}
    assert Client().get(page("sources", place)).status_code == 302
    assert reader.get(page("source", place, "0" * 16)).status_code == 404


def test_a_list_asks_as_often_for_many_as_for_one(place: kept.Place, client: Client) -> None:
    place.keep()
    counts = []
    for number in (1, 12):
        for each in range(number):
            place.keep(f"Notes {number} {each}", f"words {number} {each}".encode())
        client.get(page("sources", place))
        with CaptureQueriesContext(
            connection,
        ) as asked:
            client.get(page("sources", place))
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_programs_keep_read_redact_and_withdraw(place: kept.Place) -> None:
    program = Program.of(Account.objects.get(id=place.keeper.account))
    base = f"/coalitions/{place.of.slug}/sources"
    file = {"name": "a.txt", "data": "QW1pbmEgRGlhbGxvIHNhdyBpdC4="}
    made = program.post(base, {**TOLD, "file": file})
    assert made.status_code == 201, made.content
    one = f"{base}/{made.json()['id']}"
    assert [each["title"] for each in program.get(base).json()["items"]] == ["A page"]
    assert program.get(one).json()["copies"][0]["name"] == "a.txt"
    assert program.put(one, {**TOLD, "note": "Seen twice."}).json()["note"] == "Seen twice."
    redacted = program.post(f"{one}/redact", {"words": [SECRET], "boxes": []})
    assert redacted.status_code == 201, redacted.content
    assert [each["name"] for each in redacted.json()["redacted"]] == ["redacted.txt"]
    assert program.post(f"{one}/redact", {"words": ["nobody"], "boxes": []}).status_code == 403
    assert program.post(f"{one}/withdraw", {"why": "Not so."}).json()["withdrawn_why"] == "Not so."
    assert program.post(base, {**TOLD, "file": {"name": "a.csv", "data": "YSw9MSsxDQo="}}).status_code == 422
