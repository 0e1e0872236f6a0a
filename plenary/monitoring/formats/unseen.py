"""A page of a paper (PDF) that is a picture, with words that are not seen at their places, so that they are found and read aloud.

The words are set in a font without letters, as Tesseract sets what it recognised: each code stands for the character of the same
number (UTF-16), and a map says so to whoever copies or reads aloud.
"""

import unicodedata
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from plenary.monitoring.rules.redacting import Box

if TYPE_CHECKING:
    from pypdf import PdfWriter

_FONT = "/Unseen"
_MAP = b"""/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000> <FFFF>
endcodespacerange
1 beginbfrange
<0000> <FFFF> <0000>
endbfrange
endcmap
CMapName currentdict /CMap defineresource pop
end
end
"""
_WIDE = 500
"""How wide each character is, in thousandths of its height."""


def unseen(
    writer: "PdfWriter",
    size: tuple[float, float],
    dots: tuple[int, int],
    jpeg: bytes,
    words: Iterable[tuple[str, Box]],
) -> None:
    """Add a page of a size in points: a picture (JPEG, with its width and height in dots), and words at their places."""
    from pypdf.generic import (  # noqa: PLC0415  # it takes long to load
        DictionaryObject,
        NameObject,
        NumberObject,
        StreamObject,
    )

    width, height = size
    page = writer.add_blank_page(width, height)
    shown = StreamObject()
    shown.set_data(jpeg)
    for name, value in (
        ("/Type", "/XObject"),
        ("/Subtype", "/Image"),
        ("/ColorSpace", "/DeviceRGB"),
        ("/Filter", "/DCTDecode"),
    ):
        shown[NameObject(name)] = NameObject(value)
    for name, number in (("/Width", dots[0]), ("/Height", dots[1]), ("/BitsPerComponent", 8)):
        shown[NameObject(name)] = NumberObject(number)
    content = StreamObject()
    lines = [f"q {width:.2f} 0 0 {height:.2f} 0 0 cm /Shown Do Q", "BT 3 Tr"]
    lines += [_line(each, place, width, height) for each, place in words]
    content.set_data("\n".join([*lines, "ET"]).encode())
    page[NameObject("/Contents")] = writer._add_object(content.flate_encode())
    page[NameObject("/Resources")] = DictionaryObject(
        {
            NameObject("/XObject"): DictionaryObject({NameObject("/Shown"): writer._add_object(shown)}),
            NameObject("/Font"): DictionaryObject({NameObject(_FONT): _font(writer)}),
        }
    )


def _line(words: str, place: Box, width: float, height: float) -> str:
    """The operators that set one word at its place, from left to right as it is seen."""
    leftwards = any(unicodedata.bidirectional(each) in {"R", "AL"} for each in words)
    codes = (words[::-1] if leftwards else words).encode("utf-16-be", "replace")
    high = max(1.0, place.height * height / 100)
    wide = 100 * (place.width * width / 100) / max(1, len(codes) // 2) / (high * _WIDE / 1000)
    across, up = place.left * width / 100, height - place.bottom * height / 100
    return f"{_FONT} {high:.2f} Tf {min(max(wide, 1), 1000):.2f} Tz 1 0 0 1 {across:.2f} {up:.2f} Tm <{codes.hex()}0020> Tj"


def _font(writer: "PdfWriter") -> Any:
    """The font without letters, one for all pages of a paper."""
    from pypdf.generic import ArrayObject, NameObject, StreamObject  # noqa: PLC0415  # as above

    made: dict[int, Any] = writer.__dict__.setdefault("_unseen_font", {})
    if not made:
        told = StreamObject()
        told.set_data(_MAP)
        font = _named(Type="/Font", Subtype="/Type0", BaseFont="/Unseen", Encoding="/Identity-H")
        font[NameObject("/DescendantFonts")] = ArrayObject([writer._add_object(_letterless(writer))])
        font[NameObject("/ToUnicode")] = writer._add_object(told.flate_encode())
        made[0] = writer._add_object(font)
    return made[0]


def _letterless(writer: "PdfWriter") -> Any:
    """What the font says of its letters: how wide each is, and nothing of how it looks."""
    from pypdf.generic import ArrayObject, NameObject, NumberObject, TextStringObject  # noqa: PLC0415  # as above

    box = ArrayObject([NumberObject(each) for each in (0, 0, _WIDE, 1000)])
    described = _named(Type="/FontDescriptor", FontName="/Unseen", Flags=4, ItalicAngle=0, Descent=0, StemV=0)
    described.update(_named(Ascent=1000, CapHeight=1000))
    described[NameObject("/FontBBox")] = box
    registry = _named(Supplement=0)
    registry[NameObject("/Registry")] = TextStringObject("Adobe")
    registry[NameObject("/Ordering")] = TextStringObject("Identity")
    font = _named(Type="/Font", Subtype="/CIDFontType2", BaseFont="/Unseen", DW=_WIDE, CIDToGIDMap="/Identity")
    font[NameObject("/CIDSystemInfo")] = registry
    font[NameObject("/FontDescriptor")] = writer._add_object(described)
    return font


def _named(**told: str | int) -> Any:
    """A dictionary of names and numbers."""
    from pypdf.generic import DictionaryObject, NameObject, NumberObject  # noqa: PLC0415  # as above

    return DictionaryObject(
        {
            NameObject(f"/{name}"): NumberObject(value) if isinstance(value, int) else NameObject(value)
            for name, value in told.items()
        }
    )
