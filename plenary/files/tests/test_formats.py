"""What files are, told from their content; what is taken out of them; what is refused."""

from io import BytesIO
from zipfile import ZipFile

import pytest
from PIL import Image
from pypdf import PdfReader

from plenary.files.formats import FileError, packages, pictures, read
from plenary.files.tests.factories import SECRET, office, package, paper, picture


def refused(name: str, data: bytes, media_type: str = "") -> str:
    with pytest.raises(FileError) as error:
        read(name, data, media_type)
    assert error.value.verdict.sentence
    return error.value.verdict.reason


def everything_within(data: bytes) -> bytes:
    if not data.startswith(b"PK"):
        return data
    with ZipFile(BytesIO(data)) as packed:
        return b"".join(packed.read(name) for name in packed.namelist())


KINDS = [
    ("a.pdf", paper(), "application/pdf"),
    ("a.png", picture("PNG"), "image/png"),
    ("a.jpeg", picture("JPEG"), "image/jpeg"),
    ("a.webp", picture("WEBP"), "image/webp"),
    ("a.txt", "Für alle.\n".encode(), "text/plain"),
    ("a.csv", b"a,b\r\n1,2\r\n", "text/csv"),
    ("a.odt", office("odt"), "application/vnd.oasis.opendocument.text"),
    ("a.ods", office("ods"), "application/vnd.oasis.opendocument.spreadsheet"),
    ("a.docx", office("docx"), "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    ("a.xlsx", office("xlsx"), "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
]


@pytest.mark.parametrize(("name", "data", "media_type"), KINDS)
def test_content_tells_the_kind_and_nothing_of_its_maker_stays(name: str, data: bytes, media_type: str) -> None:
    found = read(name, data)
    assert (found.kind.media_type, found.name) == (media_type, name)
    assert SECRET.encode() not in everything_within(found.data)
    assert read(name, data) == found  # the same bytes each time, so that they are kept once
    assert read(name, found.data).kind == found.kind


@pytest.mark.parametrize(("_name", "data", "media_type"), KINDS)
def test_another_name_or_another_word_of_the_sender_is_refused(_name: str, data: bytes, media_type: str) -> None:
    assert refused("page.html", data) == "files.other_than_named"
    other = "image/png" if media_type != "image/png" else "application/pdf"
    assert refused("plain", data, other) == "files.other_than_named"


def test_the_maker_stood_in_what_was_sent() -> None:
    told = {name: SECRET.encode() in everything_within(data) for name, data, _kind in KINDS}
    assert told == {name: name not in {"a.txt", "a.csv"} for name in told}


@pytest.mark.parametrize("form", ["PNG", "JPEG", "WEBP"])
def test_a_picture_is_turned_upright_and_knows_nothing_else(form: str) -> None:
    kept = read("a", picture(form)).data
    with Image.open(BytesIO(kept)) as bare:
        assert (bare.size, dict(bare.getexif()), bare.format) == ((20, 40), {}, form)
        assert not {"exif", "xmp", "comment", "icc_profile"} & set(bare.info)


@pytest.mark.parametrize("mode", ["1", "L", "P", "RGBA", "LA", "I;16"])
def test_pictures_of_each_make_are_kept(mode: str) -> None:
    written = BytesIO()
    Image.new(mode, (5, 5)).save(written, "PNG")
    with Image.open(BytesIO(read("a.png", written.getvalue()).data)) as bare:
        assert bare.size == (5, 5)


def test_a_paper_keeps_its_pages() -> None:
    kept = PdfReader(BytesIO(read("a.pdf", paper(pages=3)).data))
    assert (len(kept.pages), kept.metadata, kept.xmp_metadata) == (3, None, None)


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("a.txt", b"", "files.empty"),
        ("..", b"words", "files.no_name"),
        ("a.exe", b"MZ\x90\x00\x03\x00\x00\x00", "files.unknown_kind"),
        ("a.gif", b"GIF89a\x01\x00\x01\x00", "files.unknown_kind"),
        ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "files.unknown_kind"),
        ("a.svg", b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", "files.other_than_named"),
        ("a.txt", "Für".encode("utf-16"), "files.unknown_kind"),
        ("a.pdf", b"%PDF-1.7 and nothing more", "files.broken"),
        ("a.pdf", paper()[:200], "files.broken"),
        ("a.pdf", paper(password="x"), "files.locked"),
        ("a.png", picture("PNG")[:60], "files.broken"),
        ("a.jpg", picture("JPEG")[:200], "files.broken"),
        ("a.png", b"\x89PNG\r\n\x1a\n" + b"\xff" * 80, "files.broken"),
        ("a.docx", office("docx")[:200], "files.broken"),
        ("a.zip", package(readme="words"), "files.unknown_kind"),
        (
            "a.docx",
            office("docx", word__vbaProject_bin="x").replace(b"vbaProject_bin", b"vbaProject.bin"),
            "files.macros",
        ),
        ("a.odt", office("odt", **{"Basic__script.xml": "x"}), "files.macros"),
        ("a.odt", office("odt", **{"META-INF__manifest.xml": "<encryption-data/>"}), "files.locked"),
        ("a.docx", office("docx", **{"..__..__etc__passwd": "x"}), "files.broken"),
        ("a.docx", office("docx", __etc__passwd="x"), "files.broken"),
    ],
)
def test_what_is_not_kept(name: str, data: bytes, reason: str) -> None:
    assert refused(name, data) == reason


def test_too_large(settings: object) -> None:
    settings.FILE_SIZE = 1_000_000
    assert refused("a.txt", b"x" * 1_000_001) == "files.too_large"
    assert read("a.txt", b"x" * 1_000_000).kind.media_type == "text/plain"


def test_a_picture_of_too_many_dots_is_never_opened() -> None:
    written = BytesIO()
    Image.new("1", (10_000, 5_001)).save(written, "PNG")
    assert len(written.getvalue()) < 20_000
    assert refused("a.png", written.getvalue()) == "files.too_many_dots"


def test_a_picture_that_claims_more_dots_than_any_library_opens() -> None:
    head = picture("PNG")
    assert refused("a.png", head[:16] + b"\x7f\xff\xff\xff" * 2 + head[24:]) in {"files.too_many_dots", "files.broken"}


def test_pictures_that_move_are_not_kept() -> None:
    written = BytesIO()
    frames = [Image.new("RGB", (5, 5), colour) for colour in ("red", "blue")]
    frames[0].save(written, "WEBP", save_all=True, append_images=frames[1:])
    assert refused("a.webp", written.getvalue()) == "files.moves"


def test_a_package_that_unpacks_to_very_much_is_not_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packages, "MOST_UNPACKED", 1_000_000)
    bomb = office("docx", word__document_xml=b"\0" * 1_000_001)
    assert len(bomb) < 5_000
    assert refused("a.docx", bomb) == "files.too_much_within"


def test_a_package_that_lies_about_its_size_is_not_unpacked_either(monkeypatch: pytest.MonkeyPatch) -> None:
    honest = office("docx", word__document_xml=b"\0" * 1_000_001)
    monkeypatch.setattr(packages, "MOST_UNPACKED", 1_000_000)
    assert refused("a.docx", honest.replace((1_000_001).to_bytes(4, "little"), (10).to_bytes(4, "little"))) in {
        "files.too_much_within",
        "files.broken",
    }


def test_a_package_of_very_many_members_is_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packages, "MOST_MEMBERS", 3)
    assert refused("a.docx", office("docx")) == "files.too_much_within"


def test_most_dots_stay_below_what_the_library_warns_of() -> None:
    assert Image.MAX_IMAGE_PIXELS is not None
    assert pictures.MOST_DOTS < Image.MAX_IMAGE_PIXELS
