"""Photographs within papers and documents, however they are packed: they stay dot for dot, without what their camera said."""

import zlib
from base64 import a85encode
from io import BytesIO

import pytest
from PIL import Image
from pypdf import PdfReader, PdfWriter
from pypdf.generic import ArrayObject, DictionaryObject, EncodedStreamObject, NameObject, NullObject, NumberObject

from plenary.files.formats import FileError, papers, read, within
from plenary.files.tests.factories import SECRET, picture


def paper_with(data: bytes, *ways: str) -> bytes:
    """A paper with one photograph, packed in these ways."""
    writer = PdfWriter()
    page, photograph = writer.add_blank_page(100, 100), EncodedStreamObject()
    photograph._data = data
    photograph[NameObject("/Subtype")] = NameObject("/Image")
    photograph[NameObject("/Filter")] = ArrayObject([NameObject(way) for way in ways])
    colours = DictionaryObject({NameObject("/ColorTransform"): NumberObject(1)})
    photograph[NameObject("/DecodeParms")] = ArrayObject([*(NullObject() for _way in ways[1:]), colours])
    shown = DictionaryObject({NameObject("/P"): writer._add_object(photograph)})
    page[NameObject("/Resources")] = DictionaryObject({NameObject("/XObject"): shown})
    written = BytesIO()
    writer.write(written)
    return written.getvalue()


@pytest.mark.parametrize(
    ("ways", "packed"),
    [
        (["/DCTDecode"], lambda data: data),
        (["/FlateDecode", "/DCTDecode"], zlib.compress),
        (["/ASCII85Decode", "/DCTDecode"], lambda data: a85encode(data) + b"~>"),
        (["/ASCIIHexDecode", "/FlateDecode", "/DCTDecode"], lambda data: zlib.compress(data).hex().encode() + b">"),
    ],
)
def test_a_photograph_of_a_paper_says_nothing_of_its_camera_however_it_is_packed(
    ways: list[str], packed: object
) -> None:
    whole = picture("JPEG")
    kept = read("a.pdf", paper_with(packed(whole), *ways)).data
    held = PdfReader(BytesIO(kept)).pages[0]["/Resources"]["/XObject"]["/P"].get_object()
    assert SECRET.encode() not in held._data
    assert held["/DecodeParms"] in ({"/ColorTransform": 1}, [{"/ColorTransform": 1}])
    with Image.open(BytesIO(whole)) as before, Image.open(BytesIO(held._data)) as after:
        assert before.tobytes() == after.tobytes()


@pytest.mark.parametrize("is_progressive", [True, False])
def test_further_pictures_behind_the_first_go(is_progressive: bool) -> None:
    first, several = BytesIO(), BytesIO()
    dots = Image.effect_noise((64, 48), 90).convert("RGB")
    dots.save(first, "JPEG", progressive=is_progressive)
    assert within.bare(first.getvalue() + picture("JPEG")) == within.bare(first.getvalue())
    with Image.open(BytesIO(first.getvalue())) as before, Image.open(BytesIO(within.bare(first.getvalue()))) as after:
        assert before.tobytes() == after.tobytes()
    with Image.open(BytesIO(picture("JPEG"))) as named:
        dots.save(several, "MPO", save_all=True, append_images=[named], progressive=is_progressive)
    with Image.open(BytesIO(within.bare(several.getvalue()))) as after:
        assert (after.format, after.size) == ("JPEG", (64, 48))
    assert SECRET.encode() not in within.bare(several.getvalue())


def test_photographs_that_unpack_to_very_much_or_in_ways_nobody_uses_are_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(papers, "MOST_UNPACKED", 100_000)
    for data, way in ((zlib.compress(b"\0" * 100_001), "/FlateDecode"), (b"\x80", "/RunLengthDecode")):
        with pytest.raises(FileError) as error:
            read("a.pdf", paper_with(data, way, "/DCTDecode"))
        assert error.value.verdict.reason == "files.too_much_within"


def test_a_webp_within_stays_dot_for_dot() -> None:
    whole = picture("WEBP")
    bare = within.bare(whole)
    assert (SECRET.encode() in whole, SECRET.encode() in bare, within.bare(bare)) == (True, False, bare)
    with Image.open(BytesIO(whole)) as before, Image.open(BytesIO(bare)) as after:
        assert before.tobytes() == after.tobytes()
        assert not dict(after.getexif())
    assert within.bare(whole[:40]) == whole[:40]


@pytest.mark.parametrize(
    "data",
    [
        b"\xff\xd8" + b"\xff\xfe\0\2" * 50_001,
        b"\xff\xd8" + b"\xff" * 50_010,
        b"\x89PNG\r\n\x1a\n" + b"\0\0\0\0tIME\0\0\0\0" * 50_001,
        b"RIFF\0\0\0\0WEBP" + b"EXIF\0\0\0\0" * 50_001,
    ],
    ids=["jpeg", "fill", "png", "webp"],
)
def test_a_picture_of_very_many_pieces_is_refused(data: bytes) -> None:
    with pytest.raises(FileError) as error:
        within.bare(data)
    assert error.value.verdict.reason == "files.too_much_within"
