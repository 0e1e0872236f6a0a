"""Files that come with a concern: sealed with its words, opened by the same, and by nobody else."""

from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image

from plenary.core.verdicts import Refused
from plenary.files import formats
from plenary.health import actions, attempts, queries, sealing
from plenary.health.actions import sealed
from plenary.health.models import RaisedConcern, SealedFile
from plenary.health.rules.receivers import About
from plenary.health.rules.steps import Part
from plenary.health.tests.factories import PASSPHRASE, WORDS, world
from plenary.health.tests.test_pages import SLUG, come_back, sent, signed_in

pytestmark = pytest.mark.django_db
NAME = "Letter of the chair.txt"
TEXT = "What the chair wrote to the interpreter."


def test_an_attempt_is_counted_before_a_file_is_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    world()
    opened: list[str] = []

    def refused(name: str, *_given: object, **_bounds: object) -> None:
        opened.append(name)
        raise formats.FileError("files.broken")

    monkeypatch.setattr("plenary.files.forms.read", refused)
    monkeypatch.setattr(attempts, "MOST", 2)
    client = Client()
    address = reverse("health:raise", args=[SLUG])
    pages = [client.post(address, {"words": WORDS, "file": letter()}).content.decode() for _time in range(4)]
    assert len(opened) == 2
    assert ["Too many attempts." in page for page in pages] == [False, False, True, True]
    assert "Choose this file again" in pages[2]
    assert WORDS in pages[2]


def letter() -> SimpleUploadedFile:
    return SimpleUploadedFile(NAME, TEXT.encode(), content_type="text/plain")


def picture_of_a_place() -> bytes:
    """A picture whose camera wrote where it was taken."""
    written, exif = BytesIO(), Image.Exif()
    exif[0x010F] = "Planted Camera"
    exif.get_ifd(0x8825)[1] = "N"
    Image.new("RGB", (8, 8), "red").save(written, format="JPEG", exif=exif)
    assert b"Planted Camera" in written.getvalue()
    return written.getvalue()


def body_of(answer: object) -> bytes:
    return b"".join(answer.streaming_content)


def test_a_file_is_read_by_who_raised_it_and_by_who_receives_and_by_nobody_else(client: Client) -> None:
    of = world(keys=("chair", "deputy"))
    code = sent(client, about=["office:chair"], file=letter())
    concern = RaisedConcern.objects.of(of.of.id).get()
    row = SealedFile.objects.of(of.of.id).get()
    assert NAME in come_back(client, code)
    given = {"code": code, "step": "file", "file": row.pk}
    answer = client.post(reverse("health:come_back"), given)
    assert (body_of(answer).decode(), answer["Content-Type"]) == (TEXT, "text/plain; charset=utf-8")
    assert "no-store" in answer["Cache-Control"]
    assert "attachment" in answer["Content-Disposition"]
    address = reverse("health:concern", args=[SLUG, concern.pk])
    opening = {"step": "file", "file": row.pk, "passphrase": f"{PASSPHRASE} deputy"}
    deputy = signed_in(of, "deputy")
    assert body_of(deputy.post(address, opening)).decode() == TEXT
    assert NAME in deputy.post(address, opening | {"step": "open"}).content.decode()
    wrong = deputy.post(address, opening | {"passphrase": "wrong"}).content.decode()
    assert (TEXT in wrong, NAME in wrong) == (False, False)
    assert deputy.post(address, opening | {"file": "0000000000000000"}).status_code == 404
    chair = signed_in(of, "chair")
    assert chair.post(address, opening | {"passphrase": f"{PASSPHRASE} chair"}).status_code == 404


def test_a_file_of_one_side_is_not_for_the_other(client: Client) -> None:
    of = world()
    code, concern = of.raised()
    actions.acknowledge(by=of.by("chair"), concern=concern, words="We have it.")
    other = actions.ask_statement(by=of.by("chair"), concern=concern, words="What happened?")
    said = client.post(
        reverse("health:come_back"), {"code": other, "step": "say", "words": "See there.", "file": letter()}
    )
    assert "It is sealed, and sent." in said.content.decode()
    row = SealedFile.objects.of(of.of.id).get()
    given = {"step": "file", "file": row.pk}
    assert client.post(reverse("health:come_back"), {"code": code, **given}).status_code == 404
    assert body_of(client.post(reverse("health:come_back"), {"code": other, **given})).decode() == TEXT


def test_those_who_receive_send_a_file_too(client: Client) -> None:
    of = world()
    code, concern = of.raised()
    chair = signed_in(of, "chair")
    address = reverse("health:concern", args=[SLUG, concern.pk])
    actions.acknowledge(by=of.by("chair"), concern=concern, words="We have it.")
    given = {"step": "say", "part": Part.RAISED, "words": "Our rules.", "file": letter()}
    assert chair.post(address, given).status_code == 302
    row = SealedFile.objects.of(of.of.id).get()
    answer = client.post(reverse("health:come_back"), {"code": code, "step": "file", "file": row.pk})
    assert body_of(answer).decode() == TEXT


def test_what_a_camera_wrote_is_taken_out_before_it_is_sealed(client: Client) -> None:
    of = world()
    code = sent(client, file=SimpleUploadedFile("a.jpg", picture_of_a_place(), content_type="image/jpeg"))
    opened = queries.by_code(code)
    assert opened is not None
    kept = opened.file(SealedFile.objects.of(of.of.id).get().pk)
    assert kept is not None
    assert (kept.name, kept.media_type, b"Planted Camera" in kept.data) == ("a.jpg", "image/jpeg", False)
    assert not Image.open(BytesIO(kept.data)).getexif()


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("a.txt", b"x" * (sealing.MOST_FILE + 1), "This file is too large: at most 4 MB."),
        ("a.txt", b"x" * 8_500_000 + b"y" * 2_000_000, "This file is too large: at most 4 MB."),
        ("a.exe", b"MZ\0\0", "Files of this kind are not kept."),
        ("a.pdf", b"", "This file is empty."),
    ],
)
def test_what_cannot_be_kept_is_refused_with_the_words_kept_in_the_form(
    client: Client, name: str, data: bytes, said: str
) -> None:
    of = world()
    page = client.post(
        reverse("health:raise", args=[SLUG]), {"words": WORDS, "file": SimpleUploadedFile(name, data)}
    ).content.decode()
    assert said in page
    assert WORDS in page
    assert RaisedConcern.objects.of(of.of.id).count() == 0


def test_a_file_that_has_to_be_chosen_again_is_told(client: Client) -> None:
    of = world()
    given = {"words": "", "file": SimpleUploadedFile(NAME, TEXT.encode())}
    assert "Choose this file again" in client.post(reverse("health:raise", args=[SLUG]), given).content.decode()
    assert RaisedConcern.objects.of(of.of.id).count() == 0


def test_lengths_of_files_tell_little_and_a_moved_one_does_not_open() -> None:
    of = world()
    found = formats.read(NAME, TEXT.encode()), formats.read(NAME, TEXT.encode() * 20)
    codes = [of.raised(file=each)[0] for each in found]
    first, second = SealedFile.objects.of(of.of.id).order_by("id")
    assert len(bytes(first.sealed)) == len(bytes(second.sealed))
    first.sealed, second.sealed = second.sealed, first.sealed
    first.save()
    second.save()
    opened = [queries.by_code(code) for code in codes]
    for each in opened:
        assert each is not None
        for row in (first, second):
            if row.message.thread_id == each.thread.pk:
                with pytest.raises(ValueError, match="does not open this"):
                    each.file(row.pk)


def test_there_is_an_end_to_files(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sealed, "MOST_OF_THREAD", 1)
    of = world()
    found = formats.read(NAME, TEXT.encode())
    code, _concern = of.raised(About(), file=found)
    opened = queries.by_code(code)
    assert opened is not None
    with pytest.raises(Refused, match=r"health\.enough_files"):
        actions.say_by_code(by=opened, words="More.", file=found)
    assert [said.words for said in opened.messages()] == [WORDS]


def test_a_conversation_and_all_concerns_together_have_room_for_so_much(
    monkeypatch: pytest.MonkeyPatch, settings: Any
) -> None:
    of = world()
    found = formats.read(NAME, TEXT.encode())  # 65,568 bytes once it is sealed
    monkeypatch.setattr(sealed, "ROOM_OF_THREAD", 140_000)
    code, concern = of.raised(file=found)
    opened = queries.by_code(code)
    assert opened is not None
    actions.say_by_code(by=opened, words="One more.", file=found)
    with pytest.raises(Refused, match=r"health\.enough_files"):
        actions.say_by_code(by=opened, words="And one.", file=found)
    settings.FILES_QUOTA = 4 * 140_000
    with pytest.raises(Refused, match=r"health\.no_room"):
        of.raised(file=found)
    assert RaisedConcern.objects.of(of.of.id).count() == 1
    of.raised()  # without a file it is taken
    monkeypatch.setattr(sealed, "ROOM_OF_THREAD", 1_000_000)
    actions.acknowledge(by=of.by("chair"), concern=concern, words="We have it.")
    actions.say(by=of.by("chair"), concern=concern, part=Part.RAISED, words="Our rules.", file=found)
