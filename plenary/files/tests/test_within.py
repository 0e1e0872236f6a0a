"""Documents and pictures within documents say no more of who made them than the document itself."""

from io import BytesIO
from zipfile import ZipFile

import pytest
from PIL import Image

from plenary.files.formats import FileError, packages, read
from plenary.files.tests.factories import SECRET, office, picture
from plenary.files.tests.test_authors import parts

OBJECT = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + SECRET.encode()


def refused(data: bytes) -> str:
    with pytest.raises(FileError) as error:
        read("a.docx", data)
    return error.value.verdict.reason


def test_a_document_within_says_nothing_of_its_maker_and_is_read_as_before() -> None:
    deep = office("xlsx", **{"xl__embeddings__deep.docx": office("docx")})
    kept = parts("a.docx", office("docx", **{"word__embeddings__sheet.xlsx": deep, "word__embeddings__o.bin": OBJECT}))
    assert kept["word/embeddings/o.bin"] == b""
    with ZipFile(BytesIO(kept["word/embeddings/sheet.xlsx"])) as inner:
        held = {name: inner.read(name) for name in inner.namelist()}
    assert held["xl/embeddings/deep.docx"] == b""
    assert b"Too early?" in held["xl/comments1.xml"]
    assert not [name for name, content in held.items() if SECRET.encode() in content]


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP", "TIFF"])
def test_a_picture_within_is_told_by_what_it_holds(form: str) -> None:
    whole = picture(form)
    kept = parts("a.docx", office("docx", word__media__image1="x", **{"word__media__image2.jfif": whole}))
    bare = kept["word/media/image2.jfif"]
    assert (SECRET.encode() in whole, SECRET.encode() in bare) == (True, False)
    with Image.open(BytesIO(bare)) as after:
        assert after.format == form
        assert set(dict(after.getexif())) & {0x013B, 0x8825} == set()


@pytest.mark.parametrize("mode", ["1", "L", "P", "RGBA", "CMYK", "I;16"])
def test_a_tiff_of_each_make_is_kept(mode: str) -> None:
    written = BytesIO()
    Image.new(mode, (5, 7)).save(written, "TIFF", artist=SECRET)
    kept = parts("a.odt", office("odt", **{"Pictures__1.tif": written.getvalue()}))["Pictures/1.tif"]
    with Image.open(BytesIO(kept)) as after:
        assert after.size == (5, 7)
    assert SECRET.encode() not in kept


def test_documents_within_share_the_bounds_of_the_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    sheets = {f"word__embeddings__{number}.xlsx": office("xlsx") for number in range(3)}
    whole = office("docx", **sheets)
    assert read("a.docx", whole)
    monkeypatch.setattr(packages, "MOST_MEMBERS", 25)
    assert refused(whole) == "files.too_much_within"
    monkeypatch.setattr(packages, "MOST_MEMBERS", 2_000)
    monkeypatch.setattr(packages, "MOST_UNPACKED", 200_000)
    zeros = {f"word__embeddings__{number}.xlsx": office("xlsx", a="0" * 90_000) for number in range(3)}
    assert refused(office("docx", **zeros)) == "files.too_much_within"


def test_a_picture_of_too_many_dots_within_is_never_painted() -> None:
    written = BytesIO()
    Image.new("1", (10_000, 3_000)).save(written, "TIFF", compression="group4")
    twice = {f"word__media__{number}.tiff": written.getvalue() for number in range(2)}
    assert refused(office("docx", **twice)) == "files.too_much_within"
