"""That nothing hides in a file: names in several scripts are planted in each place of each format, and found by what reads all
answers. Whatever reads less than all of a file fails here."""

import gzip
import io
import json
import zipfile
from base64 import b64encode
from collections.abc import Callable

import pytest
import xlsxwriter
from django.http import StreamingHttpResponse
from icalendar import Calendar, Event
from PIL import Image, PngImagePlugin
from pypdf import PageObject, PdfWriter
from pypdf.annotations import FreeText
from pypdf.generic import DictionaryObject, NameObject, StreamObject, TextStringObject

from plenary.core import printing
from tests.leaks.checking import all_of
from tests.story.stage import KEEPER, SHELTER, SHELTER_ARABIC, SHELTER_CHINESE
from tests.within import in_order, words_of

NAMES = {name: name for name in ("zqhere", SHELTER, SHELTER_ARABIC, KEEPER)} | {SHELTER_CHINESE: SHELTER_CHINESE[1:]}
"""A mark, and names in Latin, Arabic, Cyrillic and Chinese letters, each with what is looked for: of letters that no font of the
house draws a paper loses the first."""
NOBODY = "Nobody in particular"

XMP = '<x:xmpmeta xmlns:x="adobe:ns:meta/"><dc:creator xmlns:dc="http://purl.org/dc/elements/1.1/">{}</dc:creator></x:xmpmeta>'


def _printed(words: str, language: str, *, over: str) -> bytes:
    written = [f"{words} and others", f"by {words}"]
    data = {"lines": [], "parts": [{"heading": "Who", "texts": written, "items": [words]}]}
    return printing.pdf("decisions/brief", data, language=language, title="A brief", around=printing.Around(over=over))


def _paper(change: Callable[[PdfWriter, PageObject], object]) -> bytes:
    """A paper with an empty page, changed."""
    writer, written = PdfWriter(), io.BytesIO()
    change(writer, writer.add_blank_page(200, 200))
    writer.compress_identical_objects()
    writer.write(written)
    return written.getvalue()


def _described_page(words: str) -> bytes:
    """A tagged paper: what its picture shows is told to those who do not see it."""

    def change(writer: PdfWriter, _page: PageObject) -> None:
        figure = DictionaryObject(
            {NameObject("/S"): NameObject("/Figure"), NameObject("/Alt"): TextStringObject(words)}
        )
        writer.root_object[NameObject("/StructTreeRoot")] = writer._add_object(figure)

    return _paper(change)


def _with_stream(content: bytes, subtype: str = "/XML") -> bytes:
    def change(writer: PdfWriter, _page: PageObject) -> None:
        stream = StreamObject()
        stream.set_data(content)
        stream[NameObject("/Subtype")] = NameObject(subtype)
        writer.root_object[NameObject("/Metadata")] = writer._add_object(stream.flate_encode())

    return _paper(change)


def _changed_since(words: str) -> bytes:
    """A paper whose maker wrote over what it said before, and left that in the file."""
    first = _paper(lambda writer, _page: writer.add_metadata({"/Subject": words}))
    writer, written = PdfWriter(io.BytesIO(first), incremental=True), io.BytesIO()
    writer.add_metadata({"/Subject": "–"})
    writer.write(written)
    return written.getvalue()


def _picture(form: str, **options: object) -> bytes:
    written = io.BytesIO()
    Image.new("RGB", (4, 4), "red").save(written, format=form, **options)
    return written.getvalue()


def _png(words: str, *, packed: bool, kind: str = "iTXt") -> bytes:
    told = PngImagePlugin.PngInfo()
    if kind == "iTXt":
        told.add_itxt("XML:com.adobe.xmp", XMP.format(words), "en", "Description", zip=packed)
    else:
        told.add_text("Author", words.encode(), zip=packed)
    return _picture("PNG", pnginfo=told)


def _exif(words: str) -> bytes:
    told = Image.Exif()
    told[0x9C9F] = words.encode("utf-16-le")  # an author, as Windows writes it
    told.get_ifd(0x8769)[0x9286] = b"UNICODE\0" + words.encode("utf-16-be")  # a comment, as cameras do
    return told.tobytes()


def _package(*members: tuple[str, bytes], comment: str = "") -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as package:
        package.comment = comment.encode()
        for name, content in members:
            package.writestr(name, content)
    return written.getvalue()


def _workbook(words: str, *, hidden: bool = False) -> bytes:
    written = io.BytesIO()
    with xlsxwriter.Workbook(written) as book:
        bold, sheet, other = book.add_format({"bold": True}), book.add_worksheet(), book.add_worksheet()
        if hidden:
            book.set_properties({"author": words})
            other.hide()
            other.write_comment("A1", words)
        else:
            sheet.write_rich_string("A1", words[:3], bold, words[3:], "!")
    return written.getvalue()


def _calendar(words: str) -> bytes:
    calendar, event = Calendar(), Event()
    event.add("description", "A line is broken wherever it is too long, and this one is. " * 3 + words)
    calendar.add_component(event)
    return bytes(calendar.to_ical())


def _svg(words: str) -> bytes:
    letters = "".join(f"<tspan>{each}</tspan>" for each in words)
    return f'<svg xmlns="http://www.w3.org/2000/svg"><text>{letters}</text></svg>'.encode()


def _on_a_page(content: bytes) -> bytes:
    return f'<p><img alt="" src="data:image/svg+xml;base64,{b64encode(content).decode()}"></p>'.encode()


PLACES: dict[str, Callable[[str], bytes]] = {
    "the description of a paper": lambda words: _paper(lambda writer, _page: writer.add_metadata({"/Author": words})),
    "the description of a paper in XMP": lambda words: _with_stream(XMP.format(words).encode()),
    "what a paper said before": _changed_since,
    "what a paper tells of a picture": _described_page,
    "a heading of the contents": lambda words: _paper(
        lambda writer, _page: writer.add_outline_item(title=words, page_number=0)
    ),
    "a note on a page": lambda words: _paper(
        lambda writer, _page: writer.add_annotation(0, FreeText(text=words, rect=(0, 0, 9, 9)))
    ),
    "what hangs on a paper": lambda words: _paper(lambda writer, _page: writer.add_attachment("a.txt", words.encode())),
    "a package on a paper": lambda words: _paper(
        lambda writer, _page: writer.add_attachment("a.zip", _package(("a.txt", words.encode())))
    ),
    "the name of what hangs on a paper": lambda words: _paper(lambda writer, _page: writer.add_attachment(words, b"-")),
    "a picture on a paper": lambda words: _with_stream(_png(words, packed=True), "/Image"),
    "a PNG": lambda words: _png(words, packed=False),
    "a PNG, packed": lambda words: _png(words, packed=True),
    "a PNG, in short": lambda words: _png(words, packed=False, kind="tEXt"),
    "a PNG, in short and packed": lambda words: _png(words, packed=True, kind="zTXt"),
    "a PNG in the way of cameras": lambda words: _picture("PNG", exif=_exif(words)),
    "a JPEG in the way of cameras": lambda words: _picture("JPEG", exif=_exif(words)),
    "a JPEG in XMP": lambda words: _picture("JPEG", xmp=XMP.format(words).encode()),
    "the comment of a JPEG": lambda words: _picture("JPEG", comment=words.encode()),
    "a WebP in the way of cameras": lambda words: _picture("WEBP", exif=_exif(words)),
    "a WebP in XMP": lambda words: _picture("WEBP", xmp=XMP.format(words).encode()),
    "an SVG, letter by letter": _svg,
    "a picture within a page": lambda words: _on_a_page(_svg(words)),
    "a package": lambda words: _package(("a.json", json.dumps({"name": words}).encode())),
    "the name of a member": lambda words: _package((f"{words}.txt", b"-")),
    "the comment of a package": lambda words: _package(comment=words),
    "a paper in a package in a package": lambda words: _package(("a.zip", _package(("a.pdf", _changed_since(words))))),
    "a packed file": lambda words: gzip.compress(words.encode()),
    "a cell of two kinds of letters": _workbook,
    "what is hidden in a workbook": lambda words: _workbook(words, hidden=True),
    "a table in letters of two bytes": lambda words: f"name\r\n{words}\r\n".encode("utf-16"),
    "a calendar": _calendar,
    "JSON": lambda words: json.dumps([{"name": words}]).encode(),
}
"""Where a name may stand in what is answered, with what makes such a file."""


@pytest.mark.parametrize("place", PLACES)
def test_a_name_is_found_wherever_it_stands(place: str) -> None:
    assert _found(PLACES[place](NOBODY)) == []
    assert [name for name in NAMES if name not in _found(PLACES[place](name))] == []


@pytest.mark.parametrize("language", ["en", "ar"])
def test_names_of_all_scripts_are_found_in_the_text_of_a_page_and_around_it(language: str) -> None:
    """Where they stand nowhere else in the paper; each letter is a sign of a font that holds no others."""
    assert _found(_printed(NOBODY, language, over=NOBODY)) == []
    assert _found(_printed("\n".join(NAMES), language, over=NOBODY)) == [*NAMES]
    around = _printed(NOBODY, language, over=" ".join(NAMES))
    assert _found(around[:99], around[99:]) == [*NAMES]


def _found(*pieces: bytes) -> list[str]:
    words = all_of(StreamingHttpResponse(pieces))
    return [name for name, sought in NAMES.items() if sought in words]


def test_letters_that_are_drawn_joined_or_backwards_are_read_as_they_are_written() -> None:
    drawn = "".join(reversed(SHELTER_ARABIC))
    assert SHELTER_ARABIC in in_order(f"abc {drawn} 12")
    assert SHELTER_ARABIC in in_order(" ".join(reversed(SHELTER_ARABIC.split())))
    assert "لا" in in_order("\ufefb")
    assert SHELTER in in_order(SHELTER.replace(" ", "\n"))
    assert SHELTER_ARABIC in in_order("مأ\u0640وى\u200f روشنا\nالسري")


def test_files_that_lie_too_deep_are_an_error_and_not_passed_over() -> None:
    content = b"words"
    for _each in range(9):
        content = gzip.compress(content)
    with pytest.raises(ValueError, match="too deep"):
        words_of(content)
