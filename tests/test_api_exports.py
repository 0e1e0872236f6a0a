"""Files that programs send and take: imports in base64, exports."""

from base64 import b64encode
from collections.abc import Callable

from plenary.directory import queries as directory
from plenary.directory.formats.workbooks import read_workbook
from plenary.directory.models import Import
from tests.programs import Program
from tests.story import Story

type Start = Callable[[str], Program]

OPEN = "/coalitions/open-fields"
CARDS = f"{OPEN}/directory"


def test_a_file_in_base64_larger_than_forms_may_be(story: Story, program: Start) -> None:
    asking, rows = program("coordinator"), "Name,Description\n" + f"Stone Guild,{'x' * 9000}\n" * 400
    file = {"kind": "organisations", "file_name": "a.csv", "data": b64encode(rows.encode()).decode()}
    made = asking.post(f"{CARDS}/imports", file, Idempotency_Key="a-key-of-enough-letters")
    assert (made.status_code, made.json()["rows"]) == (201, 400)
    assert asking.delete(f"{CARDS}/imports/{made.json()['id']}").status_code == 204
    assert not Import.objects.of(story.open.id).filter(id=made.json()["id"]).exists()
    for wrong in ({"data": "~"}, {"data": b64encode(b"%PDF").decode()}, {"text": "Name\nA\n", "data": ""}, {}):
        asked = {"kind": "organisations", "file_name": "a.csv"} | wrong
        answer = asking.post(f"{CARDS}/imports", asked)
        assert (answer.status_code, list(answer.json()["errors"])) == (422, [next(iter(wrong), "text")])


def test_exports_are_files_and_sent_again_the_same_file(story: Story, program: Start) -> None:
    asking, key = program("coordinator"), {"Idempotency_Key": "one-key-of-enough-letters"}
    text = asking.post(f"{CARDS}/export/csv", {"kind": "organisations"})
    assert text.content.startswith(b"\xef\xbb\xbfid,name")
    assert text.headers["Content-Disposition"] == 'attachment; filename="open-fields-organisations.csv"'
    book = asking.post(f"{CARDS}/export/xlsx", {"kind": "persons"}, **key)
    assert read_workbook(book.content).columns[:2] == ["id", "name"]
    again = asking.post(f"{CARDS}/export/xlsx", {"kind": "persons"}, **key)
    assert (again.content, again.headers["Idempotency-Replayed"]) == (book.content, "true")
    popolo = asking.post(f"{CARDS}/export/popolo", {"kind": "organisations"}).json()
    shown = {card.pk for card in directory.found_organisations(story.by("coordinator"))}
    assert {each["id"] for each in popolo["organizations"]} == shown
