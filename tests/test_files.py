"""Pages and routes of files: in, out and away, with what goes along and what is hidden."""

from base64 import b64encode
from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from plenary.core.standing import Standing
from plenary.files import actions, queries, stored
from plenary.files.models import File
from plenary.files.tests.factories import SECRET, SHELF, paper, picture
from tests.programs import Program
from tests.story import Story

pytestmark = pytest.mark.django_db
SLUG = "open-fields"
NAME = "Протокол — май.txt"


@pytest.fixture(autouse=True)
def var(settings: object, tmp_path: Path) -> None:
    settings.VAR = tmp_path
    settings.STORAGES = {**settings.STORAGES, "default": {"OPTIONS": {"location": tmp_path / "files"}}}


def keep(by: Standing, shelf: str = "members", data: bytes = b"<b>Agreed.</b>", name: str = NAME) -> File:
    return actions.keep_file(by=by, kind=SHELF, parent_id=shelf, name=name, data=data)


def page_of(shelf: str) -> str:
    return reverse("files:files", args=[SLUG, SHELF, shelf])


def sent(
    client: Client, data: bytes, name: str = NAME, media_type: str = "text/plain", shelf: str = "members"
) -> object:
    return client.post(page_of(shelf), {"file": SimpleUploadedFile(name, data, media_type)}, follow=True)


def newest() -> File:
    return File.objects.across_coalitions().order_by("-kept_at", "-id")[0]


def test_a_file_is_saved_and_never_run(story: Story, visit: Callable[[str], Client]) -> None:
    file = keep(story.by("member"))
    answer = visit("coordinator").get(reverse("files:file", args=[SLUG, file.id]))
    assert b"".join(answer) == b"<b>Agreed.</b>"
    told = ("Content-Type", "Content-Disposition", "X-Content-Type-Options", "Cache-Control", "Content-Security-Policy")
    assert [answer[name] for name in told] == [
        "text/plain; charset=utf-8",
        "attachment; filename*=utf-8''%D0%9F%D1%80%D0%BE%D1%82%D0%BE%D0%BA%D0%BE%D0%BB%20%E2%80%94%20%D0%BC%D0%B0%D0%B9.txt",
        "nosniff",
        "private, no-store",
        "sandbox; default-src 'none'; frame-ancestors 'none'",
    ]


def test_hidden_removed_elsewhere_and_missing_answer_alike(story: Story, visit: Callable[[str], Client]) -> None:
    hidden, removed = keep(story.by("chair"), "office:chair"), keep(story.by("member"), data=b"Gone.")
    actions.remove_file(by=story.by("member"), file=removed)
    client = visit("member")
    paths = [reverse("files:file", args=[SLUG, each]) for each in (hidden.id, removed.id, story.others["file_id"])]
    paths.append(reverse("files:file", args=["elsewhere", story.others["file_id"]]))
    missing = client.get(reverse("files:file", args=[SLUG, "0000000000000000"]))
    assert missing.status_code == 404
    assert [client.get(path).content for path in paths] == [missing.content] * 4
    assert client.post(reverse("files:remove", args=[SLUG, hidden.id])).status_code == 404
    assert client.get(page_of("office:chair")).status_code == client.get(page_of("nothing")).status_code == 404
    assert visit("chair").get(reverse("files:file", args=[SLUG, hidden.id])).status_code == 200


def test_a_file_is_added_and_removed_on_the_page(story: Story, visit: Callable[[str], Client]) -> None:
    client = visit("member")
    page = sent(client, picture("JPEG"), "photo.jpg", "image/jpeg").content.decode()
    assert ("The file photo.jpg was added." in page, "photo.jpg</a>" in page, "picture, " in page) == (True, True, True)
    file = newest()
    assert SECRET.encode() not in queries.content_of(file)
    page = client.post(reverse("files:remove", args=[SLUG, file.id]), follow=True).content.decode()
    assert ("The file photo.jpg was removed." in page, "photo.jpg</a>" in page) == (True, False)


def test_what_is_not_kept_is_told_beside_the_field_and_changes_nothing(
    story: Story, visit: Callable[[str], Client], settings: object
) -> None:
    client, before = visit("member"), File.objects.across_coalitions().count()
    settings.FILE_SIZE = 1_000_000
    for data, name, media_type, sentence in (
        (b"MZ\x00\x01", "a.exe", "application/pdf", "Files of this kind are not kept."),
        (b"<script>", "a.pdf", "application/pdf", "What this file holds is not what its name says."),
        (b"", "a.txt", "text/plain", "This file is empty."),
        (b"x" * 1_000_001, "a.txt", "text/plain", "This file is too large: at most 1 MB."),
        (paper(password="x"), "a.pdf", "application/pdf", "This file is locked by a password."),
    ):
        page = sent(client, data, name, media_type)
        assert (page.status_code, sentence in page.content.decode()) == (200, True), name
    assert "Choose a file of at most 1 MB." in client.post(page_of("members")).content.decode()
    assert File.objects.across_coalitions().count() == before


def test_who_may_read_and_not_add_is_refused(story: Story, visit: Callable[[str], Client]) -> None:
    keep(story.by("chair"), "public")
    client = visit("outsider")
    page = client.get(page_of("public"))
    assert (page.status_code, b"Only members of this coalition" in page.content, b'type="file"' in page.content) == (
        200,
        True,
        False,
    )
    assert sent(client, b"Words.", shelf="public").status_code == 403
    assert client.post(reverse("files:remove", args=[SLUG, newest().id])).status_code == 403


def test_bytes_that_are_lost_are_told(story: Story, visit: Callable[[str], Client]) -> None:
    file = keep(story.by("member"))
    stored.destroy(file.coalition_id, file.stored_as)
    answer = visit("member").get(reverse("files:file", args=[SLUG, file.id]))
    assert (answer.status_code, b"Tell whoever runs the server" in answer.content) == (503, True)


@pytest.mark.parametrize("count", [1, 3])
def test_a_page_of_many_files_asks_no_more(
    count: int, story: Story, visit: Callable[[str], Client], django_assert_max_num_queries: object
) -> None:
    for number in range(count):
        keep(story.by("chair"), "office:chair", f"{number}".encode())
    client = visit("chair")
    client.get(page_of("office:chair"))
    with django_assert_max_num_queries(30):
        page = client.get(page_of("office:chair"))
    assert (
        page.content.count(b" download>")
        == File.objects.across_coalitions().filter(parent_id="office:chair", removed_at=None).count()
    )


def test_a_program_adds_reads_and_removes(story: Story, program: Callable[[str], Program]) -> None:
    asking, path = program("member"), f"/api/v1/coalitions/{SLUG}/files"
    body = {"name": "p.pdf", "data": b64encode(paper()).decode(), "media_type": "application/pdf"}
    made = asking.ask("post", f"{path}/of/{SHELF}/members", body, {})
    told = made.json()
    assert (made.status_code, told["kind"], told["parent"], told["media_type"]) == (
        201,
        SHELF,
        "members",
        "application/pdf",
    )
    assert asking.get(f"{path}/{told['id']}").json() == told
    assert told in asking.get(f"{path}/of/{SHELF}/members").json()["items"]
    content = asking.get(f"{path}/{told['id']}/content")
    data = b"".join(content)
    assert (len(data), content["Cache-Control"], content["Content-Type"]) == (
        told["size"],
        "no-store",
        "application/pdf",
    )
    assert asking.ask("delete", f"{path}/{told['id']}", None, {}).status_code == 204
    assert asking.get(f"{path}/{told['id']}").status_code == 404


def test_a_program_is_told_what_is_wrong(story: Story, program: Callable[[str], Program]) -> None:
    asking, path = program("member"), f"/coalitions/{SLUG}/files/of/{SHELF}"
    for data, sentence in (("no base64!", "This is no base64."), (b64encode(b"\x00").decode(), "Files of this kind")):
        answer = asking.ask("post", f"{path}/members", {"name": "a.pdf", "data": data}, {})
        assert (answer.status_code, answer.json()["errors"]["data"][0].startswith(sentence)) == (422, True)
    body = {"name": "a.txt", "data": b64encode(b"Words.").decode()}
    assert asking.ask("post", f"{path}/office:chair", body, {}).status_code == 404
